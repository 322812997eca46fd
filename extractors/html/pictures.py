"""What a cell shows beside words: pictures, drawings, icons, frames, and what they are called."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

_SPACER = re.compile(r"\b(?:spacer|blank|pixel|transparent|shim)\b[^/]*$|^data:image/gif;base64,R0lGODlhAQABA")
"""Names of pictures that only take up room, and the start of a picture of one pixel."""
_NO_SIZE = frozenset({"0", "1", "0px", "1px"})


@dataclass(slots=True)
class Pictures:
    """The pictures of one cell, in the order met."""

    _shown: list[tuple[str, bool]] = field(default_factory=list)
    _names: list[str] = field(default_factory=list)
    _unseen_names: list[str] = field(default_factory=list)

    def add(self, name: str, *, minor: bool) -> None:
        """Take a picture; a minor one matters only in a cell that shows nothing else."""
        self._shown.append((" ".join(name.split()), minor))
        self._names.append(self._shown[-1][0])

    def add_image(self, element: HtmlElement) -> None:
        """Take an `img` element; one that its page calls empty is minor, and one without size is none."""
        source = element.get("data-src") or element.get("src") or ""
        if _SPACER.search(source) or element.get("width") in _NO_SIZE or element.get("height") in _NO_SIZE:
            return
        name = element.get("alt")
        self.add(name or "", minor=name is not None and not name.strip())

    def add_name(self, name: str) -> None:
        """Take what screen readers or a tooltip call something in the cell."""
        self._names.append(name)

    def add_unseen_name(self, name: str) -> None:
        """Take words for those who do not see the page, which may say what a picture shows."""
        self._unseen_names.append(name)

    def spoken(self, *, coloured: bool) -> str:
        """What the pictures of a cell without words say."""
        names = [name for name in self._names if name]
        if not names and self._shown and not coloured:
            names = self._unseen_names
        return " ".join(dict.fromkeys(names))

    def unread(self, words: str, *, coloured: bool) -> int:
        """How many pictures show what no record says, in a cell of these words, or that has a colour."""
        said = words.casefold()
        return sum(
            not (name and name.casefold() in said) and not (minor and (said.strip() or coloured))
            for name, minor in self._shown
        )
