"""What LibreOffice makes of a Word document or a workbook."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

CONVERT_SECONDS = 180


def office() -> str | None:
    """The path of LibreOffice."""
    return next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)


def converted(data: bytes, kind: str, to: str) -> bytes:
    """The file saved as another kind: docx or xlsx as pdf, docx as odt."""
    program = office()
    assert program is not None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"plan.{kind}")
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            folder,
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=CONVERT_SECONDS)
        return Path(folder, f"plan.{to}").read_bytes()
