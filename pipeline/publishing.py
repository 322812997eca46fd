"""Writes the pages as a static site: the same pages, to be read only, that open from a folder or any web server."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.base import Record
from models.comparison import YearsComparison
from models.errors import UsageError
from models.plan import Plan
from models.reference.template import Pair
from pipeline.compare.boroughs import compare_many_boroughs
from pipeline.compare.years import compare_two_years
from pipeline.files import umask, unwritable
from pipeline.pages.csvs import csv_of, has_rows, plan_csv
from pipeline.pages.environment import ASSETS, asset, render
from pipeline.pages.frame import SECTIONS, Crumb, Frame
from pipeline.pages.keys import first_keys, keyed
from pipeline.pages.links import FileLinks, file_of
from pipeline.pages.views.action import action_page
from pipeline.pages.views.board import LAYERS, BoardChoice, board
from pipeline.pages.views.check import check_page
from pipeline.pages.views.help import help_page
from pipeline.pages.views.inbox import Inbox, inbox_plan
from pipeline.pages.views.message import Message
from pipeline.pages.views.names import mentioned_page
from pipeline.pages.views.plan import Changes, changes_between, plan_page
from pipeline.pages.views.search import SearchPage
from pipeline.pages.views.templates import edition_address, pairs_page, templates_page
from pipeline.pages.views.years import TABS, years_page
from pipeline.pages.words import whose
from pipeline.plan_json import plan_json
from pipeline.templates.desk import Edition

MARK = ".vvrap-site"
"""A file in a folder that this has written: such a folder may be replaced, any other may not."""

_NO_PAGES = "The pages of the document are not published."
_FOLDER = 0o777  # permissions of a new folder before the umask is taken from them


PairedEdition = tuple[Edition, tuple[Pair, ...]]
"""An edition of the template, and how its actions pair with those of the one before."""


@dataclass(frozen=True, slots=True)
class Year:
    """The plans of a year."""

    year: int
    plans: Mapping[str, Plan]
    against: Mapping[str, YearsComparison] = field(default_factory=dict)


def write_site(folder: Path, plans: Sequence[Plan], editions: Sequence[PairedEdition] = ()) -> int:
    """Write the pages of these plans; gives how many. The folder is replaced as a whole, or stays as it was.

    editions: of the template, to be shown beside the plans.

    Raises `UsageError` for a folder that holds anything but a site, `OutputError` when it cannot be written.
    """
    refuse_other_folders(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=".vvrap-", suffix=".part", dir=folder.parent))
        try:
            count = _Site(new, plans, editions).write()
            _put_in_place(new, folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    return count


def refuse_other_folders(folder: Path) -> None:
    """Raises `UsageError` for a folder that holds anything but a site that this has written."""
    if folder.exists() and not (folder.is_dir() and (not any(folder.iterdir()) or (folder / MARK).is_file())):
        raise UsageError(f"{folder} contains other files.", "Name a new folder, or one that vvrap publish has written.")


def _put_in_place(new: Path, folder: Path) -> None:
    """Let the new site take the place of the old one, which is gone only when the new one is there."""
    new.chmod(_FOLDER & ~umask())
    if not folder.exists():
        new.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=".vvrap-", suffix=".part", dir=folder.parent))
    try:
        folder.rename(old / "site")
        new.rename(folder)
    finally:
        shutil.rmtree(old, ignore_errors=True)


class _Site:
    """A site that is being written."""

    def __init__(self, folder: Path, plans: Sequence[Plan], editions: Sequence[PairedEdition] = ()) -> None:
        self._folder = folder
        self._editions = editions
        self._sections = SECTIONS if editions else SECTIONS - {"templates"}
        self._plans = sorted(plans, key=lambda plan: (whose(plan), plan.plan_id))
        self._count = 0
        self._found: list[dict[str, str]] = []

    def write(self) -> int:
        """Write all files; gives how many pages."""
        self._put(MARK, b"Written by vvrap publish, which may replace this folder.\n")
        for name in ASSETS:
            self._put(f"assets/{name}", asset(name).encode())
        self._list()
        for plan in self._plans:
            self._plan(plan)
        self._boards()
        self._page("/names", "names.html", "Names", "names", mentioned_page(self._plans))
        self._templates()
        self._page("/help", "help.html", "Help", "help", help_page())
        self._page("/search", "search.html", "Search", "search", SearchPage(q=""))
        self._put("assets/index.js", _index(self._found))
        return self._count

    def _put(self, name: str, data: bytes) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def _page(
        self, address: str, template: str, title: str, section: str, page: Record, crumbs: tuple[Crumb, ...] = ()
    ) -> None:
        frame = Frame(
            links=FileLinks(address),
            title=title,
            here=address,
            section=section,
            crumbs=crumbs,
            published=True,
            sections=self._sections,
            data=("json", "csv") if has_rows(page) else ("json",),
        )
        self._put(file_of(address), render(template, frame, page).encode("utf-8", "backslashreplace"))
        self._put(file_of(address, "json"), page.model_dump_json(indent=1).encode("utf-8", "backslashreplace"))
        if has_rows(page):
            self._put(file_of(address, "csv"), csv_of(page))
        self._count += 1

    def _list(self) -> None:
        page = Inbox(
            drops=(),
            plans=tuple(inbox_plan(plan) for plan in self._plans),
            total=len(self._plans),
            page=1,
            pages=1,
            most_files=0,
            most_megabytes=0,
        )
        self._page("/", "inbox.html", "Plans", "inbox", page)

    def _plan(self, plan: Plan) -> None:
        address = f"/plans/{plan.plan_id}"
        page = plan_page(plan, changes=self._changes(plan))
        self._page(address, "plan.html", page.name, "inbox", page, (Crumb("All plans", "/"),))
        self._put(file_of(f"{address}/actions", "csv"), plan_csv(plan))
        self._put(file_of(f"{address}/plan", "json"), plan_json(plan))
        crumbs = (Crumb("All plans", "/"), Crumb(page.name, address))
        for key, action in keyed(plan):
            here = f"{address}/actions/{key}"
            title = f"Action {action.ref}, {page.name}"
            self._page(here, "check.html", title, "inbox", check_page(plan, key, no_pictures=_NO_PAGES), crumbs)
            text = "\n".join(part for part in (action.mandatory_action, action.narrative) if part)
            self._found.append({"name": f"{page.name}, action {action.ref}", "href": file_of(here), "text": text})

    def _before(self, plan: Plan) -> Plan | None:
        """The borough's plan of the last year before this plan's."""
        earlier = [
            one
            for one in self._plans
            if plan.borough and one.borough == plan.borough and (one.plan_year or 0) < (plan.plan_year or 0)
        ]
        return max(earlier, key=lambda one: one.plan_year or 0, default=None)

    def _compared(self, plan: Plan) -> tuple[Plan, YearsComparison] | None:
        before = self._before(plan)
        if before is None or before.plan_year is None:
            return None
        try:
            return before, compare_two_years(before, plan)
        except UsageError:
            return None

    def _changes(self, plan: Plan) -> list[Changes]:
        found = self._compared(plan)
        if found is None:
            return []
        keys = first_keys(plan)
        address = f"/years/{found[0].plan_id}/{plan.plan_id}"
        self._tabs(address, found[1], found[0], plan)
        return [changes_between(found[1], whose(found[0]), keys, address)]

    def _tabs(self, address: str, comparison: YearsComparison, before: Plan, after: Plan) -> None:
        title = f"{whose(before)} to {whose(after)}"
        crumbs = (Crumb("All plans", "/"), Crumb(whose(after), f"/plans/{after.plan_id}"))
        for tab in TABS:
            page = years_page(comparison, before, after, tab)
            self._page(address if tab == "first" else f"{address}/{tab}", "years.html", title, "inbox", page, crumbs)

    def _templates(self) -> None:
        if not self._editions:
            return
        page = templates_page(
            [edition for edition, _ in self._editions], {plan.plan_id: whose(plan) for plan in self._plans}
        )
        self._page("/templates", "templates.html", "Templates", "templates", page)
        for edition, pairs in self._editions:
            if edition.added:
                crumbs = (Crumb("Templates", "/templates"),)
                address, shown = edition_address(edition.name), pairs_page(edition, pairs)
                self._page(address, "pairs.html", edition.name, "templates", shown, crumbs)

    def _years(self) -> Iterator[Year]:
        years = sorted({plan.plan_year for plan in self._plans if plan.plan_year}, reverse=True)
        for year in years:
            plans = {plan.plan_id: plan for plan in self._plans if plan.plan_year == year}
            compared = {plan_id: self._compared(plan) for plan_id, plan in plans.items()}
            yield Year(year, plans, {plan_id: found[1] for plan_id, found in compared.items() if found})

    def _boards(self) -> None:
        years = list(self._years())
        ways = tuple((f"Board {one.year}", f"/board/{one.year}") for one in years)
        lines = ("Choose a year.",) if ways else ("There is no plan with a year.",)
        page = Message(title="Board", lines=lines, ways=ways)
        self._page("/board", "message.html", "Board", "board", page)
        for one in years:
            self._board(one)

    def _board(self, one: Year) -> None:
        comparison = compare_many_boroughs(list(one.plans.values()), fewest=1)
        for layer in LAYERS:
            address = f"/board/{one.year}" if layer == "rag" else f"/board/{one.year}/{layer}"
            page = board(comparison, one.plans, one.year, BoardChoice(layer=layer), one.against)
            self._page(address, "board.html", f"Board {one.year}", "board", page)
        crumbs = (Crumb(f"Board {one.year}", f"/board/{one.year}"),)
        for action in comparison.actions:
            page_of_action = action_page(comparison, one.plans, one.year, action.key)
            title = f"Action {action.key}, {one.year}"
            self._page(f"/actions/{action.key}/{one.year}", "action.html", title, "board", page_of_action, crumbs)


def _index(found: Sequence[Mapping[str, str]]) -> bytes:
    """The index of the search as a script: a page that is opened as a file may load one, but may fetch nothing."""
    text = json.dumps(found, ensure_ascii=True, separators=(",", ":"))
    return f"window.VVRAP_INDEX={text};\n".encode()
