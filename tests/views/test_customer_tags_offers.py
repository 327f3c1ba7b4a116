"""What the completer offers, as a pure function: order, the grey rest, and when a new tag can be made."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz import tags
from quizdesigner.quiz.document import Project, Tag
from quizdesigner.views.customer_tags.offers import Offer, index, offers
from quizdesigner.views.customer_tags.rows import letter

texts = st.text("aAbBß: ", max_size=6)
names = texts.map(tags.clean).filter(lambda name: tags.trouble(name) is None)


def offered(known: list[str], typed: str, group: str = "") -> tuple[Offer, ...]:
    """The offers in a project with these tags, the first of them used most."""
    project = Project("p", "P", tags=tuple(Tag(f"t{place}", name) for place, name in enumerate(known)))
    uses = {f"t{place}": len(known) - place for place in range(len(known))}
    return offers(index(project, uses), typed, group, ())


def test_the_very_tag_then_the_own_group_then_the_most_used_then_what_contains_it() -> None:
    known = ["mood:sleepy", "deep-sleep", "goal:sleepless", "mood:sleep", "sleep:more", "goal:sleep"]
    assert [offer.name for offer in offered(known, "sleep", "goal")] == [
        "goal:sleep",
        "goal:sleepless",
        "mood:sleepy",
        "mood:sleep",
        "sleep:more",
        "deep-sleep",
    ]


def test_what_cannot_be_a_tag_is_not_offered_to_be_made() -> None:
    assert offered([], "goal:") == ()
    assert offered([], "x" * 101) == ()
    assert [offer.name for offer in offered([], "x", "goal")] == ["goal:x"]


@given(st.lists(names, max_size=6, unique_by=tags.same), texts, st.sampled_from(["", "a", "B"]))
def test_every_offer_holds_the_words_and_reads_as_its_name(known: list[str], typed: str, group: str) -> None:
    found = offered(known, typed, group)
    made = [offer for offer in found if not offer.tag]
    assert len({tags.same(offer.name) for offer in found}) == len(found)
    assert made == [*found[-1:]] or not made
    for offer in found:
        assert tags.same(typed) in tags.same(offer.name)
        if offer.tail is not None:
            assert (offer.lead + typed + offer.tail).casefold() == offer.name.casefold()
    if made:
        assert made[0].name == tags.in_group(typed, group)
        assert tags.same(made[0].name) not in {tags.same(name) for name in known}


def test_choices_have_letters() -> None:
    assert [letter(place) for place in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
