"""What is read from the outputs folder for the pages, kept for as long as the files stay the same."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Hashable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from models.comparison import BoroughsComparison, YearsComparison
from models.errors import InputError, UsageError, VvrapError
from models.plan import Plan, is_plan_id
from models.reference.template import Editions, using_editions
from pipeline.compare.boroughs import compare_many_boroughs
from pipeline.compare.years import compare_two_years
from pipeline.outputs.history import Version, history
from pipeline.outputs.paths import PAIRS, TEMPLATES, plan_file
from pipeline.outputs.store import Outputs
from pipeline.pages.views.inbox import InboxPlan, inbox_plan
from pipeline.templates.files import paired_editions
from pipeline.web.kept import Kept

MOST_PLANS = 80
"""Plans held in memory: those of a board and of the year before, and some that are looked at."""
MOST_COMPARISONS = 40
"""Those of a board with the year before, and some that are looked at. One takes a twentieth of a second to make."""
MOST_BOARDS = 3
MOST_HISTORIES = 64
MOST_LINES = 4000
"""Lines of the list of plans: a kilobyte each, where reading a plan to make one takes 20 ms."""

Stamp = tuple[int, int]
"""Time of change in nanoseconds, and size in bytes."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A plan in the list of all."""

    plan_id: str
    borough: str
    year: int | None
    template: str = ""

    @property
    def name(self) -> str:
        """Its borough and year in words."""
        return f"{self.borough or 'Borough not known'} {self.year or ''}".strip()


@dataclass(frozen=True, slots=True)
class YearsPlans:
    """The plans of a year, and what they say beside one another."""

    plans: Mapping[str, Plan]
    comparison: BoroughsComparison


class Shelf:
    """The outputs folder as the pages read it."""

    def __init__(self, outputs: Outputs) -> None:
        self.outputs = outputs
        self._folder = outputs.folder
        self._plans: Kept[Plan] = Kept(MOST_PLANS)
        self._lists: Kept[tuple[Listed, ...]] = Kept(1)
        self._boards: Kept[YearsPlans] = Kept(MOST_BOARDS)
        self._years: Kept[YearsComparison] = Kept(MOST_COMPARISONS)
        self._lines: Kept[InboxPlan] = Kept(MOST_LINES)
        self._histories: Kept[tuple[Version, ...]] = Kept(MOST_HISTORIES)
        self._known: Kept[Editions | None] = Kept(1)
        self._preparing = ThreadPoolExecutor(1, "vvrap-board")
        """One thread for all boards: each that lines one up leaves memory behind that only it uses again."""

    def plan(self, plan_id: str) -> Plan | None:
        """A plan; None when there is none. Raises `InputError` for a file that is no plan."""
        stamp = self._stamp(plan_id)
        if stamp is None:
            return None
        return self._plans.get(plan_id, stamp, lambda: self.outputs.read_plan(plan_file(plan_id)), stamp[1])

    def _stamp(self, plan_id: str) -> Stamp | None:
        if not is_plan_id(plan_id):
            return None
        try:
            stat = (self._folder / plan_file(plan_id)).stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size

    def line(self, plan_id: str) -> InboxPlan | None:
        """A plan as the list shows it; None when there is none. Raises `InputError` for a file that is no plan."""

        def made() -> InboxPlan:
            with using_editions(editions):
                return inbox_plan(self.outputs.read_plan(plan_file(plan_id)))

        stamp, (templates, editions) = self._stamp(plan_id), self._templates()
        line = self._lines.get(plan_id, (stamp, templates), made) if stamp else None
        return line and line.model_copy(update={"version": self.version_count(plan_id)})

    def listed(self) -> tuple[Listed, ...]:
        """Every plan with its borough and year, by borough and then the newest year first."""
        stamps = self._stamps()
        return self._lists.get("all", frozenset(stamps.items()), lambda: self._list(stamps))

    def _stamps(self) -> dict[str, Stamp]:
        folder = self._folder / "plans"
        if not folder.is_dir():
            return {}
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".json")]
        return {
            name.removesuffix(".json"): (stat.st_mtime_ns, stat.st_size)
            for name, stat in found
            if is_plan_id(name.removesuffix(".json"))
        }

    def _list(self, stamps: Mapping[str, Stamp]) -> tuple[Listed, ...]:
        """From plans.csv, which costs little; a plan that it does not have yet is read."""
        rows = _rows_of(self._folder / "plans.csv")
        found = []
        for plan_id in stamps:
            if plan_id in rows:
                found.append(rows[plan_id])
                continue
            with suppress(InputError):
                if plan := self.plan(plan_id):
                    borough = plan.borough.name if plan.borough else ""
                    found.append(Listed(plan_id, borough, plan.plan_year, plan.template or ""))
        return tuple(sorted(found, key=lambda one: (one.borough or "~", -(one.year or 0), one.plan_id)))

    def years(self) -> tuple[int, ...]:
        """The years that have plans, the newest first."""
        return tuple(sorted({one.year for one in self.listed() if one.year}, reverse=True))

    def of_year(self, year: int) -> YearsPlans:
        """The plans of a year; those that cannot be read are left out."""
        ids = [one.plan_id for one in self.listed() if one.year == year]
        stamps, editions = self._templates()
        stamp = (tuple((plan_id, self._stamp(plan_id)) for plan_id in ids), stamps)
        return self._boards.get(year, stamp, lambda: self._compared(ids, editions))

    def prepare(self, years: Iterable[int]) -> Future[None]:
        """Line up the plans of years beside all else, so that nobody waits for their boards.

        Only of those that people open: the newest year, and boards that were shown.
        """
        opened = self._boards.keys().union(self.years()[:1])
        return self._preparing.submit(self._line_up, [year for year in years if year in opened])

    def _line_up(self, years: Iterable[int]) -> None:
        for year in years:
            with suppress(VvrapError):  # whoever opens the board is told
                self.of_year(year)

    def editions(self) -> Editions | None:
        """The editions of the template with those that people added; None when they added none."""
        return self._templates()[1]

    def _templates(self) -> tuple[Hashable, Editions | None]:
        """The editions of the template that people added, with their pairs, and what tells that they changed."""
        files = self.outputs.files
        names = [name for under in (TEMPLATES, PAIRS) for name in files.names(under, ".csv")]
        stamps = tuple((name, files.stamp(name)) for name in names)
        return stamps, self._known.get("all", stamps, lambda: paired_editions(files))

    def _compared(self, ids: list[str], editions: Editions | None) -> YearsPlans:
        plans = {}
        for plan_id in ids:
            try:
                plan = self.plan(plan_id)
            except InputError:
                continue
            if plan:
                plans[plan_id] = plan
        return YearsPlans(plans, compare_many_boroughs(list(plans.values()), fewest=0, editions=editions))

    def year_before(self, plan: Plan) -> Plan | None:
        """The borough's plan of the last year before this plan's that there is one of."""
        return next(self._earlier(plan), None)

    def plans_before(self, plan: Plan) -> tuple[Plan, ...]:
        """The borough's plans of earlier years, the last first."""
        return tuple(self._earlier(plan))

    def _earlier(self, plan: Plan) -> Iterator[Plan]:
        if plan.borough is None or plan.plan_year is None:
            return
        earlier = [
            one
            for one in self.listed()
            if one.borough == plan.borough.name and one.year is not None and one.year < plan.plan_year
        ]
        for one in sorted(earlier, key=lambda one: (-(one.year or 0), len(one.plan_id))):
            with suppress(InputError):
                if found := self.plan(one.plan_id):
                    yield found

    def is_newer(self, plan_id: str, name: str) -> bool:
        """Whether a plan was written after another file of the outputs folder."""
        stamp = self._stamp(plan_id)
        try:
            return stamp is not None and stamp[0] > (self._folder / name).stat().st_mtime_ns
        except OSError:
            return False

    def compared_years(self, before: Plan, after: Plan) -> YearsComparison | None:
        """What changed between two plans; None when they cannot be compared."""
        stamps, editions = self._templates()
        key, read = (before.plan_id, after.plan_id), (self._stamp(before.plan_id), self._stamp(after.plan_id))
        size = sum(stamp[1] for stamp in read if stamp)
        try:
            return self._years.get(
                key, (read, stamps), lambda: compare_two_years(before, after, editions=editions), size
            )
        except UsageError:
            return None

    def compared_versions(self, before: Plan, kept: str, after: Plan) -> YearsComparison | None:
        """What changed from a version that is kept to the current one; None when they cannot be compared."""
        read = self._stamp(after.plan_id)
        size = read[1] * 2 if read else 0
        try:
            return self._years.get(
                (kept, after.plan_id), (before.source.sha256, read), lambda: compare_two_years(before, after), size
            )
        except UsageError:
            return None

    def against_year_before(self, plans: Mapping[str, Plan]) -> dict[str, YearsComparison]:
        """For each plan that has one, the comparison with its borough's plan of the year before."""
        found = {}
        for plan_id, plan in plans.items():
            before = self.year_before(plan)
            comparison = self.compared_years(before, plan) if before else None
            if comparison:
                found[plan_id] = comparison
        return found

    def versions(self, plan_id: str) -> tuple[Version, ...]:
        """The versions of a plan, the oldest first."""
        stamp = (self._stamp(plan_id), tuple(self.outputs.revisions(plan_id)))
        try:
            return self._histories.get(plan_id, stamp, lambda: history(self.outputs, plan_id))
        except UsageError:
            return ()

    def version_count(self, plan_id: str) -> int:
        """Which version of a plan is the current one."""
        return len(self.outputs.revisions(plan_id)) + 1


def _rows_of(path: Path) -> dict[str, Listed]:
    """The plans in plans.csv; none when it is not there or not to be read."""
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        return {
            row["plan_id"]: Listed(
                row["plan_id"],
                row["borough"],
                int(row["plan_year"]) if row["plan_year"].isdecimal() else None,
                row["template"],
            )
            for row in reader
        }
    except (OSError, UnicodeDecodeError, KeyError, TypeError, csv.Error):
        return {}
