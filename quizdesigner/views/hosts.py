"""Which host a quiz is on, and how hosts and days are called in sentences."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz.document import Host, Project


def usual_host(file: ProjectFile, project: Project, quiz_id: str) -> Host | None:
    """The host this quiz was published to last, else the project's first; None when it has none."""
    hosts = {host.id: host for host in project.hosts}
    used = (hosts[one.host] for one in file.publications(quiz_id) if one.host in hosts)
    return next(used, None) or next(iter(project.hosts), None)


def place_of(address: str) -> str:
    """An address as people say it: `https://quiz.halden.example/` is quiz.halden.example."""
    return urlsplit(address).netloc or address


def said_day(at: datetime, now: datetime) -> str:
    """A moment as people say it, in their own time zone: today at 10:42, 14 November, 3 March 2025."""
    here, today = at.astimezone(), now.astimezone()
    if here.date() == today.date():
        return f"today at {here:%H:%M}"
    return f"{here.day} {here:%B}" + ("" if here.year == today.year else f" {here.year}")
