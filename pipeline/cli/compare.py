"""`vvrap compare`: this year's plan with last year's, and one borough's with another's."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.exits import ALL_FAILED, DONE, Exit, exit_code

if TYPE_CHECKING:
    from models.comparison import BoroughsComparison, Comparison
    from models.plan import Plan
    from models.reference.template import Editions
    from pipeline.redaction.plans import Redacted

compare_app = typer.Typer(
    help="Compare plans: one borough's years, or boroughs with one another.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", help="Folder for the four files.  [default: a folder under OUTPUTS/comparisons]"
    ),
]
Outputs = Annotated[
    Path, typer.Option("--outputs", metavar="DIR", help="Outputs folder in which a plan_id is looked up.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the comparison as one JSON value.")]
Redact = Annotated[
    bool, typer.Option("--redact-names", help="Leave out the names of leads and authors; roles are kept.")
]
NamesRemoved = Annotated[
    Path | None,
    typer.Option(
        "--names-removed",
        metavar="FILE",
        help="Where to list the removed names, for you alone.  [default: beside the folder]",
    ),
]


@compare_app.command("years")
def years(  # noqa: PLR0913, PLR0917 - each option of the command is a parameter
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="The earlier plan: a plan_id, or a plan's JSON.")],
    after: Annotated[str, typer.Argument(metavar="AFTER", help="The later plan of the same borough.")],
    out: Out = None,
    outputs: Outputs = Path("outputs"),
    pins: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="CSV file of pinned and forbidden matches.  [default: pins.csv in the folder]"
        ),
    ] = None,
    redact_names: Redact = False,
    names_removed: NamesRemoved = None,
    as_json: AsJson = False,
) -> None:
    """Show what changed from one year's plan to the next, action by action.

    Writes comparison.json, .csv, .xlsx and .html: actions matched by what they say, narratives copied forward or
    changed word by word, RAG, leads, agencies, panels and services.
    """
    from pipeline.compare.outputs import years_folder
    from pipeline.compare.pins import read_pins
    from pipeline.compare.years import compare_two_years
    from pipeline.outputs.paths import COMPARISONS

    plans, _ = _load([before, after], outputs)
    if len(plans) < 2:
        raise Exit(ALL_FAILED)
    ids = [plan.plan_id for plan in plans]
    own = out or outputs / COMPARISONS / years_folder(*ids)
    decisions = pins or (own / "pins.csv" if (own / "pins.csv").is_file() else None)
    if decisions is not None:
        sys.stderr.write(f"Decisions about matches: {decisions}\n")
    lines = read_pins(decisions) if decisions else []
    redacted = _redacted(plans) if redact_names else None
    plans = redacted.plans if redacted else plans
    name = decisions.name if decisions else "pins"
    comparison = compare_two_years(plans[0], plans[1], lines, name, _editions(outputs))
    folder = out or outputs / COMPARISONS / years_folder(comparison.before, comparison.after)
    _finish(comparison, folder, outputs, redacted, names_removed, as_json=as_json)


@compare_app.command("boroughs")
def boroughs(  # noqa: PLR0913, PLR0917 - each option of the command is a parameter
    plans: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PLAN...]", help="Plan ids, paths to plans' JSON, or patterns such as '*-2024'."),
    ] = None,
    all_plans: Annotated[bool, typer.Option("--all", help="All plans in the outputs folder.")] = False,
    year: Annotated[int | None, typer.Option(metavar="YYYY", help="With --all: only the plans for this year.")] = None,
    out: Out = None,
    outputs: Outputs = Path("outputs"),
    redact_names: Redact = False,
    names_removed: NamesRemoved = None,
    as_json: AsJson = False,
) -> None:
    """Compare many plans, action by action: gaps, services, and passages they share.

    Writes comparison.json, .csv, .xlsx and .html. A service that is not mentioned may still be in use.
    """
    from pipeline.compare.outputs import default_folder

    loaded, failed = _load(_chosen(plans or [], outputs, year, every=all_plans), outputs)
    if year is not None:
        loaded = _of_year(loaded, year)
    if failed and len(loaded) < 2:
        raise Exit(ALL_FAILED)
    comparison, redacted = _side_by_side(loaded, outputs, redact_names=redact_names)
    compared = len(loaded)
    loaded.clear()  # writing needs them no more, and many are large
    folder = out or default_folder(comparison, outputs)
    _finish(comparison, folder, outputs, redacted, names_removed, as_json=as_json)
    if failed:
        sys.stderr.write(f"Compared without the {failed} above.\n")
    code = exit_code(compared, failed)
    if code != DONE:
        raise Exit(code)


def _side_by_side(
    plans: list[Plan], outputs: Path, *, redact_names: bool
) -> tuple[BoroughsComparison, Redacted | None]:
    """The plans compared, and what was removed of them; the plans themselves are not held any longer."""
    from dataclasses import replace

    from pipeline.compare.boroughs import compare_many_boroughs

    redacted = _redacted(plans) if redact_names else None
    comparison = compare_many_boroughs(redacted.plans if redacted else plans, editions=_editions(outputs))
    return comparison, replace(redacted, plans=[]) if redacted else None


def _chosen(plans: list[str], outputs: Path, year: int | None, *, every: bool) -> list[str]:
    """The plans named, or all of the outputs folder."""
    from models.errors import UsageError
    from pipeline.which_plan import expand, plan_ids

    if every and plans:
        raise UsageError("Both --all and plans are given.", "Give one or the other.")
    if every:
        return plan_ids(outputs)
    if year is not None:
        raise UsageError("--year is given without --all.", "Use: vvrap compare boroughs --all --year YYYY")
    if not plans:
        raise UsageError("No plan is named.", "Name two plans or more, or use --all.")
    return expand(plans, outputs)


def _of_year(plans: list[Plan], year: int) -> list[Plan]:
    """The plans for a year; those that do not state theirs are named, so that none goes missing unseen."""
    for plan in plans:
        if plan.plan_year is None:
            sys.stderr.write(f"{plan.plan_id} does not state its year and was left out.\n")
    return [plan for plan in plans if plan.plan_year == year]


def _load(sources: list[str], outputs: Path) -> tuple[list[Plan], int]:
    """The plans that can be read, and how many cannot; each of those gets a line."""
    from models.errors import InputError
    from pipeline.compare.loading import plan_to_compare

    plans = []
    failed = 0
    for source in sources:
        try:
            plans.append(plan_to_compare(source, outputs))
        except InputError as error:
            sys.stderr.write(f"vvrap: {error.problem} {error.remedy}\n")
            failed += 1
    return plans, failed


def _editions(outputs: Path) -> Editions | None:
    """The editions of the template that people added and paired, with those that come with the tool."""
    from pipeline.outputs.folder import LocalFolder
    from pipeline.templates.files import paired_editions

    return paired_editions(LocalFolder(outputs))


def _redacted(plans: list[Plan]) -> Redacted:
    from pipeline.redaction.bodies import known_bodies
    from pipeline.redaction.plans import redact

    return redact(plans, known_bodies())


def _finish(
    comparison: Comparison,
    folder: Path,
    outputs: Path,
    redacted: Redacted | None,
    names_removed: Path | None,
    *,
    as_json: bool,
) -> None:
    """Write the files, and say the outcome: words to stderr, the JSON, when asked for, to stdout."""
    from contextlib import nullcontext

    from pipeline.compare.outputs import comparison_json, write_comparison
    from pipeline.outputs.folder import LocalFolder
    from pipeline.redaction.comparisons import cleaned
    from pipeline.redaction.removed import list_beside, tell_removed

    if redacted:
        comparison = cleaned(comparison, redacted.eraser)
    ours = folder.absolute().is_relative_to(outputs.absolute())
    with LocalFolder(outputs).locked(_tell_of_waiting) if ours else nullcontext():
        paths = write_comparison(comparison, folder)
    if redacted:
        sys.stderr.write(f"{tell_removed(names_removed or list_beside(folder), redacted.removed)}\n")
    sys.stderr.write(f"{comparison.headline}\n")
    for note in comparison.notes:
        sys.stderr.write(f"Note: {note}\n")
    for path in paths:
        sys.stderr.write(f"Written: {path}\n")
    if as_json:
        sys.stdout.writelines(comparison_json(comparison))


def _tell_of_waiting() -> None:
    sys.stderr.write("Another run is writing there; waiting for it to end.\n")
