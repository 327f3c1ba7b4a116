"""A Zap and a webhook as their owners are told to build them: by the id of a take they do each thing once."""

from __future__ import annotations

import json

from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.document import Service as Kind
from tests.standins.receiver import Received, verified
from tests.standins.service import Answer, Came, Person, Service

ZAP_SECRET = "https://hooks.zapier.com/hooks/catch/123456/abcdefg/"
ZAP = Connection("zapier", Kind.ZAPIER, "Zapier", "defg")
HOOK_SIGNING = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
HOOK_SECRET = f"https://hook.example.com/in {HOOK_SIGNING}"
HOOK = Connection("webhook", Kind.WEBHOOK, "hook.example.com", "ZWY=")


class Keeping(Service):
    """Keeps people by what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.people: dict[str, Person] = {}
        self.violations: list[str] = []
        self._seen: set[str] = set()

    def person(self, email: str) -> Person | None:
        """By the email, however it is written."""
        return self.people.get(email.casefold())

    def put_person(self, email: str, *tags: str) -> None:
        """Somebody with tags of another origin."""
        self.people[email.casefold()] = Person(email, tags=list(tags))

    def told(self, event_id: str, said: Person, gone: list[str]) -> None:
        """Do what one message says, unless that was done. `said` has the tags that are added."""
        if event_id in self._seen:
            return
        self._seen.add(event_id)
        kept = self.people.setdefault(said.email.casefold(), Person(said.email))
        kept.first_name, kept.phone, kept.fields = said.first_name or kept.first_name, said.phone, said.fields
        left = [tag for tag in kept.tags if tag not in gone]
        kept.tags = left + [tag for tag in said.tags if tag not in left]
        kept.email_consent |= said.email_consent
        kept.sms_consent |= said.sms_consent
        kept.events.append(event_id)


class Zap(Keeping):
    """A Zap behind a Catch Hook."""

    def answer(self, came: Came) -> Answer:
        """Zapier says yes to all that reaches the hook."""
        if came.path != "/hooks/catch/123456/abcdefg/" or not isinstance(came.body, dict):
            return Answer(404)
        body = came.body
        if body["event"] == "quiz.completed":
            fields = {name: value for name, value in body.items() if name.startswith("quiz_")}
            said = Person(
                body["email"],
                body["first_name"],
                body["phone"],
                body["tags_added"].split(", ") if body["tags_added"] else [],
                {**fields, "result": body["result_name"]},
                body["email_consent"],
                body["sms_consent"],
            )
            self.told(body["event_id"], said, body["tags_removed"].split(", "))
        return Answer(200, {"status": "success", "id": body["event_id"], "attempt": "1", "request_id": "1"})


class Hook(Keeping):
    """A receiver that follows Standard Webhooks. `now` is its clock, where the signatures' times are looked at."""

    def __init__(self, now: float | None = None) -> None:
        super().__init__()
        self.now = now

    def answer(self, came: Came) -> Answer:
        """Refuse what is not signed."""
        received = Received(came.method, came.path, came.headers, came.raw)
        stamped = float(came.headers["webhook-timestamp"])
        if came.path != "/in" or not verified(received, HOOK_SIGNING, stamped if self.now is None else self.now):
            return Answer(401)
        body = json.loads(came.raw)
        if body["type"] == "quiz.completed":
            data = body["data"]
            contact, consent = data["contact"], data["consent"]
            fields = {one["field"]: one["values"] for one in data["answers"]}
            said = Person(
                contact["email"] or "",
                contact["first_name"] or "",
                contact["phone"] or "",
                data["tags_added"],
                {**fields, "result": data["result"]},
                consent["email"]["granted"],
                consent["sms"]["granted"],
            )
            self.told(came.headers["webhook-id"], said, data["tags_removed"])
        return Answer(200, {})
