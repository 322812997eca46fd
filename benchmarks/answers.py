"""How right the answers are: plans of 33 boroughs by 3 years with known changes, read from documents and compared.

Run: python benchmarks/answers.py [--boroughs N] [--years N] [--actions N] [--seed N]

The plans are written by tests/builders/known_changes.py and set in layouts drawn from the layout space, by turns as
Word, as web pages, as workbooks and as PDFs with lines, and go the whole way: read, tagged, written, compared. Every
answer is scored against what was done to the plans; then the time of the comparisons is taken: 33 boroughs by 8 years,
and 33 workbooks of years. All of it is synthetic.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]


from builders.known_answers import Score, score_boroughs, score_years, together  # noqa: E402 - after the paths it needs
from builders.known_changes import Author, Written  # noqa: E402 - likewise
from builders.known_layouts import in_a_layout  # noqa: E402 - likewise
from models.plan import Plan  # noqa: E402 - likewise
from pipeline.cli.app import run  # noqa: E402 - likewise
from pipeline.compare import compare_boroughs, compare_years, write_comparison  # noqa: E402 - likewise
from pipeline.compare.workbook import workbook  # noqa: E402 - likewise
from pipeline.which_plan import load_plan  # noqa: E402 - likewise

BOROUGHS = 33
FIRST_YEAR = 2022
ENGINES = ("docx", "html", "ooxml", "xlsx", "platypus")
BUDGET_SECONDS = 10.0


def write_documents(plans: list[list[Written]], folder: Path, seed: int) -> None:
    """The documents of all plans. seed: of the first layout."""
    for year, of_year in enumerate(plans):
        for number, plan in enumerate(of_year):
            draft = in_a_layout(plan, ENGINES[(number + year) % len(ENGINES)], seed + number + year * len(of_year))
            (folder / f"{plan.plan_id}.{draft.kind}").write_bytes(draft.render())


def scores(plans: list[list[Written]], outputs: Path) -> Iterator[Score]:
    """All answers about plans that were read into the outputs folder."""
    for earlier, later in pairwise(plans):
        for before, after in zip(earlier, later, strict=True):
            yield from score_years(before, after, compare_years(before.plan_id, after.plan_id, outputs=outputs))
    for of_year in plans:
        answer = compare_boroughs([plan.plan_id for plan in of_year], outputs=outputs)
        yield from score_boroughs(of_year, answer, of_year[0].year)
    most = plans[-1][: max(2, len(plans[-1]) * 3 // 4)]
    answer = compare_boroughs([plan.plan_id for plan in most], outputs=outputs)
    yield from score_boroughs(most, answer, most[0].year)


def report(scored: list[Score]) -> bool:
    """Print the table; whether every answer is exact."""
    print(f"{'answer':32}{'wanted':>8}{'found':>8}{'missed':>8}{'wrong':>8}")
    for score in scored:
        missed, wrong = len(score.missed), len(score.wrong)
        print(f"{score.what:32}{len(score.wanted):>8}{len(score.found):>8}{missed:>8}{wrong:>8}")
        for one in [*sorted(map(str, score.missed))[:3], *sorted(map(str, score.wrong))[:3]]:
            print(f"    {one[:200]}")
    return not any(score.missed or score.wrong for score in scored)


def measure_time(outputs: Path, plans: list[list[Written]]) -> None:
    """Seconds for all boroughs by 8 years, and for a workbook of years of each borough."""
    read = [[load_plan(plan.plan_id, outputs) for plan in of_year] for of_year in plans]
    every = [_moved(plan, year) for year in range(8) for plan in read[year % len(read)]]
    with tempfile.TemporaryDirectory() as name:
        for count in (1, 8):
            began = time.process_time()
            comparison = compare_boroughs(every[: count * len(plans[0])])
            compared = time.process_time()
            write_comparison(comparison, Path(name))
            seconds = time.process_time() - began
            print(f"{len(plans[0])} by {count}: {seconds:.1f} s, of which {compared - began:.1f} s to compare", end="")
            print("  over the budget" if seconds > BUDGET_SECONDS else "")
    pairs = [compare_years(before, after) for before, after in zip(read[0], read[1], strict=True)]
    began = time.process_time()
    sizes = [len(workbook(one)) for one in pairs]
    seconds = time.process_time() - began
    late = "" if seconds <= BUDGET_SECONDS else "  over the budget"
    print(f"{len(pairs)} workbooks of years: {seconds:.1f} s, {sum(sizes) / 1e6:.1f} MB{late}")


def _moved(plan: Plan, year: int) -> Plan:
    """The plan as if it were for another year."""
    year += FIRST_YEAR
    return plan.model_copy(update={"plan_id": f"{plan.plan_id.rpartition('-')[0]}-{year}", "plan_year": year})


def main() -> None:
    """Make, read, compare, score."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--boroughs", type=int, default=BOROUGHS)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--actions", type=int, default=53)
    parser.add_argument("--seed", type=int, default=0, help="of the first layout")
    parser.add_argument("--keep", type=Path, help="folder for the documents and outputs")
    chosen = parser.parse_args()
    plans = list(Author(chosen.boroughs, chosen.actions).years(FIRST_YEAR, chosen.years))
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.keep or Path(name)
        documents, outputs = folder / "documents", folder / "outputs"
        documents.mkdir(parents=True, exist_ok=True)
        write_documents(plans, documents, chosen.seed)
        run(["extract", str(documents), "--jobs", "1", "--outputs", str(outputs)])
        exact = report(together(scores(plans, outputs)))
        print("Every answer is exact." if exact else "Not every answer is exact.")
        measure_time(outputs, plans)


if __name__ == "__main__":
    main()
