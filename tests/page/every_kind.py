"""A project whose quiz has a question of every kind, with pictures of its own."""

from __future__ import annotations

import hashlib
import struct
import zlib
from decimal import Decimal

from msgspec.structs import replace

from quizdesigner.quiz.document import (
    Choice,
    Discount,
    Kind,
    Link,
    MediaFile,
    Note,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Role,
    Slot,
    Theme,
    Variant,
)

COUNTRIES = (
    "Argentina Australia Austria Belgium Brazil Canada Côte_d’Ivoire Denmark Finland France Germany Ireland Italy Japan"
).split()


def picture(red: int, green: int, blue: int, width: int = 64, height: int = 48) -> MediaFile:
    """A picture of one colour, as PNG."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = b"".join(b"\0" + bytes((red, green, blue)) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return MediaFile(hashlib.sha256(data).hexdigest(), "image/png", data, width=width, height=height)


SEA, SAND = picture(90, 140, 170), picture(220, 190, 150)

QUESTIONS: dict[str, Question] = {
    question.id: question
    for question in (
        Question("hello", Kind.WELCOME, "Find your rest", "Two minutes.", picture=f"media:{SEA.id}"),
        Question("first", Kind.NAME, "What is your first name?", placeholder="Ana"),
        Question(
            "goal",
            Kind.SINGLE,
            "What would help you most, {first|friend}?",
            choices=(
                Choice("fall", "Falling asleep", links=(Link("tea", weight=2),)),
                Choice("stay", "Sleeping through", links=(Link("mask"),)),
                Choice("else", "Something else", Role.OTHER),
            ),
        ),
        Question(
            "avoid",
            Kind.MULTIPLE,
            "What do you avoid?",
            choices=(
                Choice("herbs", "Herbs"),
                Choice("wool", "Wool", picture=f"media:{SAND.id}"),
                Choice("own", "Something else", Role.OTHER),
                Choice("every", "All of these", Role.ALL),
                Choice("nothing", "Nothing", Role.NONE),
            ),
        ),
        Question(
            "place",
            Kind.PICTURE,
            "Where do you sleep best?",
            choices=(
                Choice("sea", "By the sea", picture=f"media:{SEA.id}"),
                Choice("dunes", "In the dunes", picture=f"media:{SAND.id}"),
                Choice("home", "At home"),
            ),
        ),
        Question(
            "country",
            Kind.DROPDOWN,
            "Where do you live?",
            choices=tuple(Choice(f"c{n}", name.replace("_", " ")) for n, name in enumerate(COUNTRIES)),
        ),
        Question("season", Kind.DROPDOWN, "Your season?", choices=(Choice("s", "Summer"), Choice("w", "Winter"))),
        Question("snore", Kind.YES_NO, "Do you snore?", choices=(Choice("yes", "Yes"), Choice("no", "No"))),
        Question("rest", Kind.RATING, "How rested are you?", low_label="Not at all", high_label="Very"),
        Question(
            "hours",
            Kind.SLIDER,
            "How long do you sleep?",
            lowest=4,
            highest=10,
            step=0.5,
            unit="hours",
            low_label="Short",
            high_label="Long",
        ),
        Question("weight", Kind.NUMBER, "What do you weigh?", lowest=30, highest=250, step=0.1, unit="kg"),
        Question("word", Kind.TEXT, "Your sleep in a word?", "One is enough.", shortest=2, longest=20),
        Question("story", Kind.LONG_TEXT, "Tell us about your nights", placeholder="As you like", required=False),
        Question("since", Kind.DATE, "Since when, {first|friend}?", earliest="2020-01-01", latest="2026-11-22"),
        Question(
            "note", Kind.STATEMENT, "Nearly there, {first|friend}", "You said: {goal|nothing yet}. Since {since|-}."
        ),
        Question("mail", Kind.EMAIL, "Where shall we send it?", placeholder="name@example.com"),
        Question("phone", Kind.PHONE, "Your phone number", country="DE", required=False),
        Question("tips", Kind.CONSENT, "Yes, send me sleep tips by email. I can stop at any time.", required=False),
    )
}

RESULTS = ResultsPage(
    "end",
    "{first|Friend}, this is your night",
    "Chosen for: {goal|you}.",
    sections=(
        Slot("evening", "Evening", count=1, button="cart"),
        Slot("night", "Night", button="cart", minimum_votes=0),
        Note("note", "How to begin", text="One thing at a time.", label="Read on", link="https://halden.example/begin"),
        Discount("code", text="For your first order.", code="REST10"),
    ),
    add_all=True,
)


def every_kind(*only: str) -> Project:
    """The project with all questions, or those named."""
    questions = tuple(QUESTIONS[one] for one in only or QUESTIONS)
    quiz = Quiz("quiz", "Rest finder", questions, (RESULTS,), Theme(logo=f"media:{SAND.id}"))
    return Project(
        "p1",
        "Halden",
        (quiz,),
        products=(
            Product(
                "tea",
                "Night tea",
                "night-tea",
                picture=f"media:{SEA.id}",
                variants=(Variant("tea-1", sku="TEA-1", price=Decimal("9.90"), shop_id="101"),),
            ),
            Product(
                "mask", "Sleep mask", "sleep-mask", variants=(Variant("mask-1", price=Decimal("24.1"), shop_id="102"),)
            ),
        ),
        media=(SEA, SAND),
        shop="https://halden.example",
        platform="shopify",
    )


def with_language(project: Project, language: str) -> Project:
    """The project as if its quiz were written in another language."""
    return replace(project, quizzes=(replace(project.quizzes[0], language=language),))
