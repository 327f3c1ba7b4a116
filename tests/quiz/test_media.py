"""Pictures and videos of a project: each kept once, let go of when nothing shows them; and the look they belong to."""

from __future__ import annotations

import hashlib

import pytest
from msgspec import structs

from quizdesigner.errors import Refused
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Choice, Kind, MediaFile, Note, Product, Project, Question, Quiz, ResultsPage

FILES = [MediaFile(hashlib.sha256(one).hexdigest(), "image/png", one, f"{one!r}.png") for one in (b"a", b"b", b"c")]
A, B, C = (f"media:{file.id}" for file in FILES)


def shown(places: str) -> Project:
    """A project that shows A at one of the places a picture can be."""
    at = {place: A if place == places else "" for place in ("question", "video", "choice", "note", "product")}
    question = Question(
        "q", Kind.SINGLE, picture=at["question"], video=at["video"], choices=(Choice("c", picture=at["choice"]),)
    )
    page = ResultsPage("r", sections=(Note("n", picture=at["note"]),))
    quiz = Quiz("z", "Quiz", (question,), (page,))
    return Project("p", "Client", (quiz,), products=(Product("x", "X", picture=at["product"]),))


def test_a_file_is_kept_once() -> None:
    project = edits.store_media(shown(""), FILES[0])
    assert project.media == (FILES[0],)
    assert edits.store_media(project, structs.replace(FILES[0], name="again.png")) is project


@pytest.mark.parametrize("place", ["question", "video", "choice", "note", "product"])
def test_what_is_shown_anywhere_stays(place: str) -> None:
    project = shown(place)
    for file in FILES:
        project = edits.store_media(project, file)
    assert edits.drop_unused_media(project).media == (FILES[0],)
    assert edits.drop_unused_media(edits.drop_unused_media(project)) is not project


def test_dropping_nothing_is_no_change() -> None:
    project = edits.store_media(shown("question"), FILES[0])
    assert edits.drop_unused_media(project) is project


def test_the_look_shows_pictures_too() -> None:
    project = edits.change_theme(shown(""), "z", logo=B, background=C)
    for file in FILES:
        project = edits.store_media(project, file)
    assert edits.drop_unused_media(project).media == (FILES[1], FILES[2])


def test_the_look_is_changed_in_parts_within_its_bounds() -> None:
    project = edits.change_theme(shown(""), "z", ink="#112233", corners=6)
    look = project.quizzes[0].theme
    assert (look.ink, look.corners, look.brand) == ("#112233", 6, "#A8472F")
    assert edits.change_theme(project, "z", corners=6) is project
    assert edits.change_theme(project, "z", ink="").quizzes[0].theme.ink == ""
    for wrong in ({"brand": ""}, {"ink": "red"}, {"corners": 99}, {"logo": "javascript:1"}, {"headings": "comic"}):
        with pytest.raises(Refused):
            edits.change_theme(project, "z", **wrong)


def test_all_files_together_have_a_limit() -> None:
    full = Project("p", "P", media=tuple(MediaFile(f"{n:064x}", "video/mp4", b"x" * (8 * 2**20)) for n in range(5)))
    with pytest.raises(Refused, match="40 MB"):
        edits.store_media(full, MediaFile("f" * 64, "image/webp", b"x"))
