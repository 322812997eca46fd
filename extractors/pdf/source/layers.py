"""Layers of a PDF that are on or off when it is opened, and what belongs to them (ISO 32000-1, 8.11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pdfminer.pdftypes import PDFObjRef, dict_value, resolve1

MAX_DEPTH = 16
"""Expressions nested deeper than this are a fault of the file: what belongs to them is taken to show."""


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers that are off, by the numbers of their objects."""

    off: frozenset[int] = frozenset()

    @classmethod
    def of(cls, catalog: dict[str, object]) -> Layers:
        """The layers of a file as its settings turn them on and off."""
        properties = resolve1(catalog.get("OCProperties"))
        if not isinstance(properties, dict):
            return cls()
        settings = dict_value(properties.get("D") or {})
        off = _numbers(settings.get("OFF"))
        if _name(settings.get("BaseState")) == "OFF":
            off |= _numbers(properties.get("OCGs")) - _numbers(settings.get("ON"))
        return cls(frozenset(off))

    def hide(self, membership: object) -> bool:
        """Whether what belongs to a layer, or to a membership of several, does not show."""
        if isinstance(membership, PDFObjRef) and membership.objid in self.off:
            return True
        members = resolve1(membership)
        if not self.off or not isinstance(members, dict):
            return False
        expression = resolve1(members.get("VE"))
        if isinstance(expression, list) and expression:
            return not self._holds(expression, 0)
        groups = resolve1(members.get("OCGs"))
        listed = groups if isinstance(groups, list) else [members.get("OCGs")]
        states = [one.objid not in self.off for one in listed if isinstance(one, PDFObjRef)]
        return bool(states) and not _agrees(_name(members.get("P")), states)

    def _holds(self, expression: object, depth: int) -> bool:
        """Whether an expression of layers is true: a layer that is on, or And, Or, Not of expressions."""
        if isinstance(expression, PDFObjRef) and not isinstance(resolve1(expression), list):
            return expression.objid not in self.off
        parts = resolve1(expression)
        if not isinstance(parts, list) or not parts or depth > MAX_DEPTH:
            return True
        values = [self._holds(part, depth + 1) for part in parts[1:]]
        operator = _name(parts[0])
        if operator == "Not":
            return not all(values)
        return any(values) if operator == "Or" else all(values)


def _agrees(policy: str, states: Sequence[bool]) -> bool:
    """Whether the states of some layers are what a membership's policy wants; any one that is on, unless it says."""
    if policy == "AllOn":
        return all(states)
    if policy == "AllOff":
        return not any(states)
    return not all(states) if policy == "AnyOff" else any(states)


def _name(value: object) -> str:
    return str(getattr(resolve1(value), "name", ""))


def _numbers(listed: object) -> set[int]:
    entries = resolve1(listed)
    return {entry.objid for entry in entries if isinstance(entry, PDFObjRef)} if isinstance(entries, list) else set()
