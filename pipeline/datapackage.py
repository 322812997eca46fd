"""Describes the CSV files as a Frictionless Data Package, made from the models of their rows."""

from __future__ import annotations

import json
import types
from typing import Any, Literal, Union, get_args, get_origin

from models.plan import SCHEMA_VERSION
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


def column_names(row: type[Row]) -> dict[str, str]:
    """Field names of a row's model and the columns they are written to."""
    return {name: field.serialization_alias or name for name, field in row.model_fields.items()}


def _resource(row: type[Row]) -> dict[str, Any]:
    keys = [{"fields": ["plan_id"], "reference": {"resource": "plans", "fields": ["plan_id"]}}]
    schema: dict[str, Any] = {
        "fields": [_field(row, name, column) for name, column in column_names(row).items()],
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


def _field(row: type[Row], name: str, column: str) -> dict[str, Any]:
    field = row.model_fields[name]
    kind, choices = _kind(field.annotation)
    described: dict[str, Any] = {"name": column, "type": kind, "description": field.description}
    constraints: dict[str, Any] = {}
    if name in row.key:
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
