"""Roles: what a column of a plan's table can be, declared once for all that reads, writes and compares plans.

A role that fills fields of its own in the record of an action says so in the data file. Any other keeps its text in the
action's `details`, under the role's name, and has a column of that name wherever actions are shown: adding one takes an
entry in the data file and nothing else.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Literal, TypeAlias

from pydantic import Field, ValidationError, field_validator

from models.base import Record
from models.errors import ReferenceDataError
from models.plan import Action
from models.reference.folding import fold_header
from models.rows import ActionRow

FILENAME = "roles.toml"

RoleName: TypeAlias = str
"""The key of a role in the data file, checked on load."""

RoleKind = Literal["number", "status", "date", "people", "bodies", "wording", "narrative", "theme", "text"]

RowPart = Literal["key", "action", "short", "long"]

FILLED = frozenset({
    "theme_number", "action_number", "rag", "mandatory_action", "named_leads", "lead_organisations", "timescale",
    "outcome", "narrative", "other",
})  # fmt: skip
"""Fields of an action that are read from columns."""

_TAKEN = frozenset({*Action.model_fields, *ActionRow.model_fields, "action_id", "agencies", "panels", "services"})
"""Fields of an action, and columns of its table in CSV files and the catalogue: no role may be called so as well."""

_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


class Role(Record):
    """What a column can be."""

    name: RoleName = Field(description="Its key in the data file: lower case, words joined by underscores.")
    label: str = Field(min_length=1, description="What people read, as a heading.")
    kind: RoleKind = Field(description="What its cells hold.")
    many: bool = Field(default=False, description="Whether several columns of one table may fill it.")
    fills: tuple[str, ...] = Field(default=(), description="Fields of the action; empty for one kept under `details`.")
    instead: RoleName | None = Field(
        default=None, description="The role whose place it takes where no other column of the table fills it."
    )
    words: float = Field(default=6, gt=0, description="How many words a cell usually holds.")
    filled: float = Field(default=0.5, ge=0, le=1, description="Share of the cells that usually hold any.")
    names: tuple[str, ...] = Field(min_length=1, description="What plans print over such a column; a first one wins.")

    @field_validator("name")
    @classmethod
    def _is_a_name(cls, name: str) -> str:
        if not _NAME.fullmatch(name):
            raise ValueError("a role is named in lower case, its words joined by underscores")
        return name

    @field_validator("fills")
    @classmethod
    def _fills_known(cls, fields: tuple[str, ...]) -> tuple[str, ...]:
        for field in fields:
            if field not in FILLED:
                raise ValueError(f"“{field}” is not a field of an action that a column fills")
        return fields

    @field_validator("names")
    @classmethod
    def _names_say_something(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if not fold_header(name):
                raise ValueError(f"“{name}” is not a name")
        return names

    @property
    def is_detail(self) -> bool:
        """Whether its text is kept under `details`, for want of a field of its own."""
        return not self.fills

    @property
    def yields(self) -> bool:
        """Whether any other role that claims one of its names has it: all it does is keep text under `other`."""
        return self.fills == ("other",) and self.instead is None

    @property
    def row_part(self) -> RowPart | None:
        """What its cells are to a row.

        key: they number it; action: its wording; short: too short for a page break to cut; long: the rest. A theme's
        cell goes on over many rows and is no part of one.
        """
        if self.kind == "theme":
            return None
        if "action_number" in self.fills:
            return "key"
        if "mandatory_action" in self.fills:
            return "action"
        return "long" if self.kind in {"wording", "narrative", "text"} else "short"


@dataclass(frozen=True)
class Roles:
    """All roles of a data file, in its order."""

    every: tuple[Role, ...]

    @cached_property
    def by_name(self) -> Mapping[RoleName, Role]:
        """The roles by name."""
        return {role.name: role for role in self.every}

    @cached_property
    def header_names(self) -> Mapping[str, RoleName]:
        """Every name that plans print, folded, and its role, in the order of the file.

        A name of a role that only keeps text under `other` is any other role's that claims it.
        """
        pairs = [(fold_header(name), role) for role in self.every for name in role.names]
        claimed = {name for name, role in pairs if not role.yields}
        return {name: role.name for name, role in pairs if not role.yields or name not in claimed}

    @cached_property
    def details(self) -> tuple[Role, ...]:
        """Roles without a field of their own."""
        return tuple(role for role in self.every if role.is_detail)

    def __iter__(self) -> Iterator[Role]:
        return iter(self.every)


def parse_roles(text: str) -> Roles:
    """Read roles from TOML text. Raises `ReferenceDataError` that names the role at fault and what is wrong with it."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReferenceDataError(
            f"{FILENAME} is not valid TOML: {error}.",
            "If you edited this file, correct it; if not, install vvrap again.",
        ) from error
    roles = Roles(tuple(_role(name, table) for name, table in tables.items()))
    _check_together(roles)
    return roles


def _role(name: str, table: object) -> Role:
    if not isinstance(table, dict):
        raise ReferenceDataError(f"{FILENAME}: “{name}” is not a table.", f"Write [{name}], and under it its label.")
    try:
        return Role.model_validate({**table, "name": name})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if isinstance(part, str)) or "entry"
        reason = first["msg"].removeprefix("Value error, ")
        raise ReferenceDataError(
            f"{FILENAME}, role “{name}”, {where}: {reason}.",
            "If you edited this file, correct it; if not, install vvrap again.",
        ) from error


def _check_together(roles: Roles) -> None:
    """Check what no role shows alone."""
    holder: dict[str, RoleName] = {}
    for role in roles:
        if role.is_detail and role.name in _TAKEN:
            raise ReferenceDataError(
                f"{FILENAME}: “{role.name}” is the name of another column of actions.", "Give the role another name."
            )
        if role.instead is not None and role.instead not in roles.by_name:
            raise ReferenceDataError(
                f"{FILENAME}, role “{role.name}”, instead: “{role.instead}” is not a role.",
                "Use the name of a role in this file.",
            )
        for name in role.names if not role.yields else ():
            if holder.setdefault(fold_header(name), role.name) != role.name:
                raise ReferenceDataError(
                    f"{FILENAME}: “{name}” is listed under two roles.", "Keep it under one of them."
                )


@cache
def shipped_roles() -> Roles:
    """The roles of the data file that comes with the tool."""
    return parse_roles(resources.files(__package__).joinpath(FILENAME).read_text(encoding="utf-8"))
