"""Has LibreOffice make a document that we read out of one that we do not.

It runs without a window, with a profile of its own that is thrown away, without macros, without following links, and,
where the system allows it, cut off from the network.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import IO, cast

from models.errors import ConversionFailed

LONGEST_SECONDS = 180.0
"""By the clock. A plan takes 2 to 5 s, on a machine that does ten things at once half a minute."""
LARGEST_BYTES = 200 * 1024 * 1024
"""Of what is made: as much as a document that is given may have."""
_PARTS = {"docx": ("Writer", "texts"), "xlsx": ("Calc", "sheets"), "pdf": ("Impress", "slides")}
"""Which part of LibreOffice makes what; systems may install them one by one."""
_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
"""Where installers put it without putting it on the path."""

_PROFILE = "registrymodifications.xcu"
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macros, no links that fetch, and a proxy where nobody answers."""

_GUARD = 'exec 3<&0 </dev/null; (read -r _ <&3; kill -9 0) & exec "$@" 3<&-'
_WITH_US = () if sys.platform == "win32" else ("/bin/sh", "-c", _GUARD, "sh")
"""Before a command: all of its group is ended when the process that started it ends, and with it this input."""

_given: ContextVar[str | None] = ContextVar("libreoffice", default=None)


@contextmanager
def using_libreoffice(program: str | None) -> Iterator[None]:
    """Use this program, by its path, in what is done inside; None for the one that is found."""
    token = _given.set(program)
    try:
        yield
    finally:
        _given.reset(token)


def find_libreoffice() -> str | None:
    """The program: the one that was given, else one on the path, else where installers put it; None for none."""
    given = _given.get()
    if given is not None:
        return given
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def convert(program: str, data: bytes, ending: str, target: str) -> bytes:
    """The document as `target` (docx, xlsx, pdf); `ending` is that of its own kind. Raises `ConversionFailed`."""
    with tempfile.TemporaryDirectory(prefix="vvrap-") as name:
        folder = Path(name)
        source, made, profile = folder / f"document.{ending}", folder / "made", folder / "profile"
        source.write_bytes(data)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / _PROFILE).write_text(_profile(), encoding="utf-8")
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--invisible", "--norestore", "--nologo", "--nolockcheck", "--nodefault"),
            *("--convert-to", target, "--outdir", str(made), str(source)),
        ]
        _run(command, folder)
        results = sorted(made.glob(f"*.{target}")) if made.is_dir() else []
        if not results or results[0].stat().st_size > LARGEST_BYTES:
            part, called = _PARTS.get(target, _PARTS["docx"])
            raise ConversionFailed(
                "LibreOffice could not open the file: it is damaged, password-protected or too large, or the part "
                f"of LibreOffice for {called}, {part}, is not installed.",
                "Open it in the program it was made with, and save it as Word (.docx), Excel (.xlsx) or PDF. "
                f"If {part} is missing, install it (on Debian and Ubuntu: `apt install libreoffice-{part.lower()}`).",
            )
        return results[0].read_bytes()


def _run(command: list[str], folder: Path) -> None:
    """Run it to its end. End it and all that it started when its time is over, or when this process is ended."""
    if shutil.which(command[0]) is None:
        raise _cannot_start()
    try:
        process = subprocess.Popen(  # noqa: S603 - our own arguments, which the shell takes as they are
            [*_WITH_US, *_cut_off(), *command],
            stdin=subprocess.PIPE,  # nothing is written to it
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )
    except OSError as error:
        raise _cannot_start() from error
    try:
        process.wait(LONGEST_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ConversionFailed(
            f"LibreOffice did not finish with the file within {LONGEST_SECONDS:.0f} seconds.",
            "Open it in the program it was made with, and save it as Word (.docx), Excel (.xlsx) or PDF.",
        ) from error
    finally:
        _end(process)
        cast("IO[bytes]", process.stdin).close()


def _cannot_start() -> ConversionFailed:
    return ConversionFailed(
        "LibreOffice could not be started.",
        "Save the file as .docx, .xlsx or PDF, or install LibreOffice again. "
        "If you gave --libreoffice, check its path.",
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is still running of it: it starts a second process that would go on alone."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment(folder: Path) -> dict[str, str]:
    """The environment without what leads out: home and temporary files in the folder, proxies where nobody answers."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT", "LANG", "LC_ALL"}}
    nowhere = "http://127.0.0.1:9"
    places = {"HOME": str(folder), "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}
    return {**kept, **places, "http_proxy": nowhere, "https_proxy": nowhere, "SAL_USE_VCLPLUGIN": "svp"}


@cache
def _cut_off() -> tuple[str, ...]:
    """What to put before a command so that it has no network; nothing where the system has no such thing."""
    program = shutil.which("unshare")
    if program is None:
        return ()
    prefix = (program, "--user", "--map-root-user", "--net")
    tried = subprocess.run([*prefix, "true"], check=False, capture_output=True)  # noqa: S603 - our own arguments
    return prefix if tried.returncode == 0 else ()


def _profile() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>"
    )
