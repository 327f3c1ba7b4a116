"""The inspector of a results page: who gets it and what belongs to it, or the one section that is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.check import Finding
from quizdesigner.quiz.document import Discount, Note, Project, Quiz, ResultsPage, Slot
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.conditions.line import ConditionLine
from quizdesigner.views.builder.results.author import section_name
from quizdesigner.views.builder.results.frame import asked
from quizdesigner.views.builder.results.page_list import SectionList
from quizdesigner.views.builder.results.slot_part import SlotPart
from quizdesigner.views.builder.results.words_part import DiscountPart, NotePart
from quizdesigner.views.builder.sections import Section, line
from quizdesigner.views.kit import Field, Switch, button, column, icon_button, label, row

_WIDE = 168


class ResultsPart(QWidget):
    """Shows the page's parts, or those of a section with the way back to the page."""

    def __init__(self, author: Author) -> None:
        super().__init__()
        self._author = author.results
        self._shown: tuple[Project, Quiz, ResultsPage] | None = None
        self._findings: Sequence[Finding] = ()
        self.back = button("Results page", "link", "chevron-left", small=True)
        self.back.clicked.connect(self._go_back)
        self.name = label("", "strong")
        self.delete = icon_button("trash-2", "Delete this section", small=True)
        self.delete.clicked.connect(self._delete)
        self._head = QWidget()
        self._head.setLayout(row(self.back, None, self.delete, margins=(12, 8, 12, 0)))
        self.page = PagePart(author)
        self.slot = SlotPart(self._author)
        self.note = NotePart(self._author)
        self.discount = DiscountPart(self._author)
        self.when = WhenPart(author)
        self._parts = (self.page, self.slot, self.note, self.discount)
        self.setLayout(column(self._head, *self._parts, self.when, gap=0))
        self._author.section_changed.connect(lambda _: self._show())

    @property
    def first(self) -> QWidget:
        """The first control on show."""
        return self.page.rule.edit if self._author.section is None else self.back

    @property
    def condition(self) -> ConditionLine:
        """When the page is shown, or the section of it that is looked at."""
        return self.page.rule if self._author.section is None else self.when.line

    def show_page(self, project: Project, quiz: Quiz, page: ResultsPage) -> None:
        """Show this page, or the section of it that is looked at."""
        self._shown = (project, quiz, page)
        self._show()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what is to be mended on the page, what is about a slot there."""
        self._findings = findings
        self.page.settings.show_findings([one for one in findings if not one.slot])
        self.slot.show_findings(findings)

    def _show(self) -> None:
        if self._shown is None or self._shown[2] is not self._author.page:
            return
        project, quiz, page = self._shown
        section = self._author.section
        self._head.setVisible(section is not None)
        self.when.setVisible(section is not None)
        part: QWidget = self.page
        match section:
            case Slot():
                self.slot.show_slot(project, quiz, section)
                self.slot.show_findings(self._findings)
                part = self.slot
            case Note():
                self.note.show_note(project, quiz, section)
                part = self.note
            case Discount():
                self.discount.show_discount(project, quiz, section)
                part = self.discount
            case None:
                self.page.show_page(project, quiz, page)
        for one in self._parts:
            one.setVisible(one is part)
        if section is not None:
            self.delete.setAccessibleName(f"Delete {section_name(page, section).lower()}")
            self.when.line.show_condition(project, quiz, section.show_when, asked(quiz), section.id)

    def _go_back(self) -> None:
        self._author.open_section("")
        self.page.sections.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete(self) -> None:
        section = self._author.section
        if section is not None and self._author.delete_section(section.id):
            self._go_back()


class PagePart(QWidget):
    """Who gets the page, its sections in order, and what is at its end."""

    def __init__(self, author: Author) -> None:
        super().__init__()
        results = author.results
        self.rule = ConditionLine("Shown when", "Shown to everyone.", "this page")
        self.rule.changed.connect(lambda condition: results.change_page(show_when=condition))
        who = Section("Who gets it", self.rule.edit)
        self.order = label("", "hint", wrap=True)
        who.body.addWidget(self.rule)
        who.body.addWidget(self.order)
        self.sections = SectionList(results)
        self.settings = Section("Results page")
        self.link = Field("Words of product links", hint="View product")
        self.link.setFixedWidth(_WIDE)
        self.link.textEdited.connect(lambda text: results.write_page("link_label", text))
        self.link.left.connect(results.seal)
        self.add_all, self.retake = Switch("Add all to cart"), Switch("Take it again")
        self.add_all.clicked.connect(lambda on: results.change_page(add_all=on))
        self.retake.clicked.connect(lambda on: results.change_page(retake=on))
        self.shop = label("Only a Shopify cart takes several products at once.", "hint", wrap=True)
        self.settings.body.addWidget(line("Product links", self.link))
        self.settings.body.addWidget(line("Offer all in one cart", self.add_all))
        self.settings.body.addWidget(self.shop)
        self.settings.body.addWidget(line("Offer to take it again", self.retake))
        self.setLayout(column(who, self.sections, self.settings, gap=0))

    def show_page(self, project: Project, quiz: Quiz, page: ResultsPage) -> None:
        """Show this page's settings."""
        last = page is quiz.results[-1]
        self.rule.show_condition(project, quiz, page.show_when, asked(quiz), page.id)
        if len(quiz.results) == 1:
            said = "The only results page: every shopper gets it"
        elif last:
            said = "As the last page it is for whoever fits none above"
        else:
            said = "The first page whose rule fits is shown"
        self.order.setText(f"{said}, whatever its rule says." if last and page.show_when else f"{said}.")
        self.sections.show_page(project, page)
        self.link.show_text(page.link_label)
        self.add_all.show_on(page.add_all)
        self.retake.show_on(page.retake)
        self.shop.setVisible(page.add_all and project.platform != "shopify")


class WhenPart(Section):
    """On which condition a section is shown."""

    def __init__(self, author: Author) -> None:
        self.line = ConditionLine("Shown when", "Shown to everyone who gets this page.", "this section")
        super().__init__("Shown when", self.line.edit)
        results = author.results
        self.line.changed.connect(lambda condition: results.change_section(results.section_id, show_when=condition))
        self.body.addWidget(self.line)
