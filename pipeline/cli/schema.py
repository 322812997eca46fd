"""`vvrap schema`: print the JSON Schema of a plan."""

from __future__ import annotations

import json


def schema() -> None:
    """Print the JSON Schema of plans/<plan_id>.json."""
    from models.plan import Plan

    print(json.dumps(plan_schema(Plan), ensure_ascii=False, indent=2))  # noqa: T201 - the result


def plan_schema(model: type) -> dict[str, object]:
    """The JSON Schema of a record, as it is written."""
    from pydantic import TypeAdapter

    described = TypeAdapter(model).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}
