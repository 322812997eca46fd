"""`vvrap letter`: the letter of feedback on a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def letter(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="A plan_id, as in plans.csv.")],
    before: Annotated[str | None, typer.Option(metavar="PLAN", help="The plan to compare it with.")] = None,
    among: Annotated[
        int | None, typer.Option(metavar="YYYY", min=2000, max=2100, help="Look at other boroughs' plans of this year.")
    ] = None,
    outputs: Annotated[Path, typer.Option("--outputs", "--out", metavar="DIR", help="The outputs folder.")] = Path(
        "outputs"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Print the letter as one JSON value.")] = False,
) -> None:
    """Write the feedback to a borough as Word and HTML: what is complete, what is missing, what changed.

    Your edits are kept in letters/PLAN.json and used when the letter is written again.
    """
    from pipeline.catalogue.screen import print_lines, said
    from pipeline.letters.desk import write_letter
    from pipeline.outputs.paths import letter_file
    from pipeline.outputs.store import Outputs
    from pipeline.quantities import count

    folder = Outputs(outputs)
    written = write_letter(
        folder, plan, before=before, among=among, waiting=lambda: said(f"Another run is writing to {outputs}; waiting.")
    )
    if as_json:
        print_lines([written.model_dump_json(indent=2)])
        return
    sentences = [one for section in written.sections for one in section.sentences]
    said(f"{count(len(sentences), 'sentence')} -> {folder.files.place(letter_file(written.plan_id, 'docx'))}")
    for one in sentences:
        if one.is_stale:
            said(f"Edited before the facts changed, so the edit is not used: “{one.edited}”")
