"""What it costs to know exactly what every shopper of a quiz gets, beside playing one shopper.

`python benchmarks/coverage.py` prints ratios to one plain `play.outcome` of the same quiz, measured in the same run.
The aims: a quiz of 60 questions with jumps on their own answers and 10 segments below 100 plays; the same with 20
conditions that look back, of which up to 8 matter at the same time, below a second; 1,000 questions without looking
back fast enough to count while one edits.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from statistics import median

from msgspec.structs import replace

from quizdesigner.quiz import play
from quizdesigner.quiz.coverage import Alone, Counting, Coverage, Placing, coverage, paths
from quizdesigner.quiz.document import (
    All,
    Any,
    AnyCondition,
    By,
    Choice,
    Chose,
    Compare,
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
    Role,
    Slot,
    Tag,
)
from quizdesigner.quiz.samples import sample
from quizdesigner.starters import load_starter, starters

TAGS = 36
LOOK_BACK = 20
ALIVE = 8


def main() -> None:
    """Measure and print."""
    own = made(60)
    told("60 questions x 6 choices, jumps on own answer, 10 segments", own, segments(own))
    back = looking_back(own)
    told(f"the same, {LOOK_BACK} conditions look back, {ALIVE} at a time", back, segments(back))
    large = made(1000)
    told("1,000 questions x 6 choices, 10 segments", large, segments(large))
    told("60 questions, every choice its own tag", own_tags(own), {})
    told("60 questions of many kinds: ranges, none, all, other, texts", many_kinds(), {})
    told("6 questions x 5 choices, each a vote for two of 12 collections of 200 products", collections(voting(6)), {})
    for starter in starters():
        told(f"starter {starter.name}, with its products", load_starter(starter.name), {})
    for count in (6, 8, 10, 60):
        told(f"{count} questions x 5 choices, each a vote for two of 12 products", voting(count), {})


def made(count: int) -> Project:
    """A quiz of so many questions with six choices, each with one of 36 tags, and a jump on each question's answer."""
    last = count - 3
    questions = tuple(
        Question(
            f"q{place}",
            Kind.SINGLE,
            f"Question {place}",
            choices=tuple(
                Choice(f"c{number}", f"Choice {number}", tags=(f"t{(7 * place + 5 * number) % TAGS}",))
                for number in range(6)
            ),
            jumps=(Jump(f"j{place}", f"q{place + 3}" if place < last else "end", Chose(f"q{place}", "c5")),),
        )
        for place in range(count)
    )
    quiz = Quiz("quiz", "Quiz", questions, (ResultsPage("end", sections=(Slot("s"),)),))
    return Project(
        "project", "Project", (quiz,), tags=tuple(Tag(f"t{number}", f"group:{number}") for number in range(TAGS))
    )


def looking_back(project: Project) -> Project:
    """The quiz with conditions that look back over eight answered questions, so that eight answers have to be known."""
    quiz = project.quizzes[0]
    questions = list(quiz.questions)
    for number in range(LOOK_BACK):
        place = 20 + 2 * number
        questions[place] = replace(
            questions[place],
            show_when=Not(All((Chose(f"q{place - 16}", "c0"), Not(Chose(f"q{place - 15}", "c1"))))),
        )
    return replace(project, quizzes=(replace(quiz, questions=tuple(questions)),))


def many_kinds() -> Project:
    """A quiz that asks for a number, for several choices and for a text in turn, with a rule on each number."""
    age = tuple(
        Choice(f"c{number}", role=Role.RANGE, least=10 * number, most=10 * number + 12, tags=(f"t{number}",))
        for number in range(8)
    )
    roles = [Role.ORDINARY] * 7 + [Role.OTHER, Role.ALL, Role.NONE]
    several = tuple(Choice(f"c{number}", role=role, tags=(f"t{number}",)) for number, role in enumerate(roles))
    written = (Choice("c0", role=Role.ANSWER, tags=("t11",)),)
    questions = []
    for place in range(0, 60, 3):
        adult = Compare(f"q{place}", ">=", 18)
        questions += [
            Question(f"q{place}", Kind.NUMBER, choices=age, lowest=0, highest=120),
            Question(f"q{place + 1}", Kind.MULTIPLE, choices=several, most=4, show_when=adult),
            Question(f"q{place + 2}", Kind.LONG_TEXT, choices=written, required=False),
        ]
    quiz = Quiz("quiz", "Quiz", tuple(questions), (ResultsPage("end", sections=(Slot("s"),)),))
    return Project("project", "Project", (quiz,), tags=tuple(Tag(f"t{one}", f"group:{one}") for one in range(12)))


def collections(project: Project) -> Project:
    """The quiz with each product in a collection with 199 others, for all of which its votes count."""
    quiz = project.quizzes[0]
    questions = tuple(
        replace(
            one,
            choices=tuple(
                replace(choice, links=tuple(replace(link, by=By.COLLECTION) for link in choice.links))
                for choice in one.choices
            ),
        )
        for one in quiz.questions
    )
    products = tuple(
        Product(f"{product.id}-{number}", product.title, collections=(product.id,))
        for product in project.products
        for number in range(200)
    )
    return replace(project, quizzes=(replace(quiz, questions=questions),), products=products)


def own_tags(project: Project) -> Project:
    """The quiz with a tag of its own on each choice."""
    quiz = project.quizzes[0]
    questions = tuple(
        replace(one, choices=tuple(replace(choice, tags=(f"{one.id}-{choice.id}",)) for choice in one.choices))
        for one in quiz.questions
    )
    names = [choice.tags[0] for question in questions for choice in question.choices]
    return replace(
        project, quizzes=(replace(quiz, questions=questions),), tags=tuple(Tag(name, name) for name in names)
    )


def voting(count: int) -> Project:
    """A quiz where each choice votes for two of twelve products and some exclude one; three are shown."""
    questions = tuple(
        Question(
            f"q{place}",
            Kind.SINGLE,
            choices=tuple(
                Choice(
                    f"c{number}",
                    links=(
                        Link(f"p{(5 * place + 3 * number) % 12}", weight=1 + number % 3),
                        Link(
                            f"p{(7 * place + 2 * number + 1) % 12}",
                            effect=Effect.EXCLUDE if number == place else Effect.UPVOTE,
                        ),
                    ),
                )
                for number in range(5)
            ),
        )
        for place in range(count)
    )
    quiz = Quiz("quiz", "Quiz", questions, (ResultsPage("end", sections=(Slot("s"),)),))
    return Project("project", "Project", (quiz,), products=tuple(Product(f"p{one}", f"P{one}") for one in range(12)))


def segments(project: Project) -> dict[str, AnyCondition]:
    """Ten rules over three tags each."""
    tags = [HasTag(tag.id) for tag in project.tags]
    found: dict[str, AnyCondition] = {}
    for number in range(10):
        one, two, three = tags[3 * number : 3 * number + 3]
        found[f"segment {number}"] = All((one, Any((two, Not(three))))) if number % 2 else All((one, two, Not(three)))
    return found


def told(name: str, project: Project, rules: Mapping[str, AnyCondition]) -> None:
    """Measure one quiz and print."""
    quiz = project.quizzes[0]
    answers = sample(quiz, 1)
    plays = timed(lambda: play.outcome(project, quiz, answers), 50)
    number = timed(lambda: paths(quiz), 5)
    whole = timed(lambda: coverage(project, quiz, rules=rules), 3)
    found = coverage(project, quiz, rules=rules)
    counting = Counting()
    counting.coverage(project, quiz, rules, {})
    words = replace(quiz, questions=(replace(quiz.questions[0], title="Other words"), *quiz.questions[1:]))
    again = timed(lambda: counting.coverage(project, words, rules, {}), 5)
    print(name)
    print(
        f"  one play {plays:8.2f} ms   paths {number:8.2f} ms   coverage {whole:8.1f} ms   ratio {whole / plays:6.0f}"
        f"   after a letter {again:6.1f} ms"
    )
    if isinstance(found, Coverage):
        exact = sum(isinstance(product.placing, Placing) for product in found.products)
        alone = sum(isinstance(product.placing, Alone) for product in found.products)
        size = f"{found.sheets:,}" if found.sheets < 10**15 else f"{len(str(found.sheets))} digits"
        print(f"  sheets {size}, routes {len(str(found.routes))} digits, products {exact} exact, {alone} alone")
    else:
        print(f"  {found}")


def timed(act: Callable[[], object], times: int) -> float:
    """The median of the milliseconds the calls took."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - begun))
    return median(taken)


if __name__ == "__main__":
    main()
