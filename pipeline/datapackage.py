"""Describes the CSV files as a Frictionless Data Package, made from the models of their rows."""

from __future__ import annotations

import json
import types
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin

from models.plan import SCHEMA_VERSION
from models.reference.columns import details_in_use
from models.rows import TABLES, PlanRow, Row

_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def describe_package() -> bytes:
    """datapackage.json over all tables."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "vvrap-outputs",
        "title": "Violence and Vulnerability Reduction Action Plans as records",
        "version": SCHEMA_VERSION,
        "resources": [_resource(row) for row in TABLES],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


DETAILS = "details"
"""Field of a row that has a column for each declared role."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a CSV file.

    Attributes:
        name: what stands over it.
        field: the field of the row's model that it is written from.
        role: for the field `details`, the role whose text it holds.
    """

    name: str
    field: str
    annotation: Any
    description: str
    role: str | None = None

    def value(self, row: Row) -> object:
        """What stands in it in a row."""
        value: object = getattr(row, self.field)
        return value.get(self.role) if isinstance(value, dict) else value


def columns_of(row: type[Row]) -> tuple[Column, ...]:
    """The columns of a CSV file, in order; the last are those of declared roles."""
    columns = [
        Column(field.serialization_alias or name, name, field.annotation, field.description or "")
        for name, field in row.model_fields.items()
        if name != DETAILS
    ]
    if DETAILS in row.model_fields:
        columns += [
            Column(role.name, DETAILS, str | None, f"{role.label}, as printed.", role.name) for role in details_in_use()
        ]
    return tuple(columns)


def column_names(row: type[Row]) -> list[str]:
    """What stands over the columns of a CSV file."""
    return [column.name for column in columns_of(row)]


def _resource(row: type[Row]) -> dict[str, Any]:
    keys = [{"fields": ["plan_id"], "reference": {"resource": "plans", "fields": ["plan_id"]}}]
    schema: dict[str, Any] = {
        "fields": [_field(row, column) for column in columns_of(row)],
        "missingValues": [""],
        "primaryKey": list(row.key),
    }
    if row is not PlanRow:
        schema["foreignKeys"] = keys
    return {
        "name": row.file.removesuffix(".csv"),
        "type": "table",
        "path": row.file,
        "title": row.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(row: type[Row], column: Column) -> dict[str, Any]:
    kind, choices = _kind(column.annotation)
    described: dict[str, Any] = {"name": column.name, "type": kind, "description": column.description}
    constraints: dict[str, Any] = {}
    if column.field in row.key:
        constraints["required"] = True
    if choices:
        constraints["enum"] = choices
    if constraints:
        described["constraints"] = constraints
    return described


def _kind(annotation: Any) -> tuple[str, list[str]]:  # noqa: ANN401 - a type, whatever its form
    """The Frictionless type of a Python type, and the values it allows when they are listed."""
    if get_origin(annotation) in {Union, types.UnionType}:
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    if get_origin(annotation) is Literal:
        return "string", list(get_args(annotation))
    return _TYPES[annotation], []
