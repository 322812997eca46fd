"""A plan's JSON that is not what this tool wrote gets one line from every command, and harms nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders.records import action, plan, put_plans
from pipeline.cli.app import run
from pipeline.plan_json import plan_json

DEEP = 100_000


def edited(**changes: object) -> bytes:
    return json.dumps({**json.loads(plan_json(plan())), **changes}).encode()


DAMAGED = {
    "nested": b'{"plan_id": "camden-2024", "other": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "nested without end": b"[" * DEEP,
    "older": edited(schema_version="0.1"),
    "newer": edited(schema_version="9.0", surprise=True),
    "edited": edited(actions="none"),
    "other path": edited(plan_id="../../elsewhere"),
    "year of no calendar": edited(plan_year=10**9),
    "year before all": edited(plan_year=-(10**18)),
    "action without ref": edited(actions=[{**action().model_dump(), "ref": ""}]),
    "no text": b"\xff\xfe{}",
}
COMMANDS = (
    ("show", "camden-2024"),
    ("show", "{path}"),
    ("compare", "years", "{path}", "brent-2024"),
    ("compare", "boroughs", "camden-2024", "brent-2024"),
    ("history", "camden-2024"),
    ("check", "{path}"),
    ("list",),
    ("search", "meeting"),
    ("registry", "review"),
    ("remove", "camden-2024"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("what", DAMAGED)
def test_every_command_says_it_in_a_line(
    tmp_path: Path, what: str, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = put_plans(tmp_path / "a" / "b" / "outputs", plan("Brent"), plan())
    path = outputs / "plans" / "camden-2024.json"
    path.write_bytes(DAMAGED[what])

    run([*(part.format(path=path) for part in command), "--outputs", str(outputs)])

    said = capsys.readouterr()
    lines = [line for line in (said.err + said.out).splitlines() if "camden-2024.json" in line]
    assert "Traceback" not in said.err
    assert len(lines) <= 1 or command[0] == "remove"
    assert lines or command[0] == "remove"
    assert [one.name for one in tmp_path.iterdir()] == ["a"]
    assert [one.name for one in (tmp_path / "a" / "b").iterdir()] == ["outputs"]
