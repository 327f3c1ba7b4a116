"""The results page as a chosen shopper would see it: its words written in place, its sections put in order."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from quizdesigner.page.locales import price
from quizdesigner.page.setting import is_web
from quizdesigner.page.theme import palette
from quizdesigner.quiz.document import Project, Quiz, ResultsPage
from quizdesigner.quiz.lead import cart_of_all
from quizdesigner.quiz.words import words
from quizdesigner.views import tokens
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.recall_writing import RecallWriting
from quizdesigner.views.builder.results.author import KINDS, page_name
from quizdesigner.views.builder.results.cards import cost, sold
from quizdesigner.views.builder.results.frame import Scene, SectionFrame, asked
from quizdesigner.views.builder.results.kinds import frame
from quizdesigner.views.builder.results.look import results_sheet
from quizdesigner.views.builder.results.shopper import Guest, Seen, guests, products_of, seen, wordless
from quizdesigner.views.builder.writing import INSET, Writing
from quizdesigner.views.icons import icon
from quizdesigner.views.kit import Select, column, label, pressed_by_keys, row
from quizdesigner.views.kit.plain import plain_entry

_TWO_COLUMNS = 460
"""Pixels under which products stand in one column, however wide the shopper's window is."""


class ResultsCanvas(QWidget):
    """Shows a results page. Put `who`, the choice of the shopper it is shown with, where the head of the canvas is."""

    def __init__(self, author: Author) -> None:
        super().__init__()
        self._author = author.results
        self._shown: tuple[Project, Quiz, ResultsPage, bool] | None = None
        self._seen: tuple[tuple[object, ...], tuple[object, ...], Seen] | None = None
        self._guests: tuple[Guest, ...] = ()
        self._wanted = ""
        self._styled: tuple[object, ...] = ()
        self.frames: dict[str, SectionFrame] = {}
        self.shopper = Select("Shown with", ())
        self.shopper.setProperty("small", True)
        self.shopper.setMinimumContentsLength(13)
        self.shopper.setMinimumWidth(110)
        self.shopper.changed.connect(self._choose_shopper)
        self._with = label("shown with", "secondary")
        self.who = QWidget()
        self.who.setLayout(row(self._with, self.shopper, gap=6))
        self.title = self._writing("Title of the results page", "title", "title", hint="This is for you")
        about_hint = "Add a description"
        self.about = self._writing("Description of the results page", "about", "description", about_hint, running=True)
        self.title.entered.connect(lambda: self.about.setFocus(Qt.FocusReason.OtherFocusReason))
        self.elsewhere = label("", wrap=True)
        self.elsewhere.setProperty("page", "aside")
        self._frames = column(gap=6)
        self.add_all, self.again = label(""), label("")
        self.add_all.setProperty("page", "main")
        for part in (self.add_all, self.again):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add = QPushButton("Section")
        self.add.setProperty("page", "add")
        self.add.setIconSize(QSize(20, 16))
        self.add.setAccessibleName("Add section")
        pressed_by_keys(self.add)
        self.add.clicked.connect(self.open_menu)
        self._line = QFrame(self)
        self._line.hide()
        actions = row(self.add_all, self.again, gap=10, margins=(INSET, 12, INSET, 4))
        actions.setStretch(0, 1)
        body = column(self.elsewhere, 2, self._frames, actions, column(self.add), gap=8)
        self.setLayout(column(self.title, self.about, body, None, gap=2))
        author.results.section_changed.connect(lambda _: self._show_again())

    def show_page(self, project: Project, quiz: Quiz, page: ResultsPage, *, wide: bool) -> None:
        """Show this page, in one column or, where there is room, two."""
        self._shown = (project, quiz, page, wide)
        self._style(quiz)
        self.title.show_recalling(quiz, page.title, page.id, asked(quiz))
        self.about.show_recalling(quiz, page.description, page.id, asked(quiz))
        guest = self._show_guests(quiz, page)
        catalogue = self._author.stock.catalogue(project)
        look = self._look(project, quiz, page, guest)
        scene = Scene(project, quiz, page, catalogue, look, wide and self.width() >= _TWO_COLUMNS)
        self._show_frames(scene)
        self._show_actions(scene)

    def focus_title(self) -> None:
        """Put the keyboard into the title."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.selectAll()

    def open_menu(self) -> None:
        """Offer the kinds of section."""
        menu = QMenu(self)
        menu.setAccessibleName("Add section")
        for value, title, sign in KINDS:
            action = QAction(icon(sign, "text2"), plain_entry(title), menu)
            action.triggered.connect(partial(self.add_section, value))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height() + 4)))
        menu.setActiveAction(menu.actions()[0])

    def add_section(self, kind: str, _checked: bool = False) -> None:
        """Put a section after the one looked at, or at the end, and the keyboard into its heading."""
        here = self._author.section
        page = self._author.page
        at = page.sections.index(here) + 1 if page is not None and here is not None else None
        made = self._author.add_section(kind, at)
        if made in self.frames:
            self.frames[made].heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._with.setVisible(self.width() >= _TWO_COLUMNS)
        if (event.oldSize().width() >= _TWO_COLUMNS) != (self.width() >= _TWO_COLUMNS):
            self._show_again()

    def _show_again(self) -> None:
        if self._shown is not None and self.isVisible():
            project, quiz, page, wide = self._shown
            self.show_page(project, quiz, page, wide=wide)

    # -- who looks

    def _show_guests(self, quiz: Quiz, page: ResultsPage) -> Guest:
        self._guests = guests(quiz, page)
        wanted = next((one for one in self._guests if one.value == self._wanted), None)
        fits = next((one for one in self._guests if one.gets == page.id), None)
        guest = wanted or fits or self._guests[0]
        self.shopper.show_options([(one.value, one.name) for one in self._guests], guest.value)
        other = next((one for one in quiz.results if one.id == guest.gets != page.id), None)
        words = f"This shopper would be shown {_lower(page_name(other))} instead." if other else ""
        if not guest.gets:
            words = "This shopper does not get to the end of the quiz: an answer is missing."
        self.elsewhere.setText(words)
        self.elsewhere.setVisible(bool(words))
        self.elsewhere.setContentsMargins(INSET, 0, INSET, 0)
        return guest

    def _choose_shopper(self, value: str) -> None:
        self._wanted = value
        self._show_again()

    def _look(self, project: Project, quiz: Quiz, page: ResultsPage, guest: Guest) -> Seen:
        """What this shopper sees; worked out again only when something it hangs on has changed."""
        ground = (project.products, quiz.questions)
        hangs_on = (wordless(page), quiz.words, quiz.language, guest.answers)
        if self._seen is not None:
            old_ground, old, found = self._seen
            if all(a is b for a, b in zip(old_ground, ground, strict=True)) and old == hangs_on:
                return found
        found = seen(self._author.stock.catalogue(project), project, quiz, page, guest.answers)
        self._seen = (ground, hangs_on, found)
        return found

    # -- sections

    def _show_frames(self, scene: Scene) -> None:
        page = scene.page
        here = self._author.section_id
        wanted = [section.id for section in page.sections]
        for gone in self.frames.keys() - set(wanted):
            old = self.frames.pop(gone)
            old.hide()
            old.deleteLater()
        for section in page.sections:
            if section.id not in self.frames:
                self.frames[section.id] = self._made(section.id, frame(self._author, section))
            self.frames[section.id].show_section(scene, section, here=section.id == here)
        if [self._frames.indexOf(self.frames[one]) for one in wanted] != list(range(len(wanted))):
            for at, one in enumerate(wanted):
                self._frames.insertWidget(at, self.frames[one])
            self._set_tab_order(wanted)

    def _made(self, section_id: str, made: SectionFrame) -> SectionFrame:
        made.looked.connect(lambda: self._author.open_section(section_id))
        made.shifted.connect(lambda step: self._author.shift_section(section_id, step))
        made.dragged.connect(self._show_landing)
        made.dropped.connect(lambda at: self._drop(section_id, at))
        return made

    def _set_tab_order(self, wanted: list[str]) -> None:
        last: QWidget = self.about
        for one in wanted:
            for field in self.frames[one].findChildren(Writing):
                self.setTabOrder(last, field)
                last = field
        self.setTabOrder(last, self.add)

    def _landing(self, at: QPoint) -> int:
        """Before which section something let go of here goes."""
        here = self.mapFromGlobal(at).y()
        ids = self._ids()
        return next((place for place, one in enumerate(ids) if here < _middle(self.frames[one])), len(ids))

    def _show_landing(self, at: QPoint) -> None:
        place, ids = self._landing(at), self._ids()
        edge = self.frames[ids[min(place, len(ids) - 1)]].geometry()
        top = edge.top() - 4 if place < len(ids) else edge.bottom() + 3
        self._line.setStyleSheet(f"background: {tokens.current().accent}; border-radius: 1px;")
        self._line.setGeometry(QRect(edge.left() + 6, top, edge.width() - 12, 2))
        self._line.show()
        self._line.raise_()

    def _drop(self, section_id: str, at: QPoint) -> None:
        if self._line.isHidden():
            return
        self._line.hide()
        place, was = self._landing(at), self._ids().index(section_id)
        # The place counts without the section that is being moved.
        self._author.move_section(section_id, place - 1 if place > was else place)

    def _ids(self) -> list[str]:
        return [section.id for section in self._shown[2].sections] if self._shown else []

    # -- the rest of the page

    def _show_actions(self, scene: Scene) -> None:
        said = words(scene.quiz)
        total = _total(scene) if scene.page.add_all else None
        self.add_all.setText(", ".join(filter(None, (said["add_all"], total))))
        self.add_all.setVisible(total is not None)
        self.again.setText(said["retake"])
        # Beside a button it is one too, alone it is a link, as on the page.
        role = "again" if total is None else "second"
        if self.again.property("page") != role:
            self.again.setProperty("page", role)
            self.again.style().unpolish(self.again)
            self.again.style().polish(self.again)
        # A label forgets its padding when its style changes after it was measured.
        words_wide = self.again.fontMetrics().horizontalAdvance(self.again.text())
        self.again.setMinimumWidth(0 if total is None else words_wide + 40)
        self.again.setVisible(scene.page.retake)

    def _writing(self, name: str, role: str, field: str, hint: str, *, running: bool = False) -> RecallWriting:
        made = RecallWriting(name, role, hint=hint, running=running)
        made.edited.connect(lambda text: _kept(made, self._author.write_page(field, text)))
        made.left.connect(self._author.seal)
        made.focused.connect(lambda: self._author.open_section(""))
        made.too_long.connect(self._author.say)
        return made

    def _style(self, quiz: Quiz) -> None:
        wanted = (quiz.theme, tokens.current())
        if wanted != self._styled:
            self._styled = wanted
            self.setStyleSheet(results_sheet(quiz.theme, tokens.current()))
            self.add.setIcon(icon("plus", palette(quiz.theme).quiet))


def _total(scene: Scene) -> str | None:
    """The words for what all products cost together; None where the shop cannot put all into the cart at once."""
    found = {
        product.id: product
        for shown in scene.seen.shown.values()
        for product in products_of(scene.catalogue, shown)
        if not product.sold_out
    }
    cart = cart_of_all(scene.project, [(product, sold(scene, product)) for product in found.values()])
    if not is_web(cart):
        return None
    amounts = [cost(scene, product, in_cart=True) for product in found.values()]
    if None in amounts:
        return ""
    total = sum((amount for amount in amounts if amount is not None), Decimal())
    return price(total, scene.project.currency, scene.quiz.language)


def _middle(part: QWidget) -> int:
    middle: int = part.geometry().center().y()
    return middle


def _kept(field: Writing, kept: bool) -> None:
    if not kept:
        field.refuse()


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
