"""`vvrap schema` prints what the JSON of a plan looks like."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from builders.records import plan
from builders.runs import document, put, run
from pipeline.cli.app import run as vvrap
from pipeline.cli.exits import DONE
from pipeline.plan_json import plan_json

jsonschema: Any = import_module("jsonschema")  # it has no types


@pytest.fixture
def schema(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What the command prints."""
    assert vvrap(["schema"]) == DONE
    printed: dict[str, Any] = json.loads(capsys.readouterr().out)
    return printed


def test_the_schema_is_one(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_plan_as_it_is_written_is_as_the_schema_says(schema: dict[str, Any], tmp_path: Path) -> None:
    run(tmp_path / "outputs", put(tmp_path / "plan.html", document()))

    jsonschema.validate(json.loads((tmp_path / "outputs" / "plans" / "camden-2024.json").read_bytes()), schema)


def test_a_plan_with_a_field_nobody_knows_is_not(schema: dict[str, Any]) -> None:
    value = {**json.loads(plan_json(plan())), "colour": "red"}

    with pytest.raises(jsonschema.ValidationError, match="colour"):
        jsonschema.validate(value, schema)
