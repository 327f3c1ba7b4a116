"""How what is kept as JSON is read, made once while there is a single thread.

msgspec learns a type when it first decodes it. Two threads that teach it the same one at the same moment crash the
process (0.22): so every type that threads decode is known before there are any.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.play import Outcome
from quizdesigner.sync.connectors.base import Progress


class CameSoFar(Struct, frozen=True):
    """How far a delivery came, and the digest of the settings it came so far under."""

    under: str
    progress: Progress


OUTCOME = msgspec.json.Decoder(Outcome)
SETTINGS = msgspec.json.Decoder(Connection)
CAME_SO_FAR = msgspec.json.Decoder(CameSoFar)
NAMES = msgspec.json.Decoder(tuple[str, ...])
