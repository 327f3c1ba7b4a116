"""The language of segments: what is read, what is written, and the words for what is neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz import rules, segments
from quizdesigner.quiz.document import All, Any, AnyCondition, Chose, HasTag, Not, Project, Tag
from quizdesigner.quiz.segments import Unread, Word

NAMES = (
    "goal:sleep",
    "skin:dry",
    "skin:oily",
    "vip",
    "dry skin",
    "and",
    "nobody",
    '12" waves (short)',
    "black and white",
    "größe:ß 🙂",
    '"',
)
PROJECT = Project("p", "P", tags=tuple(Tag(f"t{place}", name) for place, name in enumerate(NAMES)))
SLEEP, DRY, OILY, VIP = (HasTag(f"t{place}") for place in range(4))

rule = st.recursive(
    st.sampled_from([HasTag(tag.id) for tag in PROJECT.tags]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Any(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=10,
)
tag_sets = st.frozensets(st.sampled_from([tag.id for tag in PROJECT.tags]))
texts = st.lists(
    st.sampled_from([*NAMES[:4], '"dry skin"', "and", "or", "not", "OR", "(", ")", "everyone", '"', "skin", " ", "  "])
).map(" ".join)


def read(text: str) -> AnyCondition:
    found = segments.read(PROJECT, text)
    assert not isinstance(found, Unread), found
    return found


def refused(text: str) -> Unread:
    found = segments.read(PROJECT, text)
    assert isinstance(found, Unread)
    return found


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("goal:sleep", SLEEP),
        ("  GOAL: sleep  ".replace(": ", ":"), SLEEP),
        ("goal:sleep and (skin:dry or skin:oily) and not vip", All((SLEEP, Any((DRY, OILY)), Not(VIP)))),
        ("vip or skin:dry AND Not skin:oily", Any((VIP, All((DRY, Not(OILY)))))),
        ("not vip and skin:dry", All((Not(VIP), DRY))),
        ("not(vip and skin:dry)", Not(All((VIP, DRY)))),
        ("((vip))and((skin:dry)and skin:oily)", All((VIP, DRY, OILY))),
        ('"dry skin" or "and"', Any((HasTag("t4"), HasTag("t5")))),
        ('größe:"SS 🙂" and """"', All((HasTag("t9"), HasTag("t10")))),
        ('"12"" waves (short)"', HasTag("t7")),
        ("everyone", All(())),
        ("Nobody", Any(())),
        ("everyone and vip", VIP),
        ("vip and not everyone", All((VIP, Not(All(()))))),
    ],
)
def test_what_people_type_means_what_they_meant(text: str, meant: AnyCondition) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (All((SLEEP, Any((DRY, OILY)), Not(VIP))), "goal:sleep and (skin:dry or skin:oily) and not vip"),
        (Any((All((SLEEP, DRY)), VIP)), "goal:sleep and skin:dry or vip"),
        (Not(Any((SLEEP, DRY))), "not (goal:sleep or skin:dry)"),
        (All((All((SLEEP,)), Any((VIP,)), All(()))), "goal:sleep and vip"),
        (Not(Not(VIP)), "vip"),
        (Any((VIP, Any(()))), "vip"),
        (All((VIP, Any(()))), "vip and nobody"),
        (Not(All(())), "not everyone"),
        (HasTag("t5"), '"and"'),
        (HasTag("t7"), '"12"" waves (short)"'),
        (HasTag("gone"), '"a tag that is not there"'),
        (All((VIP, Chose("q", "c"))), 'vip and "something that is not a tag"'),
    ],
)
def test_a_rule_is_written_with_no_more_brackets_than_it_needs(rule: AnyCondition, text: str) -> None:
    assert segments.written(PROJECT, rule) == text


@given(rule=rule, held=tag_sets)
def test_what_is_written_reads_as_the_same_rule(rule: AnyCondition, held: frozenset[str]) -> None:
    again = read(segments.written(PROJECT, rule))
    assert rules.holds(again, rules.Known(tags=set(held))) == rules.holds(rule, rules.Known(tags=set(held)))
    assert again == segments.tidied(rule)


@given(text=texts)
def test_any_text_is_read_or_refused_in_words_and_writing_is_stable(text: str) -> None:
    found = segments.read(PROJECT, text)
    if isinstance(found, Unread):
        assert 0 <= found.at <= len(text)
        assert found.text.endswith((".", "?"))
    else:
        once = segments.written(PROJECT, found)
        assert segments.written(PROJECT, read(once)) == once
        assert len(once) <= len(text)


@given(text=st.text('ab"()and \t:é🙂', max_size=30), at=st.integers(0, 30))
def test_no_text_is_too_odd(text: str, at: int) -> None:
    segments.read(PROJECT, text)
    place = min(at, len(text))
    word = segments.word_at(text, place)
    assert word.start <= place <= word.end


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("", 0, "Type a tag, such as goal:sleep."),
        ("   ", 3, "Type a tag, such as goal:sleep."),
        ("goal:slepp", 0, "There is no tag “goal:slepp”. Do you mean goal:sleep?"),
        ("vip and oily", 8, "There is no tag “oily”. Do you mean skin:oily?"),
        ("vip and zzz", 8, "There is no tag “zzz”."),
        ("x" * 100, 0, f"There is no tag “{'x' * 60}…”."),
        ("dry skin", 0, 'Put quotation marks around a name with spaces or brackets: "dry skin".'),
        ("vip or black and white", 7, 'Put quotation marks around a name with spaces or brackets: "black and white".'),
        ("vip and", 7, "After “and” a tag is missing."),
        ("vip or )", 7, "After “or” a tag is missing."),
        ("not", 3, "After “not” a tag is missing."),
        ("vip and or skin:dry", 8, "After “and” a tag is missing."),
        ("or vip", 0, "Before “or” a tag is missing."),
        ("vip or (and vip)", 8, "Before “and” a tag is missing."),
        ("vip skin:dry", 4, "Put “and” or “or” before “skin:dry”."),
        ("vip not skin:dry", 4, "Put “and” or “or” before “not”."),
        ("(vip skin:dry)", 5, "Put “and” or “or” before “skin:dry”."),
        ("vip or (skin:dry and vip", 7, "This bracket is not closed: a ) is missing."),
        ("vip or (", 8, "After the bracket a tag is missing."),
        ("vip)", 3, "This bracket closes nothing: take it away, or put a ( before."),
        ("vip and ()", 8, "Nothing stands in these brackets. Put a tag between them, such as goal:sleep."),
        ('vip and "dry sk', 8, "This quotation mark is not closed."),
        ('vip and skin:"dr', 13, "This quotation mark is not closed."),
        ("vip && skin:dry", 4, "Write “and” for “&&”."),
        ("| vip", 0, "Write “or” for “|”."),
        ("!vip", 0, "Write “not” for “!”."),
        ("vip, skin:dry", 0, "Write “and” or “or” between tags, not a comma."),
        ("(" * 51 + "vip" + ")" * 51, 50, "Brackets are nested more than 50 levels deep here."),
        ("not " * 60 + "vip", 200, "Brackets are nested more than 50 levels deep here."),
    ],
)
def test_what_cannot_be_read_says_where_and_why(text: str, at: int, said: str) -> None:
    assert refused(text) == Unread(at, said)


def test_a_rule_deeper_than_its_brackets_is_refused_and_one_as_deep_as_may_be_is_not() -> None:
    assert "50 levels" in refused("vip or skin:dry and (" * 30 + "vip" + ")" * 30).text
    assert not rules.too_deep(read("vip or skin:dry and (" * 24 + "vip" + ")" * 24))


def test_without_any_tags_there_is_no_example_to_give() -> None:
    assert segments.read(Project("p", "P"), "") == Unread(0, "Type a tag.")


def test_of_two_tags_of_one_name_the_first_is_meant() -> None:
    project = Project("p", "P", tags=(Tag("a", "Goal: Sleep"), Tag("b", "goal:sleep")))
    assert segments.read(project, "goal:sleep") == HasTag("a")


def test_the_pieces_are_what_is_read_aloud() -> None:
    assert segments.pieces(read("not (vip or skin:dry) and everyone or nobody or skin:oily")) == (
        "not",
        "(",
        VIP,
        "or",
        DRY,
        ")",
        "or",
        OILY,
    )


def test_the_tags_a_rule_speaks_of_stand_once_each() -> None:
    assert segments.tags_of(read("vip and (skin:dry or not vip)")) == ("t3", "t1")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("go¦al:sl", Word(0, 7, "goal:sl")),
        ("vip and go¦", Word(8, 10, "go")),
        ("vip and ¦go", Word(8, 8, "")),
        ("vip and ¦", Word(8, 8, "")),
        ("vip and¦", Word(7, 7, "")),
        ("(skin:d¦)", Word(1, 7, "skin:d")),
        ('vip or "dry s¦ and vip', Word(7, 13, "dry s")),
        ('vip or "dr¦y skin" and vip', Word(7, 17, "dry skin")),
        ('skin:"very d¦', Word(0, 12, "skin:very d")),
        ('"12"" wa¦', Word(0, 8, '12" wa')),
        ("¦", Word(0, 0, "")),
    ],
)
def test_the_word_to_complete_is_the_one_the_cursor_is_in(text: str, word: Word) -> None:
    assert segments.word_at(text.replace("¦", ""), text.index("¦")) == word


@given(name=st.text(min_size=1, max_size=12))
def test_a_spelled_name_reads_as_its_tag(name: str) -> None:
    project = Project("p", "P", tags=(Tag("t", name),))
    assert segments.read(project, segments.spelled(name)) == HasTag("t")
    assert segments.read(project, f"not({segments.spelled(name)})") == Not(HasTag("t"))
