"""What an author does with a window, as key presses and clicks: each function is one job of the main road."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListView, QWidget

from quizdesigner.quiz.document import Choice, Connection, Quiz
from quizdesigner.tour.hands import Hands
from quizdesigner.views.desk import Desk
from quizdesigner.views.products import ProductsPane
from quizdesigner.views.shell import MainWindow


class Author:
    """Somebody at the window. Every job ends when the window shows that it is done."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    @property
    def desk(self) -> Desk:
        """What the window looks at."""
        window = self.hands.window
        assert isinstance(window, MainWindow)
        return window.desk

    @property
    def quiz(self) -> Quiz:
        """The quiz as it is on disk."""
        return self.desk.quiz

    async def start_from(self, title: str) -> None:
        """Begin with a finished quiz on the welcome screen."""
        await self.hands.click(f"Start from {title}", QAbstractButton)
        await self.hands.until(lambda: isinstance(self.hands.window, MainWindow), "the project's window")
        await self.hands.rest()

    async def go(self, place: str, keys: str) -> None:
        """Go to a place by its keys."""
        await self.hands.press(keys)
        await self.hands.until(lambda: self.desk.place == place, f"the place {place}")

    async def add_question(self, kind: str, title: str, choices: tuple[str, ...] = ()) -> str:
        """Add a question after the one looked at, by its kind's name, with its words; gives its id. Keys alone."""
        await self.go("builder", "Ctrl+1")
        await self.hands.focus(self.hands.named("Questions", QListView))
        before = {question.id for question in self.quiz.questions}
        await self.hands.press("A")
        await self.hands.write(kind)
        await self.hands.press("Return")
        added = await self.hands.until(
            lambda: next((one for one in self.quiz.questions if one.id not in before), None), "the new question"
        )
        await self.hands.write(title)
        for choice in choices:
            await self.hands.press("Return")
            await self.hands.write(choice)
        return added.id

    async def add_single_choice(self, after: str, title: str, choices: tuple[str, ...]) -> str:
        """Add a question with its choices after another one; gives the new question's id."""
        await self.go("builder", "Ctrl+1")
        self.desk.open_question(after)
        await self.hands.rest()
        return await self.add_question("single", title, choices)

    async def add_range(self, title: str, least: str, most: str) -> None:
        """Give the number looked at another range, from the inspector. Without a text at an end it is open there."""
        await self.hands.click("Add a range")
        number = len(self._options())
        await self.hands.fill(f"Range {number} from", least)
        await self.hands.fill(f"Range {number} to", most)
        await self.hands.fill(f"Name of range {number}", title)

    async def pick(self, name: str, option: str) -> None:
        """Pick from the list with this name by typing the first letters of an option."""
        await self.hands.focus(self.hands.named(name, QComboBox))
        await self.hands.write(option)

    async def turn_on(self, name: str) -> None:
        """Turn on the switch with this name."""
        await self.hands.focus(self.hands.named(name, QAbstractButton))
        await self.hands.press("Space")

    async def tag_choices(self, question: str, names: tuple[str, ...]) -> None:
        """Type a tag next to each choice of a question, with Tab from one to the next."""
        await self.go("customer_tags", "Ctrl+4")
        self.desk.open_question(question)
        await self.hands.rest()
        await self.hands.press("Return")
        for name in names:
            await self.hands.write(name)
            await self.hands.press("Tab")
        await self.hands.press("Escape", "Escape")

    async def untag_first_choice(self, question: str) -> None:
        """Take the last tag off the first choice of a question."""
        await self.go("customer_tags", "Ctrl+4")
        self.desk.open_question(question)
        await self.hands.rest()
        await self.hands.press("Return", "Backspace", "Escape", "Escape")

    async def import_products(self, export: Path) -> str:
        """Bring in a product file, and give what the window says of it.

        The system's own file dialog is left out: the file is handed over as a drop hands it over.
        """
        await self.go("products", "Ctrl+2")
        pane = self.hands.window.findChild(ProductsPane)
        assert isinstance(pane, ProductsPane)
        pane.import_file(export)
        await self.hands.until(lambda: not pane.bringing.under_way, "the import")
        return pane.notice.text()

    async def vote(self, question: str, choice: str, product: str) -> None:
        """Let a choice vote for a product, in the Builder's inspector. `choice` and `product` are titles."""
        await self.go("builder", "Ctrl+1")
        self.desk.open_question(question)
        await self.hands.rest()
        place = next(place for place, one in enumerate(self._options(), 1) if one.title == choice)
        await self.hands.focus(self.hands.named(f"Choice {place}", QWidget))
        await self.vote_here(product)

    async def vote_here(self, product: str) -> None:
        """Let the choice, range or answer looked at vote for a product, found by its title."""
        await self.hands.click("Add products")
        await self.hands.write(product)
        await self.hands.press("Return", "Tab")

    async def command(self, title: str) -> None:
        """Run a command by its title, in the palette."""
        await self.hands.press("Ctrl+K")
        await self.hands.write(title)
        await self.hands.press("Return")

    async def show_flow(self) -> None:
        """Turn from the questions to the flow map."""
        await self.go("builder", "Ctrl+1")
        await self.hands.press("Ctrl+Shift+M")

    async def translate(self, texts: tuple[str, ...]) -> None:
        """Fill in the first texts the other language lacks, one after the other."""
        await self.go("theme", "Ctrl+3")
        await self.command("show languages")
        await self.hands.press("F8")
        for text in texts:
            await self.hands.write(text)
            await self.hands.press("Return")

    async def look_at_section(self, page: str, number: int) -> None:
        """Go to a section of a results page, counted from 1."""
        await self.go("builder", "Ctrl+1")
        self.desk.open_question(page)
        await self.hands.rest()
        await self.hands.focus(self.hands.named("Sections", QListView))
        await self.hands.press("Home", *["Down"] * (number - 1), "Return")

    async def preview(self, question: str) -> None:
        """Go to a question in the Builder and preview it."""
        await self.go("builder", "Ctrl+1")
        self.desk.open_question(question)
        await self.hands.rest()
        await self.hands.press("Alt+P")
        await self.hands.until(lambda: self.desk.place == "preview", "the preview")
        # The engine starts and draws in processes of its own, which say nothing when they are done.
        await asyncio.sleep(2)

    async def connect_klaviyo(self, key: str, list_name: str) -> Connection:
        """Type the key, have it tested, and pick the list for people who tick the consent box."""
        await self.go("connect", "Ctrl+6")
        await self.hands.fill("Private API key", key)
        await self.hands.press("Return")
        lists = await self.hands.until(
            lambda: self._filled("List for people who tick the consent box", list_name), "the lists of the account"
        )
        await self.hands.focus(lists)
        await self.hands.write(list_name)
        await self.hands.until(
            lambda: any(one.list_name == list_name for one in self.desk.project.connections), "the picked list"
        )
        return self.desk.project.connections[0]

    async def add_host(self, address: str, token: str) -> None:
        """Open the Publish sheet, type a host's address and token, and wait until the host has answered."""
        await self.hands.press("Ctrl+Shift+P")
        await self.hands.fill("Address of the host", address)
        await self.hands.fill("Token of the host", token)
        await self.hands.press("Return")
        await self.hands.until(lambda: self.desk.project.hosts, "the host's answer")

    async def publish(self) -> str:
        """Press Publish in the sheet, wait until the version is live, and give the quiz's address."""
        if self.desk.sheet != "publish":
            await self.hands.press("Ctrl+Shift+P")
        before = self.desk.live.revision
        await self.hands.click(f"Publish version {before + 1}")
        await self.hands.until(lambda: self.desk.live.revision > before, "the new version to be live")
        return self.hands.named("Address of the quiz", QLineEdit).text()

    def _options(self) -> tuple[Choice, ...]:
        return next(one.options for one in self.quiz.questions if one.id == self.desk.question_id)

    def _filled(self, name: str, option: str) -> QComboBox | None:
        """The visible list with this name, once it offers the option."""
        for one in self.hands.window.findChildren(QComboBox):
            if one.accessibleName() == name and one.isVisible():
                texts = [one.itemText(at) for at in range(one.count())]
                return one if any(text.startswith(option) for text in texts) else None
        return None
