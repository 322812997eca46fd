"""A PDF that LibreOffice prints of a Word file; and what else it makes of one."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from builders.arrangement import ArrangedTable
from layoutspace.composed import Composed
from layoutspace.engines import library_word, own_word
from layoutspace.engines.kept import made_once

KIND = "pdf"
SECONDS = 120


def missing() -> str:
    """The program, where it is not installed."""
    return "" if _program() else "LibreOffice (the package libreoffice-writer of the system)"


def render(composed: Composed) -> bytes:
    """The document as a PDF; its dates are those of the first time it was made."""
    return converted(composed, "pdf")


def converted(composed: Composed, kind: str) -> bytes:
    """What LibreOffice makes of the document as a Word file: pdf, docx or html."""
    writer = own_word if composed.habit % 2 or _has_lists(composed) else library_word
    word = writer.render(composed)
    return made_once(f"office-{kind}", word, lambda: _converted(word, kind))


def _converted(word: bytes, kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "plan.docx", Path(folder) / "made"
        source.write_bytes(word)
        subprocess.run(command(folder, source, made, kind), check=True, capture_output=True, timeout=SECONDS)
        return (made / f"plan.{kind}").read_bytes()


def command(folder: str, source: Path, made: Path, kind: str) -> list[str]:
    """What starts LibreOffice to turn a file into another kind, in the folder `made`; its profile is in `folder`."""
    profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
    return [_program(), profile, "--headless", "--convert-to", kind, "--outdir", str(made), str(source)]


def _has_lists(composed: Composed) -> bool:
    tables = (part for part in composed.parts if isinstance(part, ArrangedTable))
    return any(cell.list_number for table in tables for row in table.rows for cell in row.cells if cell)


def _program() -> str:
    return shutil.which("soffice") or shutil.which("libreoffice") or ""
