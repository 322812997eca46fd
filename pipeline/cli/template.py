"""`vvrap template`: the editions of the template."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

template_app = typer.Typer(no_args_is_help=True, help="Editions of the template: list, add, pair.")

OutputsOption = Annotated[Path, typer.Option("--outputs", "--out", metavar="DIR", help="The outputs folder.")]


@template_app.command("list")
def list_editions(
    outputs: OutputsOption = Path("outputs"),
    as_json: Annotated[bool, typer.Option("--json", help="Print the editions as one JSON value.")] = False,
) -> None:
    """List the known editions of the template, with the plans that use them."""
    import json

    from pipeline.catalogue.screen import in_columns, print_lines, printable
    from pipeline.outputs.store import Outputs
    from pipeline.templates.desk import editions

    found = editions(Outputs(outputs))
    if as_json:
        print_lines([json.dumps([one.model_dump() for one in found], ensure_ascii=False, indent=2)])
        return
    rows = [("edition", "actions", "known", "paired with", "to confirm", "plans")]
    rows += [
        (
            printable(one.name),
            str(one.actions),
            "in full" if one.complete else "in part",
            f"{one.before}: {one.paired}" if one.before else "",
            str(one.unsure) if one.added else "",
            str(len(one.plans)),
        )
        for one in found
    ]
    print_lines(in_columns(rows))


@template_app.command("add")
def add_edition(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The blank template.")],
    name: Annotated[
        str, typer.Option(metavar="NAME", help="The edition's name as printed in plans, such as “2025 Refresh”.")
    ],
    outputs: OutputsOption = Path("outputs"),
) -> None:
    """Read a blank template as a new edition, pair it with the previous one, and check its plans again."""
    from models.errors import UnreadableFile
    from models.reference.boroughs import slug
    from pipeline.catalogue.screen import said
    from pipeline.outputs.paths import pairs_file
    from pipeline.outputs.store import Outputs
    from pipeline.quantities import count
    from pipeline.templates.desk import add, unsure

    try:
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{file} cannot be opened: {error.strerror}.", "Check the path.") from error
    pairs = add(Outputs(outputs), data, file.name, name)
    actions = sum(bool(one.ref) for one in pairs)
    alone = [one.ref for one in pairs if one.ref and not one.before_ref]
    gone = [one.before_ref for one in pairs if one.before_ref and not one.ref]
    said(f"{name}: {actions} actions read, {actions - len(alone)} paired with the previous edition.")
    if alone:
        said(f"New: {', '.join(alone)}.")
    if gone:
        said(f"No longer in it: {', '.join(gone)}.")
    if doubtful := unsure(pairs):
        said(f"{count(len(doubtful), 'pair')} to confirm: yes or no under “confirmed” in {pairs_file(slug(name))}.")


@template_app.command("pair")
def pair_edition(
    name: Annotated[str, typer.Argument(metavar="NAME", help="An edition that was added.")],
    outputs: OutputsOption = Path("outputs"),
    as_json: Annotated[bool, typer.Option("--json", help="Print the pairs as one JSON value.")] = False,
) -> None:
    """Pair an edition with the previous one again; pairs that a person confirmed or refused are kept."""
    import json

    from pipeline.catalogue.screen import in_columns, print_lines
    from pipeline.outputs.store import Outputs
    from pipeline.templates.desk import pair

    pairs = pair(Outputs(outputs), name)
    if as_json:
        print_lines([json.dumps([one.model_dump() for one in pairs], ensure_ascii=False, indent=2)])
        return
    rows = [(one.ref or "-", one.before_ref or "-", str(one.score), one.confirmed) for one in pairs]
    print_lines(in_columns([("action", "before", "alike", "confirmed"), *rows]))
