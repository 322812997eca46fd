"""The wordings of the VRU's template actions, by template, as far as they are known."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property
from importlib import resources
from types import MappingProxyType
from typing import Literal

from pydantic import Field, ValidationError

from models.base import Record
from models.errors import ReferenceDataError

FILENAME = "template_actions.csv"


class TemplateAction(Record):
    """One action of a template, or, without text, the name of one of its themes."""

    template: str = Field(description="Year of the template, e.g. 2023.")
    theme_number: int | None = Field(description="Number of the theme; null when the source gives none.")
    theme: str = Field(min_length=3, description="Name of the theme.")
    action_number: str = Field(description="Number within the theme; empty for a theme's name only.")
    text: str = Field(description="Wording; empty for a theme's name only.")
    wording: str = Field(description="How far the wording is the template's own.")
    source: str = Field(min_length=3, description="Where it was found.")

    @property
    def ref(self) -> str:
        """Theme number, dot, action number."""
        return f"{self.theme_number}.{self.action_number}" if self.theme_number else self.action_number


SURE = 80
"""Of 100: likeness from which on two wordings are one action's. The template's rewordings from year to year keep more,
different actions share far less."""

Confirmed = Literal["", "yes", "no"]


class Pair(Record):
    """An action of an edition and the one of an edition before that it takes the place of."""

    ref: str = Field(description="In the newer edition; empty for an action that it no longer has.")
    before_ref: str = Field(description="In the edition before; empty for a new action.")
    score: int = Field(ge=0, le=100, description="How alike the wordings are, of 100.")
    confirmed: Confirmed = Field(default="", description="yes or no, by a person; empty until somebody looked.")
    text: str = Field(default="", description="The newer wording, or the older one where there is none.")
    before_text: str = Field(default="", description="The older wording.")
    before: str = Field(default="", description="Name of the edition before.")

    @property
    def is_unsure(self) -> bool:
        """Whether a person should say if the two are one action."""
        return bool(self.ref and self.before_ref) and not self.confirmed and self.score < SURE


def parse_template_actions(text: str) -> tuple[TemplateAction, ...]:
    """Read template actions from CSV text. Raises `ReferenceDataError` with the line at fault."""
    actions = []
    for line, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        try:
            actions.append(TemplateAction.model_validate({**row, "theme_number": row["theme_number"] or None}))
        except (KeyError, ValidationError) as error:
            raise ReferenceDataError(
                f"{FILENAME}, line {line}: {error}", "If you edited this file, correct it; if not, install vvrap again."
            ) from error
    return tuple(actions)


@cache
def template_actions() -> tuple[TemplateAction, ...]:
    """All lines of the data file."""
    return parse_template_actions(resources.files(__package__).joinpath(FILENAME).read_text(encoding="utf-8"))


COMPLETE = 20
"""Actions from which on an edition counts as known in full; of one known in part, nothing is said to be absent."""


def by_year(name: str) -> tuple[str, str]:
    """What editions are sorted by: the year in the name; one that states none comes last."""
    year = re.search(r"20\d\d", name)
    return (year.group() if year else "9999", name)


class Editions:
    """Editions of the template: those that come with the tool, and those that people added.

    pairs: by the name of an edition that was added, its actions and those of the edition before, one to one.
    """

    def __init__(
        self,
        added: tuple[TemplateAction, ...] = (),
        pairs: Mapping[str, tuple[Pair, ...]] = MappingProxyType({}),
    ) -> None:
        self.added = added
        self.pairs = dict(pairs)
        self.actions = (*template_actions(), *added)

    def __reduce__(self) -> tuple[type[Editions], tuple[tuple[TemplateAction, ...], dict[str, tuple[Pair, ...]]]]:
        """Lets it be sent to another process."""
        return type(self), (self.added, self.pairs)

    @cached_property
    def by_name(self) -> dict[str, tuple[TemplateAction, ...]]:
        """The actions that have a wording, by edition, in the order of the files."""
        found: dict[str, list[TemplateAction]] = {}
        for action in self.actions:
            if action.text:
                found.setdefault(action.template, []).append(action)
        return {name: tuple(actions) for name, actions in found.items()}

    @property
    def complete(self) -> tuple[str, ...]:
        """The editions known in full."""
        return tuple(name for name, actions in self.by_name.items() if len(actions) >= COMPLETE or self._is_added(name))

    def printed(self, template: str | None) -> str | None:
        """The edition that a plan prints, known in full; None when it prints none, or one that is not known."""
        folded = " ".join((template or "").casefold().split())
        year = re.search(r"20\d\d", folded)
        named = [name for name in self.complete if name.casefold() == folded]
        of_year = [name for name in self.complete if year and year.group() in name]
        found = named or of_year
        return found[-1] if found else None

    def before(self, name: str) -> str | None:
        """The latest edition known in full that is older."""
        older = [other for other in self.complete if by_year(other) < by_year(name)]
        return max(older, key=by_year, default=None)

    def _is_added(self, name: str) -> bool:
        return any(action.template == name for action in self.added)


@cache
def _shipped_editions() -> Editions:
    return Editions()


_IN_USE: ContextVar[Editions | None] = ContextVar("editions in use", default=None)


def editions_in_use() -> Editions:
    """The editions that are known where this is asked: inside `using_editions` those given there."""
    return _IN_USE.get() or _shipped_editions()


@contextmanager
def using_editions(editions: Editions | None) -> Iterator[None]:
    """Hold plans against these editions inside the block; with None, against those outside."""
    token = _IN_USE.set(editions or _IN_USE.get())
    try:
        yield
    finally:
        _IN_USE.reset(token)


@cache
def theme_names() -> tuple[str, ...]:
    """Every theme name of every template, longest first."""
    names = dict.fromkeys(" ".join(action.theme.split()) for action in template_actions())
    return tuple(sorted((name for name in names if not name.startswith("(")), key=lambda name: (-len(name), name)))
