"""Where a link leads: the same addresses, as a server has them or as files that lie beside one another.

Addresses are those of the pages as they are served, such as `/plans/camden-2024/actions/3.1`. A published site has a
file for each of them, and links that lead from one file to another, so that it works opened from a folder.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlencode

_PAGES_OF_THEIR_OWN = ("year", "layer", "tab")
_PLAIN = re.compile(r"[^A-Za-z0-9._~-]")


class Links(Protocol):
    """Makes links from one page to others."""

    def to(self, address: str, **query: str | int | None) -> str:
        """The link to a page, by its address, with what is asked of it; None asks nothing."""

    def data(self, address: str, kind: str) -> str:
        """The link to a page's content as data: kind is `json` or `csv`."""

    def asset(self, name: str) -> str:
        """The link to a style sheet or a script."""


@dataclass(frozen=True, slots=True)
class ServedLinks:
    """Links as `vvrap serve` has them; `version` changes when a style sheet or script does."""

    version: str = ""

    def to(self, address: str, **query: str | int | None) -> str:
        """The address, quoted, with its query."""
        asked = urlencode({name: value for name, value in query.items() if value is not None})
        return quote(address, safe="/~.-") + (f"?{asked}" if asked else "")

    def data(self, address: str, kind: str) -> str:
        """The address with the kind as its suffix."""
        return quote("/index" if address == "/" else address, safe="/~.-") + f".{kind}"

    def asset(self, name: str) -> str:
        """Under /assets."""
        return f"/assets/{name}" + (f"?v={self.version}" if self.version else "")


@dataclass(frozen=True, slots=True)
class FileLinks:
    """Links as `vvrap publish` writes them, from the page at `here`.

    A year, a layer or a tab that is asked of a page is a page of its own; all else that can be asked is left out.
    """

    here: str

    def to(self, address: str, **query: str | int | None) -> str:
        """The file of a page, from here."""
        own = [str(query[name]) for name in _PAGES_OF_THEIR_OWN if query.get(name)]
        return self._from_here(file_of("/".join([address, *own])))

    def data(self, address: str, kind: str) -> str:
        """The file beside the page."""
        return self._from_here(file_of(address, kind))

    def asset(self, name: str) -> str:
        """Under assets/."""
        return self._from_here(f"assets/{name}")

    def _from_here(self, file: str) -> str:
        return quote(posixpath.relpath(file, posixpath.dirname(file_of(self.here)) or "."), safe="/~.-")


def file_of(address: str, kind: str = "html") -> str:
    """The file of a published page, by its address: characters that file systems differ about become their codes."""
    parts = [_PLAIN.sub(_code, part) for part in address.strip("/").split("/") if part]
    return f"{'/'.join(parts) or 'index'}.{kind}"


def _code(match: re.Match[str]) -> str:
    return "".join(f"_{byte:02x}" for byte in match.group().encode("utf-8", "replace"))
