"""What keeps a quiz from arriving at its services, said before it is published."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizdesigner.quiz import edits
from quizdesigner.quiz.check import Finding
from quizdesigner.quiz.document import Agreement, Connection, FieldName, Kind, Project, Question, Service, Tag
from quizdesigner.quiz.problems import problems
from quizdesigner.quiz.problems.connections import arrivals
from tests.quiz.projects import sleep_project

Q = "sleep"
MAILCHIMP = Connection("m", Service.MAILCHIMP, list_id="a1")
HUBSPOT = Connection("h", Service.HUBSPOT, subscription_id="7")
SHOPIFY = Connection("s", Service.SHOPIFY)
ZAPIER = Connection("z", Service.ZAPIER)


def of(*connections: Connection, project: Project | None = None) -> Project:
    """The sleep finder with these connections."""
    return replace(project or sleep_project(), connections=connections)


def found(project: Project) -> tuple[Finding, ...]:
    return tuple(arrivals(project, project.quizzes[0]))


def texts(project: Project) -> list[str]:
    return [one.text for one in found(project)]


def renamed(**names: str) -> Project:
    """The sleep finder with tags of other names, as a file from elsewhere may have them."""
    tags = tuple(Tag(one.id, names.get(one.id.replace("-", "_"), one.name)) for one in sleep_project().tags)
    return replace(sleep_project(), tags=tags)


def test_every_service_can_be_ready() -> None:
    ready = {Service.MAILCHIMP: MAILCHIMP, Service.HUBSPOT: HUBSPOT}
    assert found(of(*(ready.get(one, Connection(one.value, one)) for one in Service))) == ()
    assert found(of()) == ()


def test_mailchimp_without_an_audience_stops_a_publication() -> None:
    project = of(replace(MAILCHIMP, list_id=""))
    (one,) = found(project)
    assert one.text == "Mailchimp has no audience: nothing can be sent there. Pick one in Connect."
    assert (one.level, one.connection, one.concerns("m")) == ("error", "m", True)
    assert problems(project, project.quizzes[0], None)[0] == one
    assert found(of(replace(MAILCHIMP, list_id="", enabled=False))) == ()


def test_of_two_accounts_it_is_said_which() -> None:
    both = of(replace(MAILCHIMP, account="EU"), Connection("n", Service.MAILCHIMP, "US"))
    assert texts(both) == ["Mailchimp, US has no audience: nothing can be sent there. Pick one in Connect."]


def test_hubspot_wants_a_kind_of_email_where_somebody_can_agree_to_email() -> None:
    project = of(replace(HUBSPOT, subscription_id=""))
    (one,) = found(project)
    assert one.text == "HubSpot subscribes nobody: no kind of email is picked. Pick one in Connect."
    assert (one.level, one.connection) == ("warning", "h")
    assert found(edits.delete_question(project, Q, "yes")) == ()


def test_services_that_know_people_by_email_are_told_nobody_without_one() -> None:
    project = edits.delete_question(of(*sleep_project().connections, MAILCHIMP, ZAPIER), Q, "mail")
    assert texts(project) == ["Nobody can be told to Klaviyo and Mailchimp: no question asks for an email address."]
    assert found(edits.delete_question(of(ZAPIER, Connection("w", Service.WEBHOOK)), Q, "mail")) == ()


def test_a_name_that_is_wanted_twice_is_said_with_what_is_not_sent() -> None:
    names = (FieldName("goal", "Wish"), FieldName("avoid", "wish"))
    (one,) = found(of(Connection("k", Service.KLAVIYO, fields=names)))
    assert one.text == (
        "Klaviyo knows another field as “wish”, so the answer to question 2 “What do you avoid?” is not sent."
        " Rename one in Connect."
    )
    assert (one.level, one.connection, one.also) == ("warning", "k", ("avoid",))
    parts = (FieldName("@link", "quiz_result"),)
    (one,) = found(of(Connection("k", Service.KLAVIYO, fields=parts)))
    assert "so “Link to the result” is not sent" in one.text
    assert one.also == ()


def test_tags_that_are_one_on_the_way_are_said_once_for_all_services() -> None:
    alike = renamed(t_sleep="goal:sleep, deep", t_deep="goal:sleep deep")
    (one,) = found(of(ZAPIER, SHOPIFY, HUBSPOT, project=alike))
    assert one.text == (
        "“goal:sleep, deep” and “goal:sleep deep” are one tag for Zapier and Shopify customers."
        " Rename one, so that they stay apart."
    )
    assert (one.level, one.tag, one.also) == ("warning", "t-sleep", ("t-deep",))
    assert found(of(HUBSPOT, project=alike)) == ()


def test_tags_the_quiz_does_not_give_are_no_matter() -> None:
    alike = renamed(t_sleep="goal:sleep, deep", t_deep="goal:sleep deep")
    bare = edits.unlink_tag(of(ZAPIER, project=alike), Q, "goal", "stay", "t-deep")
    assert found(bare) == ()
    assert len(found(edits.set_quiz_tags(bare, Q, ["goal:sleep deep"], lambda: "none"))) == 1


@pytest.mark.parametrize(("agrees_to", "said"), [("email", False), ("sms", True), ("both", True)])
def test_a_box_for_text_messages_wants_a_phone_question(agrees_to: Agreement, said: bool) -> None:
    project = edits.change_question(of(), Q, "yes", agrees_to=agrees_to)
    assert bool(found(project)) is said
    if said:
        (one,) = found(project)
        assert one.text == (
            "Question 5 “Send me sleep tips” is about text messages, and no question asks for a phone number:"
            " nobody is subscribed to them."
        )
        assert (one.level, one.question) == ("warning", "yes")
    asked = edits.add_question(project, Q, Question("phone", Kind.PHONE, "Your phone"))
    assert found(asked) == ()
