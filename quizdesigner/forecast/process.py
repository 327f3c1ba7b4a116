"""The process around the worker: lines in, lines out, and patience for what takes long while nobody asks anything."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable
from queue import Empty, Queue
from typing import BinaryIO

import msgspec

from quizdesigner.forecast.messages import Ask, Reply
from quizdesigner.forecast.worker import Worker
from quizdesigner.quiz.coverage import Stopped

REST = 0.4
"""Seconds without a question before a count that takes long is begun: the author's hands rest."""


def main() -> None:
    """Until standard input ends."""
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(asks: BinaryIO, replies: BinaryIO) -> None:
    """Answer each line; the end of the asks is the end of the process, also of a count under way."""
    inbox: Queue[bytes] = Queue()
    decoder = msgspec.json.Decoder[Ask](Ask)
    # A thread, for no other way to look for input without waiting works on every system.
    threading.Thread(target=_read, args=(asks, inbox), daemon=True).start()
    worker = Worker(stopped=lambda: not inbox.empty())
    while True:
        try:
            line = inbox.get(timeout=REST if worker.later else None)
        except Empty:
            _write(replies, worker.count_patiently())
            continue
        if not line:
            return
        try:
            _write(replies, worker.take(decoder.decode(line)))
        except Stopped:
            inbox.put(line)


def _read(asks: BinaryIO, inbox: Queue[bytes]) -> None:
    for line in asks:
        inbox.put(line)
    inbox.put(b"")


def _write(replies: BinaryIO, some: Iterable[Reply]) -> None:
    for reply in some:
        replies.write(msgspec.json.encode(reply) + b"\n")
        replies.flush()
