"""Edits to segments: shoppers by the tags they end with."""

from __future__ import annotations

from quizdesigner.errors import Refused
from quizdesigner.quiz import rules
from quizdesigner.quiz.document import AnyCondition, HasTag, Project, Segment
from quizdesigner.quiz.edits.parts import changed, changed_parts, found, inserted, moved, put, without


def add_segment(project: Project, segment: Segment, at: int | None = None) -> Project:
    """Put a segment before place `at`, or after the others. Refused as in `change_segment`."""
    new = changed(segment, name=_named(segment.name), rule=_sound(project, segment.rule))
    return changed_parts(project, segments=inserted(project.segments, new, at))


def change_segment(project: Project, segment_id: str, **fields: object) -> Project:
    """Change a segment's `name` or `rule`. Refused when the name is empty, or the rule speaks of more than tags or is
    nested too deep; KeyError when it speaks of a tag that is not there.
    """
    if isinstance(name := fields.get("name"), str):
        fields["name"] = _named(name)
    if isinstance(rule := fields.get("rule"), AnyCondition):
        fields["rule"] = _sound(project, rule)
    new = changed(found(project.segments, segment_id), **fields)
    return changed_parts(project, segments=put(project.segments, new))


def move_segment(project: Project, segment_id: str, to: int) -> Project:
    """Move a segment to place `to` of the list."""
    return changed_parts(project, segments=moved(project.segments, segment_id, to))


def delete_segment(project: Project, segment_id: str) -> Project:
    """Take a segment off the list; its tags stay."""
    return changed_parts(project, segments=without(project.segments, segment_id))


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused("A segment needs a name.")
    return name


def _sound(project: Project, rule: AnyCondition) -> AnyCondition:
    if rules.too_deep(rule):
        raise Refused(f"Brackets are nested more than {rules.DEEPEST} levels deep here. Make two segments of it.")
    for atom in rules.atoms(rule):
        if not isinstance(atom, HasTag):
            raise Refused("A segment goes by customer tags alone, since a CRM knows nothing else.")
        found(project.tags, atom.customer_tag)
    return rule
