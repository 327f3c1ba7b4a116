"""A host as anybody runs it, but in more of a hurry: it waits a second for an answer and less between its tries."""

from __future__ import annotations

import functools
import sys
from pathlib import Path

from quizdesigner.host import pace, serve
from quizdesigner.sync.connectors.http import Http

DEADLINE = 1.0
"""Seconds an exchange may take; thirty outside of this run."""


def main(folder: Path, port: int) -> None:
    """Serve from this folder until killed."""
    vars(serve)["Http"] = functools.partial(Http, deadline=DEADLINE)
    pace._FIRST, pace._LONGEST, pace._LONGEST_REST = 0.05, 1.0, 1.0
    serve.serve(folder, port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
