"""Reads texts out of source code without running it, with gaps for what is known only when it runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

PACKAGES = ("models", "extractors", "pipeline")
GAP = "…"


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of that tree: every page asks for some, and the walk takes longer than the parsing."""
    return tuple(ast.walk(tree_of(path)))


def statements_of(tree: ast.AST) -> Iterator[ast.AST]:
    """All statements of a tree, without what stands inside an expression: a tenth of its nodes."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.expr):
            yield node
            yield from statements_of(node)


@cache
def functions_of(path: Path) -> dict[str, ast.FunctionDef]:
    """The functions of a module by name."""
    return {node.name: node for node in nodes_of(path) if isinstance(node, ast.FunctionDef)}


@cache
def _assigned(path: Path) -> dict[str, ast.expr]:
    """What names of a module stand for; of `a, b = PAIR`, the places of PAIR."""
    found: dict[str, ast.expr] = {}
    for node in nodes_of(path):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            found[node.target.id] = node.value
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found[target.id] = node.value
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Name):
                    for place, name in enumerate(target.elts):
                        found[ast.unparse(name)] = ast.Subscript(node.value, ast.Constant(place))
    return found


@cache
def _imported(path: Path) -> dict[str, tuple[str, str]]:
    """Names taken from modules of ours: the module, and the name there."""
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in nodes_of(path)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in PACKAGES
        for alias in node.names
    }


def texts_of(node: ast.expr, path: Path, root: Path) -> list[str]:
    """The texts an expression of a module may give. Raises ValueError when none of their words is known."""
    texts = _known(node, path, root)
    if not texts or not all(text.strip(GAP + " .") for text in texts):
        raise ValueError(f"{path}, line {node.lineno}: write the words of the message where the error is made")
    return texts


def _known(node: ast.expr, path: Path, root: Path) -> list[str]:
    """As `texts_of`; empty when nothing is known."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.JoinedStr):
        return _joined([_part(value, path, root) for value in node.values])
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _joined([_known(node.left, path, root) or [GAP], _known(node.right, path, root) or [GAP]])
    if isinstance(node, ast.IfExp):
        return [*_known(node.body, path, root), *_known(node.orelse, path, root)]
    if isinstance(node, ast.Name):
        leads = _lead(node.id, path, root)
        return _known(leads[0], leads[1], root) if leads else []
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and isinstance(node.slice, ast.Constant):
        leads = _lead(node.value.id, path, root)
        if leads and isinstance(leads[0], ast.Tuple):
            return _known(leads[0].elts[int(str(node.slice.value))], leads[1], root)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in functions_of(path):
        function = functions_of(path)[node.func.id]
        given = [part.value for part in ast.walk(function) if isinstance(part, ast.Return) and part.value is not None]
        return [text for value in given for text in _known(value, path, root)]
    return []


def _lead(name: str, path: Path, root: Path) -> tuple[ast.expr, Path] | None:
    """What a name stands for, and the module in which that is written."""
    if name in _assigned(path):
        return _assigned(path)[name], path
    if name in _imported(path):
        module, there = _imported(path)[name]
        home = root.joinpath(*module.split("."))
        return _lead(there, home / "__init__.py" if home.is_dir() else home.with_suffix(".py"), root)
    return None


def _part(value: ast.expr, path: Path, root: Path) -> list[str]:
    """A part of a formatted text: a name is filled in only when it is a constant."""
    if not isinstance(value, ast.FormattedValue):
        return _known(value, path, root)
    fixed = isinstance(value.value, ast.Name) and value.value.id.isupper()
    return (_known(value.value, path, root) if fixed else []) or [GAP]


def _joined(parts: list[list[str]]) -> list[str]:
    return ["".join(chosen) for chosen in product(*parts)]
