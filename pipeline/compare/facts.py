"""Facts: what a comparison knows of an action, an answer or a plan, each declared once.

A declaration says how a fact is called in data and in words, where its values come from, and who is shown it. The tidy
tables, the CSV file, the workbook and the page are all made from the declarations, so that none of them can lack what
another has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, Protocol, TypeVar

from pipeline.compare.table import Row, Table, Value
from pipeline.compare.values import BothShown, InOutShown, Shown, Texts, plain
from pipeline.folding import essence

Subject = TypeVar("Subject")

Audience = Literal["everyone", "programs", "people"]
"""Who is shown a fact: programs read tidy tables and CSV, people open workbooks and pages."""

Place = Literal["main", "texts"]
"""Where people are shown it: the main sheet, or the sheet of long texts beside it."""


class Entry(NamedTuple):
    """A fact of one subject as a row of the CSV file: its name, its change, its values, and a number."""

    fact: str
    change: str | None = None
    before: Value = None
    after: Value = None
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Column(Generic[Subject]):
    """A column of a table: what it is called by programs and by people, its width in characters, and its values."""

    name: str
    heading: str
    width: float
    of: Callable[[Subject], Shown]


class Fact(Protocol[Subject]):
    """What every declaration can say of a subject."""

    @property
    def name(self) -> str:
        """How programs call it."""

    @property
    def heading(self) -> str:
        """How people call it."""

    @property
    def audience(self) -> Audience:
        """Who is shown it."""

    @property
    def place(self) -> Place:
        """Where people are shown it."""

    def columns(self) -> Sequence[Column[Subject]]:
        """Its columns."""

    def entries(self, subject: Subject) -> Iterator[Entry]:
        """Its rows in the CSV file."""

    def shown(self, subject: Subject) -> Shown | BothShown | InOutShown:
        """What a page shows of it; None when there is nothing to show."""

    def differs(self, subject: Subject) -> bool:
        """Whether it makes an action a changed one."""


@dataclass(frozen=True, slots=True)
class One(Generic[Subject]):
    """A fact with one value.

    Attributes:
        fact: how the CSV file calls it; its name in words when None.
        changed: whether a value makes the action a changed one; None when no value does.
        rows: its rows in the CSV file where they are not made of its value alone.
    """

    name: str
    heading: str
    of: Callable[[Subject], Shown]
    width: float = 14
    audience: Audience = "everyone"
    place: Place = "main"
    fact: str | None = None
    changed: Callable[[Subject], bool] | None = None
    rows: Callable[[Subject], Iterable[Entry]] | None = None

    def columns(self) -> Sequence[Column[Subject]]:
        """One."""
        return (Column(self.name, self.heading, self.width, self.of),)

    def entries(self, subject: Subject) -> Iterator[Entry]:
        """A row, or one for each of several texts; none for a missing value."""
        if self.rows is not None:
            yield from self.rows(subject)
            return
        value = self.of(subject)
        fact = self.fact or self.name.replace("_", " ")
        if isinstance(value, Texts):
            yield from (Entry(fact, after=text) for text in value.items)
            return
        told = plain(value)
        if isinstance(told, bool):
            yield Entry(fact, after="yes" if told else "no")
        elif isinstance(told, int | float):
            yield Entry(fact, number=told)
        elif told is not None:
            yield Entry(fact, after=told)

    def shown(self, subject: Subject) -> Shown:
        """The value."""
        return self.of(subject)

    def differs(self, subject: Subject) -> bool:
        """As declared."""
        return self.changed is not None and self.changed(subject)


@dataclass(frozen=True, slots=True)
class Both(Generic[Subject]):
    """A fact with a value in either of two plans. A missing value is None.

    Attributes:
        counts: whether a difference makes the action a changed one.
        change: what happened, for the CSV file, which then has a row also where nothing differs.
        number: a number that goes with it there.
    """

    name: str
    heading: str
    of: Callable[[Subject], tuple[Shown, Shown]]
    width: float = 14
    audience: Audience = "everyone"
    place: Place = "main"
    fact: str | None = None
    counts: bool = True
    change: Callable[[Subject], str] | None = None
    number: Callable[[Subject], float | None] | None = None

    def columns(self) -> Sequence[Column[Subject]]:
        """Before and after."""
        return (
            Column(f"{self.name}_before", f"{self.heading} before", self.width, lambda one: self.of(one)[0]),
            Column(f"{self.name}_after", f"{self.heading} after", self.width, lambda one: self.of(one)[1]),
        )

    def entries(self, subject: Subject) -> Iterator[Entry]:
        """A row where the two differ; always one where the kind of change has a name."""
        before, after = map(plain, self.of(subject))
        fact = self.fact or self.name.replace("_", " ")
        if self.change is not None or before != after:
            change = self.change(subject) if self.change else "changed"
            yield Entry(fact, change, before, after, self.number(subject) if self.number else None)

    def shown(self, subject: Subject) -> BothShown | None:
        """Both values, unless neither plan has one."""
        before, after = self.of(subject)
        return None if before is None and after is None else BothShown(before, after)

    def differs(self, subject: Subject) -> bool:
        """Whether the two differ in more than case, quotes, full stops, dashes and white space."""
        before, after = map(plain, self.of(subject))
        if isinstance(before, str | None) and isinstance(after, str | None):
            return self.counts and essence(before or "") != essence(after or "")
        return self.counts and before != after


@dataclass(frozen=True, slots=True)
class InOut(Generic[Subject]):
    """A fact that lists texts: those that only the later plan has, and those that only the earlier one has.

    Attributes:
        fact: how the CSV file calls one of the texts.
        counts: whether one that came or went makes the action a changed one.
    """

    name: str
    heading: str
    fact: str
    of: Callable[[Subject], tuple[Sequence[str], Sequence[str]]]
    width: float = 20
    audience: Audience = "everyone"
    place: Place = "main"
    counts: bool = True

    def columns(self) -> Sequence[Column[Subject]]:
        """Those in and those out."""
        return (
            Column(f"{self.name}_added", f"{self.heading} in", self.width, lambda one: self._texts(one, 0)),
            Column(f"{self.name}_removed", f"{self.heading} out", self.width, lambda one: self._texts(one, 1)),
        )

    def entries(self, subject: Subject) -> Iterator[Entry]:
        """A row for each text."""
        added, removed = self.of(subject)
        yield from (Entry(self.fact, "added", after=text) for text in added)
        yield from (Entry(self.fact, "removed", before=text) for text in removed)

    def shown(self, subject: Subject) -> InOutShown | None:
        """Both lists, unless both are empty."""
        added, removed = self.of(subject)
        return InOutShown(tuple(added), tuple(removed)) if added or removed else None

    def differs(self, subject: Subject) -> bool:
        """Whether any text came or went."""
        return self.counts and any(self.of(subject))

    def _texts(self, subject: Subject, side: int) -> Texts | None:
        found = self.of(subject)[side]
        return Texts(tuple(found)) if found else None


def columns_for(
    facts: Iterable[Fact[Subject]], audience: Audience, place: Place | None = None
) -> list[Column[Subject]]:
    """The columns that an audience is shown, in order; of one place or of all."""
    return [
        column
        for fact in facts
        if fact.audience in {"everyone", audience} and place in {None, fact.place}
        for column in fact.columns()
    ]


def entries_of(facts: Iterable[Fact[Subject]], subject: Subject) -> Iterator[Entry]:
    """The rows of the CSV file for one subject."""
    for fact in facts:
        if fact.audience != "people":
            yield from fact.entries(subject)


def tidy(name: str, facts: Iterable[Fact[Subject]], subjects: Iterable[Subject]) -> Table:
    """The table of all facts that programs are shown, a row a subject."""
    columns = columns_for(facts, "programs")
    rows = tuple(tidy_row(columns, subject) for subject in subjects)
    return Table(name, tuple(column.name for column in columns), rows)


def tidy_row(columns: Iterable[Column[Subject]], subject: Subject) -> Row:
    """A row of a tidy table."""
    return tuple(plain(column.of(subject)) for column in columns)
