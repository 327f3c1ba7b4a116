"""The page about the format is true: its examples load, its tables name every field and default, the schema is ours."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from msgspec import Struct

from quizdesigner.quiz import check, clipping, document, wire
from quizdesigner.quiz.document import AnyCondition, By, Condition, Effect, Kind, Node, Role, Section, Service, Ties
from quizdesigner.starters import starters

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "format.md").read_text("utf-8")
EXAMPLES = [text.encode() for text in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
CONDITIONS = [one for one in vars(document).values() if inspect.isclass(one) and issubclass(one, Condition)]
STRUCTS: list[type[Struct]] = [
    wire.Document,
    *(
        one
        for one in vars(document).values()
        if inspect.isclass(one) and issubclass(one, Node) and one not in [Node, Section, *CONDITIONS]
    ),
    clipping.Clipping,
]


def test_the_small_project_loads_and_could_be_published() -> None:
    project = wire.loads(EXAMPLES[0])
    assert check.findings(project, project.quizzes[0]) == ()
    assert wire.digest(project) in PAGE


def test_the_conditions_shown_are_conditions_of_the_small_project() -> None:
    quiz = wire.loads(EXAMPLES[0]).quizzes[0]
    questions = {question.id for question in quiz.questions}
    assert len(EXAMPLES) == 3
    for example in EXAMPLES[1:]:
        condition = msgspec.json.decode(example, type=AnyCondition)
        assert set(re.findall(r"question='(\w+)'", repr(condition))) <= questions


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_each_table_has_the_fields_of_its_struct_in_order_with_their_defaults(struct: type[Struct]) -> None:
    shown = {row[0].strip("`"): row[1] for row in table(f"## {struct.__name__}")}
    assert list(shown) == list(struct.__struct_fields__)
    for field in msgspec.structs.fields(struct):
        if field.default_factory is dict:
            assert shown[field.name] == "`{}`", field.name
        elif field.default is msgspec.NODEFAULT:
            assert shown[field.name] == "", field.name
        elif isinstance(field.default, Struct):
            assert shown[field.name] == "all defaults"
        else:
            assert shown[field.name] == f"`{msgspec.json.encode(field.default).decode()}`", field.name


def test_no_section_is_about_something_that_is_not_there() -> None:
    sections = set(re.findall(r"^## (\w+)$", PAGE, re.MULTILINE)) - {"Conditions"}
    assert sections == {struct.__name__ for struct in STRUCTS}


def test_the_conditions_table_names_every_sort_and_its_fields() -> None:
    shown = {row[0].strip("`"): re.findall(r"`(\w+)`", row[1]) for row in table("## Conditions")}
    assert shown == {
        one.__struct_config__.tag: list(one.__struct_fields__) for one in CONDITIONS if one is not Condition
    }


def test_every_word_a_field_can_hold_is_named() -> None:
    assert [row[0].strip("`") for row in table("### Kinds of question")] == [kind.value for kind in Kind]
    assert [row[0].strip("`") for row in table("### Roles of choices")] == [role.value for role in Role]
    for words in (Effect, Service, By, Ties):
        assert all(f"`{word.value}`" in PAGE for word in words)


def test_links_within_the_page_lead_somewhere() -> None:
    headings = re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)
    anchors = {heading.lower().replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= anchors


def test_the_schema_beside_the_page_is_the_one_we_have() -> None:
    assert schema() == json.loads(json.dumps(wire.schema())), (
        "write it again: quizdesigner schema > docs/format.schema.json"
    )


def test_the_schema_accepts_the_example_and_every_starter() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema())
    for data in [EXAMPLES[0], *(starter.path.read_bytes() for starter in starters())]:
        validator.validate(json.loads(data))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"format": 1, "project": {"id": "a b", "name": "A"}})


def schema() -> dict[str, Any]:
    return json.loads((DOCS / "format.schema.json").read_text("utf-8"))


def table(heading: str) -> list[list[str]]:
    """The rows of the first table under a heading, as their cells."""
    section = PAGE.split(f"\n{heading}\n", 1)[1]
    lines = section[section.index("\n|") :].split("\n\n", 1)[0].strip().splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
