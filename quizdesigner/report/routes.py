"""The section on routes: how many there are, how far each screen reaches, where rules lead, and dead ends."""

from __future__ import annotations

from collections.abc import Iterator

from quizdesigner.quiz.coverage import TooMany
from quizdesigner.quiz.document import Question
from quizdesigner.quiz.phrases import counted
from quizdesigner.report.marks import TOO_MANY, amount, badge, bar, listed, note, table
from quizdesigner.report.said import called, condition
from quizdesigner.report.subject import Facts


def routes(facts: Facts) -> str:
    """The section."""
    return f"<p>{_lead(facts)}</p>{_ends(facts)}{table('routes', ('Screen', 'Seen by'), _rows(facts))}"


def _lead(facts: Facts) -> str:
    order = (
        "After a question its rules are read from top to bottom and the first that holds decides; else the next"
        " question in order is shown. Rules only lead forward, so no shopper can go round in circles."
    )
    if facts.counted is None:
        return f"{order} There are {TOO_MANY}, so the screens are listed without shares."
    found = facts.counted.routes
    if isinstance(found, TooMany):
        number = "There are too many different routes to count exactly"
    elif found == 1:
        number = "Every shopper takes the same route"
    else:
        number = f"There are {amount(found)} different routes"
    return f"{number}, which hold {amount(facts.counted.sheets)} answer paths. {order}"


def _ends(facts: Facts) -> str:
    if facts.counted is None:
        return ""
    stuck = [one for one in facts.counted.questions if one.stuck]
    nobody = [one.question for one in facts.counted.questions if not one.sheets]
    nobody += [page.page for page in facts.counted.pages if not page.reached.sheets]
    said = ""
    if stuck:
        where = listed(f"{called(facts, one.question)} {bar(one.stuck, facts.walks)}" for one in stuck)
        words = counted(len(stuck), "question", "questions")
        said += f'<div class="note bad"><p><b>Dead ends.</b> Some shoppers cannot get past {words}:</p>{where}</div>'
    if nobody:
        where = listed(called(facts, one) for one in nobody)
        said += f'<div class="note warn"><p><b>Never seen.</b> No shopper gets to:</p>{where}</div>'
    if not stuck and facts.counted.sheets:
        said = note("ok", "<b>No dead ends.</b> Whatever shoppers answer, they reach a results page.") + said
    return said


def _rows(facts: Facts) -> Iterator[tuple[str, str]]:
    for question in facts.quiz.questions:
        reach = facts.questions.get(question.id)
        yield f"{called(facts, question.id)}{_ways(facts, question)}", bar(reach.sheets, facts.walks) if reach else ""
    for page in facts.quiz.results:
        found = facts.pages.get(page.id)
        share = bar(found.reached.sheets, facts.walks) if found else ""
        yield f"{badge('plain', 'results page')} {called(facts, page.id)}", share


def _ways(facts: Facts, question: Question) -> str:
    """The rules that lead to and from a question."""
    reach = facts.questions.get(question.id)
    taken = {one.jump: one.sheets for one in reach.jumps} if reach else {}
    said = []
    if question.show_when is not None:
        said.append(f"shown when {condition(facts, question.show_when)}")
    for jump in question.jumps:
        share = f" {bar(taken[jump.id], facts.walks)}" if jump.id in taken else ""
        said.append(f"if {condition(facts, jump.when, question.id)}: on to {called(facts, jump.to)}{share}")
    return listed(said, "ways")
