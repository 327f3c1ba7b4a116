"""The guided tour: the whole main job in the real window by real keys, a real host, and a stand-in for the CRM."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
import tempfile
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from qasync import QEventLoop

from quizdesigner import app as desktop
from quizdesigner.embedded import EmbeddedHost
from quizdesigner.quiz.answers import Answer
from quizdesigner.quiz.samples import sample
from quizdesigner.settings import resource
from quizdesigner.sync.secrets import Secrets
from quizdesigner.tour import sheets, shopper
from quizdesigner.tour.hands import Hands, Lost
from quizdesigner.tour.klaviyo import Klaviyo, MailingList
from quizdesigner.tour.work import Author
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.preview import scheme
from quizdesigner.views.publish import PublishSheet

KEY = "pk_tour_0123456789"
LIST = "Newsletter"
EMAIL = "ana@example.com"


def run(screenshots: Path | None) -> int:
    """Do it all and tell each step; pictures of every place go into the folder `screenshots`, if one is given.

    Returns 0, or 1 when a step did not come to its end. Nothing outside a temporary folder is written, and no keyring
    is touched.
    """
    if not desktop.has_display(os.environ, sys.platform):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        qInstallMessageHandler(_quiet)
    app = desktop.application()
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    with tempfile.TemporaryDirectory(prefix="quizdesigner-tour-") as folder, Klaviyo(KEY) as crm, loop:
        crm.lists = {"L1": MailingList("Customers"), "L2": MailingList(LIST, double_opt_in=True)}
        os.environ["QUIZDESIGNER_CRM_BASE_KLAVIYO"] = crm.url
        pictures = screenshots or Path(folder) / "screenshots"
        try:
            loop.run_until_complete(_Tour(app, loop, Path(folder), crm, pictures).walk())
        except Lost as lost:
            print(f"The tour stopped: {lost}", file=sys.stderr)
            return 1
        finally:
            del os.environ["QUIZDESIGNER_CRM_BASE_KLAVIYO"]
        if screenshots:
            print(f"The pictures are in {screenshots}.")
    print("Done.")
    return 0


def _quiet(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Pass on what Qt says, but for what the platform without a screen repeats at each window."""
    if not text.startswith("This plugin does not support"):
        print(text, file=sys.stderr)


class _Tour:
    def __init__(self, app: QApplication, loop: QEventLoop, folder: Path, crm: Klaviyo, pictures: Path) -> None:
        keyring = _Keyring()
        self._crm = crm
        self._pictures = pictures
        user = os.geteuid() if hasattr(os, "geteuid") else None
        # The engine that makes the PDF refuses to run as root; a report in HTML needs none.
        self._report = folder / ("report.html" if scheme.refusal(user, os.environ) else "report.pdf")
        self._number = 0
        self._host = EmbeddedHost(folder / "host", 0)
        self._desktop = desktop.Desktop(
            app,
            Preferences(folder / "config"),
            Secrets(lambda: keyring),
            loop,
            self._host,
            save_dialog=lambda title, start, kinds: (
                self._report if "html" in kinds else folder / "Halden Skin.quizproject"
            ),
        )
        self._hands = Hands(self._shown)
        self._author = Author(self._hands)

    async def walk(self) -> None:
        """From the welcome screen to what the CRM holds after a second take."""
        try:
            await self._design()
            await self._dress()
            await self._connect_and_publish()
            await self._be_answered()
        except Lost:
            await self._hands.picture(self._pictures / "stopped.png")
            raise
        finally:
            await self._desktop.end()
            self._host.close()

    async def _design(self) -> None:
        author, hands = self._author, self._hands
        self._desktop.show_welcome()
        await self._say("The welcome screen", "welcome")
        await author.start_from("Skin routine finder")
        quiz = author.quiz
        self._tell(f"Started from “{quiz.name}”: {len(quiz.questions)} screens, {len(author.desk.project.tags)} tags")
        titles = ("Deeply", "Lightly", "In pieces")
        question = await author.add_single_choice(quiz.questions[2].id, "How do you sleep?", titles)
        self._tell("Added a question by keys: “How do you sleep?”")
        said = await author.import_products(resource("samples/shopify-products.csv"))
        await hands.until(lambda: author.desk.forecast.current, "every answer path to be counted")
        await self._say(f"Imported products: {said}", "products")
        await author.vote(question, titles[0], "Rose Clay Mask")
        await hands.focus(hands.named("Choice 1", QWidget))
        await self._say("The first choice votes for Rose Clay Mask", "builder")
        age = await author.add_question("number", "How old are you?")
        await hands.fill("Lowest number", "16")
        await hands.fill("Highest number", "99")
        for name, least, most in (("Young", "16", "29"), ("Grown up", "30", "49"), ("Mature", "50", "99")):
            await author.add_range(name, least, most)
        await author.vote_here("Peptide")
        await author.tag_choices(age, ("age:young", "age:grown-up", "age:mature"))
        await author.go("builder", "Ctrl+1")
        author.desk.open_question(age)
        await hands.rest()
        await hands.focus(hands.named("Name of range 3", QWidget))
        await self._say("A number, whose ranges give tags and votes", "builder-kinds")
        author.desk.open_question(author.quiz.questions[-4].id)
        await author.show_flow()
        await self._say("How shoppers go through it, and how many of the answer paths go where", "flow-map")
        await author.command("turn to the flow map")
        await author.tag_choices(question, ("sleep:deep", "sleep:light", "sleep:broken"))
        self._tell("Tagged the three choices: sleep:deep, sleep:light, sleep:broken")
        await hands.press("Up", "Up", "Return")
        await hands.write("sl")
        await self._say("A tag being typed, with what could be meant", "customer-tags")
        await hands.press("Escape", "Escape", "Escape")
        await hands.press("Ctrl+Shift+G", "Ctrl+Home")
        await self._say("The same as a grid: choices by tags", "tag-grid")
        await hands.press("Ctrl+Shift+G")
        await self._foresee()

    async def _foresee(self) -> None:
        """Segments, and what is left to mend."""
        author, hands = self._author, self._hands
        await author.go("segments", "Ctrl+5")
        await hands.press("Ctrl+Shift+N")
        await hands.write("sleep:deep and not routine:minimal ")
        await hands.until(lambda: author.desk.forecast.current, "every answer path to be counted")
        await self._say("Segments: who a CRM could tell apart, counted over every answer path", "segments")
        await hands.press("Escape", "Escape", "Ctrl+Shift+N")
        await hands.write("sleep:deep and sleep:light")
        await hands.press("Return")
        await hands.until(lambda: bool(author.desk.problems.found), "a segment nobody is in to be found")
        await hands.press("Shift+F7")
        await self._say("What could be mended, each with a way there", "problems")
        await hands.press("Escape", "Ctrl+Z")

    async def _dress(self) -> None:
        author = self._author
        await author.look_at_section(author.quiz.results[-1].id, 1)
        await self._say("A results page, with what a shopper would be shown", "results-page")
        author.desk.open_question(author.quiz.questions[2].id)
        await author.go("theme", "Ctrl+3")
        # The engine starts and draws in processes of its own, which say nothing when they are done.
        await asyncio.sleep(2)
        await self._say("The theme, with the contrast beside each colour", "theme")
        await author.translate(("Wie ist dein Schlaf?", "Tief"))
        await asyncio.sleep(1)
        await self._say("Languages side by side, and what is still missing", "languages")
        await author.preview(author.quiz.questions[7].id)
        await self._say("The shopper's page itself, before anything is live", "preview")

    async def _connect_and_publish(self) -> None:
        author, hands = self._author, self._hands
        connection = await author.connect_klaviyo(KEY, LIST)
        await self._say(f"Connected Klaviyo: {connection.account}, list {connection.list_name}", "connect")
        address = self._host.start()
        await author.add_host(address, self._host.token("Halden Skin").reveal())
        await hands.until(lambda: author.desk.live.online, "the host's state")
        # Else it is the name of whoever runs this, on a picture for everybody.
        await hands.fill("Your name, as colleagues see it", "Studio")
        await self._say(f"Added the host {address}", "publish")
        self._address = await author.publish()
        await self._say(f"Version 1 is live: {self._address}", "published")
        await hands.press("Escape")
        question = author.quiz.questions[3]
        await author.untag_first_choice(question.id)
        await hands.press("Ctrl+Shift+P")
        comparison = self._shown().findChildren(PublishSheet)[0].comparison
        await hands.until(lambda: any(one.lines for one in comparison.told.changes), "the consequences")
        await self._say("What the next version would change for shoppers", "changes")
        await hands.press("Escape", "Ctrl+Z")
        await author.command("client report")
        await hands.until(self._report.exists, "the client report")
        self._tell("The client report, for a signature")
        if self._report.suffix == ".pdf":
            shown = ("2 The quiz", "4 Customer tags", "6 Results pages")
            sheets.picture(self._report, shown, self._pictures / "report.png")
        author.desk.choose_theme("dark")
        await author.go("customer_tags", "Ctrl+4")
        await self._say("The same in the dark", "customer-tags-dark")
        author.desk.choose_theme("light")

    async def _be_answered(self) -> None:
        await self._take("A shopper takes the quiz", 0)
        first = set(self._tags())
        await self._take("The same shopper takes it again with other answers", 1)
        gone = sorted(first - set(self._tags()))
        self._tell(f"Taken away at the retake: {', '.join(gone)}")

    async def _take(self, words: str, pick: int) -> None:
        answers: Mapping[str, Answer] = sample(self._author.quiz, pick)
        events = len(self._crm.events)
        url, html = await asyncio.to_thread(shopper.take, self._address, answers)
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
        self._tell(f"{words}: {url}")
        self._tell(f"The results page says “{unescape(heading.group(1)) if heading else ''}”")
        await self._hands.until(lambda: len(self._crm.events) > events, "the delivery to the CRM")
        profile = self._crm.profiles[EMAIL]
        lists = ", ".join(one.name for one in self._crm.lists.values() if EMAIL in one.members) or "none"
        self._tell(f"Klaviyo holds {profile.email}, {profile.first_name}, subscribed to: {lists}")
        print(json.dumps(profile.properties, indent=2, ensure_ascii=False), flush=True)

    def _tags(self) -> list[str]:
        found = self._crm.profiles[EMAIL].properties.get("quiz_tags", [])
        return [str(tag) for tag in found]

    async def _say(self, words: str, picture: str) -> None:
        self._tell(words)
        await self._hands.picture(self._pictures / f"{picture}.png")

    def _tell(self, words: str) -> None:
        self._number += 1
        print(f"{self._number:2}. {words}", flush=True)

    def _shown(self) -> QMainWindow:
        assert self._desktop.window is not None
        return self._desktop.window


class _Keyring:
    """A keyring of the tour's own: nothing is left behind in the one of this computer."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._kept.pop((service, username), None)
