"""What a customer tag reaches, in words and with where to go."""

from __future__ import annotations

import pytest
from msgspec import structs

from quizdesigner.quiz import edits, touches
from quizdesigner.quiz.document import (
    All,
    Connection,
    HasTag,
    Jump,
    Not,
    Project,
    Retake,
    Segment,
    Service,
)
from quizdesigner.quiz.tags import Giver
from tests.quiz.projects import sleep_project

Q = "sleep"


def project() -> Project:
    """The sleep finder with goal:sleep given and looked for in every way there is."""
    made = edits.set_quiz_tags(sleep_project(), Q, ["goal:sleep"], lambda: "none")
    made = edits.set_page_tags(made, Q, "end", ["goal:sleep"], lambda: "none")
    made = edits.change_results(made, Q, "end", show_when=Not(HasTag("t-sleep")))
    made = edits.change_section(made, Q, "end", "s1", show_when=HasTag("t-sleep"))
    made = edits.add_jump(made, Q, "avoid", Jump("j2", "mail", All((HasTag("t-sleep"), HasTag("t-deep")))))
    segments = (Segment("s1", "Sleepers", HasTag("t-sleep")), Segment("s2", "Others", HasTag("t-deep")))
    return structs.replace(made, segments=segments)


def test_all_that_gives_the_tag_is_told_with_its_ids() -> None:
    found = touches.of_tag(project(), "t-sleep")
    assert [(spot.what, spot.where, spot.at) for spot in found.givers] == [
        ("Every taker of Sleep finder", "", Giver(Q)),
        ("Fall asleep", "Question 1 “What is your goal?”", Giver(Q, "goal", "fall")),
        ("Wool", "Question 2 “What do you avoid?”", Giver(Q, "avoid", "wool")),
        ("Whoever ends on Your sleep", "", Giver(Q, "end")),
    ]


def test_all_that_looks_for_it_is_told_as_a_sentence() -> None:
    found = touches.of_tag(project(), "t-sleep")
    assert [(spot.what, spot.where, spot.at.part) for spot in found.rules] == [
        (
            "If the shopper has goal:sleep and the shopper has goal:deep, go to question 4 “Your email”",
            "Question 2 “What do you avoid?”",
            "avoid",
        ),
        ("Shown when the shopper does not have goal:sleep", "Your sleep", "end"),
        ("Shown when the shopper has goal:sleep", "Section “For the night” of Your sleep", "end"),
    ]
    assert [(one.name, one.id) for one in found.segments] == [("Sleepers", "s1")]


def test_several_quizzes_are_named() -> None:
    two = edits.duplicate_quiz(project(), Q, iter([f"n{place}" for place in range(20)]).__next__)
    wheres = [spot.where for spot in touches.of_tag(two, "t-noherb").choices]
    assert wheres == [
        "Question 2 “What do you avoid?”, Sleep finder",
        "Question 2 “What do you avoid?”, Sleep finder copy",
    ]
    assert touches.of_tag(two, "t-sleep").pages[1].where == "Sleep finder copy"


@pytest.mark.parametrize(
    ("service", "retake", "said"),
    [
        (
            Service.KLAVIYO,
            "replace",
            "Profiles that carry goal:sleep in quiz_tags keep it until they take the quiz again.",
        ),
        (
            Service.KLAVIYO,
            "by_group",
            "Profiles that carry goal:sleep in quiz_tags keep it until they take the quiz again and get another goal: "
            "tag.",
        ),
        (
            Service.KLAVIYO,
            "accumulate",
            "Profiles that carry goal:sleep in quiz_tags keep it for good, as this connection takes no such tag away "
            "at a retake.",
        ),
        (
            Service.ZAPIER,
            "replace",
            "Nothing that was sent is called back: who got goal:sleep has it there until they take the quiz again.",
        ),
        (
            Service.HUBSPOT,
            "replace",
            "Contacts that carry goal:sleep in quiz_tags keep it until they take the quiz again.",
        ),
        (Service.MAILCHIMP, "replace", "Contacts tagged goal:sleep stay so until they take the quiz again."),
        (Service.OMNISEND, "replace", "Contacts tagged goal:sleep stay so until they take the quiz again."),
        (Service.SHOPIFY, "replace", "Customers tagged goal:sleep stay so until they take the quiz again."),
        (
            Service.WEBHOOK,
            "replace",
            "Nothing that was sent is called back: who got goal:sleep has it there until they take the quiz again.",
        ),
    ],
)
def test_what_a_crm_goes_on_showing(service: Service, retake: Retake, said: str) -> None:
    made = structs.replace(project(), connections=(Connection("k1", service, retake=retake),))
    assert [(one.text, one.id) for one in touches.of_tag(made, "t-sleep").connections] == [(said, "k1")]


def test_a_plain_tag_stays_where_groups_are_replaced() -> None:
    made = edits.create_tag(project(), "vip", lambda: "vip")
    made = structs.replace(made, connections=(Connection("k1", Service.KLAVIYO, retake="by_group"),))
    (only,) = touches.of_tag(made, "vip").connections
    assert "for good" in only.text


def test_every_service_has_a_name_and_two_accounts_are_told_apart() -> None:
    services = tuple(Connection(service.value, service) for service in Service)
    made = structs.replace(project(), connections=(*services, Connection("k2", Service.KLAVIYO, account="Halden US")))
    names = [one.name for one in touches.of_tag(made, "t-sleep").connections]
    assert names[-1] == "Klaviyo, Halden US"
    assert all(one.label for one in Service)


def test_the_property_is_named_as_the_service_has_it() -> None:
    made = structs.replace(project(), connections=(Connection("h1", Service.HUBSPOT, tag_field="Our Tags"),))
    (only,) = touches.of_tag(made, "t-sleep").connections
    assert "in our_tags keep it" in only.text


def test_a_tag_on_nothing_reaches_the_services_alone() -> None:
    found = touches.of_tag(edits.create_tag(sleep_project(), "vip", lambda: "vip"), "vip")
    assert (found.givers, found.rules, found.segments) == ((), (), ())
    with pytest.raises(KeyError):
        touches.of_tag(sleep_project(), "gone")
