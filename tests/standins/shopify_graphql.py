"""Reads GraphQL for a stand-in of Shopify, and holds it against the official schema where that is at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    build_schema,
    parse,
    validate,
    value_from_ast_untyped,
)
from graphql.execution.values import get_variable_values

OFFICIAL = Path(__file__).resolve().parents[3] / "shared" / "crm" / "specs" / "shopify.graphql"
"""Shopify's own schema, cut to what a CRM needs."""

Resolvers = Mapping[str, Callable[..., Any]]
"""What answers each field of the outermost level; it takes the arguments by name and gives dicts, lists and texts."""


class Wrong(Exception):
    """An error that stands in place of all data."""

    def __init__(self, words: str, code: str) -> None:
        super().__init__(words)
        self.code = code


def run(query: str, variables: Mapping[str, Any], resolvers: Resolvers) -> dict[str, Any]:
    """The data of a query, field by field in order, as mutations are done. Raises Wrong where it is no good."""
    operation = _operation(query)
    for one in operation.variable_definitions or ():
        name = one.variable.name.value
        if variables.get(name) is None and one.type.kind == "non_null_type":
            raise Wrong(f"Variable ${name} was provided invalid value", "INVALID_VARIABLE")
    made: dict[str, Any] = {}
    for field in _fields(operation.selection_set):
        if field.name.value not in resolvers:
            raise Wrong(f"Field '{field.name.value}' doesn't exist", "undefinedField")
        arguments = {
            one.name.value: value_from_ast_untyped(one.value, dict(variables)) for one in field.arguments or ()
        }
        made[field.name.value] = _selected(resolvers[field.name.value](**arguments), field.selection_set)
    return made


def names(query: str) -> list[str]:
    """The outermost fields of a query."""
    return [field.name.value for field in _fields(_operation(query).selection_set)]


def violations(query: str, variables: Mapping[str, Any]) -> list[str]:
    """What the official schema has against a query and its variables; nothing where it is not at hand."""
    if not OFFICIAL.exists():
        return []
    found = list(_query_violations(query))
    if not found:
        coerced = get_variable_values(_schema(), _operation(query).variable_definitions or (), dict(variables))
        found = [error.message for error in coerced] if isinstance(coerced, list) else []
    return found


@cache
def _schema() -> GraphQLSchema:
    return build_schema(OFFICIAL.read_text("utf-8"))


@cache
def _query_violations(query: str) -> tuple[str, ...]:
    return tuple(error.message for error in validate(_schema(), _document(query)))


@cache
def _document(query: str) -> DocumentNode:
    try:
        return parse(query)
    except GraphQLError as error:
        raise Wrong(error.message, "undefinedField") from None


@cache
def _operation(query: str) -> OperationDefinitionNode:
    (operation,) = _document(query).definitions
    assert isinstance(operation, OperationDefinitionNode)
    return operation


def _fields(selection: SelectionSetNode | None) -> list[FieldNode]:
    return [one for one in (selection.selections if selection else ()) if isinstance(one, FieldNode)]


def _selected(found: Any, selection: SelectionSetNode | None) -> Any:
    """What is asked of an object, and nothing else."""
    if isinstance(found, list):
        return [_selected(one, selection) for one in found]
    if not isinstance(found, dict):
        return found
    for field in _fields(selection):
        if field.name.value not in found:
            raise Wrong(f"Field '{field.name.value}' doesn't exist", "undefinedField")
    return {field.name.value: _selected(found[field.name.value], field.selection_set) for field in _fields(selection)}
