"""The reference of records and of the columns of the CSV files, from their models."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.markdown import anchor, table
from models.comparison import BoroughsComparison, YearsComparison
from models.document import Document
from models.plan import Plan
from models.rows import TABLES, Row
from pipeline.datapackage import columns_of
from pipeline.outputs.manifest import Manifest

GROUPS: dict[str, tuple[type[BaseModel], ...]] = {
    "plan": (Plan,),
    "comparison": (YearsComparison, BoroughsComparison),
    "document": (Document,),
    "manifest": (Manifest,),
}
_NAMES = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "true or false",
    date: "date",
    Any: "anything",
    type(None): "null",
}


def records_of(group: str) -> list[type[BaseModel]]:
    """The records of a group in the order in which they are first met, without those of the groups before it."""
    known: list[type[BaseModel]] = []
    for name, roots in GROUPS.items():
        new = [record for root in roots for record in _reachable(root)]
        fresh = [record for record in dict.fromkeys(new) if record not in known]
        if name == group:
            return fresh
        known += fresh
    raise KeyError(group)


def _reachable(root: type[BaseModel]) -> Iterator[type[BaseModel]]:
    waiting = [root]
    seen = set()
    while waiting:
        record = waiting.pop(0)
        if record not in seen:
            seen.add(record)
            yield record
            for field in record.model_fields.values():
                waiting += _records_in(field.annotation)


def _records_in(annotation: Any) -> list[type[BaseModel]]:  # noqa: ANN401 - a type, whatever its form
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [record for part in get_args(annotation) for record in _records_in(part)]


def describe_records(group: str) -> str:
    """A section for each record: what it is, and its fields."""
    return "\n\n".join(_describe(record) for record in records_of(group))


def _describe(record: type[BaseModel]) -> str:
    rows = [(f"`{name}`", type_name(field), field.description or "") for name, field in record.model_fields.items()]
    about = " ".join((inspect.getdoc(record) or "").split())
    return f"### {record.__name__}\n\n{about}\n\n{table(('field', 'type', 'what it is'), rows)}"


def type_name(field: FieldInfo) -> str:
    """The type of a field for people, with links to records."""
    return _type_name(field.annotation)


def _type_name(annotation: Any) -> str:  # noqa: ANN401 - a type, whatever its form
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin in {Union, types.UnionType}:
        return " or ".join(_type_name(part) for part in parts)
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in parts)
    if origin is dict:
        return f"{_type_name(parts[0])} to {_type_name(parts[1])}"
    if origin is tuple:
        if len(parts) == 2 and parts[1] is Ellipsis:
            return f"list of {_type_name(parts[0])}"
        if len(set(parts)) == 1:
            return f"{len(parts)} × {_type_name(parts[0])}"
        return f"[{', '.join(_type_name(part) for part in parts)}]"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{anchor(annotation.__name__)})"
    return _NAMES[annotation]


def describe_tables() -> str:
    """A section for each CSV file: its key and its columns."""
    return "\n\n".join(_describe_table(row) for row in TABLES)


def _describe_table(row: type[Row]) -> str:
    columns = columns_of(row)
    rows = [
        (
            f"`{column.name}`",
            type_name(row.model_fields[column.field]).replace("null", "empty"),
            column.description,
        )
        for column in columns
    ]
    key = ", ".join(f"`{column.name}`" for column in columns if column.field in row.key)
    return f"### {row.file}\n\n{row.title}. Key: {key}.\n\n{table(('column', 'type', 'what it is'), rows)}"
