"""Words and names of which documents are made, whole or one half of them."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Half = Literal[0, 1]
NameKind = Literal["common", "odd", "misleading"]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TEMPLATE = ROOT / "models" / "reference" / "template_actions.csv"


@dataclass(frozen=True, slots=True)
class TemplateWording:
    """An action of a template as its CSV has it."""

    theme: str
    text: str


@dataclass(frozen=True, slots=True)
class Bank:
    """The words and names, or every second one of them: halves share none."""

    half: Half | None = None

    def words(self, name: str) -> tuple[str, ...]:
        """The list of this name in words.toml."""
        return self._part(tuple(_words()[name]))

    def names(self, role: str, kind: NameKind) -> tuple[str, ...]:
        """Names printed over a column; `role` is a role, or `other.` and a kind of extra column."""
        table = _names()
        for key in role.split("."):
            table = table[key]
        found = self._part(tuple(table.get(kind, ())))
        return found or self._part(tuple(table["odd"]))

    def extras(self) -> tuple[str, ...]:
        """Kinds of columns that have no field of their own."""
        return tuple(_names()["other"])

    def template(self) -> tuple[TemplateWording, ...]:
        """The wordings of the VRU's template."""
        return self._part(_template())

    def registered(self) -> tuple[str, ...]:
        """Bodies that the registry of names knows, in their names and short forms."""
        return self._part(_registered())

    def _part(self, items: tuple[Any, ...]) -> tuple[Any, ...]:
        return items if self.half is None else items[self.half :: 2]


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))


@cache
def _names() -> dict[str, Any]:
    return tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))


@cache
def _template() -> tuple[TemplateWording, ...]:
    with TEMPLATE.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["theme_number"]]
    return tuple(TemplateWording(row["theme"], " ".join(row["text"].split())) for row in rows)


@cache
def _registered() -> tuple[str, ...]:
    """Names and short forms of agencies as the registry had them when the seeds were fixed.

    They stand in a file of their own, so that a seed stays the same document when the registry grows.
    """
    return tuple((HERE / "bodies.txt").read_text(encoding="utf-8").splitlines())
