"""A shopper whose browser runs no script: takes a quiz by the plain form the page is without one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from quizdesigner.quiz.answers import Answer

_PATIENCE = 30
# A proxy named in the environment is no way to a host on this computer.
_OPENER = build_opener(ProxyHandler({}))


def take(address: str, answers: Mapping[str, Answer]) -> tuple[str, str]:
    """Answer the quiz at this address; gives the address and the HTML of the results page.

    Raises OSError when the host does not answer or does not accept the answers.
    """
    with _OPENER.open(address, timeout=_PATIENCE) as page:
        html = page.read().decode()
    hidden = dict(re.findall(r'name="(submission|revision)" value="([^"]*)"', html))
    fields = [*hidden.items(), *((question, text) for question, one in answers.items() for text in _texts(one))]
    request = Request(f"{address}/answers", urlencode(fields).encode(), method="POST")
    with _OPENER.open(request, timeout=_PATIENCE) as results:
        return results.url, results.read().decode()


def _texts(answer: Answer) -> tuple[str, ...]:
    if isinstance(answer, tuple):
        return answer
    if isinstance(answer, str):
        return (answer,)
    return ("yes",) if answer else ()
