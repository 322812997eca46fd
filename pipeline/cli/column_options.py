"""The options by which commands are told what columns are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

ColumnOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="HEADER=FIELD",
        help="Treat every column with this header as this field. May be given several times.",
        show_default=False,
    ),
]
SaveOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--save-columns",
        help="Remember the names given with --column, in columns.toml in the --reference folder or, without one, in the"
        " outputs folder.",
    ),
]
ReferenceOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Folder with your own columns.toml, used before the one in the outputs folder."),
]
