"""Texts of an action that stand under a declared role, and those that have no column of their own.

A plan may have been read with a data file that declares other roles than the one in use: what those hold is shown with
the plan's other columns, so that nothing is lost.
"""

from __future__ import annotations

from models.plan import Action
from models.reference.columns import columns_in_use, details_in_use


def declared_details(action: Action) -> dict[str, str]:
    """The texts of declared roles that the action has, by role, in the order of the data file."""
    return {role.name: action.details[role.name] for role in details_in_use() if role.name in action.details}


def other_texts(action: Action) -> dict[str, str]:
    """The texts without a column of their own, by the header as printed, or the name of a role no longer declared."""
    declared = {role.name for role in details_in_use()}
    return {**action.other, **{name: text for name, text in action.details.items() if name not in declared}}


def note_texts(action: Action) -> tuple[str, ...]:
    """The footnotes that the action's cells cite, each with its mark."""
    return tuple(f"{note.mark} {note.text}".strip() for note in action.notes)


def correction_texts(action: Action) -> tuple[str, ...]:
    """What people corrected in the action, each with its field and what the document says."""
    roles = columns_in_use().roles.by_name
    labels = (roles[one.field].label if one.field in roles else one.field for one in action.corrections)
    return tuple(f"{label}: {one.in_words}" for label, one in zip(labels, action.corrections, strict=True))
