"""`vvrap publish`: the pages as a static site, without names unless told otherwise."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.plan import Plan
    from pipeline.redaction.plans import Removed


def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder for the site.")],
    out: Annotated[str, typer.Option("--outputs", "--out", metavar="DIR", help="The outputs folder.")] = "outputs",
    redact_names: Annotated[
        bool,
        typer.Option("--redact-names/--no-redact-names", help="Leave out the names of leads and authors; roles stay."),
    ] = True,
    yes: Annotated[
        bool, typer.Option("--yes", help="The list of names is right; write the site without asking.")
    ] = False,
) -> None:
    """Write the pages as a site to open from a folder (index.html) or to put on a web server.

    Names of people are left out. They are listed beside the folder first, for you to check; the site is written
    after you say yes.
    """
    from models.errors import UsageError
    from models.reference.template import using_editions
    from pipeline.catalogue.screen import said
    from pipeline.outputs.remote import folder_here
    from pipeline.outputs.store import Outputs
    from pipeline.publishing import refuse_other_folders, write_site
    from pipeline.templates.desk import editions, read_pairs
    from pipeline.templates.files import paired_editions

    outputs = Outputs(folder_here(Path(out)))
    plans = list(outputs.read_plans())
    if not plans:
        raise UsageError(f"There is no plan in {out}.", "Read documents first, or name another folder with --outputs.")
    refuse_other_folders(folder)
    if redact_names:
        plans, removed = _without_names(plans)
        _approve(folder, removed, sure=yes)
    elif not yes and not _agreed("The names of leads and authors will be in the site. Publish them?"):
        raise UsageError(
            "Nothing was published: the names of leads and authors would be in the site.",
            "Add --yes to publish them, or leave out --no-redact-names.",
        )
    with_pairs = [(one, read_pairs(outputs, one.name) if one.added else ()) for one in editions(outputs)]
    with using_editions(paired_editions(outputs.files)):
        count = write_site(folder, plans, with_pairs)
    said(f"{count} pages of {len(plans)} plans are in {folder}. Open {folder / 'index.html'}.")


def _without_names(plans: Sequence[Plan]) -> tuple[list[Plan], list[Removed]]:
    from pipeline.redaction.bodies import known_bodies
    from pipeline.redaction.plans import redact

    result = redact(plans, known_bodies())
    return result.plans, result.removed


def _approve(folder: Path, removed: Sequence[Removed], *, sure: bool) -> None:
    """Write the list of names for a person to check. Raises `UsageError` until they say that it is right."""
    from models.errors import UsageError
    from pipeline.catalogue.screen import said
    from pipeline.redaction.removed import list_beside, tell_removed

    said(tell_removed(list_beside(folder), removed))
    if not sure and not _agreed("Is the list complete? Publish now?"):
        raise UsageError("Nothing was published.", "Check the list of names, then run the same command with --yes.")


def _agreed(question: str) -> bool:
    """What is answered on a terminal; no where nobody can be asked."""
    return sys.stdin.isatty() and typer.confirm(question, err=True)
