"""How the house is built: who may import whom, how long a module may be, and that findings are raised as catalogued."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest

from models.catalogue import catalogue
from pipeline.stages import RAISED_BY_STAGES

ROOT = Path(__file__).parents[1]
PACKAGES = ("models", "extractors", "pipeline")
READERS = ("extractors.pdf", "extractors.docx", "extractors.xlsx", "extractors.html", "extractors.text")
LONGEST_MODULE = 500  # lines
NETWORK = {
    "aiohttp",
    "asyncio",
    "boto3",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "starlette",
    "urllib3",
    "uvicorn",
    "webbrowser",
    "websockets",
    "xmlrpc",
}
SERVING = ("pipeline.web", "pipeline.cli.serve")
"""What serves the pages: no other module may reach for the network."""
THE_PAGE_OF_A_COMPARISON = ("pipeline.compare.outputs", "pipeline.pages.comparison")
"""What writes a comparison's files asks the pages for one of them. Everything else there knows no pages."""
CLUSTER = {"dask", "distributed", "fsspec"}
NOT_ON_WINDOWS = {"crypt", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
"""`fcntl` is imported where the system is not Windows, beside what Windows has instead."""
_NAMES_ONE = re.compile(rf"\b(?:{'|'.join(sorted(NOT_ON_WINDOWS))})\b".encode())


@dataclass(frozen=True)
class Raised:
    """A call of `finding`: where, the codes it may raise, and the details it passes (`None` for `**details`)."""

    place: str
    codes: tuple[str, ...]
    details: frozenset[str | None]

    def doubts(self) -> frozenset[str]:
        """The codes among them that throw doubt on some field: warnings about how the document was read."""
        entries = (catalogue()[code] for code in self.codes)
        return frozenset(one.code for one in entries if one.about == "reading" and one.severity == "warning")


@dataclass(frozen=True)
class Module:
    """A module of ours: its dotted name, and what the tests ask of its syntax tree, which is not kept.

    imports: dotted names it imports, `from a import b` as `a` and `a.b`; `early`: those outside functions.
    broad: lines of handlers that catch everything.
    public: whether it says which of its names are public.
    raised: its calls of `finding`.
    """

    name: str
    imports: frozenset[str]
    early: frozenset[str]
    broad: tuple[int, ...]
    public: bool
    raised: tuple[Raised, ...]


@cache
def load(path: Path) -> Module:
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    nodes = list(ast.walk(tree))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    return Module(
        name,
        frozenset(_imported(nodes, name)),
        frozenset(_imported(_outside_functions(tree), name)),
        tuple(node.lineno for node in nodes if isinstance(node, ast.ExceptHandler) and _is_broad(node.type)),
        any(isinstance(node, ast.Name) and node.id == "__all__" for node in nodes),
        ()
        if name == "models.catalogue"
        else tuple(dict.fromkeys(chain(*(_raised_in(one, name) for one in functions)))),
    )


def _imported(nodes: Iterable[ast.AST], name: str) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Call) and _called(node).split(".")[-1] in {"import_module", "__import__"}:
            yield from _strings(node)
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports by a relative name"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _called(call: ast.Call) -> str:
    """The dotted name of what is called; nothing where it has none."""
    if isinstance(call.func, ast.Name):
        return call.func.id
    return f".{call.func.attr}" if isinstance(call.func, ast.Attribute) else ""


def _outside_functions(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            yield from _outside_functions(node)


def files(*folders: str) -> Iterator[Path]:
    return (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))


def modules(*folders: str) -> tuple[Module, ...]:
    return tuple(map(load, files(*folders)))


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def trespasses(importers: tuple[str, ...], forbidden: tuple[str, ...]) -> list[str]:
    """Imports of the forbidden packages by modules of the importers."""
    return [
        f"{module.name} imports {name}"
        for module in modules(*PACKAGES)
        if within(module.name, *importers)
        for name in module.imports
        if within(name, *forbidden)
        and not (module.name == THE_PAGE_OF_A_COMPARISON[0] and within(name, THE_PAGE_OF_A_COMPARISON[1]))
    ]


@pytest.mark.parametrize(
    ("importers", "forbidden"),
    [
        (("models",), ("extractors", "pipeline")),
        (("extractors",), ("pipeline",)),
        (("extractors.assembler",), READERS),
        (READERS, ("extractors.assembler",)),
        (PACKAGES, ("tests", "builders", "benchmarks")),
        (("pipeline.tagging", "pipeline.compare"), ("pipeline.cli",)),
        (("pipeline.pages",), ("pipeline.cli", "pipeline.web", "pipeline.outputs", "pipeline.files")),
        (("pipeline.plan_json",), ("pipeline.outputs",)),
        (
            ("pipeline.batch", "pipeline.catalogue", "pipeline.compare", "pipeline.tagging"),
            ("pipeline.pages", "pipeline.web"),
        ),
    ],
)
def test_imports_go_one_way(importers: tuple[str, ...], forbidden: tuple[str, ...]) -> None:
    assert trespasses(importers, forbidden) == []


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_stands_apart_from_the_others(reader: str) -> None:
    others = tuple(other for other in READERS if other != reader)

    assert trespasses((reader,), others) == []


def test_only_two_modules_of_the_pdf_reader_know_the_libraries_that_open_pdfs() -> None:
    takers = {
        module.name
        for module in modules(*PACKAGES)
        for name in module.imports
        if within(name, "pdfplumber", "pdfminer", "pypdfium2")
    }

    assert takers
    assert [name for name in takers if not within(name, "extractors.pdf.source", "extractors.pdf.picture")] == []


def test_no_module_is_longer_than_anyone_reads() -> None:
    lines = {path: path.read_bytes().count(b"\n") for path in files(*PACKAGES, "tests", "benchmarks", "docs")}

    assert {path: count for path, count in lines.items() if count > LONGEST_MODULE} == {}


def test_one_broad_except_guards_a_batch_from_one_of_its_files() -> None:
    broad = [f"{module.name}, line {line}" for module in modules(*PACKAGES) for line in module.broad]

    assert len(broad) == 1, broad
    assert broad[0].startswith("pipeline."), broad


def _is_broad(caught: ast.expr | None) -> bool:
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(name is None or ast.unparse(name) in {"Exception", "BaseException"} for name in names)


def test_no_module_but_those_that_serve_the_pages_reaches_for_the_network() -> None:
    reaching = [
        f"{module.name} imports {name}"
        for module in modules(*PACKAGES)
        for name in module.imports
        if within(name, *NETWORK) and not within(module.name, *SERVING)
    ]

    assert reaching == []


def test_the_cluster_is_loaded_only_by_the_function_that_uses_it() -> None:
    early = [
        f"{module.name} imports {name}"
        for module in modules(*PACKAGES)
        for name in module.early
        if within(name, *CLUSTER)
    ]

    assert early == []


def test_no_module_or_test_needs_what_windows_lacks_to_be_loaded() -> None:
    naming = [path for path in files(*PACKAGES, "vvrap", "tests") if _NAMES_ONE.search(path.read_bytes())]
    early = [f"{path} imports {name}" for path in naming for name in load(path).early if within(name, *NOT_ON_WINDOWS)]

    assert early == []


def test_every_public_name_exists() -> None:
    missing = []
    for module in modules(*PACKAGES):
        if module.public:
            loaded = import_module(module.name)
            missing += [f"{module.name}.{name}" for name in loaded.__all__ if not hasattr(loaded, name)]

    assert missing == []


@cache
def raised_findings() -> tuple[Raised, ...]:
    """Every call of `finding`."""
    return tuple(dict.fromkeys(one for module in modules(*PACKAGES) for one in module.raised))


def _raised_in(function: ast.FunctionDef, module: str) -> Iterator[Raised]:
    """A code held in a variable is any code that stands in the function and is not raised by its name there."""
    calls = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and _called(node).removeprefix(".") == "finding"
    ]
    by_name = {code for call in calls for code in _strings(call.args[0])}
    others = tuple(code for code in _strings(function) if code in catalogue() and code not in by_name) if calls else ()
    for call in calls:
        details = frozenset(keyword.arg for keyword in call.keywords)
        yield Raised(f"{module}, line {call.lineno}", _strings(call.args[0]) or others, details)


def _strings(node: ast.AST) -> tuple[str, ...]:
    return tuple(
        part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def test_every_finding_raised_is_in_the_catalogue() -> None:
    unknown = {one.place: one.codes for one in raised_findings() if not one.codes or set(one.codes) - set(catalogue())}

    assert unknown == {}


def test_every_finding_raised_says_all_that_its_message_wants() -> None:
    speechless = []
    for one in raised_findings():
        for code in one.codes:
            wanted = catalogue()[code].fields() if code in catalogue() else frozenset()
            if None not in one.details and (lacking := wanted - one.details):
                speechless.append(f"{one.place}: {code} wants {', '.join(sorted(lacking))}")

    assert speechless == []


NAMED_BY_NOBODY = frozenset({"pictures-not-read", "unreadable-characters"})
"""Counted by readers, which know of no actions."""


def test_every_doubt_about_the_reading_names_the_fields_it_touches() -> None:
    nameless = [
        f"{one.place}: {', '.join(one.codes)}"
        for one in raised_findings()
        if one.doubts() - NAMED_BY_NOBODY and not {None, "fields"} & one.details
    ]

    assert nameless == []


def test_every_finding_about_the_reading_of_an_action_names_the_fields_it_touches() -> None:
    nameless = [
        f"{one.place}: {', '.join(one.codes)}"
        for one in raised_findings()
        if "action_ref" in one.details and "fields" not in one.details
    ]

    assert nameless == []


def test_every_finding_of_the_catalogue_is_raised_somewhere() -> None:
    raised = {code for one in raised_findings() for code in one.codes}

    assert set(catalogue()) - raised == set()


def test_what_the_stages_raise_is_raised_by_nobody_else() -> None:
    by_stages = [one for one in raised_findings() if one.place.startswith(("pipeline.checks.", "pipeline.tagging."))]
    raised = {code for one in by_stages for code in one.codes}
    by_others = {code for one in raised_findings() if one not in by_stages for code in one.codes}

    assert raised == RAISED_BY_STAGES
    assert raised & by_others == set()
