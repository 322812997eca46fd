"""Words that say that something goes on from further up: "Prevention (continued)", "4.1 cont.", "as above"."""

from __future__ import annotations

import re

_WORD = r"\bcont(?:inue[sd]|[’']?d)?\b"
_ANYWHERE = re.compile(_WORD, re.IGNORECASE)
_LAST = re.compile(rf"[\s(\[–-]*{_WORD}\.?[)\]]?\s*$", re.IGNORECASE)
_ALONE = re.compile(rf"[\[(]?(?:(?:as )?(?:above|before)|{_WORD})\.?[\])]?|…|\"|“", re.IGNORECASE)


def says_continued(text: str) -> bool:
    """Whether a text says somewhere that it goes on."""
    return _ANYWHERE.search(text) is not None


def only_goes_on(text: str) -> bool:
    """Whether a text says nothing but that it goes on, or is as above."""
    return _ALONE.fullmatch(text) is not None


def without_continued(text: str) -> tuple[str, str]:
    """A text without the words at its end that say that it goes on, and these words."""
    found = _LAST.search(text)
    return (text[: found.start()].strip(), found.group()) if found else (text, "")
