"""Rules in flat form: they mean the same, say nothing twice, and give up before they take for ever."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz.document import All, Answered, Any, AnyCondition, HasTag, Not
from quizdesigner.quiz.flat import MOST, Groups, Literal, all_of_any, any_of_all
from quizdesigner.quiz.rules import Known, holds

TAGS = tuple("abcde")
A, B, C, D = (HasTag(tag) for tag in "abcd")

rules = st.recursive(
    st.sampled_from([HasTag(tag) for tag in TAGS]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Any(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=8,
)


def says(text: str) -> tuple[Literal, ...]:
    return tuple(Literal(one.lstrip("-"), not one.startswith("-")) for one in text.split())


@given(rule=rules, held=st.frozensets(st.sampled_from(TAGS)))
def test_both_forms_mean_what_the_rule_means(rule: AnyCondition, held: frozenset[str]) -> None:
    meant = holds(rule, Known(tags=set(held)))
    every, some = all_of_any(rule), any_of_all(rule)
    assert every is not None
    assert some is not None
    assert all(any((one.tag in held) is one.has for one in group) for group in every) is meant
    assert any(all((one.tag in held) is one.has for one in group) for group in some) is meant


@given(rule=rules)
def test_no_group_says_what_another_says_or_contradicts_itself(rule: AnyCondition) -> None:
    for groups in (all_of_any(rule), any_of_all(rule)):
        assert groups is not None
        sets = [set(group) for group in groups]
        assert not any(one <= other for place, one in enumerate(sets) for other in sets[:place] + sets[place + 1 :])
        assert all(len({one.tag for one in group}) == len(group) for group in groups)


@pytest.mark.parametrize(
    ("rule", "every", "some"),
    [
        (All((A, Any((B, C)), Not(D))), ["a", "b c", "-d"], ["a b -d", "a c -d"]),
        (Any((All((A, B)), C)), ["a c", "b c"], ["a b", "c"]),
        (Not(All((A, Not(B)))), ["-a b"], ["-a", "b"]),
        (All((A, Any((A, B)))), ["a"], ["a"]),
        (All(()), [], [""]),
        (Any(()), [""], []),
        (Any((A, Not(A))), [], ["a", "-a"]),
        (All((A, Not(A))), ["a", "-a"], []),
    ],
)
def test_the_forms_stand_in_the_rules_own_order(rule: AnyCondition, every: list[str], some: list[str]) -> None:
    assert all_of_any(rule) == tuple(says(one) for one in every)
    assert any_of_all(rule) == tuple(says(one) for one in some)


@pytest.mark.parametrize("form", [all_of_any, any_of_all])
def test_a_form_that_would_be_too_long_is_none(form: Callable[[AnyCondition], Groups | None]) -> None:
    inner, outer = (Any, All) if form is any_of_all else (All, Any)
    pairs = [inner((HasTag(f"x{number}"), HasTag(f"y{number}"))) for number in range(30)]
    assert form(outer(tuple(pairs[:6]))) is not None
    assert form(outer(tuple(pairs))) is None
    many = inner(tuple(HasTag(f"t{number}") for number in range(MOST + 1)))
    assert form(many) is None
    assert form(outer((many, A))) is None


def test_only_tags_can_be_flat() -> None:
    with pytest.raises(ValueError, match="not a rule over tags"):
        all_of_any(All((A, Answered("q"))))
