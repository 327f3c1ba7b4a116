"""The work of an import: read in a thread or ask the shop, compare in a thread, then keep it in one step."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from quizdesigner.errors import QuizDesignerError, Refused
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.imports import formats
from quizdesigner.quiz.imports.difference import compare
from quizdesigner.quiz.imports.found import Import
from quizdesigner.quiz.imports.table import MAX_BYTES
from quizdesigner.sync.secrets import Secret, connection_name
from quizdesigner.sync.shops import shopify
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand


class Importer(QObject):
    """`done` gives the name of the source, the Difference and the problems; `failed` name and words for the author.

    `begun` and `ended` come around all work, `progress` (done, how many there are or 0) while a shop answers.
    """

    begun = Signal(str)
    progress = Signal(int, int)
    done = Signal(str, object, object)
    failed = Signal(str, str)
    ended = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._errand = Errand(desk)
        self._under_way = 0
        self._begun = 0

    @property
    def busy(self) -> bool:
        """Whether an import is under way."""
        return bool(self._under_way)

    def cancel(self) -> None:
        """Give up what is under way; nothing is changed then."""
        self._errand.cancel()
        self._end(self._under_way)

    def read_file(self, path: Path) -> None:
        """Bring in the products of a file of any format."""
        self._run(path.name, lambda: asyncio.to_thread(_read, path))

    def read_shop(self, address: str, token: Secret, keep: bool) -> None:
        """Bring in the products of a Shopify shop, and keep the token on this computer once it has worked."""
        shop = address.removeprefix("https://")

        async def work() -> Import:
            told = partial(_told, self.progress.emit)
            found = await shopify.products(address, token, http=self._desk.http, progress=told)
            if keep:
                where = await self._desk.secrets.set(self._name(), Secret(f"{address} {token.reveal()}"))
                if where == "session":
                    trouble = self._desk.secrets.trouble or ""
                    self._desk.notify(f"{trouble} The token is kept until you close Quiz Designer.", "warn")
            return found

        self._run(shop, work)

    async def kept_shop(self) -> tuple[str, Secret] | None:
        """The shop this computer has a token for, and the token; None when it has none."""
        kept = await self._desk.secrets.get(self._name())
        address, _, token = kept.reveal().partition(" ") if kept else ("", "", "")
        return (address, Secret(token)) if token else None

    def _name(self) -> str:
        return connection_name(self._desk.project.id, "shop")

    def _run(self, name: str, read: Callable[[], Awaitable[Import]]) -> None:
        self.cancel()
        self._begun += 1
        self._under_way = self._begun
        self.begun.emit(name)
        self._errand.run(self._import(name, read, self._begun))

    def _end(self, number: int) -> None:
        if number and number == self._under_way:
            self._under_way = 0
            self.ended.emit()

    async def _import(self, name: str, read: Callable[[], Awaitable[Import]], number: int) -> None:
        try:
            catalogue = await read()
            before = self._desk.project
            found = await asyncio.to_thread(compare, before, catalogue)
            bring = partial(_brought, before, found.after, catalogue)
            if self._desk.editor.do(bring, label=f"import {name}"):
                self.done.emit(name, found, catalogue.problems)
        except QuizDesignerError as error:
            self.failed.emit(name, str(error))
        finally:
            self._end(number)


def _read(path: Path) -> Import:
    try:
        with path.open("rb") as file:
            # A film chosen by mistake must not fill the memory: one byte too many is enough to refuse it.
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refused(f"It cannot be read: {error.strerror}.") from None
    return formats.detect(path.name, data).read(data)


def _brought(before: Project, after: Project, catalogue: Import, project: Project) -> Project:
    """The project with the catalogue: what the thread made of it, unless somebody edited in the meantime."""
    return after if project is before else edits.import_products(project, catalogue)


def _told(tell: Callable[[int, int], None], done: int, total: int | None) -> None:
    tell(done, total or 0)
