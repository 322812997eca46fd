"""The wordings of the VRU's template actions, by template, as far as they are known."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib import resources

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


def parse_template_actions(text: str) -> tuple[TemplateAction, ...]:
    """Read template actions from CSV text. Raises `ReferenceDataError` with the line at fault."""
    actions = []
    for line, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        try:
            actions.append(TemplateAction.model_validate({**row, "theme_number": row["theme_number"] or None}))
        except (KeyError, ValidationError) as error:
            raise ReferenceDataError(f"{FILENAME}, line {line}: {error}", "Mend the line named.") from error
    return tuple(actions)


@cache
def template_actions() -> tuple[TemplateAction, ...]:
    """All lines of the data file."""
    return parse_template_actions(resources.files(__package__).joinpath(FILENAME).read_text(encoding="utf-8"))


@cache
def theme_names() -> tuple[str, ...]:
    """Every theme name of every template, longest first."""
    names = dict.fromkeys(" ".join(action.theme.split()) for action in template_actions())
    return tuple(sorted((name for name in names if not name.startswith("(")), key=lambda name: (-len(name), name)))
