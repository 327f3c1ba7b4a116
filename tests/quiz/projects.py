"""Projects to test with: one small and readable, and a Hypothesis strategy for any other."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from quizdesigner.quiz.answers import Answer
from quizdesigner.quiz.document import (
    All,
    Answered,
    Any,
    AnyCondition,
    Choice,
    Chose,
    Connection,
    Effect,
    HasTag,
    Jump,
    Kind,
    Link,
    Not,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Service,
    Slot,
    Tag,
    TagGroup,
    Variant,
)


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
                            Choice("herbs", "Herbs", tags=("t-noherb",), links=(Link("tea", Effect.EXCLUDE),)),
                            Choice("wool", "Wool", tags=("t-sleep",)),
                            Choice("noise", "Noise"),
                        ),
                    ),
                    Question("why", Kind.TEXT, "Why herbs?", required=False, show_when=HasTag("t-noherb")),
                    Question("mail", Kind.EMAIL, "Your email"),
                    Question("yes", Kind.CONSENT, "Send me sleep tips", required=False),
                ),
                (ResultsPage("end", "Your sleep", slots=(Slot("s1", "For the night", 2),)),),
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
    kinds = ["chose", "answered", "tag"] + (["all", "any", "not"] if depth else [])
    question = f"q{draw(st.integers(0, max(0, questions - 1)))}"
    match draw(st.sampled_from(kinds)):
        case "chose":
            return Chose(question, f"c{draw(st.integers(0, 2))}")
        case "answered":
            return Answered(question)
        case "tag":
            return HasTag(f"t{draw(st.integers(0, 3))}")
        case "all":
            return All(tuple(draw(st.lists(conditions(questions, depth - 1), max_size=2))))
        case "any":
            return Any(tuple(draw(st.lists(conditions(questions, depth - 1), max_size=2))))
        case _:
            return Not(draw(conditions(questions, depth - 1)))


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """A sound project with one quiz of up to seven screens, jumps forward, four tags and three products."""
    count = draw(st.integers(1, 7))
    questions = []
    for place in range(count):
        choices = tuple(
            Choice(
                f"c{number}",
                draw(words),
                tags=tuple(draw(st.lists(st.sampled_from(["t0", "t1", "t2", "t3"]), max_size=2, unique=True))),
                links=tuple(
                    Link(product, draw(st.sampled_from(Effect)), draw(st.integers(1, 3)))
                    for product in draw(st.lists(st.sampled_from(["p0", "p1", "p2"]), max_size=2, unique=True))
                ),
            )
            for number in range(draw(st.integers(1, 3)))
        )
        later = [f"q{other}" for other in range(place + 1, count)] + ["end"]
        questions.append(
            Question(
                f"q{place}",
                draw(st.sampled_from(Kind)),
                draw(words),
                required=draw(st.booleans()),
                choices=choices,
                several=draw(st.booleans()),
                show_when=draw(st.none() | conditions(place)) if place else None,
                jumps=tuple(
                    Jump(f"j{number}", draw(st.sampled_from(later)), draw(conditions(place + 1)))
                    for number in range(draw(st.integers(0, 2)))
                ),
            )
        )
    quiz = Quiz("quiz", draw(names), tuple(questions), (ResultsPage("end", slots=(Slot("s"), Slot("t", count=1))),))
    return Project(
        "project",
        draw(names),
        (quiz,),
        tags=tuple(Tag(f"t{number}", f"group{number % 2}:value{number}") for number in range(4)),
        tag_groups=(TagGroup("group0", 0), TagGroup("group1", 1)),
        products=tuple(Product(f"p{number}", draw(names), f"p-{number}") for number in range(3)),
    )


@st.composite
def answers(draw: st.DrawFn, quiz: Quiz) -> dict[str, Answer]:
    """Answers a shopper of this quiz could give, some left out."""
    given: dict[str, Answer] = {}
    for question in quiz.questions:
        if not question.traits.takes_answer or draw(st.integers(0, 9)) == 0:
            continue
        ids = [choice.id for choice in question.choices]
        if question.traits.has_choices:
            most = len(ids) if question.takes_several else 1
            given[question.id] = tuple(draw(st.lists(st.sampled_from(ids), min_size=1, max_size=most, unique=True)))
        elif question.kind is Kind.CONSENT:
            given[question.id] = draw(st.booleans())
        elif question.kind is Kind.EMAIL:
            given[question.id] = "ana@example.com"
        else:
            given[question.id] = draw(st.sampled_from(["", "Ana", "a b"]))
    return given
