"""A segment as each service's own segment builder takes it, and whom the service would count otherwise than we do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from quizdesigner.quiz import fields, flat, rules
from quizdesigner.quiz.carried import carried
from quizdesigner.quiz.document import All, AnyCondition, Connection, HasTag, Project, Segment, Service
from quizdesigner.quiz.flat import Groups, Literal
from quizdesigner.quiz.segments import written
from quizdesigner.sync.connectors.told import event_name

MOST_KLAVIYO = 100
"""Conditions a segment of Klaviyo may have."""
MOST_HUBSPOT = 250
"""Filters a segment of HubSpot may have."""
MOST_SHOPIFY = 10
"""Clauses a segment query of Shopify may have."""
MOST_MAILCHIMP = 5
"""Conditions Mailchimp's basic segment builder takes; the advanced one has no limit."""


class Definition(Struct, frozen=True):
    """`lines` are to be copied into the service, none where it cannot say this; `notes` are what a person should know.

    A line that begins with spaces belongs to the group above it.
    """

    lines: tuple[str, ...]
    notes: tuple[str, ...]


def services() -> tuple[Service, ...]:
    """The services a segment can be put into words for."""
    return tuple(_DEFINE)


def defined(project: Project, segment: Segment, service: str, tag_field: str) -> Definition:
    """The segment in the words of a service. `tag_field` is the property tags go to where a service has no tags; all
    else is as the project's first connection to the service has it.

    People who never took a quiz have no tags. Where the rule would count them in, the definition leaves them out: by a
    tag that every quiz gives to every taker, else as far as the service allows, and the notes say how far that is.
    """
    if any(not isinstance(atom, HasTag) for atom in rules.atoms(segment.rule)):
        name = Service(service).label
        return Definition((), (f"The rule speaks of more than tags, and {name} gets nothing else to go by.",))
    none = Connection("none", Service(service))
    made = next((one for one in project.connections if one.service is none.service), none)
    asked = _Asked.of(project, segment.rule, replace(made, tag_field=tag_field))
    if asked.some == ():
        return Definition((), ("The rule contradicts itself: nobody can fulfil it.",))
    return _DEFINE[made.service](asked)


class _Asked(Struct, frozen=True):
    """What is to be put into words: the rule, and its flat forms. `fence` is a tag added to it that every taker has."""

    project: Project
    rule: AnyCondition
    connection: Connection
    fence: str
    every: Groups | None
    some: Groups | None

    @classmethod
    def of(cls, project: Project, rule: AnyCondition, connection: Connection, fence: str = "") -> _Asked:
        return cls(project, rule, connection, fence, flat.all_of_any(rule), flat.any_of_all(rule))

    @property
    def field(self) -> str:
        """The property the tags are in, where the service has none of its own."""
        return fields.tag_field(self.connection)

    @property
    def fenced(self) -> _Asked:
        """The same for takers alone, where people without any tag would fulfil the rule and a tag can tell them."""
        fence = _everybody(self.project) if self.takes_in_strangers else ""
        if not fence:
            return self
        return _Asked.of(self.project, All((self.rule, HasTag(fence))), self.connection, self.name(fence))

    @property
    def takes_in_strangers(self) -> bool:
        """Whether somebody without any tag fulfils the rule."""
        return rules.holds(self.rule, rules.Known())

    @property
    def least(self) -> tuple[Groups, bool] | None:
        """The form with fewer conditions, and whether its groups must all hold; None when both are too long."""
        forms = [(form, whole) for form, whole in ((self.every, True), (self.some, False)) if form is not None]
        return min(forms, key=lambda one: (_count(one[0]), one[1] is not isinstance(self.rule, All)), default=None)

    @property
    def without(self) -> str:
        """The tags that can keep somebody out, to be read in a sentence; empty where the rule forbids none."""
        groups = (self.some if self.every is None else self.every) or ()
        return " or ".join(dict.fromkeys(self.name(one.tag) for group in groups for one in group if not one.has))

    def name(self, tag: str) -> str:
        """The tag as it is sent to the service."""
        name = next((one.name for one in self.project.tags if one.id == tag), "a tag that is not there")
        return carried(self.connection.service, name)

    def names(self, literals: Iterable[Literal]) -> str:
        """The tags, with commas between."""
        return ", ".join(self.name(one.tag) for one in literals)

    def strangers(self, come_in: str) -> tuple[str, ...]:
        """What becomes of people who never took a quiz, in one sentence; nothing where nobody would wonder."""
        if self.fence:
            return (f"{self.fence} keeps out people who never took a quiz: every taker gets it, once it is published.",)
        if self.takes_in_strangers:
            return (come_in,)
        if not self.without:
            return ()
        lack = f"People who never took a quiz lack {self.without} as well"
        return (f"{lack}, but stay out: the rule also asks for a tag.",)

    def too_long(self, most: str) -> Definition:
        """Nothing to copy, since the service's form of the rule would be too long."""
        return Definition(
            (), (f"Too long for {self.connection.service.label}, which takes {most}. Make two segments of it.",)
        )


def _everybody(project: Project) -> str:
    """The first tag every quiz gives to every taker (its id), or nothing."""
    known = {tag.id for tag in project.tags}
    given = project.quizzes[0].tags if project.quizzes else ()
    return next((tag for tag in given if tag in known and all(tag in quiz.tags for quiz in project.quizzes)), "")


def _klaviyo(asked: _Asked) -> Definition:
    asked = asked.fenced
    every, field = asked.every, f"Properties about someone: {asked.field}"
    if every is None:
        return asked.too_long(f"{MOST_KLAVIYO} conditions")
    verbs = {True: "contains", False: "doesn't contain"}
    groups = [[f"{field} {verbs[one.has]} {asked.name(one.tag)}" for one in group] for group in every]
    as_list = f"Choose List as the type of {asked.field}: as Text, “contains” finds parts of tags too."
    event = event_name(asked.connection)
    come_in = f"People who never took a quiz have no {asked.field}, so they are in it. {_ADVICE}" if every else _ALL
    if event:
        come_in = f"“{event}” tells who took a quiz: every taker with an email address has it."
        come_in += f" Those who got no tag have no {asked.field} either: “is not set” takes them in." if every else ""
    if asked.takes_in_strangers:
        # Klaviyo leaves profiles without the property out of many a condition; this is right either way.
        groups = [[*group, f"{field} is not set"] for group in groups]
        groups += [[f"What someone has done: {event} at least once over all time"]] if event else []
    if sum(map(len, groups)) > MOST_KLAVIYO:
        return asked.too_long(f"{MOST_KLAVIYO} conditions")
    return Definition(_lines(groups, True), (*((as_list,) if every else ()), *asked.strangers(come_in)))


def _hubspot(asked: _Asked) -> Definition:
    asked = asked.fenced
    every, some, limit = asked.every, asked.some, f"{MOST_HUBSPOT} filters"
    if every is not None and all(len(group) == 1 or all(one.has for one in group) for group in every):
        groups = [_filters(asked, every)]
    elif some is not None:
        groups = [_filters(asked, [[one] for one in group]) for group in some]
    else:
        return asked.too_long(limit)
    if sum(map(len, groups)) > MOST_HUBSPOT:
        return asked.too_long(limit)
    kind = (
        f"{asked.field} is sent as a text: take “contains” for “is any of” and “doesn't contain” for “is none of”."
        " They find parts of tags too."
        if asked.connection.tags_as_text
        else f"{asked.field} is to be a property of the type “multiple checkboxes”."
    )
    return Definition(
        _lines(groups, False),
        (
            kind,
            *asked.strangers(
                "“is known” leaves out people who never took a quiz, and with them takers who got no tag at all."
                f" {_ADVICE}"
            ),
        ),
    )


def _filters(asked: _Asked, every: Sequence[Sequence[Literal]]) -> list[str]:
    """Filters of HubSpot that must all hold. Each group is one tag not to have, or tags of which one is to be there."""
    wanted = [f"{asked.field} is any of {asked.names(group)}" for group in every if group[0].has]
    forbidden = [group[0] for group in every if not group[0].has]
    none_of = [f"{asked.field} is none of {asked.names(forbidden)}"] if forbidden else []
    # Whether “is none of” takes in contacts with no value at all is a setting of each filter, so it is said outright.
    return [*wanted, *none_of, *(() if wanted else (f"{asked.field} is known",))]


def _mailchimp(asked: _Asked) -> Definition:
    asked = asked.fenced
    if asked.least is None:
        return asked.too_long(_TWO_LEVELS)
    groups, whole = asked.least
    found = [
        [f"Tags: contact is {'tagged' if one.has else 'not tagged'} {asked.name(one.tag)}" for one in group]
        for group in groups
    ]
    mixed = len(groups) > 1 and any(len(group) > 1 for group in groups)
    advanced = "This takes the advanced segment builder, which comes with the Standard plan and above"
    builder = f"{advanced}: “and” and “or” are mixed. Make a condition group of what is set in." if mixed else advanced
    needed = mixed or _count(groups) > MOST_MAILCHIMP
    return _in_tags(asked, _lines(found, whole), (f"{builder.rstrip('.')}.",) if needed else ())


def _omnisend(asked: _Asked) -> Definition:
    asked = asked.fenced
    if asked.least is None:
        return asked.too_long(_TWO_LEVELS)
    groups, whole = asked.least
    found = []
    for group in groups:
        # “any of” is an *or* of tags, “none of” an *and* of forbidden ones: one filter where that is what is meant.
        joined = [one for one in group if one.has is whole]
        filters = [*([joined] if joined else []), *([one] for one in group if one.has is not whole)]
        filters.sort(key=lambda one: group.index(one[0]))
        found.append([f"Tags: {'any' if one[0].has else 'none'} of {asked.names(one)}" for one in filters])
    return _in_tags(asked, _lines(found, whole), ())


def _shopify(asked: _Asked) -> Definition:
    asked = asked.fenced
    if asked.least is None or _count(asked.least[0]) > MOST_SHOPIFY:
        return asked.too_long(f"{MOST_SHOPIFY} clauses")
    groups, whole = asked.least
    outer, inner = _JOINS[whole]
    texts = []
    for group in groups:
        text = f" {inner} ".join(_clause(asked.name(one.tag), one.has) for one in group)
        texts.append(f"({text})" if len(group) > 1 and len(groups) > 1 else text)
    query = f" {outer} ".join(texts)
    return _in_tags(asked, (query,) if query else (), ())


def _clause(tag: str, has: bool) -> str:
    quoted = tag.replace("\\", "\\\\").replace("'", "\\'")
    return f"customer_tags {'CONTAINS' if has else 'NOT CONTAINS'} '{quoted}'"


def _in_tags(asked: _Asked, lines: tuple[str, ...], notes: tuple[str, ...]) -> Definition:
    """For services that have tags of their own: a contact without one simply has none."""
    lack = f"People who never took a quiz lack {asked.without} as well"
    come_in = f"{lack}, so they are in it." if asked.without else _ALL
    return Definition(lines, (*notes, *asked.strangers(f"{come_in} {_ADVICE}")))


def _zapier(asked: _Asked) -> Definition:
    rule = written(asked.project, asked.rule)
    return Definition(
        (
            "tags: all tags the shopper has from this quiz, as text with commas",
            "tags_added: those this take brought",
            "tags_removed: those it took away",
        ),
        (
            f"Zapier keeps nobody, so it has no segments. A Filter step in the Zap can go by “tags”: {rule}",
            "There “contains” finds parts of tags too, such as skin:dry in skin:dry-patches.",
        ),
    )


def _webhook(asked: _Asked) -> Definition:
    rule = written(asked.project, asked.rule)
    return Definition(
        (
            "data.tags: all tags the shopper has from this quiz, as a list of texts",
            "data.tags_added: those this take brought",
            "data.tags_removed: those it took away",
        ),
        (f"Whoever receives the call decides who is in a segment. For this one: {rule}",),
    )


def _lines(groups: list[list[str]], whole: bool) -> tuple[str, ...]:
    """A line for each condition; groups of more than one are set in, unless there is one group alone."""
    outer, inner = _JOINS[whole]
    indent = "  " if len(groups) > 1 else ""
    found: list[str] = []
    for group in groups:
        for place, one in enumerate(group):
            found.append(f"{indent}{inner} {one}" if place else f"{outer} {one}" if found else one)
    return tuple(found)


def _count(groups: Groups) -> int:
    return sum(map(len, groups))


_JOINS = {True: ("AND", "OR"), False: ("OR", "AND")}
"""What stands between groups and within them, by whether all groups must hold."""

_TWO_LEVELS = "one level of brackets"

_ALL = "Everybody is in it, also people who never took a quiz: there is nothing to set."

_ADVICE = "To leave out exactly who took none, give every taker of each quiz one tag (Customer Tags, “Every shopper”)."

_DEFINE: dict[Service, Callable[[_Asked], Definition]] = {
    Service.KLAVIYO: _klaviyo,
    Service.HUBSPOT: _hubspot,
    Service.MAILCHIMP: _mailchimp,
    Service.OMNISEND: _omnisend,
    Service.SHOPIFY: _shopify,
    Service.ZAPIER: _zapier,
    Service.WEBHOOK: _webhook,
}
