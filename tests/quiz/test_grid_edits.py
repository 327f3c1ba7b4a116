"""The grid of customer tags: setting and clearing many at once, copying a block and reading a pasted one."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Project, Tag
from quizdesigner.quiz.marks import Area, Giving, Marks, OfChoice, OfPage, OfQuiz, is_on, written
from quizdesigner.quiz.pasted_tags import MOST, Reading, read
from tests.quiz.projects import sleep_project

FALL, STAY, NONE = (OfChoice("goal", choice) for choice in ("fall", "stay", "none"))
COLUMNS = (Tag("dry", "skin:dry"), Tag("oily", "skin:oily"), Tag("vip", "VIP"))


def ids(project: Project, giver: OfChoice) -> tuple[str, ...]:
    """The tags of a choice of the sleep quiz."""
    question = next(one for one in project.quiz("sleep").questions if one.id == giver.question)
    return next(one.tags for one in question.choices if one.id == giver.choice)


def rows() -> list[Giving]:
    """Rows as a grid shows them: the quiz, two questions that share an answer, a results page."""
    return [
        Giving(OfQuiz(), "Every shopper"),
        Giving(OfChoice("q1", "a"), "Tight, or flaky", "How is it?", "skin", ("dry",)),
        Giving(OfChoice("q1", "b"), "Never", "How is it?", "skin"),
        Giving(OfChoice("q2", "a"), "Often", "Does it sting?"),
        Giving(OfChoice("q2", "b"), "never", "Does it sting?", tags=("oily", "vip")),
        Giving(OfChoice("q2", "c"), "", "Does it sting?", tags=("vip",)),
        Giving(OfPage("end"), "Whoever ends on “Calm”"),
    ]


def reading(text: str, area: Area = Area(0, 0)) -> Reading:  # noqa: B008 - a frozen value
    """What pasted text says about these rows."""
    return read(text, rows(), COLUMNS, area)


def test_many_givers_change_in_one_pass_and_the_rest_stays_the_same_object() -> None:
    before = sleep_project()
    after = edits.set_tags(
        before,
        "sleep",
        [
            Marks(FALL, on=("t-deep",), off=("t-sleep",)),
            Marks(NONE, on=("t-deep", "t-sleep")),
            Marks(OfPage("end"), on=("t-sleep",)),
            Marks(OfQuiz(), on=("t-noherb",)),
        ],
    )
    assert ids(after, FALL) == ("t-deep",)
    assert ids(after, STAY) == ("t-deep",)
    assert ids(after, NONE) == ("t-deep", "t-sleep")
    quiz, was = after.quiz("sleep"), before.quiz("sleep")
    assert quiz.results[0].tags == ("t-sleep",)
    assert quiz.tags == ("t-noherb",)
    assert [one is other for one, other in zip(quiz.questions, was.questions, strict=True)].count(False) == 1
    assert quiz.questions[1].choices[1] is was.questions[1].choices[1]


def test_what_is_so_already_gives_the_very_project_back() -> None:
    project = sleep_project()
    assert edits.set_tags(project, "sleep", [Marks(FALL, on=("t-sleep",), off=("t-deep",))]) is project
    assert edits.set_tags(project, "sleep", []) is project
    assert edits.set_tags_by_name(project, "sleep", [Marks(FALL, ("Goal: Sleep",), ("no:such",))], str) is project


@pytest.mark.parametrize(
    "marks",
    [Marks(OfChoice("goal", "no")), Marks(OfChoice("no", "fall")), Marks(OfPage("no")), Marks(FALL, on=("no",))],
)
def test_what_does_not_exist_is_the_callers_mistake(marks: Marks) -> None:
    with pytest.raises(KeyError):
        edits.set_tags(sleep_project(), "sleep", [marks])


def test_names_without_a_tag_make_one_each_with_the_colour_of_its_group() -> None:
    numbers = count()
    after = edits.set_tags_by_name(
        sleep_project(),
        "sleep",
        [Marks(FALL, ("mood:calm", "GOAL:DEEP"), ("goal:sleep",)), Marks(OfQuiz(), ("Mood: Calm",))],
        lambda: f"new{next(numbers)}",
    )
    assert [tag.name for tag in after.tags[3:]] == ["Mood:Calm"]
    assert [group.name for group in after.tag_groups] == ["goal", "avoid", "Mood"]
    assert ids(after, FALL) == ("new0", "t-deep")
    assert after.quiz("sleep").tags == ("new0",)


@pytest.mark.parametrize("cell", ["x", "X", " 1 ", "TRUE", "yes", "✓", "✔️", "WAHR", "sí"])
def test_a_mark_says_yes(cell: str) -> None:
    assert is_on(cell) is True


@pytest.mark.parametrize("cell", ["", "  ", "0", "FALSE", "no", "-", "FALSCH"])
def test_a_mark_says_no(cell: str) -> None:
    assert is_on(cell) is False


def test_any_other_text_is_no_mark() -> None:
    assert is_on("goal:calm") is None


def test_a_block_of_marks_goes_where_the_selection_begins() -> None:
    found = reading("\tx\nx\t0\r\n", Area(1, 0))
    assert found.marks == (
        Marks(OfChoice("q1", "a"), ("skin:oily",), ("skin:dry",)),
        Marks(OfChoice("q1", "b"), ("skin:dry",)),
    )
    assert found.said == "2 tags set, 1 cleared."


def test_one_mark_fills_what_is_selected() -> None:
    found = reading("x", Area(1, 1, 2, 2))
    assert [(one.giver, one.on) for one in found.marks] == [
        (OfChoice("q1", "a"), ("skin:oily", "VIP")),
        (OfChoice("q1", "b"), ("skin:oily", "VIP")),
    ]


def test_marks_without_a_place_are_said_and_empty_cells_are_not() -> None:
    assert reading("x\tx\t\nx\t\t\n\t\t\n", Area(6, 2)).said == (
        "1 tag set; 1 row had no place after the last row; 1 column had no place after the last tag."
    )


def test_a_stray_word_inside_a_block_is_said_and_the_rest_is_done() -> None:
    found = reading("x\t\nx\tmaybe\n", Area(2, 0))
    assert found.on == 2
    assert found.said == "2 tags set; 1 cell is not a mark: “maybe”."


def test_a_table_with_heads_goes_by_names() -> None:
    found = reading('Answer\tskin: OILY\tmood:calm\nOften\tx\t\n"Tight,  or flaky"\t\t1\nNobody\tx\tx\n')
    assert found.marks == (
        Marks(OfChoice("q1", "a"), ("mood:calm",)),
        Marks(OfChoice("q2", "a"), ("skin:OILY",)),
    )
    assert found.said == "2 tags set; new: mood:calm; 1 row fits no choice: “Nobody”."


def test_a_table_clears_what_it_leaves_empty_and_nothing_in_other_columns() -> None:
    found = reading("\tVIP\nwhoever ends on “calm”\tx\nnever\t\nNEVER\t\n\t\n")
    assert found.marks == (
        Marks(OfChoice("q2", "b"), (), ("VIP",)),
        Marks(OfPage("end"), ("VIP",)),
    )
    assert found.said == "1 tag set, 1 cleared."


def test_a_head_that_cannot_be_a_tag_is_said() -> None:
    found = reading("\ta;b\tskin:oily\nOften\tx\tx")
    assert found.said == "1 tag set; 1 name cannot be a tag: “a;b”."


def test_lines_add_tags_to_their_choice_in_the_group_of_its_question() -> None:
    found = reading("Tight, or flaky\tflaky, skin:dry; vip:yes\nOften\tstings\nOften\tx\n")
    assert found.marks == (
        Marks(OfChoice("q1", "a"), ("skin:flaky", "vip:yes")),
        Marks(OfChoice("q2", "a"), ("stings",)),
    )
    assert found.said == "3 tags set; new: skin:flaky, vip:yes, stings; 1 name cannot be a tag: “x”."


def test_words_that_two_choices_share_need_their_question_or_as_many_lines() -> None:
    assert reading("Never\ta").said == "Nothing was pasted; 1 row fits several choices: “Never”."
    assert [one.giver for one in reading("Never\ta\nnever\tb").marks] == [OfChoice("q1", "b"), OfChoice("q2", "b")]
    scoped = reading("Does it sting?\nNever\ta\nHow is it?\nTight, or flaky\tb")
    assert [one.giver for one in scoped.marks] == [OfChoice("q1", "a"), OfChoice("q2", "b")]
    assert scoped.misfits == ()


def test_many_misfits_are_counted_and_three_named() -> None:
    said = reading("\n".join(f"what {number}\ta" for number in range(1_234))).said
    assert said == "Nothing was pasted; 1,234 rows fit no choice: “what 0”, “what 1”, “what 2” and 1,231 more."


def test_nothing_to_paste_and_far_too_much() -> None:
    assert reading("") == Reading()
    assert reading("x" * (MOST + 1)).misfits == (
        "that is 5,000,001 characters; at most 5,000,000 can be pasted at once",
    )
    # Little text can be many cells.
    assert reading("x\t" * 3_000 + "\n" + "x\n" * 3_000).misfits == (
        "that is 3,001 rows of 3,001 cells; at most 2,000,000 cells can be pasted at once",
    )


def test_a_quotation_mark_nobody_closed_is_a_word() -> None:
    assert reading('"Often\ta\nOften\tb').said == '1 tag set; new: b; 1 row fits no choice: “"Often”.'


grids = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.booleans(), min_size=width, max_size=width), min_size=1, max_size=6)
)


@given(grids, st.integers(0, 5), st.integers(0, 4))
def test_pasting_what_was_copied_changes_nothing(marks: list[list[bool]], top: int, left: int) -> None:
    columns = [Tag(f"t{place}", f"g:{place}") for place in range(len(marks[0]))]
    shown = [
        Giving(OfChoice("q", str(place)), "same", tags=tuple(f"t{at}" for at, on in enumerate(line) if on))
        for place, line in enumerate(marks)
    ]
    top, left = top % len(marks), left % len(columns)
    copied = written(line[left:] for line in marks[top:])
    for text in (copied, copied.replace("\n", "\r\n")):
        assert read(text, shown, columns, Area(top, left)) == Reading()


@given(grids, grids)
def test_a_block_makes_the_cells_under_it_what_it_says(was: list[list[bool]], block: list[list[bool]]) -> None:
    columns = [Tag(f"t{place}", f"g:{place}") for place in range(len(was[0]))]
    shown = [
        Giving(OfChoice("q", str(place)), "same", tags=tuple(f"t{at}" for at, on in enumerate(line) if on))
        for place, line in enumerate(was)
    ]
    found = read(written(block), shown, columns, Area(0, 0))
    names = {tag.name: at for at, tag in enumerate(columns)}
    done = [list(line) for line in was]
    for one in found.marks:
        assert isinstance(one.giver, OfChoice)
        for name in one.on:
            done[int(one.giver.choice)][names[name]] = True
        for name in one.off:
            done[int(one.giver.choice)][names[name]] = False
    for row, line in enumerate(done):
        for at, on in enumerate(line):
            inside = row < len(block) and at < len(block[0])
            assert on == (block[row][at] if inside else was[row][at])


@given(st.text(alphabet='xX1 \t\n\r",;:aneverOft', max_size=60))
def test_whatever_is_pasted_can_be_read_and_done(text: str) -> None:
    numbers = count()
    project = sleep_project()
    shown = [Giving(FALL, "never", tags=("t-sleep",)), Giving(STAY, "Oft", "goal", "goal", ("t-deep",))]
    found = read(text, shown, project.tags, Area(0, 0))
    after = edits.set_tags_by_name(project, "sleep", found.marks, lambda: f"new{next(numbers)}")
    assert (after is project) == (not found.marks)
    assert found.said.endswith(".")
