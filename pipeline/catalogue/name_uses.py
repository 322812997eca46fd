"""Where a name is used: the same counts as in comparisons, from the catalogue."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.folding import essence
from pipeline.naming import WAITING


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name, and how widely narratives mention it, whatever it is called there.

    actions, plans, boroughs: by mentions that were reviewed.
    to_review: actions in which only mentions not yet reviewed name it; not counted among `actions`.
    """

    label: str
    name: str
    actions: int
    plans: int
    boroughs: int
    to_review: int


def name_uses(
    connection: sqlite3.Connection, text: str, conditions: str = "", values: Sequence[str | int] = ()
) -> tuple[NameUse, ...]:
    """The names that are called so, or written so somewhere, most used first.

    conditions: SQL over the columns of `actions` that limits where is counted, with its values.
    """
    wanted = text.encode("utf-8", "replace").decode().replace("\0", " ").strip().strip('"\u201c\u201d')
    keys = connection.execute(_KEYS, (essence(wanted), wanted)).fetchall()
    found = [_use(connection, label, key, conditions, values) for label, key in keys]
    return tuple(sorted(found, key=lambda use: (-use.actions, -use.to_review, use.label, use.name)))


def _use(connection: sqlite3.Connection, label: str, key: str, conditions: str, values: Sequence[str | int]) -> NameUse:
    where = f"WHERE {conditions}" if conditions else ""
    sql = f"{_COUNTS} AND action_id IN (SELECT action_id FROM actions {where})"  # noqa: S608 - conditions of our own
    actions, every, plans, boroughs = connection.execute(sql, [*[WAITING] * 3, label, key, *values]).fetchone()
    (name,) = connection.execute(_NAME, (label, key)).fetchone()
    return NameUse(label, name, actions, plans, boroughs, every - actions)


_KEYS = """SELECT DISTINCT label, name_key FROM mentions WHERE name_key = ?
UNION SELECT DISTINCT label, name_key FROM mentions WHERE text = ? COLLATE NOCASE"""
_COUNTS = """SELECT count(DISTINCT CASE WHEN confidence <> ? THEN action_id END), count(DISTINCT action_id),
  count(DISTINCT CASE WHEN confidence <> ? THEN plan_id END),
  count(DISTINCT CASE WHEN confidence <> ? THEN gss_code END)
FROM mentions JOIN plans USING (plan_id) WHERE label = ? AND name_key = ?"""
_NAME = "SELECT coalesce(min(canonical), min(text)) FROM mentions WHERE label = ? AND name_key = ?"
