"""From the worker to the connectors: which one a connection needs, with its key and the shared HTTP clients."""

from __future__ import annotations

from quizdesigner.errors import Refused
from quizdesigner.host.worker import Deliver
from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.lead import Lead
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.connectors.base import Delivered, Keep, KeyRefused, Progress
from quizdesigner.sync.connectors.http import Http
from quizdesigner.sync.secrets import Secret


def forward(http: Http) -> Deliver:
    """A `Deliver` that really sends."""

    async def deliver(connection: Connection, lead: Lead, secret: str, progress: Progress, keep: Keep) -> Delivered:
        connector, key = CONNECTORS[connection.service], Secret(secret)
        try:
            connector.check_secret(key)
        except Refused as error:
            # No lead is at fault when the key cannot be one: they wait for the right key.
            raise KeyRefused(str(error)) from error
        return await connector.deliver(connection, lead, key, http, progress, keep)

    return deliver
