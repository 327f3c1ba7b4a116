"""A host that has just started, and many threads at once: nothing is learnt twice at the same moment."""

from __future__ import annotations

import subprocess
import sys

import pytest

RACE = """
import sys, threading
sys.setswitchinterval(1e-6)
import msgspec
from quizdesigner.host import app
from quizdesigner.quiz import wire
from quizdesigner.quiz.document import Connection, Project
from quizdesigner.quiz.play import Outcome
from quizdesigner.sync.connectors.base import Progress

lists = '"route":[],"answers":[],"tags":[],"products":[],"shown":[]'
outcome = f'{{{lists},"waiting":null,"results":null,"contact":{{}},"consent":null}}'.encode()
quiz = '{"id":"q","name":"Q","questions":[{"id":"a","kind":"single"}]}'
project = f'{{"format":2,"project":{{"id":"p","name":"P","quizzes":[{quiz}]}}}}'.encode()
meeting = threading.Barrier(8)
done = []

def work():
    meeting.wait()
    for _ in range(20):
        msgspec.json.decode(outcome, type=Outcome)
        msgspec.json.decode(b'{"id":"c","service":"klaviyo"}', type=Connection)
        msgspec.json.decode(b'{}', type=Progress)
        wire.loads(project)
    done.append(1)

threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(done) == 8
"""


@pytest.mark.parametrize("again", range(4))
def test_threads_that_begin_together_do_not_crash_the_host(again: int) -> None:
    done = subprocess.run([sys.executable, "-c", RACE], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
