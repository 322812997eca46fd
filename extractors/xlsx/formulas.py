"""Works out the formulas of conditional formats: comparisons of cells of one sheet, and a few functions of text.

What goes beyond that - other sheets, ranges, today's date - is not understood and not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError
from openpyxl.utils import column_index_from_string

Value = str | float | bool | None
CellValue = Callable[[int, int], Value]
"""The value of the cell at a row and column, from 1."""

_CELL = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})", re.IGNORECASE)
_COMPARISONS = ("<", ">", "=", "<=", ">=", "<>")
_MOST_DEPTH = 40


class NotUnderstoodError(Exception):
    """The formula holds something that is not worked out here."""


class ErrorValueError(Exception):
    """The formula comes to an error value, such as #VALUE!."""


def holds(formula: str, values: CellValue, place: tuple[int, int], origin: tuple[int, int]) -> bool:
    """Whether a condition holds for the cell at `place`; it is written as for the cell at `origin` (rows, columns).

    Raises `NotUnderstoodError`.
    """
    try:
        return truth(work_out(formula, values, place, origin))
    except ErrorValueError:
        return False


def work_out(formula: str, values: CellValue, place: tuple[int, int], origin: tuple[int, int]) -> Value:
    """The value of a formula. Raises `NotUnderstoodError` and `ErrorValueError`."""
    try:
        tokens = [token for token in Tokenizer(f"={formula}").items if token.type != Token.WSPACE]
    except (IndexError, ValueError, TokenizerError) as error:  # a quote or bracket that nothing closes
        raise NotUnderstoodError from error
    parser = _Parser(tokens, values, (place[0] - origin[0], place[1] - origin[1]))
    value = parser.comparison()
    if parser.token is not None:
        raise NotUnderstoodError
    return value


def compare(one: Value, operator: str, other: Value) -> bool:
    """Compares as Excel does: numbers before texts before logical values, texts without regard to case."""
    first, second = _ranked(one, other), _ranked(other, one)
    return {
        "=": first == second,
        "<>": first != second,
        "<": first < second,
        ">": first > second,
        "<=": first <= second,
        ">=": first >= second,
    }[operator]


def truth(value: Value) -> bool:
    """Whether a value counts as true."""
    if isinstance(value, str):
        raise ErrorValueError
    return bool(value)


def _ranked(value: Value, beside: Value) -> tuple[int, str | float]:
    if value is None:
        value = "" if isinstance(beside, str) else False if isinstance(beside, bool) else 0
    if isinstance(value, bool):
        return 2, value
    return (1, value.casefold()) if isinstance(value, str) else (0, value)


def text_of(value: Value) -> str:
    """A value as text."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def number_of(value: Value) -> float:
    """A value as a number. Raises `ErrorValueError` for a text that is none."""
    try:
        return float(value or 0)
    except ValueError as error:
        raise ErrorValueError from error


@dataclass(slots=True)
class _Parser:
    """Reads tokens from left to right, the comparison first and what binds tighter inside it."""

    tokens: list[Token]
    values: CellValue
    shift: tuple[int, int]
    position: int = 0
    depth: int = 0

    @property
    def token(self) -> Token | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def _take(self, *values: str) -> str | None:
        """The operator that comes next, when it is one of these."""
        token = self.token
        if token is None or token.type != Token.OP_IN or token.value not in values:
            return None
        self.position += 1
        return str(token.value)

    def comparison(self) -> Value:
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            raise NotUnderstoodError
        value = self._joined()
        while operator := self._take(*_COMPARISONS):
            value = compare(value, operator, self._joined())
        self.depth -= 1
        return value

    def _joined(self) -> Value:
        value = self._sum()
        while self._take("&"):
            value = text_of(value) + text_of(self._sum())
        return value

    def _sum(self) -> Value:
        value = self._product()
        while operator := self._take("+", "-"):
            other = number_of(self._product())
            value = number_of(value) + (other if operator == "+" else -other)
        return value

    def _product(self) -> Value:
        value = self._signed()
        while operator := self._take("*", "/"):
            other = number_of(self._signed())
            if operator == "/" and not other:
                raise ErrorValueError
            value = number_of(value) * other if operator == "*" else number_of(value) / other
        return value

    def _signed(self) -> Value:
        token = self._next()
        if token.type == Token.OP_PRE:
            value = number_of(self._signed())
            return -value if token.value == "-" else value
        if token.type == Token.PAREN and token.subtype == Token.OPEN:
            inner = self.comparison()
            self._close()
            return inner
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            return self._call(str(token.value).rstrip("(").upper().removeprefix("_XLFN."))
        if token.type == Token.OPERAND:
            return self._operand(token)
        raise NotUnderstoodError

    def _next(self) -> Token:
        token = self.token
        if token is None:
            raise NotUnderstoodError
        self.position += 1
        return token

    def _close(self) -> None:
        if self._next().subtype != Token.CLOSE:
            raise NotUnderstoodError

    def _operand(self, token: Token) -> Value:
        text = str(token.value)
        match token.subtype:
            case Token.TEXT:
                return text[1:-1].replace('""', '"')
            case Token.NUMBER:
                return float(text)
            case Token.LOGICAL:
                return text.upper() == "TRUE"
            case Token.ERROR:
                raise ErrorValueError
        cell = _CELL.fullmatch(text)
        if cell is None:
            raise NotUnderstoodError
        row = int(cell[4]) + (0 if cell[3] else self.shift[0])
        column = column_index_from_string(cell[2].upper()) + (0 if cell[1] else self.shift[1])
        return self.values(row, column)

    def _call(self, name: str) -> Value:
        """The value of a function; what asks about errors looks at its argument in its own way."""
        if name not in _FUNCTIONS and name not in _ABOUT_ERRORS:
            raise NotUnderstoodError
        began = self.position
        try:
            arguments = self._arguments()
        except ErrorValueError:
            if name not in _ABOUT_ERRORS:
                raise
            self._skip(began)
            return name == "ISERROR"
        if name in _ABOUT_ERRORS:
            return name == "ISNUMBER" and isinstance(arguments[0], int | float) and not isinstance(arguments[0], bool)
        try:
            return _FUNCTIONS[name](*arguments)
        except TypeError as error:  # more or fewer arguments than the function takes
            raise NotUnderstoodError from error

    def _arguments(self) -> list[Any]:
        arguments: list[Any] = []
        while True:
            token = self.token
            if token is not None and token.type == Token.FUNC and token.subtype == Token.CLOSE:
                self.position += 1
                return arguments
            if token is not None and token.type == Token.SEP:
                self.position += 1
            arguments.append(self.comparison())

    def _skip(self, began: int) -> None:
        """Go on behind the bracket that closes the function whose arguments began there."""
        self.position, open_ = began, 1
        while open_:
            token = self._next()
            open_ += (token.subtype == Token.OPEN) - (token.subtype == Token.CLOSE)


def _search(wanted: Value, text: Value, start: float = 1, *, folded: bool = True) -> float:
    needle, hay = text_of(wanted), text_of(text)
    if folded:
        needle, hay = needle.casefold(), hay.casefold()
    place = hay.find(needle, int(start) - 1)
    if place < 0:
        raise ErrorValueError
    return place + 1


_ABOUT_ERRORS = frozenset({"ISERROR", "ISNUMBER"})
_FUNCTIONS: dict[str, Callable[..., Value]] = {
    "AND": lambda *given: all(truth(value) for value in given),
    "OR": lambda *given: any(truth(value) for value in given),
    "NOT": lambda value: not truth(value),
    "SEARCH": _search,
    "FIND": lambda wanted, text, start=1: _search(wanted, text, start, folded=False),
    "LEFT": lambda text, count=1: text_of(text)[: int(count)],
    "RIGHT": lambda text, count=1: text_of(text)[-int(count) :] if int(count) else "",
    "LEN": lambda text: len(text_of(text)),
    "TRIM": lambda text: " ".join(text_of(text).split()),
    "UPPER": lambda text: text_of(text).upper(),
    "LOWER": lambda text: text_of(text).lower(),
    "EXACT": lambda one, other: text_of(one) == text_of(other),
    "ISBLANK": lambda value: value is None,
    "ISTEXT": lambda value: isinstance(value, str),
}
