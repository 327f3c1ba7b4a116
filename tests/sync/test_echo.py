"""A service that repeats the key it was sent: nothing that is shown or kept holds it."""

from __future__ import annotations

import json

import pytest

from quizdesigner.errors import QuizDesignerError
from quizdesigner.quiz.document import Service as Kind
from tests.standins.service import Answer, Came
from tests.standins.seven import STANDINS
from tests.sync.leads import run
from tests.sync.test_hostile_services import _parts, calls


@pytest.mark.parametrize("status", [200, 400, 404, 409, 422])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_key_that_a_service_repeats_is_masked(kind: Kind, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(came: Came) -> Answer:
        key = came.headers.get("authorization") or came.headers.get("x-shopify-access-token") or came.path
        one = {"detail": key, "message": key, "field": key, "name": key, "id": key}
        account = {"attributes": {"contact_information": {"organization_name": key}, "name": key}, "id": key}
        body = {"title": key, "detail": key, "name": key, "account_name": key, "data": [account], "lists": [one]}
        return Answer(status, {"errors": key} if kind is Kind.SHOPIFY else {**body, "errors": [one], "total_items": 1})

    said = []
    with STANDINS[kind].make() as service:
        service.answer = answer  # type: ignore[method-assign]
        monkeypatch.setenv(f"QUIZDESIGNER_CRM_BASE_{kind.name}", service.url)
        for call in calls(kind):
            try:
                said.append(repr(run(call)))
            except QuizDesignerError as error:
                said.append(f"{error!r}")
    assert [part for part in _parts(kind) if part in json.dumps(said)] == []
