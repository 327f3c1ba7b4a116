"""Edits: pure functions from a project to a project, one file per noun. Untouched parts stay the same objects.

Every edit takes the project first. Ids of what is new are passed in (`ids` is a function that gives a fresh one). An
edit that changes nothing returns the very project it was given; one that cannot be done raises `errors.Refused` with
words for the author. Ids that do not exist raise KeyError: that is a bug of the caller, not a mistake of the author.
"""

from quizdesigner.quiz.edits.choices import (
    add_choice,
    change_choice,
    delete_choice,
    move_choice,
    set_link,
)
from quizdesigner.quiz.edits.connections import (
    add_connection,
    add_host,
    change_connection,
    change_host,
    delete_connection,
    delete_host,
    name_field,
    pin_keys,
)
from quizdesigner.quiz.edits.logic import (
    add_jump,
    change_jump,
    delete_jump,
    move_jump,
    referring,
    set_show_when,
)
from quizdesigner.quiz.edits.products import change_product, delete_product, import_products, set_shop
from quizdesigner.quiz.edits.questions import (
    add_question,
    change_question,
    delete_question,
    duplicate_question,
    move_question,
    set_kind,
)
from quizdesigner.quiz.edits.quizzes import (
    add_quiz,
    add_slot,
    change_results,
    change_slot,
    delete_quiz,
    delete_slot,
    duplicate_quiz,
    rename_project,
    rename_quiz,
    set_theme,
)
from quizdesigner.quiz.edits.tags import (
    create_tag,
    delete_tag,
    link_tags,
    link_tags_to_question,
    merge_tags,
    rename_group,
    rename_tag,
    set_default_group,
    unlink_tag,
)

__all__ = [
    "add_choice",
    "add_connection",
    "add_host",
    "add_jump",
    "add_question",
    "add_quiz",
    "add_slot",
    "change_choice",
    "change_connection",
    "change_host",
    "change_jump",
    "change_product",
    "change_question",
    "change_results",
    "change_slot",
    "create_tag",
    "delete_choice",
    "delete_connection",
    "delete_host",
    "delete_jump",
    "delete_product",
    "delete_question",
    "delete_quiz",
    "delete_slot",
    "delete_tag",
    "duplicate_question",
    "duplicate_quiz",
    "import_products",
    "link_tags",
    "link_tags_to_question",
    "merge_tags",
    "move_choice",
    "move_jump",
    "move_question",
    "name_field",
    "pin_keys",
    "referring",
    "rename_group",
    "rename_project",
    "rename_quiz",
    "rename_tag",
    "set_default_group",
    "set_kind",
    "set_link",
    "set_shop",
    "set_show_when",
    "set_theme",
    "unlink_tag",
]
