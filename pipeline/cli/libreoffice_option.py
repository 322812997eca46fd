"""The option that says where LibreOffice is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

LibreOfficeOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--libreoffice",
        metavar="PATH",
        help="The LibreOffice program, which opens .doc, .rtf, .odt, .xls, .xlsb, .ods, .ppt, .pptx and .odp."
        "  [default: the one that is installed]",
    ),
]


def program_given(path: Path | None) -> str | None:
    """The program as an absolute path; None when none was given. Raises `UsageError` when there is no such file."""
    from models.errors import UsageError

    if path is not None and not path.is_file():
        raise UsageError(f"--libreoffice {path}: there is no such program.", "Give the path of soffice.")
    return None if path is None else str(path.resolve())
