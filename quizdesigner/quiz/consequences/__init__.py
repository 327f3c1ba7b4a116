"""What a change of a quiz does to shoppers and CRMs: exact figures of both versions, and each change with its own."""

from quizdesigner.quiz.consequences.counting import consequences
from quizdesigner.quiz.consequences.lines import Line, Piece
from quizdesigner.quiz.consequences.report import Beaten, Both, Consequences, Figures, Received, RouteChange, Shift
from quizdesigner.quiz.consequences.told import Change, Told, told

__all__ = [
    "Beaten",
    "Both",
    "Change",
    "Consequences",
    "Figures",
    "Line",
    "Piece",
    "Received",
    "RouteChange",
    "Shift",
    "Told",
    "consequences",
    "told",
]
