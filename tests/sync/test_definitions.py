"""Segments in the words of each service: read back, they mean what the rule means, for takers and for strangers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz import rules, segments
from quizdesigner.quiz.document import (
    All,
    Answered,
    Any,
    AnyCondition,
    Connection,
    FieldName,
    HasTag,
    Not,
    Project,
    Quiz,
    Segment,
    Service,
    Tag,
)
from quizdesigner.sync.definitions import (
    MOST_HUBSPOT,
    MOST_KLAVIYO,
    MOST_MAILCHIMP,
    MOST_SHOPIFY,
    Definition,
    defined,
    services,
)

NAMES = ("goal:sleep", "skin:dry", "skin:oily", "vip", "it's \\ fine", "quiz:taken")
PROJECT = Project(
    "p",
    "P",
    quizzes=(Quiz("q1", "One"), Quiz("q2", "Two")),
    tags=tuple(Tag(f"t{place}", name) for place, name in enumerate(NAMES)),
)
FENCED = replace(PROJECT, quizzes=(Quiz("q1", "One", tags=("t0", "t5")), Quiz("q2", "Two", tags=("t5",))))
BUILDERS = ("klaviyo", "hubspot", "mailchimp", "omnisend", "shopify")

rule = st.recursive(
    st.sampled_from([HasTag(f"t{place}") for place in range(5)]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=6,
)
held = st.frozensets(st.sampled_from(NAMES[:5]))


def define(service: str, rule: AnyCondition | str, project: Project = PROJECT, field: str = "quiz_tags") -> Definition:
    found = segments.read(project, rule) if isinstance(rule, str) else rule
    assert not isinstance(found, segments.Unread), found
    return defined(project, Segment("s", "S", found), service, field)


def takes_in(service: str, lines: tuple[str, ...], tags: frozenset[str], *, took: bool, unset: bool = False) -> bool:
    """Whether the service would count a person with these tags, read from the lines as a person reads them.

    `took` says whether they took a quiz, `unset` what the service makes of “not …” where there is no value at all.
    """
    if service == "shopify":
        if not lines:
            return True
        clause = r"customer_tags (NOT )?CONTAINS '((?:\\.|[^'\\])*)'"

        def held(found: re.Match[str]) -> str:
            return str((re.sub(r"\\(.)", r"\1", found[2]) in tags) is not bool(found[1]))

        (query,) = lines
        return bool(eval(re.sub(clause, held, query).replace("AND", "and").replace("OR", "or")))
    groups: list[list[str]] = []
    joins = {"outer": "AND", "inner": "AND"}
    for line in lines:
        words = re.fullmatch(r"( *)(?:(AND|OR) )?(.*)", line)
        assert words is not None
        if words[2]:
            joins["inner" if words[1] else "outer"] = words[2]
        if words[1]:
            groups[-1].append(words[3])
        else:
            groups.append([words[3]])
    how = {"AND": all, "OR": any}
    return how[joins["outer"]](
        how[joins["inner"]](_holds(one, tags, took=took, unset=unset) for one in group) for group in groups
    )


def _holds(condition: str, tags: frozenset[str], *, took: bool, unset: bool) -> bool:
    prefix = re.compile("Properties about someone: quiz_tags |What someone has done: |quiz_tags |Tags: ")
    text = prefix.sub("", condition, count=1)
    verb = re.match(r"(contains|doesn't contain|(is )?(any|none) of|contact is (not )?tagged) ", text)
    if verb is None:
        known = {"is not set": not tags, "is known": bool(tags), "Completed quiz at least once over all time": took}
        return known[text]
    names = frozenset(text[verb.end() :].split(", "))
    assert names <= set(NAMES)
    if not re.search("not|none|doesn't", verb[0]):
        return bool(names & tags)
    has_unset = "contain" in verb[0] or verb[0].startswith("is none")
    return unset if has_unset and not tags else not names & tags


@given(rule=rule, tags=held, unset=st.booleans(), service=st.sampled_from(BUILDERS))
def test_a_taker_is_in_it_exactly_when_the_rule_holds(
    rule: AnyCondition, tags: frozenset[str], unset: bool, service: str
) -> None:
    found = define(service, rule)
    meant = rules.holds(rule, rules.Known(tags={tag.id for tag in PROJECT.tags if tag.name in tags}))
    if "contradicts itself" in "".join(found.notes):
        assert not meant
    elif found.lines or "Everybody is in it" in "".join(found.notes):
        gap = service == "hubspot" and not tags and meant
        assert takes_in(service, found.lines, tags, took=True, unset=unset) is (meant and not gap)
        assert not gap or "takers who got no tag at all" in "".join(found.notes)


@given(rule=rule, unset=st.booleans(), service=st.sampled_from(BUILDERS))
def test_a_stranger_is_out_or_it_is_said(rule: AnyCondition, unset: bool, service: str) -> None:
    found = define(service, rule)
    if found.lines:
        inside = takes_in(service, found.lines, frozenset(), took=False, unset=unset)
        assert inside is any("so they are in it" in note for note in found.notes)


@given(rule=rule, tags=held, unset=st.booleans(), service=st.sampled_from(BUILDERS))
def test_with_a_tag_of_every_taker_all_is_exact(
    rule: AnyCondition, tags: frozenset[str], unset: bool, service: str
) -> None:
    found = define(service, rule, FENCED)
    meant = rules.holds(rule, rules.Known(tags={tag.id for tag in PROJECT.tags if tag.name in tags}))
    if found.lines:
        assert takes_in(service, found.lines, tags | {"quiz:taken"}, took=True, unset=unset) is meant
        assert not takes_in(service, found.lines, frozenset(), took=False, unset=unset)


@pytest.mark.parametrize(
    ("service", "lines"),
    [
        (
            "klaviyo",
            (
                "Properties about someone: quiz_tags contains goal:sleep",
                "AND Properties about someone: quiz_tags contains skin:dry",
                "  OR Properties about someone: quiz_tags contains skin:oily",
                "AND Properties about someone: quiz_tags doesn't contain vip",
            ),
        ),
        (
            "hubspot",
            (
                "quiz_tags is any of goal:sleep",
                "AND quiz_tags is any of skin:dry, skin:oily",
                "AND quiz_tags is none of vip",
            ),
        ),
        (
            "mailchimp",
            (
                "Tags: contact is tagged goal:sleep",
                "AND Tags: contact is tagged skin:dry",
                "  OR Tags: contact is tagged skin:oily",
                "AND Tags: contact is not tagged vip",
            ),
        ),
        ("omnisend", ("Tags: any of goal:sleep", "AND Tags: any of skin:dry, skin:oily", "AND Tags: none of vip")),
        (
            "shopify",
            (
                "customer_tags CONTAINS 'goal:sleep' AND (customer_tags CONTAINS 'skin:dry' OR"
                " customer_tags CONTAINS 'skin:oily') AND customer_tags NOT CONTAINS 'vip'",
            ),
        ),
    ],
)
def test_the_usual_rule_in_each_services_words(service: str, lines: tuple[str, ...]) -> None:
    found = define(service, "goal:sleep and (skin:dry or skin:oily) and not vip")
    assert found.lines == lines
    stay_out = "People who never took a quiz lack vip as well, but stay out: the rule also asks for a tag."
    assert found.notes[-1] == stay_out


def test_groups_that_are_alternatives() -> None:
    rule = "goal:sleep and not vip or skin:dry and skin:oily"
    assert define("hubspot", rule).lines == (
        "quiz_tags is any of goal:sleep",
        "  AND quiz_tags is none of vip",
        "OR quiz_tags is any of skin:dry",
        "  AND quiz_tags is any of skin:oily",
    )
    assert define("omnisend", "not vip and not skin:dry or goal:sleep and skin:oily").lines == (
        "Tags: none of vip, skin:dry",
        "OR Tags: any of goal:sleep",
        "  AND Tags: any of skin:oily",
    )
    assert "Make a condition group of what is set in." in define("mailchimp", rule).notes[0]
    assert define("shopify", 'goal:sleep and vip or "it\'s \\ fine"').lines == (
        "(customer_tags CONTAINS 'goal:sleep' AND customer_tags CONTAINS 'vip')"
        " OR customer_tags CONTAINS 'it\\'s \\\\ fine'",
    )


def test_what_property_not_set_means() -> None:
    klaviyo = define("klaviyo", "not vip", field="tags")
    assert klaviyo.lines == (
        "Properties about someone: tags doesn't contain vip",
        "  OR Properties about someone: tags is not set",
        "AND What someone has done: Completed quiz at least once over all time",
    )
    assert "“Completed quiz” tells who took a quiz" in klaviyo.notes[1]
    hubspot = define("hubspot", "not vip and not skin:dry")
    assert hubspot.lines == ("quiz_tags is none of vip, skin:dry", "AND quiz_tags is known")
    assert "takers who got no tag at all" in hubspot.notes[1]
    for service in ("mailchimp", "omnisend", "shopify"):
        (note,) = define(service, "not vip").notes
        assert note.startswith("People who never took a quiz lack vip as well, so they are in it. To leave out exactly")


def test_a_property_is_spelled_as_the_service_has_it() -> None:
    assert define("hubspot", "vip", field="Our Tags").lines == ("our_tags is any of vip",)
    assert define("klaviyo", "vip", field="Our Tags").lines == ("Properties about someone: Our Tags contains vip",)
    as_text = replace(PROJECT, connections=(Connection("h", Service.HUBSPOT, tags_as_text=True),))
    (note,) = define("hubspot", "vip", as_text).notes
    assert note.startswith("quiz_tags is sent as a text")


def test_a_tag_stands_there_as_the_service_gets_it() -> None:
    project = replace(PROJECT, tags=(Tag("t0", "skin:dry, sore"),))
    assert define("shopify", HasTag("t0"), project).lines == ("customer_tags CONTAINS 'skin:dry sore'",)


def test_the_event_that_tells_takers_has_its_own_name_or_there_is_none() -> None:
    def of(field: FieldName) -> Project:
        return replace(PROJECT, connections=(Connection("k", Service.KLAVIYO, fields=(field,)),))

    renamed = define("klaviyo", "not vip", of(FieldName("@event", "Took a quiz")))
    assert renamed.lines[-1] == "AND What someone has done: Took a quiz at least once over all time"
    assert "“Took a quiz” tells who took a quiz" in renamed.notes[1]
    without = define("klaviyo", "not vip", of(FieldName("@event", off=True)))
    assert without.lines == (
        "Properties about someone: quiz_tags doesn't contain vip",
        "OR Properties about someone: quiz_tags is not set",
    )
    assert "so they are in it" in without.notes[1]
    assert "there is nothing to set" in define("klaviyo", "everyone", of(FieldName("@event", off=True))).notes[0]


def test_a_tag_every_taker_gets_keeps_strangers_out() -> None:
    assert define("mailchimp", "not vip", FENCED).lines == (
        "Tags: contact is not tagged vip",
        "AND Tags: contact is tagged quiz:taken",
    )
    assert define("klaviyo", "everyone", FENCED).lines == ("Properties about someone: quiz_tags contains quiz:taken",)
    assert "quiz:taken keeps out people who never took a quiz" in define("shopify", "not vip", FENCED).notes[0]
    assert "quiz:taken" not in repr(define("shopify", "vip", FENCED))
    no_quizzes = replace(PROJECT, quizzes=())
    assert define("mailchimp", "not vip", no_quizzes).lines == ("Tags: contact is not tagged vip",)


def test_everyone_and_nobody() -> None:
    assert define("klaviyo", "everyone").lines == ("What someone has done: Completed quiz at least once over all time",)
    assert define("hubspot", "everyone").lines == ("quiz_tags is known",)
    assert define("shopify", "everyone").lines == ()
    assert "there is nothing to set" in define("shopify", "everyone").notes[0]
    for service in services():
        for text in ("nobody", "vip and not vip"):
            assert define(service, text) == Definition((), ("The rule contradicts itself: nobody can fulfil it.",))


def test_what_a_service_cannot_hold_is_said_and_not_cut() -> None:
    tags = tuple(Tag(f"t{number}", f"tag:{number}") for number in range(600))
    project = replace(PROJECT, tags=tags)

    def some(count: int, first: int = 0) -> AnyCondition:
        return Any(tuple(HasTag(tag.id) for tag in tags[first : first + count]))

    assert len(define("klaviyo", some(100), project).lines) == 100
    assert define("klaviyo", some(101), project).notes == (
        "Too long for Klaviyo, which takes 100 conditions. Make two segments of it.",
    )
    assert define("klaviyo", Not(some(34)), project).lines
    assert not define("klaviyo", Not(some(50)), project).lines
    names = ", ".join(tag.name for tag in tags[:500])
    assert define("hubspot", some(500), project).lines == (f"quiz_tags is any of {names}",)
    assert not define("hubspot", All(tuple(HasTag(tag.id) for tag in tags[:251])), project).lines
    assert define("shopify", some(10), project).lines
    assert define("shopify", some(11), project).notes == (
        "Too long for Shopify customers, which takes 10 clauses. Make two segments of it.",
    )
    assert "advanced segment builder" not in repr(define("mailchimp", some(5), project))
    assert "advanced segment builder" in define("mailchimp", some(6), project).notes[0]
    pairs = [All((HasTag(f"t{place}"), Not(HasTag(f"t{place + 300}")))) for place in range(150)]
    tangled = All((Any(tuple(pairs)), Not(All(tuple(Any((one, HasTag("t299"))) for one in pairs)))))
    for service in BUILDERS:
        found = define(service, tangled, project)
        assert found.lines == ()
        assert found.notes[0].startswith(f"Too long for {Service(service).label}")


def test_those_without_segments_say_what_they_get_instead() -> None:
    rule = "goal:sleep and not vip"
    for service in ("zapier", "webhook"):
        found = define(service, rule, FENCED)
        assert [line.split(":")[0].removeprefix("data.") for line in found.lines] == [
            "tags",
            "tags_added",
            "tags_removed",
        ]
        assert found.notes[0].endswith(rule)


def test_a_rule_from_elsewhere_that_speaks_of_answers_is_no_segment_of_a_crm() -> None:
    (note,) = define("klaviyo", All((HasTag("t0"), Answered("q")))).notes
    assert "speaks of more than tags" in note


def test_every_service_has_a_name() -> None:
    assert [one.label for one in services()] == [
        "Klaviyo",
        "HubSpot",
        "Mailchimp",
        "Omnisend",
        "Shopify customers",
        "Zapier",
        "Webhook",
    ]


def test_the_page_about_segments_names_the_limits() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "segments.md").read_text("utf-8")
    limits = (f"{MOST_KLAVIYO} conditions", f"{MOST_HUBSPOT} filters", f"{MOST_SHOPIFY} clauses")
    assert all(limit in page for limit in (*limits, f"{MOST_MAILCHIMP} conditions in the basic"))
    assert all(Service(one).label in page for one in BUILDERS)
