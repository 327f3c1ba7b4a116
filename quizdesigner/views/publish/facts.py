"""What a project and its file say about publishing one quiz to one host."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from quizdesigner.models.publications import Publication
from quizdesigner.quiz import compare, wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.compare import Difference
from quizdesigner.quiz.document import Host, Project
from quizdesigner.sync.host import Published
from quizdesigner.views.hosts import said_day


class Facts(Struct, frozen=True):
    """The last publication, what would go live (`bundle`) with its digest, and what that changes for shoppers."""

    bundle: Project
    digest: str
    last: Publication | None
    differences: tuple[Difference, ...]


def facts(project: Project, quiz_id: str, last: Publication | None) -> Facts | None:
    """The facts as the project is now, with what was published `last`; None when there is no such quiz."""
    quiz = next((quiz for quiz in project.quizzes if quiz.id == quiz_id), None)
    if quiz is None:
        return None
    bundle = bundle_of(project, quiz)
    digest = wire.digest(bundle)
    same = last is not None and last.digest == digest
    changes = () if same else compare.differences(last.bundle if last else None, bundle, quiz_id)
    return Facts(bundle, digest, last, changes)


def stranger(host: Host, live: Published | None, last: Publication | None, now: datetime) -> str:
    """What is live without the project file knowing: who and when. Empty when all is as noted."""
    if live is None:
        return f"This quiz is no longer live on {host.name}. Publishing begins at version 1." if last else ""
    if last is not None and live.revision == last.revision:
        return ""
    day = said_day(datetime.fromisoformat(live.at), now) if live.at else "an unknown day"
    return (
        f"{live.by or 'Somebody else'} published version {live.revision} ({day}) from another place. This file"
        f" does not know what is in it; publishing puts your version {live.revision + 1} over it."
    )
