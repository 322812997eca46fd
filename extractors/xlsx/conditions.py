"""Works out the formats by condition of a worksheet: which fill and which font they give a cell.

openpyxl lists the rules and does not work them out. Those that compare the cell, look for words in it, or hold a
formula about cells of the same sheet are worked out; colour scales, icons, ranks and dates are not, and are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter

from extractors.xlsx.formulas import CellValue, ErrorValueError, NotUnderstoodError, compare, holds, work_out
from extractors.xlsx.looks import Looks
from models.reference.rag import status_of_colour

_OPERATORS = {
    "equal": "=", "notEqual": "<>", "greaterThan": ">", "lessThan": "<", "greaterThanOrEqual": ">=",
    "lessThanOrEqual": "<=",
}  # fmt: skip
_BY_FORMULA = frozenset(
    {
        "expression", "containsText", "notContainsText", "beginsWith", "endsWith", "containsBlanks",
        "notContainsBlanks", "containsErrors", "notContainsErrors",
    }
)  # fmt: skip
"""Kinds that carry a formula which says the same (18.18.12)."""
_COLOURING = frozenset({"colorScale", "iconSet", "dataBar"})
"""Kinds that colour a cell with a number, without a format of their own."""


@dataclass(frozen=True, slots=True)
class Given:
    """What formats by condition give a cell: a fill, a colour of its words, and whether these are struck through."""

    fill: str | None = None
    colour: str | None = None
    struck: bool = False


NOTHING = Given()


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule on its ranges; each range is first row, first column, last row, last column."""

    rule: Any
    ranges: tuple[tuple[int, int, int, int], ...]

    def covers(self, row: int, column: int) -> bool:
        return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in self.ranges)

    @property
    def origin(self) -> tuple[int, int]:
        """The cell that its formulas are written for: the first row and column of all its ranges."""
        return min(area[0] for area in self.ranges), min(area[1] for area in self.ranges)


class Conditions:
    """The formats by condition of one worksheet."""

    def __init__(self, sheet: Any, values: CellValue, looks: Looks) -> None:  # noqa: ANN401 - openpyxl has no types
        rules = (
            _Rule(rule, tuple((area.min_row, area.min_col, area.max_row, area.max_col) for area in held.sqref.ranges))
            for held in sheet.conditional_formatting
            for rule in held.rules
        )
        self._rules = sorted((rule for rule in rules if rule.ranges), key=lambda one: one.rule.priority or 0)
        self._values = values
        self._looks = looks
        self.not_understood: dict[str, None] = {}
        """Ranges whose colours are not known."""

    def of(self, row: int, column: int) -> Given:
        """What the cell is given: of each property, what the first rule that holds gives."""
        given = NOTHING
        for held in self._rules:
            if not held.covers(row, column):
                continue
            try:
                met = self._holds(held, row, column)
            except NotUnderstoodError:
                if self._could_colour(held, row, column):
                    self.not_understood.update(dict.fromkeys(_named(held)))
                continue
            if met:
                given = self._with(given, held.rule)
                if held.rule.stopIfTrue:
                    break
        return given

    def _holds(self, held: _Rule, row: int, column: int) -> bool:
        rule, place = held.rule, (row, column)
        formulas = [str(formula) for formula in rule.formula]
        if rule.type in _BY_FORMULA and formulas:
            return holds(formulas[0], self._values, place, held.origin)
        if rule.type != "cellIs" or not formulas:
            raise NotUnderstoodError
        try:
            bounds = [work_out(formula, self._values, place, held.origin) for formula in formulas]
        except ErrorValueError:
            return False
        value = self._values(row, column)
        if rule.operator in {"between", "notBetween"} and len(bounds) == 2:
            low, high = bounds
            inside = compare(value, ">=", low) and compare(value, "<=", high)
            return inside if rule.operator == "between" else not inside
        if rule.operator not in _OPERATORS:
            raise NotUnderstoodError
        return compare(value, _OPERATORS[rule.operator], bounds[0])

    def _with(self, given: Given, rule: Any) -> Given:  # noqa: ANN401 - openpyxl has no types
        style = rule.dxf
        if style is None:
            return given
        font = style.font
        return Given(
            given.fill or self._looks.fill(style.fill, conditional=True),
            given.colour or (self._looks.colour(font.color) if font is not None else None),
            given.struck or bool(font is not None and font.strike),
        )

    def _could_colour(self, held: _Rule, row: int, column: int) -> bool:
        """Whether the rule, were it to hold, could show a status in this cell."""
        if held.rule.type in _COLOURING:
            return isinstance(self._values(row, column), int | float)
        given = self._with(NOTHING, held.rule)
        colour = given.fill or given.colour
        return colour is not None and status_of_colour(colour) is not None


def _named(held: _Rule) -> Iterator[str]:
    for top, left, bottom, right in held.ranges:
        first, last = f"{get_column_letter(left)}{top}", f"{get_column_letter(right)}{bottom}"
        yield first if first == last else f"{first}:{last}"
