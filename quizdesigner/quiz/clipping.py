"""Questions on the clipboard: as documented JSON with all they refer to, and put into another quiz or project.

In another project tags are found by name, products by SKU, then handle, then title, collections by handle, then title.
What is found nowhere is left out and listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec
from msgspec import Struct, structs

from quizdesigner.errors import Refused
from quizdesigner.quiz import tags, wire
from quizdesigner.quiz.bundle import addresses
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.check import capital, label
from quizdesigner.quiz.document import (
    By,
    Choice,
    Chose,
    Collection,
    HasTag,
    Link,
    MediaFile,
    Product,
    Project,
    Question,
    Quiz,
    Tag,
)
from quizdesigner.quiz.edits.logic import in_rules
from quizdesigner.quiz.edits.parts import changed_parts, in_quiz
from quizdesigner.quiz.edits.recalls import forgotten_in, recalled_in
from quizdesigner.quiz.edits.tags import with_tags
from quizdesigner.quiz.recall import recalled
from quizdesigner.quiz.rules import Atom, atoms, conditions, too_deep
from quizdesigner.quiz.soundness import unsound

MIME = "application/x-quizdesigner+json"
"""What the system's clipboard knows our JSON by."""


class Clipping(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Questions in their order, with the tags, products, collections and media files they refer to."""

    format: int
    questions: tuple[Question, ...]
    tags: tuple[Tag, ...] = ()
    products: tuple[Product, ...] = ()
    collections: tuple[Collection, ...] = ()
    media: tuple[MediaFile, ...] = ()


class Pasted(Struct, frozen=True):
    """The new questions (ids, in order), and what could not come along, in sentences for the author."""

    questions: tuple[str, ...]
    left_over: tuple[str, ...]


def clip(project: Project, quiz: Quiz, question_ids: tuple[str, ...]) -> bytes:
    """These questions of a quiz as JSON, in the order of the quiz."""
    questions = tuple(question for question in quiz.questions if question.id in question_ids)
    choices = [choice for question in questions for choice in question.choices]
    asked = (atom for question in questions for when in conditions(question) for atom in atoms(when))
    given = {tag for choice in choices for tag in choice.tags}
    given |= {atom.customer_tag for atom in asked if isinstance(atom, HasTag)}
    links = [link for choice in choices for link in choice.links]
    catalogue = Catalogue(project)
    named = {product.id for link in links if link.by in (By.PRODUCT, By.VARIANT) for product in catalogue.matched(link)}
    within = {link.to for link in links if link.by is By.COLLECTION}
    shown = set(addresses(Quiz("clipping", "", questions), ()))
    found = Clipping(
        wire.FORMAT,
        questions,
        tuple(tag for tag in project.tags if tag.id in given),
        tuple(product for product in project.products if product.id in named),
        tuple(one for one in project.collections if one.id in within),
        tuple(file for file in project.media if wire.MEDIA + file.id in shown),
    )
    return msgspec.json.format(msgspec.json.encode(found), indent=2)


def read(data: bytes) -> Clipping:
    """The clipping in this JSON. Refused, in words for the author, when it is none."""
    if len(data) > wire.MAX_BYTES:
        raise Refused("The clipboard holds more than can be pasted at once.")
    try:
        found = msgspec.json.decode(data, type=Clipping)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(f"The clipboard holds no questions ({error}).") from error
    if found.format != wire.FORMAT:
        raise Refused(f"These questions were copied by another version of Quiz Designer (format {found.format}).")
    held = Project("clipping", "", (Quiz("clipping", "", found.questions),), found.tags, products=found.products,
                   collections=found.collections, media=found.media)  # fmt: skip
    if trouble := unsound(held):
        raise Refused(f"The questions on the clipboard cannot be used: {trouble}")
    if any(too_deep(when) for question in found.questions for when in conditions(question)):
        raise Refused("A condition on the clipboard is nested too deep.")
    return found


def pasted(
    project: Project, quiz_id: str, data: bytes, at: int | None, ids: Callable[[], str]
) -> tuple[Project, Pasted]:
    """The project with the questions of a clipping before place `at` of a quiz (None: at its end), under new ids."""
    return _Paste(project, quiz_id, read(data), ids).done(at)


class _Paste:
    """One pasting: what the ids of the clipping are called here, and what has no counterpart."""

    def __init__(self, project: Project, quiz_id: str, clipping: Clipping, ids: Callable[[], str]) -> None:
        self._clipping = clipping
        self._quiz_id = quiz_id
        self._ids = ids
        self._project, self._tags = self._with_tags(project)
        self._products = dict(_products(clipping.products, self._project.products))
        self._variants = dict(_variants(clipping.products, self._products, self._project.products))
        self._collections = dict(_collections(clipping.collections, self._project.collections))
        self._new = {question.id: ids() for question in clipping.questions}
        quiz = self._project.quiz(quiz_id)
        self._places = {question.id: place for place, question in enumerate(quiz.questions)}
        self._pages = {page.id for page in quiz.results}
        self._picks = {(one.id, choice.id) for one in quiz.questions for choice in one.choices}
        self._left_over: dict[str, None] = {}

    def done(self, at: int | None) -> tuple[Project, Pasted]:
        place = len(self._places) if at is None else max(0, min(at, len(self._places)))
        made = tuple(self._question(question, place) for question in self._clipping.questions)

        def change(quiz: Quiz) -> Quiz:
            return changed_parts(quiz, questions=(*quiz.questions[:place], *made, *quiz.questions[place:]))

        project = in_quiz(self._project, self._quiz_id, change)
        held = {file.id for file in project.media}
        media = (*project.media, *(file for file in self._clipping.media if file.id not in held))
        return changed_parts(project, media=media), Pasted(tuple(one.id for one in made), tuple(self._left_over))

    def _with_tags(self, project: Project) -> tuple[Project, dict[str, str]]:
        """The project with the tags it lacks, and what each tag of the clipping is called here: found by name, else by
        id (in its own project it may have been renamed since), else new.
        """
        held = {tag.id for tag in project.tags}
        called: dict[str, str] = {}
        for tag in self._clipping.tags:
            known = tags.find(project.tags, tag.name)
            if known is not None:
                called[tag.id] = known.id
            elif tag.id in held:
                called[tag.id] = tag.id
            else:
                project, (called[tag.id],) = with_tags(project, [tag.name], self._ids)
        return project, called

    def _question(self, question: Question, place: int) -> Question:
        name = label(Quiz("clipping", "", self._clipping.questions), question)
        ruled = in_rules(question, lambda atom: self._atom(atom, place, name))
        jumps = []
        for jump in ruled.jumps:
            if jump.to in self._new:
                jumps.append(structs.replace(jump, to=self._new[jump.to]))
            elif self._places.get(jump.to, -1) >= place or jump.to in self._pages:
                jumps.append(jump)
            else:
                self._say(f"A jump of {name}: where it led to is not in this quiz, or not after it.")
        translated = (text for own in question.translations.values() for text in own.values())
        texts = " ".join((question.title, question.description, *translated))
        gone = recalled(texts) - self._new.keys() - self._places.keys()
        if gone:
            text = f"{capital(name)} recalled an answer that is not in this quiz"
            self._say(f"{text}. The words for shoppers without that answer stand there now.")
        return structs.replace(
            recalled_in(forgotten_in(ruled, gone), self._new),
            id=self._new[question.id],
            # Two questions cannot send to one field; this one gets a name of its own when it goes live.
            key="",
            choices=tuple(self._choice(choice, name) for choice in question.choices),
            jumps=tuple(jumps),
        )

    def _choice(self, choice: Choice, name: str) -> Choice:
        links = tuple(filter(None, (self._link(link, f"“{choice.title}” of {name}") for link in choice.links)))
        linked = tuple(dict.fromkeys(self._tags[tag] for tag in choice.tags if tag in self._tags))
        return structs.replace(choice, tags=linked, links=links)

    def _link(self, link: Link, whose: str) -> Link | None:
        found = {By.PRODUCT: self._products, By.VARIANT: self._variants, By.COLLECTION: self._collections}.get(link.by)
        if found is None:
            return link
        if link.to in found:
            return structs.replace(link, to=found[link.to])
        titles = {one.id: one.title for one in self._clipping.collections}
        titles |= {one.id: one.title for one in self._clipping.products}
        what = titles.get(link.to, link.to)
        self._say(f"{whose}: the {link.by.value} “{what}” is not in this project.")
        return None

    def _atom(self, atom: Atom, place: int, name: str) -> Atom | None:
        if isinstance(atom, HasTag):
            return HasTag(self._tags[atom.customer_tag]) if atom.customer_tag in self._tags else None
        if atom.question in self._new:
            return structs.replace(atom, question=self._new[atom.question])
        earlier = self._places.get(atom.question, place) < place
        if earlier and (not isinstance(atom, Chose) or (atom.question, atom.choice) in self._picks):
            return atom
        self._say(f"A rule of {name}: what it looks at is not before it in this quiz.")
        return None

    def _say(self, text: str) -> None:
        self._left_over[text] = None


def _products(there: tuple[Product, ...], here: tuple[Product, ...]) -> Iterator[tuple[str, str]]:
    """The id a product has here by the id it had there: by SKU, then handle, then title; within a project by id."""
    ids = {product.id: product for product in here}
    skus = {variant.sku: product.id for product in reversed(here) for variant in product.variants if variant.sku}
    handles = {product.handle.casefold(): product.id for product in reversed(here) if product.handle}
    titles = {product.title.casefold(): product.id for product in reversed(here)}
    for product in there:
        same = ids.get(product.id)
        if same is not None and (same.handle, same.title) == (product.handle, product.title):
            yield product.id, product.id
            continue
        by_sku = (skus[variant.sku] for variant in product.variants if variant.sku in skus)
        found = next(by_sku, None) or handles.get(product.handle.casefold()) or titles.get(product.title.casefold())
        if found is not None:
            yield product.id, found


def _variants(
    there: tuple[Product, ...], products: Mapping[str, str], here: tuple[Product, ...]
) -> Iterator[tuple[str, str]]:
    """The same for variants: by SKU, then by title within the product it belongs to."""
    skus = {variant.sku: variant.id for product in here for variant in product.variants if variant.sku}
    of = {product.id: product.variants for product in here}
    for product in there:
        titles = {variant.title.casefold(): variant.id for variant in of.get(products.get(product.id, ""), ())}
        for variant in product.variants:
            found = skus.get(variant.sku) or titles.get(variant.title.casefold())
            if found is not None:
                yield variant.id, found


def _collections(there: tuple[Collection, ...], here: tuple[Collection, ...]) -> Iterator[tuple[str, str]]:
    """The same for collections: by handle, then by title."""
    handles = {one.handle.casefold(): one.id for one in here if one.handle}
    titles = {one.title.casefold(): one.id for one in here}
    for one in there:
        found = handles.get(one.handle.casefold()) or titles.get(one.title.casefold())
        if found is not None:
            yield one.id, found
