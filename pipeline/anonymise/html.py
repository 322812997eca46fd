"""Web pages in other words: every tag in its place, the words between them replaced, and nothing fetched or run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape

from pipeline.anonymise.lists import listed
from pipeline.anonymise.words import OtherWords

_TOKEN = re.compile(
    r"(?P<comment><!--.*?-->)|(?P<declared><!\[[^\]]*\]>|<![^>]*>|<\?[^>]*>)"
    r"|(?P<raw><(?P<kind>script|style|textarea|title)\b(?:\"[^\"]*\"|'[^']*'|[^'\">])*>)"
    r"(?P<inside>.*?)(?P<end></(?P=kind)\s*>|\Z)"
    r"|(?P<tag></?[a-zA-Z](?:\"[^\"]*\"|'[^']*'|[^'\">])*>)",
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_INLINE, _LAYOUT = listed("html.inline"), listed("html.layout")
_WORDS, _NAMES = listed("html.words"), listed("html.names")
_OF_PROGRAMS = re.compile(r"(?:Mso|mso|lst-|msocom|fa-|material|glyphicon|icon).*|fa|c\d+|s\d+|xl\d+")
"""Names of classes that programs give and the reader knows."""
_GREY = "data:image/gif;base64,R0lGODlhAQABAIAAAMjIyAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="
_CSS = re.compile(
    r"/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|url\([^)]*\)|(?<![\w&])[.#](-?[A-Za-z_][\w-]*)", re.DOTALL
)
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")


def other_html(text: str, words: OtherWords) -> bytes:
    """The page in other words, in UTF-8."""
    names = _Names(text)
    made: list[str] = []
    waiting: list[tuple[int, str]] = []
    end = 0

    def say() -> None:
        whole = "".join(piece for _, piece in waiting)
        said, at = words.text(whole), 0
        for place, piece in waiting:
            made[place] = escape(said[at : at + len(piece)], quote=False)
            at += len(piece)
        waiting.clear()

    def hear(piece: str) -> None:
        if piece:
            waiting.append((len(made), unescape(piece)))
            made.append("")

    for token in _TOKEN.finditer(text):
        hear(text[end : token.start()])
        end = token.end()
        if token["tag"]:
            if _called(token["tag"]) not in _INLINE:
                say()
            made.append(_tag(token["tag"], words.text, names))
        elif token["raw"]:
            made += [_tag(token["raw"], words.text, names), _inside(token, words.text, names), token["end"]]
        elif token["declared"]:
            made.append(token["declared"])
    hear(text[end:])
    say()
    return "".join(made).encode("utf-8")


def other_tag(tag: str, say: Callable[[str], str]) -> str:
    """A tag that stands in a text file."""
    return _tag(tag, say, _Names())


class _Names:
    """New names for the classes and ids of a page."""

    def __init__(self, text: str = "") -> None:
        self._new: dict[str, str] = {}
        for token in _TOKEN.finditer(text):
            for name, value in _attributes(token["tag"] or token["raw"] or ""):
                if name in _NAMES:
                    for one in (value or "").split():
                        if not _OF_PROGRAMS.fullmatch(one):
                            self._new.setdefault(one, f"n{len(self._new)}")

    def of(self, name: str) -> str:
        return self._new.get(name, name)

    def all_of(self, value: str) -> str:
        return " ".join(map(self.of, value.split()))


def _called(tag: str) -> str:
    match = _NAME.match(tag)
    return match[1].lower() if match else ""


def _attributes(tag: str) -> Iterator[tuple[str, str | None]]:
    start = _NAME.match(tag)
    for match in _ATTRIBUTE.finditer(tag, start.end() if start else 0, len(tag) - 1):
        value = match[2]
        yield (
            match[1].lower(),
            None if value is None else unescape(value.strip("\"'") if value[:1] in {'"', "'"} else value),
        )


def _inside(token: re.Match[str], say: Callable[[str], str], names: _Names) -> str:
    """What stands in an element that holds no tags."""
    kind = token["kind"].lower()
    if kind == "script":
        return ""
    if kind == "style":
        return _css(token["inside"], say, names)
    return escape(say(unescape(token["inside"])), quote=False)


def _tag(tag: str, say: Callable[[str], str], names: _Names) -> str:
    called = _called(tag)
    if tag.startswith("</"):
        return f"</{called}>"
    kept: list[str] = []
    for name, value in _attributes(tag):
        new = _attribute(called, name, value, say, names)
        if new is not None:
            kept.append(name if value is None else f'{name}="{escape(new)}"')
    return f"<{' '.join([called, *kept])}{'/' if tag.rstrip('>').endswith('/') else ''}>"


def _attribute(  # noqa: PLR0911 - a kind of attribute, a return
    tag: str, name: str, value: str | None, say: Callable[[str], str], names: _Names
) -> str | None:
    """The value an attribute has in the copy; None where it is left out."""
    if name == "charset" or (value and tag == "meta" and "charset=" in value):
        return "utf-8" if name == "charset" else "text/html; charset=utf-8"
    if value is None:
        return ""
    if name in _NAMES:
        return names.all_of(value)
    if name == "style":
        return _css(value, say, names)
    if name == "src" and tag == "img":
        return _GREY
    if name == "href":
        return f"#{names.of(value[1:])}" if value.startswith("#") else "#"
    if name == "value" and tag == "li":
        return value
    if name in _LAYOUT:
        return value
    return say(value) if name in _WORDS and tag != "meta" else None


def _css(text: str, say: Callable[[str], str], names: _Names) -> str:
    """Style rules without remarks and addresses; what they print in other words."""

    def other(match: re.Match[str]) -> str:
        found = match.group()
        if found.startswith("/*"):
            return ""
        if found.startswith("url("):
            return "url()"
        if found[0] in "\"'":
            return found[0] + say(found[1:-1]) + found[-1]
        return found if _HEX.fullmatch(found) and names.of(match[1]) == match[1] else found[0] + names.of(match[1])

    return _CSS.sub(other, text)
