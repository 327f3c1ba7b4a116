"""Customer tags as services carry them: nothing a service would split or cut, and what becomes one is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz.carried import carried, collapsed
from quizdesigner.quiz.document import Service
from quizdesigner.quiz.tags import clean, same, trouble

SIGNS = {Service.SHOPIFY: ",", Service.ZAPIER: ",", Service.HUBSPOT: ";"}
MOST = {Service.MAILCHIMP: 100, Service.SHOPIFY: 255, Service.OMNISEND: 100}
SERVICES = st.sampled_from(Service)

names = st.text("abAB ,;:ß", min_size=1, max_size=300).filter(lambda name: bool(name.strip(" ,;")))


@given(service=SERVICES, name=names)
def test_what_is_sent_is_neither_split_nor_cut(service: Service, name: str) -> None:
    sent = carried(service, name)
    assert SIGNS.get(service, "\n") not in sent
    assert 0 < len(sent) <= MOST.get(service, 300)
    assert carried(service, sent) == sent


@given(service=SERVICES, name=names)
def test_a_tag_an_author_can_make_is_sent_as_it_is(service: Service, name: str) -> None:
    # Edits keep the name so.
    if trouble(name) is None:
        assert carried(service, clean(name)) == clean(name)


@given(service=SERVICES, some=st.lists(names, max_size=8))
def test_tags_are_said_to_be_one_exactly_where_they_are(service: Service, some: list[str]) -> None:
    groups = collapsed(service, some)
    group_of = {same(name): place for place, group in enumerate(groups) for name in group}
    assert all(len(group) > 1 for group in groups)
    for one in some:
        for other in some:
            if same(one) != same(other):
                alone = same(one) not in group_of
                together = not alone and group_of[same(one)] == group_of.get(same(other))
                assert together is (same(carried(service, one)) == same(carried(service, other)))


@pytest.mark.parametrize(
    ("service", "name", "sent"),
    [
        (Service.SHOPIFY, "skin:dry, itchy", "skin:dry itchy"),
        (Service.ZAPIER, "skin:dry,itchy", "skin:dry itchy"),
        (Service.HUBSPOT, "skin:dry; itchy", "skin:dry itchy"),
        (Service.HUBSPOT, "skin:dry, itchy", "skin:dry, itchy"),
        (Service.KLAVIYO, "skin:dry, itchy; sore", "skin:dry, itchy; sore"),
        (Service.WEBHOOK, "skin:dry, itchy; sore", "skin:dry, itchy; sore"),
        (Service.MAILCHIMP, "a" * 120, "a" * 100),
        (Service.OMNISEND, "a" * 99 + " b", "a" * 99),
        (Service.SHOPIFY, "a" * 300, "a" * 255),
    ],
)
def test_how_a_tag_is_written(service: Service, name: str, sent: str) -> None:
    assert carried(service, name) == sent


def test_two_spellings_of_one_tag_are_no_two_tags() -> None:
    assert collapsed(Service.SHOPIFY, ("goal:sleep", "Goal: Sleep", "goal:deep")) == ()
    assert collapsed(Service.SHOPIFY, ("goal:a, b", "goal:A b", "goal:c")) == (("goal:a, b", "goal:A b"),)
    assert collapsed(Service.KLAVIYO, ("goal:a, b", "goal:A b", "goal:c")) == ()
