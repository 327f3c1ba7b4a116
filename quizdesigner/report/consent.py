"""The section on contact and consent: what is asked, in which words, and what happens either way."""

from __future__ import annotations

from collections.abc import Iterator

from quizdesigner.quiz.document import Agreement, Connection, Kind, Question, Service
from quizdesigner.quiz.localise import localised
from quizdesigner.report.marks import badge, bar, line, listed, note, table, text
from quizdesigner.report.said import language, numbered
from quizdesigner.report.subject import Facts


def consent(facts: Facts) -> str:
    """The section."""
    asked = [one for one in facts.quiz.questions if one.traits.contact and one.kind is not Kind.CONSENT]
    boxes = [one for one in facts.quiz.questions if one.kind is Kind.CONSENT]
    worded = "".join(_box(facts, one) for one in boxes) or _none(bool(asked))
    return f"{_contact(facts, asked)}{worded}{_effects(facts, boxes)}"


def _contact(facts: Facts, asked: list[Question]) -> str:
    if not asked:
        return "<p>The quiz asks for no name, email address or telephone number.</p>"
    rows = (
        (
            f"{numbered(facts.numbers[one.id])}{line(facts.names, one.title, one.traits.label)}",
            one.traits.label + ("" if one.needed else ", optional"),
            bar(facts.questions[one.id].sheets, facts.walks) if one.id in facts.questions else "",
        )
        for one in asked
    )
    return f"<h3>What shoppers are asked for</h3>{table('contact', ('Question', 'Asks for', 'Seen by'), rows)}"


def _box(facts: Facts, box: Question) -> str:
    """The wording of one box in every language, as it stands beside the box."""
    rows = []
    for one in (facts.quiz.language, *facts.quiz.languages):
        read = localised(facts.quiz, one)
        worded = next(other for other in read.questions if other.id == box.id)
        lacking = one != facts.quiz.language and not box.translations.get(one, {}).get("title")
        missing = f"{badge('warn', 'not translated')} " if lacking else ""
        about = f"<small>{line(facts.names, worded.description)}</small>" if worded.description else ""
        rows.append((text(language(one)), f"{missing}{line(facts.names, worded.title, 'no wording')}{about}"))
    reach = facts.questions.get(box.id)
    seen = f" {bar(reach.sheets, facts.walks)} of shoppers see it." if reach else ""
    head = f"<h3>The consent box, question {facts.numbers[box.id]}</h3>"
    about = f"<p>It is about {_ABOUT[box.agrees_to]}. Its exact wording.{seen}</p>"
    return f"{head}{about}{table('wording', ('Language', 'Wording'), rows)}"


def _none(contact: bool) -> str:
    words = "There is no consent box, so nobody is subscribed to anything."
    return f"<h3>The consent box</h3>{note('warn' if contact else 'plain', words)}"


def _effects(facts: Facts, boxes: list[Question]) -> str:
    if not boxes:
        return ""
    said = ["The box is never ticked beforehand."]
    if any(one.needed for one in boxes):
        said.append(
            "<b>It must be ticked to go on.</b> Whoever does not want to agree sees no result, and agreement that is"
            " a condition may not count as freely given."
        )
    proof = "<b>Ticked:</b> the wording above and the moment are kept as proof of consent."
    said.append(" ".join((proof, *_ticked(facts, boxes))))
    if not all(one.needed for one in boxes):
        said.append(
            "<b>Not ticked:</b> the result is shown all the same. Answers and customer tags are sent; nobody is"
            " subscribed, and nobody who subscribed elsewhere is unsubscribed."
        )
    return f"<h3>What happens</h3>{listed(said, 'plain roomy')}"


def _ticked(facts: Facts, boxes: list[Question]) -> Iterator[str]:
    """Where the consent goes, service by service."""
    about = {one.agrees_to for one in boxes}
    for one in facts.project.connections:
        if one.enabled and about & {"email", "both"}:
            yield _by_email(one)
        if one.enabled and about & {"sms", "both"}:
            yield _by_text(one)
    if about & {"sms", "both"}:
        yield "Text messages go to who gives a phone number; without one there is nobody to subscribe to them."


def _by_email(connection: Connection) -> str:
    listed = text(connection.list_name or connection.list_id)
    match connection.service:
        case Service.KLAVIYO if connection.list_id:
            return f"Klaviyo subscribes the shopper to the list “{listed}”."
        case Service.KLAVIYO:
            return "Klaviyo subscribes the shopper to email, to no list."
        case Service.HUBSPOT:
            kind = text(connection.subscription_name or connection.subscription_id)
            subscribes = f"subscribes the shopper to “{kind}”" if connection.subscription_id else "subscribes nobody"
            puts = f" and puts them on the list “{listed}”" if connection.list_id else ""
            return f"HubSpot {subscribes}{puts}."
        case Service.MAILCHIMP if not connection.list_id:
            return "Mailchimp gets nothing, since no audience is picked."
        case Service.MAILCHIMP if connection.double_opt_in:
            return f"Mailchimp asks the shopper to confirm, and then subscribes them to the audience “{listed}”."
        case Service.MAILCHIMP:
            return f"Mailchimp subscribes the shopper to the audience “{listed}”."
        case Service.OMNISEND:
            return "Omnisend subscribes the shopper to email."
        case Service.SHOPIFY:
            return f"Shopify records the consent to email marketing{_pending(connection)}."
        case Service.ZAPIER:
            return "Zapier is told so."
        case Service.WEBHOOK:
            return "The webhook is told so."


def _by_text(connection: Connection) -> str:
    match connection.service:
        case Service.KLAVIYO:
            return "Klaviyo subscribes the shopper to text messages."
        case Service.HUBSPOT | Service.MAILCHIMP:
            return f"{connection.service.label} takes no consent to text messages, so it is not told of that."
        case Service.OMNISEND:
            return "Omnisend subscribes the shopper to text messages."
        case Service.SHOPIFY:
            return f"Shopify records the consent to marketing by text message{_pending(connection)}."
        case Service.ZAPIER:
            return "Zapier is told of the consent to text messages."
        case Service.WEBHOOK:
            return "The webhook is told of the consent to text messages."


def _pending(connection: Connection) -> str:
    return " as one the shopper is still to confirm" if connection.double_opt_in else ""


_ABOUT: dict[Agreement, str] = {"email": "email", "sms": "text messages", "both": "email and text messages"}
