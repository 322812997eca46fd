"""The page of errors has every error and every message, with its remedy."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import errors

ROOT = Path(__file__).parents[2]
PAGE = " ".join((ROOT / "docs" / "errors.md").read_text(encoding="utf-8").replace("\\|", "|").split())
KINDS = {
    name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.VvrapError)
}


@pytest.mark.parametrize("name", [name for name in KINDS if name != "InputError"])
def test_every_class_of_error_has_a_section(name: str) -> None:
    assert f"### {name} " in PAGE


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if issubclass(kind, errors.InputError)])
def test_every_code_of_a_file_that_cannot_be_read_is_named(kind: type[errors.InputError]) -> None:
    assert kind is errors.InputError or f"`{kind.code}`" in PAGE


def calls_that_make_errors() -> Iterator[tuple[str, ast.Call]]:
    for folder in ("models", "extractors", "pipeline"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            if not any(name in source for name in KINDS):
                continue
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Call) and called(node.func) in KINDS:
                    yield f"{path.relative_to(ROOT).as_posix()}, line {node.lineno}", node


def called(function: ast.expr) -> str:
    """The last name of what is called; empty where that is no name."""
    return getattr(function, "attr", getattr(function, "id", ""))


def words_written(call: ast.Call) -> Iterator[str]:
    """The parts of problem and remedy that stand in the call itself."""
    for argument in call.args[:2]:
        inside = {
            id(part)
            for value in ast.walk(argument)
            if isinstance(value, ast.FormattedValue)
            for part in ast.walk(value)
        }
        for part in ast.walk(argument):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and id(part) not in inside:
                yield " ".join(part.value.split())


def test_every_message_and_remedy_in_the_code_stands_on_the_page() -> None:
    calls = list(calls_that_make_errors())

    missing = [(place, words) for place, call in calls for words in words_written(call) if words not in PAGE]

    assert len(calls) > 50
    assert missing == []


def lines_that_are_no_errors() -> list[str]:
    """First cells of the last table: what the commands say, with “…” for what is filled in."""
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    rows = page.partition("## Messages that are not errors")[2].splitlines()
    return [row.split(" | ")[0].removeprefix("| ") for row in rows if row.startswith("| ")][2:]


@pytest.mark.parametrize("line", lines_that_are_no_errors())
def test_other_lines_on_the_page_are_said_by_a_command(line: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "pipeline").rglob("*.py")))

    missing = [part for part in line.split("…") if part.strip() and part.strip() not in code]

    assert missing == []
