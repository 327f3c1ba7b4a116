"""What the documents point at is there: links and their headings, pictures, footnotes, starters, and the rooms."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from quizdesigner.starters import starters

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").glob("*.md"))]

FENCE = re.compile(r"^( *)(`{3,}|~{3,}).*?^ *\2", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
SOURCE = re.compile(r"""\b(?:src|href)=["']([^"']+)["']""")
HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)
NOTE = re.compile(r"\[\^([\w-]+)\]")
NOTED = re.compile(r"^\[\^([\w-]+)\]:", re.MULTILINE)
NAMED = re.compile(r"(?<![\w/.])[\w.-]+(?:\.py|/)(?![\w/])")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_leads_to_something_that_is_there(page: Path) -> None:
    dead = [target for target in targets(page) if not leads(page, target)]
    assert not dead


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_footnote_is_used_and_there_once(page: Path) -> None:
    text = words(page)
    there = NOTED.findall(text)
    assert len(there) == len(set(there))
    assert set(there) == set(NOTE.findall(NOTED.sub("", text)))


def test_the_architecture_names_what_there_is() -> None:
    named = list(rooms((ROOT / "ARCHITECTURE.md").read_text("utf-8")))
    assert len(named) > 40
    assert not [path.relative_to(ROOT).as_posix() for path in named if not path.exists()]


def test_the_architecture_names_every_room_and_all_of_the_ground() -> None:
    named = set(rooms((ROOT / "ARCHITECTURE.md").read_text("utf-8")))
    folders = (ROOT / "quizdesigner", ROOT / "quizdesigner" / "quiz")
    there = {path for folder in folders for path in folder.glob("*.py") if not path.name.startswith("__")}
    there |= {path.parent for folder in folders for path in folder.glob("*/__init__.py")}
    assert not [path.relative_to(ROOT).as_posix() for path in sorted(there - named)]


def test_the_readme_names_every_starter() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert f"({', '.join(one.name for one in starters())})" in text


def words(page: Path) -> str:
    """A page without its code, in which brackets mean something else."""
    return CODE.sub("", FENCE.sub("", page.read_text("utf-8")))


def targets(page: Path) -> Iterator[str]:
    """What a page links to or shows, apart from addresses of the web."""
    text = words(page)
    for target in [*LINK.findall(text), *SOURCE.findall(text)]:
        if not re.match(r"[a-z][a-z0-9+.-]*:", target):
            yield target


def leads(page: Path, target: str) -> bool:
    """Whether a target is a file or folder of ours and, where it names a heading, has that."""
    path, _, anchor = unquote(target).partition("#")
    found = (page.parent / path).resolve() if path else page
    if not found.exists() or not found.is_relative_to(ROOT):
        return False
    return not anchor or (found.suffix == ".md" and anchor in anchors(found))


def anchors(page: Path) -> set[str]:
    """The headings of a page as links write them."""
    titles = HEADING.findall(FENCE.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def rooms(text: str) -> Iterator[Path]:
    """Each file and folder of the tree under “The rooms”.

    What a line of files says lies beside them; what the line of a folder says after its name lies in that folder.
    """
    tree = re.search(r"^## The rooms\n+```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert tree, "ARCHITECTURE.md has no tree of rooms"
    parents = {0: ROOT}
    for line in tree[1].splitlines():
        depth = len(line) - len(line.lstrip())
        if not (names := NAMED.findall(line)):
            continue
        folder = next(parents[one] for one in sorted(parents, reverse=True) if one <= depth)
        yield folder / names[0]
        if names[0].endswith("/"):
            parents = {one: path for one, path in parents.items() if one <= depth}
            parents[depth + 1] = folder = folder / names[0]
        yield from (folder / name for name in names[1:])
