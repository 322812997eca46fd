"""`vvrap registry`: keep the names the tagger knows."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.exits import DONE, Exit, exit_code

registry_app = typer.Typer(
    help="Keep the registry of agencies, panels and services: check it, add a borough, decide on names met in plans.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Folder = Annotated[
    Path | None, typer.Option("--registry", metavar="DIR", help="Registry folder.  [default: the built-in one]")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as one JSON value.")]
Out = Annotated[
    Path, typer.Option("--outputs", "--out", metavar="DIR", help="Outputs folder with the plans and review.csv.")
]


@registry_app.command("check")
def check(registry: Folder = None, as_json: AsJson = False) -> None:
    """Check every row of the registry's files, and give the file, line and reason of each fault."""
    from pipeline.quantities import count
    from pipeline.tagging.registry.files import read_registry

    loaded = read_registry(registry)
    faults = loaded.faults()
    files = [loaded.general, *loaded.boroughs.values()]
    faulty = {fault.file for fault in faults}
    rows = sum(len(file.rows) for file in files)
    unsourced = sum(not row.entry.has_source() for file in files for row in file.rows)
    if as_json:
        _print_json(
            {
                "files": len(files),
                "rows": rows,
                "without_source": unsourced,
                "faults": [fault._asdict() for fault in faults],
            }
        )
    else:
        for fault in faults:
            sys.stderr.write(f"{fault}\n")
        sys.stderr.write(f"{count(len(files), 'file')}, {count(rows, 'valid row')}, {count(len(faults), 'fault')}.\n")
        sys.stderr.write(
            f"{unsourced} rows are based on general knowledge: a mention found only by these is never `high`.\n"
        )
    _end(len(files) - len(faulty), len(faulty))


@registry_app.command("new-borough")
def new_borough(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A London authority: name, alias or GSS code.")],
    registry: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Start a registry file for a borough, with the built-in rows for it."""
    from models.errors import UsageError
    from models.reference.boroughs import borough_meant
    from pipeline.tagging.registry.files import BOROUGHS_FOLDER, package_registry, read_registry, write_registry_file

    borough = borough_meant(name)
    path = (registry or package_registry()) / BOROUGHS_FOLDER / f"{borough.slug}.csv"
    if path.exists():
        raise UsageError(
            f"{borough.name} has a registry file: {path}.", "Edit that file, or use `vvrap registry review`."
        )
    rows = read_registry(registry).borough_entries(borough.slug)
    write_registry_file(path, rows)
    if as_json:
        _print_json({"borough": borough.slug, "file": str(path)})
    else:
        sys.stderr.write(f"{path} was made, with {len(rows)} rows. Next: add rows, or `vvrap registry review`.\n")


@registry_app.command("review")
def review(out: Out = Path("outputs"), registry: Folder = None, as_json: AsJson = False) -> None:
    """Collect the names of all plans that are unsure or in no registry file, for a person to decide on.

    Writes review.csv into the outputs folder: one row for each name, over all boroughs and years, the most useful
    first. Fill its column `decision` with accept, alias of ID, reject or topic, then run `vvrap registry apply`.
    Decisions already filled in are kept.
    """
    from pipeline.names.desk import gather
    from pipeline.outputs.store import Outputs
    from pipeline.tagging.registry.review import REVIEW_FILENAME

    found = gather(Outputs(out), registry)
    path = out / REVIEW_FILENAME
    for plan_id in found.left_out:
        sys.stderr.write(f"{plan_id}: left out because its borough is not known.\n")
    if as_json:
        _print_json({"file": str(path), "plans": found.plans, "names": [row.model_dump() for row in found.rows]})
    else:
        sys.stderr.write(f"{path}: {len(found.rows)} names of {found.plans} plans to decide on.\n")


@registry_app.command("apply")
def apply(out: Out = Path("outputs"), registry: Folder = None, as_json: AsJson = False) -> None:
    """Put the decisions of review.csv into the boroughs' registry files: all of them, or none if one is faulty."""
    from pipeline.tagging.registry.decisions import apply_decisions, parse_decisions
    from pipeline.tagging.registry.files import package_registry, read_registry
    from pipeline.tagging.registry.review import REVIEW_FILENAME, read_review
    from pipeline.tagging.registry.together import changing
    from pipeline.tagging.shipped import shipped_models

    folder = registry or package_registry()
    rows = read_review(out / REVIEW_FILENAME)
    with changing(folder):
        decisions = parse_decisions(rows, read_registry(folder))
        applied = apply_decisions(decisions, folder, shipped_models().sequence.vocabulary)
    if as_json:
        _print_json([{"borough": one.borough, "file": str(one.path), "decisions": one.decisions} for one in applied])
        return
    for one in applied:
        sys.stderr.write(f"{one.path}: {one.decisions} decisions entered.\n")
    if not applied:
        sys.stderr.write("review.csv contains no decisions.\n")


@registry_app.command("merge")
def merge(
    kept: Annotated[str, typer.Argument(metavar="A", help="Id of the entry to keep.")],
    gone: Annotated[str, typer.Argument(metavar="B", help="Id of the entry that is the same body; it is removed.")],
    registry: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Merge two entries: A gets all names of B, in every file, and B is removed.

    Plans already read keep the id B until they are read again with --force.
    """
    from pipeline.tagging.registry.files import package_registry
    from pipeline.tagging.registry.merging import merge_entries
    from pipeline.tagging.registry.together import changing

    folder = registry or package_registry()
    with changing(folder):
        merged = merge_entries(kept, gone, folder)
    if as_json:
        _print_json({"kept": kept, "files": [str(path) for path in merged.files], "names": merged.names})
    else:
        names = ", ".join(f"“{name}”" for name in merged.names)
        sys.stderr.write(f"{gone} is now {kept}, which is also called {names}. Files written: {len(merged.files)}.\n")


def _end(sound: int, faulty: int) -> None:
    code = exit_code(sound, faulty)
    if code != DONE:
        raise Exit(code)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201 - the result
