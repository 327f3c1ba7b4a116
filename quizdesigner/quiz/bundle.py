"""What is published of a project for one quiz, and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import HasTag, Note, Product, Project, Quiz, Target
from quizdesigner.quiz.keys import keys
from quizdesigner.quiz.rules import all_conditions, atoms
from quizdesigner.quiz.wire import MEDIA


def bundle_of(project: Project, quiz: Quiz) -> Project:
    """What is published of a project for one quiz: that quiz with its field keys pinned, the tags, products and media
    it refers to, and the connections that are switched on, with what they call its fields. Hosts, segments, saved
    shoppers and other quizzes stay at home.
    """
    named = keys(quiz)
    # Which group new tags start with is the author's business alone.
    questions = tuple(
        replace(question, key=named.get(question.id, ""), default_group="") for question in quiz.questions
    )
    pinned = replace(quiz, questions=questions, shoppers=())
    choices = [choice for question in quiz.questions for choice in question.choices]
    given = {tag for choice in choices for tag in choice.tags}
    given.update(quiz.tags, *(page.tags for page in quiz.results))
    given |= {atom.customer_tag for when in all_conditions(quiz) for atom in atoms(when) if isinstance(atom, HasTag)}
    products = spoken_of(project, quiz)
    shown = {address.removeprefix(MEDIA) for address in addresses(quiz, products) if address.startswith(MEDIA)}
    within = {one for product in products for one in product.collections}
    return replace(
        project,
        quizzes=(pinned,),
        tags=tuple(tag for tag in project.tags if tag.id in given),
        tag_groups=(),
        segments=(),
        products=products,
        collections=tuple(one for one in project.collections if one.id in within),
        # Their ids say what they are; the bytes travel as parts of their own.
        media=tuple(replace(file, data=b"") for file in project.media if file.id in shown),
        connections=tuple(
            replace(
                one,
                fields=tuple(
                    field for field in one.fields if field.question in named or field.question.startswith("@")
                ),
            )
            for one in project.connections
            if one.enabled
        ),
        hosts=(),
    )


def spoken_of(project: Project, quiz: Quiz) -> tuple[Product, ...]:
    """The products a quiz can show or count votes for, in catalogue order."""
    catalogue = Catalogue(project)
    targets: set[Target] = {
        Target(link.to, link.by) for question in quiz.questions for choice in question.choices for link in choice.links
    }
    for page in quiz.results:
        for slot in page.slots:
            targets.update(slot.fallback)
    found = {product.id for target in targets for product in catalogue.matched(target)}
    return tuple(product for product in project.products if product.id in found)


def addresses(quiz: Quiz, products: Iterable[Product]) -> Iterator[str]:
    """The address of every picture and video a quiz and these products show."""
    yield from (quiz.theme.logo, quiz.theme.background)
    for question in quiz.questions:
        yield from (question.picture, question.video)
        yield from (choice.picture for choice in question.choices)
    for page in quiz.results:
        yield from (section.picture for section in page.sections if isinstance(section, Note))
    yield from (product.picture for product in products)
