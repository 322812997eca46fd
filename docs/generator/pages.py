"""Brings pages up to date: the regions taken from the code, and the output of the commands shown.

A region stands between `<!-- generated: name words -->` and `<!-- end -->`; what is between them is replaced.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.commands import describe_commands, list_commands
from generator.consoles import refresh_consoles, tools_of_the_pages
from generator.contents import list_pages, pages
from generator.errors import describe_error, describe_failures
from generator.findings import describe_findings
from generator.house import draw_house
from generator.records import describe_records, describe_tables
from models.plan import Plan
from pipeline.cli.schema import plan_schema

_REGION = re.compile(r"(?P<open><!-- generated: (?P<name>[\w ./-]+?) -->\n).*?(?P<close><!-- end -->)", re.DOTALL)
PAGES_AT_A_TIME = 2  # the commands that pages show run in processes of their own

Maker = Callable[[Path, str], str]
MAKERS: dict[str, Maker] = {
    "command-list": lambda _root, _argument: list_commands(),
    "commands": lambda _root, _argument: describe_commands(),
    "records": lambda _root, group: describe_records(group),
    "tables": lambda _root, _argument: describe_tables(),
    "findings": lambda root, _argument: describe_findings(root),
    "errors": describe_error,
    "failures": lambda root, _argument: describe_failures(root),
    "pages": list_pages,
    "house": lambda root, _argument: draw_house(root),
}


def up_to_date(root: Path, *, run_commands: bool = True) -> Iterator[tuple[Path, str, str]]:
    """Each file of the documentation with the text it has and the text it should have.

    run_commands: run the commands that pages show; else what they print is left as it stands there.
    """
    schema = root / "docs" / "reference" / "plan.schema.json"
    yield schema, text_of(schema), json.dumps(plan_schema(Plan), ensure_ascii=False, indent=2) + "\n"
    paths = [root / "README.md", *pages(root)]
    texts = [text_of(path) for path in paths]
    regions = [_refresh_regions(text, root) for text in texts]
    if not run_commands:
        yield from zip(paths, texts, regions, strict=True)
        return
    with tools_of_the_pages() as tools, ThreadPoolExecutor(max_workers=PAGES_AT_A_TIME) as executor:
        fresh = executor.map(lambda text: refresh_consoles(text, root, tools), regions)
        yield from zip(paths, texts, fresh, strict=True)


def text_of(path: Path) -> str:
    """What a file says; nothing when it is not there."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _refresh_regions(text: str, root: Path) -> str:
    def fresh(region: re.Match[str]) -> str:
        name, _, argument = region["name"].partition(" ")
        return f"{region['open']}\n{MAKERS[name](root, argument)}\n\n{region['close']}"

    return _REGION.sub(fresh, text)
