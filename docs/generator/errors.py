"""The messages of the page of errors, gathered from every place in the code that makes one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from generator.literals import PACKAGES, functions_of, nodes_of, texts_of
from generator.markdown import table
from models import errors

PARAMETERS = ("code", "problem", "remedy")


@dataclass(frozen=True)
class Message:
    """What is said, with gaps for what is filled in, and what to do about it. kind: a class of error, or a code."""

    kind: str
    problem: str
    remedy: str


def error_names() -> list[str]:
    """The classes of errors, in the order of their module."""
    return [
        name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, errors.VvrapError)
    ]


def describe_error(root: Path, name: str) -> str:
    """The messages of one class of error."""
    rows = [(message.problem, message.remedy) for message in messages(root) if message.kind == name]
    return table(("what it says", "what to do"), rows) if rows else "No message of its own."


def describe_failures(root: Path) -> str:
    """The messages that have a code and no class of error."""
    known = set(error_names())
    rows = [
        (f"`{message.kind}`", message.problem, message.remedy)
        for message in messages(root)
        if message.kind not in known
    ]
    return table(("code", "what it says", "what to do"), rows)


@cache
def messages(root: Path) -> tuple[Message, ...]:
    """Every message in the code, in the order of modules and lines. Raises ValueError for one that cannot be read."""
    found = []
    telling = re.compile(rf"\b(?:{'|'.join(error_names())}|{PARAMETERS[-1]})\b")
    for path in (path for package in PACKAGES for path in sorted((root / package).rglob("*.py"))):
        if not telling.search(path.read_text(encoding="utf-8")):
            continue  # most modules make none, and looking at each node of them took a third of the time
        for kind, problem, remedy in [*_errors_in(path), *_failures_in(path)]:
            if _is_handed_on(problem, "problem") and _is_handed_on(remedy, "remedy"):
                continue
            texts = texts_of(problem, path, root), texts_of(remedy, path, root)
            found += [Message(kind, *pair) for pair in product(*texts)]
    return tuple(dict.fromkeys(found))


def _is_handed_on(text: ast.expr, name: str) -> bool:
    """Whether the text was made elsewhere: `error.problem`, or a parameter or part of a message of that name."""
    if isinstance(text, ast.Attribute):
        return text.attr == name
    return isinstance(text, ast.Name) and text.id == name


def _errors_in(path: Path) -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Errors made: the class, the problem, the remedy."""
    names = set(error_names())
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and (name := _called(node)) in names:
            if len(node.args) < 2:
                raise ValueError(f"{path}, line {node.lineno}: give the problem and the remedy by position")
            yield name, node.args[0], node.args[1]


def _called(node: ast.Call) -> str:
    """The name of what is called, without what it is taken from; empty where that is no name."""
    called = node.func
    return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""


def _failures_in(path: Path) -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Failures made without an error: records and functions that take a code, a problem and a remedy."""
    takers = {
        name
        for name, function in functions_of(path).items()
        if tuple(argument.arg for argument in function.args.args) == PARAMETERS
    }
    for node in nodes_of(path):
        if not isinstance(node, ast.Call):
            continue
        given = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
        if isinstance(node.func, ast.Name) and node.func.id in takers:
            given.update(zip(PARAMETERS, node.args, strict=False))
        code = given.get("code")
        if set(PARAMETERS) <= set(given) and isinstance(code, ast.Constant):
            yield str(code.value), given["problem"], given["remedy"]
