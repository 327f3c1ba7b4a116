"""Customer tags as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz import tags
from tests.quiz.projects import sleep_project


@pytest.mark.parametrize(
    ("typed", "kept", "group", "value"),
    [
        ("goal:sleep", "goal:sleep", "goal", "sleep"),
        ("  Goal :  deep   sleep ", "Goal:deep sleep", "Goal", "deep sleep"),
        ("vip", "vip", "", "vip"),
        ("a:b:c", "a:b:c", "a", "b:c"),
        ("goal\u200b:\u00adsleep\u200f\ufeff", "goal:sleep", "goal", "sleep"),
        ("cafe\u0301", "caf\u00e9", "", "caf\u00e9"),
        ("\u200ddry \u200c", "dry", "", "dry"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
    ],
)
def test_names_are_kept_as_typed_apart_from_spaces_and_what_cannot_be_seen(
    typed: str, kept: str, group: str, value: str
) -> None:
    assert (tags.clean(typed), tags.group_of(typed), tags.value_of(typed)) == (kept, group, value)


@pytest.mark.parametrize(
    "name", ["", "  ", ":", "goal:", ":sleep", "a,b", "a;b", "x" * 101, "a\x00b", "a\ud800", "\u200b"]
)
def test_what_a_crm_cannot_carry_is_said(name: str) -> None:
    assert tags.trouble(name)


@pytest.mark.parametrize(
    ("name", "services"),
    [
        ("goal:sleep", ()),
        ("a,b", ("Shopify", "Zapier")),
        ("a;b", ("HubSpot",)),
        ("x" * 101, ("Mailchimp",)),
        ("x" * 256, ("Mailchimp", "Shopify")),
    ],
)
def test_what_each_service_cannot_carry_is_said_by_its_name(name: str, services: tuple[str, ...]) -> None:
    found = tags.limits(name)
    assert tuple(service for limit in found for service in limit.services) == services
    assert all(service in limit.text for limit in found for service in limit.services)


@given(st.text(max_size=110))
def test_what_can_be_a_tag_is_carried_by_every_service(name: str) -> None:
    assert tags.trouble(name) or not tags.limits(name)


def test_pasted_text_splits_on_commas_tabs_and_line_ends_without_repeats() -> None:
    assert tags.split("goal:sleep, Goal: Sleep;\n skin:dry\t\tvip\r\n") == ("goal:sleep", "skin:dry", "vip")


def test_the_default_group_goes_before_a_name_without_one() -> None:
    assert tags.in_group("sleep", "goal") == "goal:sleep"
    assert tags.in_group("skin:dry", "goal") == "skin:dry"
    assert tags.in_group("vip", "") == "vip"


def test_uses_counts_choices() -> None:
    assert tags.uses(sleep_project()) == {"t-sleep": 2, "t-deep": 1, "t-noherb": 1}


@given(st.text(max_size=30))
def test_cleaning_twice_is_cleaning_once_and_case_never_matters(name: str) -> None:
    assert tags.clean(tags.clean(name)) == tags.clean(name)
    assert tags.same(tags.clean(name)) == tags.same(name)
