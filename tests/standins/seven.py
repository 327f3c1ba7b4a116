"""The stand-ins of all services, with a connection and a secret each takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from msgspec import Struct

from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.document import Service as Kind
from tests.standins import hooks, hubspot, klaviyo, mailchimp, omnisend, shopify_customers
from tests.standins.service import Service


class Standin(Struct, frozen=True):
    """How to make one, and what reaches it. `events` is whether it records that a quiz was finished, once each."""

    make: Callable[[], Service]
    connection: Connection
    secret: str
    events: bool = True


STANDINS: dict[Kind, Standin] = {
    Kind.KLAVIYO: Standin(klaviyo.KlaviyoService, klaviyo.CONNECTION, klaviyo.SECRET),
    Kind.HUBSPOT: Standin(hubspot.HubSpot, hubspot.CONNECTION, hubspot.SECRET, events=False),
    Kind.MAILCHIMP: Standin(mailchimp.Mailchimp, mailchimp.CONNECTION, mailchimp.SECRET),
    # Nobody can find out whether Omnisend recorded an event, so one in doubt is not sent twice.
    Kind.OMNISEND: Standin(omnisend.Omnisend, omnisend.CONNECTION, omnisend.SECRET, events=False),
    Kind.SHOPIFY: Standin(
        shopify_customers.ShopifyCustomers, shopify_customers.CONNECTION, shopify_customers.SECRET, events=False
    ),
    Kind.ZAPIER: Standin(hooks.Zap, hooks.ZAP, hooks.ZAP_SECRET),
    Kind.WEBHOOK: Standin(hooks.Hook, hooks.HOOK, hooks.HOOK_SECRET),
}


@contextmanager
def running() -> Iterator[dict[Kind, Service]]:
    """All of them, until the block is left."""
    with ExitStack() as stack:
        yield {kind: stack.enter_context(one.make()) for kind, one in STANDINS.items()}


def addresses(services: dict[Kind, Service]) -> dict[str, str]:
    """The environment in which connectors reach them."""
    return {f"QUIZDESIGNER_CRM_BASE_{kind.name}": one.url for kind, one in services.items()}
