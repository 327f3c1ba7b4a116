"""What keeps a finished quiz, or a part of it, from arriving at the services it is sent to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizdesigner.quiz.carried import collapsed
from quizdesigner.quiz.check import Finding, capital, label
from quizdesigner.quiz.document import Connection, Kind, Project, Quiz, Service
from quizdesigner.quiz.fields import Asked, asked, fields
from quizdesigner.quiz.phrases import shortened
from quizdesigner.quiz.touches import called

_TAKES_ANYBODY = (Service.ZAPIER, Service.WEBHOOK)
"""All others know people by their email address."""


def arrivals(project: Project, quiz: Quiz) -> Iterator[Finding]:
    """All of it, for the connections that are switched on, and what no service could do anything with."""
    enabled = [one for one in project.connections if one.enabled]
    questions = asked(quiz)
    yield from _unpicked(project, quiz, enabled)
    yield from _nobody(quiz, enabled)
    for one in enabled:
        yield from _twice(project, quiz, one, questions)
    yield from _same_tags(project, quiz, enabled)
    yield from _no_phone(quiz)


def _unpicked(project: Project, quiz: Quiz, enabled: Sequence[Connection]) -> Iterator[Finding]:
    """Things to pick that are not picked, where nothing arrives without them."""
    subscribes = any(one.kind is Kind.CONSENT and one.agrees_to != "sms" for one in quiz.questions)
    for one in enabled:
        name = called(project, one)
        if one.service is Service.MAILCHIMP and not one.list_id:
            text = f"{name} has no audience: nothing can be sent there. Pick one in Connect."
            yield Finding("error", text, connection=one.id)
        if one.service is Service.HUBSPOT and subscribes and not one.subscription_id:
            text = f"{name} subscribes nobody: no kind of email is picked. Pick one in Connect."
            yield Finding("warning", text, connection=one.id)


def _nobody(quiz: Quiz, enabled: Sequence[Connection]) -> Iterator[Finding]:
    names = dict.fromkeys(one.service.label for one in enabled if one.service not in _TAKES_ANYBODY)
    if names and not any(one.kind is Kind.EMAIL for one in quiz.questions):
        yield Finding("warning", f"Nobody can be told to {shortened([*names])}: no question asks for an email address.")


def _twice(project: Project, quiz: Quiz, connection: Connection, questions: Sequence[Asked]) -> Iterator[Finding]:
    """Fields whose name another field has, so that they are not sent."""
    for one in fields(connection, questions):
        if one.clash:
            question = next((other for other in quiz.questions if other.id == one.subject), None)
            what = f"the answer to {label(quiz, question)}" if question else f"“{one.label}”"
            text = f"{called(project, connection)} knows another field as “{one.name}”, so {what} is not sent."
            also = (question.id,) if question else ()
            yield Finding("warning", f"{text} Rename one in Connect.", connection=connection.id, also=also)


def _same_tags(project: Project, quiz: Quiz, enabled: Sequence[Connection]) -> Iterator[Finding]:
    """Tags of the quiz that become one on the way, once for all services they are one for."""
    given = {*quiz.tags, *(tag for page in quiz.results for tag in page.tags)}
    given.update(tag for question in quiz.questions for choice in question.options for tag in choice.tags)
    ids = {tag.name: tag.id for tag in project.tags if tag.id in given}
    where: dict[tuple[str, ...], list[str]] = {}
    for service in dict.fromkeys(one.service for one in enabled):
        for group in collapsed(service, ids):
            where.setdefault(group, []).append(service.label)
    for group, services in where.items():
        tag, *also = (ids[name] for name in group)
        names = shortened([f"“{name}”" for name in group], "tags")
        text = f"{names} are one tag for {shortened(services)}. Rename one, so that they stay apart."
        yield Finding("warning", text, tag=tag, also=tuple(also))


def _no_phone(quiz: Quiz) -> Iterator[Finding]:
    """Boxes about text messages in a quiz that asks for no number to send them to."""
    if any(one.kind is Kind.PHONE for one in quiz.questions):
        return
    for one in quiz.questions:
        if one.kind is Kind.CONSENT and one.agrees_to != "email":
            text = f"{capital(label(quiz, one))} is about text messages, and no question asks for a phone number"
            yield Finding("warning", f"{text}: nobody is subscribed to them.", one.id)
