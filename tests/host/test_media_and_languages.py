"""Pictures of a publication, and the language each shopper reads."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import select

from quizdesigner.host.store import schema
from quizdesigner.host.store.engine import Store
from quizdesigner.quiz import parts, wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import MediaFile, Project
from tests.host.standing import ANA, StandingHost, hidden_fields
from tests.quiz.projects import sleep_project

PICTURE = b"RIFF....WEBPVP8 not really, but the host only carries it"
DIGEST = hashlib.sha256(PICTURE).hexdigest()


def pictured() -> Project:
    """The sleep quiz with a logo, and another picture that nothing shows."""
    project = sleep_project()
    quiz = project.quizzes[0]
    quiz = replace(quiz, theme=replace(quiz.theme, logo=wire.MEDIA + DIGEST))
    other = hashlib.sha256(b"unused").hexdigest()
    media = (MediaFile(DIGEST, "image/webp", PICTURE, "logo.webp"), MediaFile(other, "image/png", b"unused"))
    return replace(project, quizzes=(quiz,), media=media)


def german() -> Project:
    """The sleep quiz, of which consent and one title are there in German."""
    project = sleep_project()
    quiz = project.quizzes[0]
    texts = {"goal": "Was möchtest du?", "yes": "Ja, schickt mir Post."}
    questions = tuple(
        replace(one, translations={"de": {"title": texts[one.id]}}) if one.id in texts else one
        for one in quiz.questions
    )
    return replace(project, quizzes=(replace(quiz, questions=questions, languages=("de",)),))


def test_a_picture_is_published_once_and_served_for_good(host: StandingHost) -> None:
    project = pictured()
    bundle = bundle_of(project, project.quizzes[0])
    assert [(file.id, file.data) for file in bundle.media] == [(DIGEST, b"")]
    assert parts.media(project, bundle) == {DIGEST: PICTURE}
    host.publish(project)
    assert f"/q/sleep-finder/media/{DIGEST}" in host.browser.get("/q/sleep-finder").text
    reply = host.browser.get(f"/q/sleep-finder/media/{DIGEST}")
    assert (reply.status_code, reply.content, reply.headers["content-type"]) == (200, PICTURE, "image/webp")
    assert "immutable" in reply.headers["cache-control"]
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_a_piece_of_a_video_is_served_as_safari_asks_for_it(host: StandingHost) -> None:
    host.publish(pictured())
    address, size = f"/q/sleep-finder/media/{DIGEST}", len(PICTURE)
    for asked, status, body, said in (
        ("bytes=0-1", 206, PICTURE[:2], f"bytes 0-1/{size}"),
        ("bytes=4-", 206, PICTURE[4:], f"bytes 4-{size - 1}/{size}"),
        (f"bytes=5-{size * 2}", 206, PICTURE[5:], f"bytes 5-{size - 1}/{size}"),
        (f"bytes={size}-", 416, b"", f"bytes */{size}"),
        ("bytes=3-2", 416, b"", f"bytes */{size}"),
        ("lines=1-2", 200, PICTURE, None),
    ):
        reply = host.browser.get(address, headers={"Range": asked})
        assert (reply.status_code, reply.content, reply.headers.get("content-range")) == (status, body, said), asked
        assert reply.headers["accept-ranges"] == "bytes"


def test_who_plays_an_older_revision_still_gets_its_pictures(host: StandingHost) -> None:
    host.publish(pictured())
    host.publish(sleep_project(), 1)
    assert host.browser.get(f"/q/sleep-finder/media/{DIGEST}").content == PICTURE
    assert DIGEST not in host.browser.get("/q/sleep-finder").text


def test_only_what_the_live_quiz_shows_is_served(host: StandingHost) -> None:
    host.publish(pictured())
    unused = hashlib.sha256(b"unused").hexdigest()
    secret_part = parts.digest(parts.parts(bundle_of(pictured(), pictured().quizzes[0]))["connections"])
    for digest in (unused, secret_part, "0" * 64, "x", "%2e%2e"):
        assert host.browser.get(f"/q/sleep-finder/media/{digest}").status_code == 404


def test_a_publication_without_its_picture_does_not_go_live(host: StandingHost) -> None:
    project = pictured()
    bundle = bundle_of(project, project.quizzes[0])
    cut = parts.parts(bundle)
    for part in cut.values():
        host.call("PUT", f"/parts/{parts.digest(part)}", content=part)
    body: dict[str, Any] = {
        "parts": {name: parts.digest(part) for name, part in cut.items()},
        "digest": wire.digest(bundle),
        "by": "Bo",
    }
    reply = host.switch(body, None)
    assert reply.status_code == 409
    assert "picture" in reply.json()["error"]


@pytest.mark.parametrize(
    ("address", "accepts", "language"),
    [
        ("/q/sleep-finder", "", "en"),
        ("/q/sleep-finder", "de-CH,de;q=0.9,en;q=0.8", "de"),
        ("/q/sleep-finder?lang=de", "en", "de"),
        ("/q/sleep-finder", "en;q=0.5, de;q=0.9", "de"),
        ("/q/sleep-finder", "de;q=0, en;q=0.1", "en"),
        ("/q/sleep-finder?lang=ja", "de", "de"),
        ("/q/sleep-finder?lang=%3Cscript%3E", "", "en"),
    ],
)
def test_the_language_asked_for_else_the_browsers_else_the_source(
    host: StandingHost, address: str, accepts: str, language: str
) -> None:
    host.publish(german())
    page = host.browser.get(address, headers={"Accept-Language": accepts}).text
    assert f'<html lang="{language}"' in page
    assert ("Was möchtest du?" in page) == (language == "de")


def test_consent_is_kept_in_the_words_that_were_read_and_answers_in_those_of_the_source(
    host: StandingHost, store: Store
) -> None:
    host.publish(german())
    page = host.browser.get("/q/sleep-finder?lang=de")
    assert 'action="/q/sleep-finder/answers?lang=de"' in page.text
    sent = host.browser.post("/q/sleep-finder/answers?lang=de", data={**hidden_fields(page.text), **ANA})
    assert sent.headers["location"].endswith("?lang=de")
    with store.reading() as db:
        outcome = msgspec.json.decode(db.execute(select(schema.response.c.outcome)).scalar_one())
    assert outcome["consent"]["wording"] == "Ja, schickt mir Post."
    assert outcome["answers"][0]["title"] == sleep_project().quizzes[0].questions[1].title
    assert '<html lang="de"' in host.browser.get(sent.headers["location"]).text


def test_an_older_desktop_is_told_so(host: StandingHost) -> None:
    content = b'{"format": 1, "project": {"id": "p1", "name": "Old"}}'
    host.call("PUT", f"/parts/{parts.digest(content)}", content=content)
    body = host.send_parts(sleep_project())
    reply = host.switch({**body, "parts": {**body["parts"], "quiz": parts.digest(content)}}, None)
    assert reply.status_code == 422
    assert "Update Quiz Designer" in reply.json()["error"]


def test_what_is_wrong_is_said_in_the_language_that_is_read(host: StandingHost) -> None:
    host.publish(german())
    page = host.browser.get("/q/sleep-finder?lang=de")
    wrong = {**hidden_fields(page.text), **ANA, "mail": "nobody"}
    reply = host.browser.post("/q/sleep-finder/answers?lang=de", data=wrong)
    assert reply.status_code == 422
    assert "Das sieht nicht wie eine E-Mail-Adresse aus." in reply.text
