"""Projects to test with: one small and readable, and a Hypothesis strategy for any other."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Literal

from hypothesis import strategies as st

from quizdesigner.quiz.answers import Answer, millionths, other_key, plain, with_all
from quizdesigner.quiz.document import (
    TRAITS,
    All,
    Answered,
    Any,
    AnyCondition,
    By,
    Choice,
    Chose,
    Collection,
    Compare,
    Connection,
    Effect,
    HasTag,
    Jump,
    Kind,
    Link,
    Not,
    Note,
    Options,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Role,
    Segment,
    Service,
    Slot,
    Tag,
    TagGroup,
    Target,
    Ties,
    Variant,
)
from quizdesigner.quiz.samples import typed


def sleep_project() -> Project:
    """A quiz of six screens: a jump, a *show when*, tags, votes, an exclusion, a contact and consent."""
    return Project(
        "p1",
        "Halden",
        (
            Quiz(
                "sleep",
                "Sleep finder",
                (
                    Question("hello", Kind.WELCOME, "Sleep better", "Two minutes."),
                    Question(
                        "goal",
                        Kind.SINGLE,
                        "What is your goal?",
                        default_group="goal",
                        choices=(
                            Choice("fall", "Fall asleep", tags=("t-sleep",), links=(Link("tea", weight=2),)),
                            Choice("stay", "Stay asleep", tags=("t-deep",), links=(Link("mask"), Link("tea"))),
                            Choice("none", "Nothing, thanks"),
                        ),
                        jumps=(Jump("j1", "mail", Chose("goal", "none")),),
                    ),
                    Question(
                        "avoid",
                        Kind.MULTIPLE,
                        "What do you avoid?",
                        required=False,
                        most=2,
                        choices=(
                            Choice("herbs", "Herbs", tags=("t-noherb",), links=(Link("tea", effect=Effect.EXCLUDE),)),
                            Choice("wool", "Wool", tags=("t-sleep",)),
                            Choice("noise", "Noise"),
                        ),
                    ),
                    Question("why", Kind.TEXT, "Why herbs?", required=False, show_when=HasTag("t-noherb")),
                    Question("mail", Kind.EMAIL, "Your email"),
                    Question("yes", Kind.CONSENT, "Send me sleep tips", required=False),
                ),
                (ResultsPage("end", "Your sleep", sections=(Slot("s1", "For the night", count=2),)),),
            ),
        ),
        tags=(Tag("t-sleep", "goal:sleep"), Tag("t-deep", "goal:deep"), Tag("t-noherb", "avoid:herbs")),
        tag_groups=(TagGroup("goal", 0), TagGroup("avoid", 1)),
        products=(
            Product("tea", "Night tea", "night-tea", variants=(Variant("tea-1", sku="TEA-1", price=Decimal("9.90")),)),
            Product("mask", "Sleep mask", "sleep-mask"),
            Product("pillow", "Pillow", "pillow"),
        ),
        shop="https://halden.example",
        connections=(Connection("k1", Service.KLAVIYO, list_id="L1", list_name="Newsletter"),),
    )


words = st.text("abc xyzäß:<>&\"'", max_size=12)
names = words.filter(lambda text: bool(text.strip()))
places = st.integers(0, 5)


@st.composite
def conditions(draw: st.DrawFn, questions: int, depth: int = 2) -> AnyCondition:
    """A condition over questions q0.. and their choices c0..c2; some refer to what is not there."""
    kinds = ["chose", "answered", "number", "tag"] + (["all", "any", "not"] if depth else [])
    question = f"q{draw(st.integers(0, max(0, questions - 1)))}"
    match draw(st.sampled_from(kinds)):
        case "chose":
            return Chose(question, f"c{draw(st.integers(0, 2))}")
        case "answered":
            return Answered(question)
        case "number":
            return Compare(question, draw(st.sampled_from(SIGNS)), draw(amounts))
        case "tag":
            return HasTag(f"t{draw(st.integers(0, 3))}")
        case "all":
            return All(tuple(draw(st.lists(conditions(questions, depth - 1), max_size=2))))
        case "any":
            return Any(tuple(draw(st.lists(conditions(questions, depth - 1), max_size=2))))
        case _:
            return Not(draw(conditions(questions, depth - 1)))


SIGNS: tuple[Literal["<", "<=", "=", ">=", ">"], ...] = ("<", "<=", "=", ">=", ">")

amounts = st.sampled_from([-3.0, 0.0, 1.0, 2.0, 2.5, 3.0, 4.0, 7.0])

targets = st.sampled_from(
    [
        Target("p0"),
        Target("p1"),
        Target("p2"),
        Target("p0-b", By.VARIANT),
        Target("c0", By.COLLECTION),
        Target("Red", By.PRODUCT_TAG),
        Target("acme", By.VENDOR),
        Target("Tea", By.TYPE),
        Target("gone", By.TYPE),
    ]
)


@st.composite
def links(draw: st.DrawFn) -> tuple[Link, ...]:
    """What a choice says about up to two targets."""
    some = draw(st.lists(targets, max_size=2, unique=True))
    return tuple(
        Link(one.to, one.by, effect=draw(st.sampled_from(Effect)), weight=draw(st.integers(1, 3))) for one in some
    )


@st.composite
def choices(draw: st.DrawFn, options: Options) -> tuple[Choice, ...]:
    """Up to three choices of the kind a question has, c0.. ; ranges overlap and leave gaps."""
    few = {Options.CHOICES: (1, 3), Options.RANGES: (0, 3), Options.ANSWER: (0, 1), Options.NONE: (0, 0)}[options]
    made = []
    for number in range(draw(st.integers(*few))):
        match options:
            case Options.RANGES:
                role = Role.RANGE
            case Options.ANSWER:
                role = Role.ANSWER
            case _:
                role = draw(st.sampled_from([Role.ORDINARY] * 5 + [Role.NONE, Role.ALL, Role.OTHER]))
        ends = sorted(draw(st.lists(amounts, min_size=2, max_size=2))) if role is Role.RANGE else [None, None]
        made.append(
            Choice(
                f"c{number}",
                draw(words),
                role=role,
                least=ends[0],
                most=draw(st.sampled_from([ends[1], None])),
                tags=tuple(draw(st.lists(st.sampled_from(["t0", "t1", "t2", "t3"]), max_size=2, unique=True))),
                links=draw(links()),
            )
        )
    return tuple(made)


@st.composite
def slots(draw: st.DrawFn, name: str, count: int) -> Slot:
    """A slot of a quiz of so many questions, with any of its rules."""
    return Slot(
        name,
        show_when=draw(st.none() | conditions(count, 1)),
        count=draw(st.integers(1, 2)),
        minimum_votes=draw(st.sampled_from([1, 1, 0, 2])),
        source=tuple(draw(st.lists(targets, max_size=2, unique=True))),
        ties=draw(st.sampled_from(Ties)),
        sold_out=draw(st.sampled_from(["show", "last", "hide"])),
        repeat=draw(st.booleans()),
        fallback=tuple(draw(st.lists(targets, max_size=1))),
    )


some_tags = st.sampled_from([(), (), (), (), ("t3",), ("t1", "t3")])
"""What every taker of a quiz gets, or whoever ends on a results page."""


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """A sound project with one quiz of up to seven screens of any kind, jumps forward, two results pages, four tags and
    three products with variants.
    """
    count = draw(st.integers(1, 7))
    questions = []
    for place in range(count):
        later = [f"q{other}" for other in range(place + 1, count)] + ["end", "other"]
        kind = draw(st.sampled_from(Kind))
        questions.append(
            Question(
                f"q{place}",
                kind,
                draw(words),
                required=draw(st.booleans()),
                choices=draw(choices(TRAITS[kind].options)),
                several=draw(st.booleans()),
                least=draw(st.sampled_from([0, 0, 0, 1, 2])),
                most=draw(st.sampled_from([0, 0, 0, 2, 3])),
                shortest=draw(st.sampled_from([0, 0, 2])),
                longest=draw(st.sampled_from([0, 0, 2, 3])),
                lowest=draw(st.sampled_from([None, 0.0, 1.0])),
                highest=draw(st.sampled_from([None, 3.0, 5.0])),
                step=draw(st.sampled_from([1.0, 1.0, 0.5, 2.0])),
                show_when=draw(st.none() | conditions(place)) if place else None,
                jumps=tuple(
                    Jump(f"j{number}", draw(st.sampled_from(later)), draw(conditions(place + 1)))
                    for number in range(draw(st.integers(0, 2)))
                ),
                translations=draw(st.sampled_from([{}, {"de": {"title": "Titel"}}])),
            )
        )
    pages = (
        ResultsPage(
            "end",
            show_when=draw(st.none() | conditions(count)),
            sections=(draw(slots("s", count)), Note("n")),
            tags=draw(some_tags),
        ),
        ResultsPage("other", show_when=draw(st.none() | conditions(count)), sections=(draw(slots("t", count)),)),
    )
    return Project(
        "project",
        draw(names),
        (Quiz("quiz", draw(names), tuple(questions), pages, languages=("de",), tags=draw(some_tags)),),
        tags=tuple(Tag(f"t{number}", f"group{number % 2}:value{number}") for number in range(4)),
        tag_groups=(TagGroup("group0", 0), TagGroup("group1", 1)),
        products=tuple(draw(catalogues())),
        collections=(Collection("c0", "Collection"),),
    )


@st.composite
def catalogues(draw: st.DrawFn) -> list[Product]:
    """Three products, each with two variants, in groups that targets name."""
    return [
        Product(
            f"p{number}",
            draw(names),
            f"p-{number}",
            vendor=draw(st.sampled_from(["Acme", ""])),
            type=draw(st.sampled_from(["tea", ""])),
            product_tags=draw(st.sampled_from([("red",), ("Red", "blue"), ()])),
            collections=draw(st.sampled_from([("c0",), ()])),
            published=draw(st.sampled_from([True, True, True, False])),
            created=draw(st.sampled_from(["", "2026-01-01", "2026-02-01"])),
            variants=tuple(
                Variant(
                    f"p{number}-{sign}",
                    price=draw(st.sampled_from([None, Decimal(5), Decimal(7)])),
                    stock=draw(st.sampled_from([None, 0, 3])),
                )
                for sign in "ab"
            ),
        )
        for number in range(3)
    ]


@st.composite
def answers(draw: st.DrawFn, quiz: Quiz) -> dict[str, Answer]:
    """Answers a shopper of this quiz could give, some left out; where bounds leave none, some that are refused."""
    given: dict[str, Answer] = {}
    for question in quiz.questions:
        if not question.traits.takes_answer or draw(st.integers(0, 9)) == 0:
            continue
        ids = [choice.id for choice in question.options]
        if question.traits.has_choices:
            most = len(ids) if question.takes_several else 1
            picks = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=most, unique=True))
            given[question.id] = with_all(question, tuple(picks))
            given[other_key(question.id)] = draw(st.sampled_from(["in my words", ""]))
        elif question.traits.is_number:
            given[question.id] = plain(millionths(draw(amounts)))
        elif question.kind is Kind.CONSENT:
            given[question.id] = draw(st.booleans())
        elif question.kind in (Kind.EMAIL, Kind.PHONE, Kind.DATE):
            given[question.id] = typed(question)
        else:
            given[question.id] = draw(st.sampled_from(["", "Ana", "a b"]))
    return given


def hopeless(questions: int) -> Project:
    """A quiz whose questions look back at answers all over it, so that nobody can count it."""
    pick = random.Random(questions)
    tags = tuple(Tag(f"t{at}", f"g{at % 9}:v{at}") for at in range(questions))
    made = []
    for at in range(questions):
        looks = (HasTag(f"t{pick.randrange(questions)}") for _ in range(3))
        back = Any(tuple(All((one, Not(Chose(f"q{pick.randrange(at or 1)}", "1")))) for one in looks))
        choices = tuple(Choice(str(one), str(one), tags=(f"t{(at * 7 + one) % questions}",)) for one in range(4))
        made.append(Question(f"q{at}", Kind.SINGLE, f"Question {at}", choices=choices, show_when=back if at else None))
    quiz = Quiz("q", "Hopeless", tuple(made), (ResultsPage("end", "The end"),))
    return Project("p", "Hopeless", (quiz,), tags=tags, segments=(Segment("s", "Some", HasTag("t1")),))
