"""Connectors to CRMs and automation services, one module each; a module here is a `Connector`."""

from __future__ import annotations

from quizdesigner.quiz.document import Service
from quizdesigner.sync.connectors import hubspot, klaviyo, mailchimp, omnisend, shopify, webhook, zapier
from quizdesigner.sync.connectors.base import Connector

CONNECTORS: dict[Service, Connector] = {
    Service.KLAVIYO: klaviyo,
    Service.HUBSPOT: hubspot,
    Service.MAILCHIMP: mailchimp,
    Service.OMNISEND: omnisend,
    Service.SHOPIFY: shopify,
    Service.ZAPIER: zapier,
    Service.WEBHOOK: webhook,
}
