"""`vvrap anonymise`: the same document in other words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def anonymise(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A document.")],
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="The copy.  [default: anonymised, with the ending of its kind]"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the name of the copy as one JSON value.")] = False,
) -> None:
    """Write a copy of a document with the same layout but different words, to send when it is read wrongly.

    The copy is read to check that it has the same tables, actions and statuses. Look through it before you send it.
    """
    import json

    from models.errors import UsageError
    from pipeline.anonymise import anonymise as in_other_words
    from pipeline.batch.inputs import bytes_of
    from pipeline.catalogue.screen import print_lines, said
    from pipeline.files import write_whole

    copy = in_other_words(bytes_of(file))
    target = to or Path(f"anonymised{copy.ending}")
    if target.exists():
        raise UsageError(f"{target} exists already.", "Name another file with --to.")
    write_whole(target, copy.data)
    if as_json:
        print_lines([json.dumps({"file": str(target)}, ensure_ascii=False)])
        return
    said(f"{file} -> {target}: same layout, different words. Look through it before you send it.")
