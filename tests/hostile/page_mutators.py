"""Damage done to web pages and texts: to tags, attributes, lines and characters."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from hostile.mutators import BLIND, Mutator

_TAG = re.compile(rb"</?[A-Za-z][^<>]*>")
TAGS = (
    b"<table>", b"</table>", b"<tr>", b"</tr>", b"<td>",
    b"</td>", b"<th>", b"<thead>", b"<tbody>", b"</body>",
    b"<div>", b"<p>", b"<ul><li>", b"<script>", b"<style>",
    b"<!--", b"<template>", b"<textarea>", b"<title>", b"<svg>",
    b"<select>", b"<td rowspan=0>", b"<td colspan=9999>", b"<td rowspan=65534>", b"<noscript>",
    b"<plaintext>", b"<xmp>", b"<iframe>", b"<div hidden>", b'<div style="display:none">',
    b"<base href=//x>", b"<meta charset=utf-16>", b"<frameset>", b"<del>", b"<object>",
    b"<details>", b"<caption>", b"<colgroup>", b"<form>", b"<button>",
    b"<math>", b"<rp>", b"<wbr>", b"<br>",
)  # fmt: skip
CHARACTERS = (
    b"&#0;", b"&#xD800;", b"&#x202E;", b"&#x110000;", b"&nbsp;", b"&lt;td&gt;", "\u202e".encode(), "\u200f".encode(),
    b"\xed\xa0\x80", b"\x00", b"\x1b[31m", b"\x0c", "\ufeff".encode(), "\u2028".encode(), b"\xc3", b"\r", b"\x85",
)  # fmt: skip
MOST_LINES = 12


def _on_tags(change: Callable[[bytes, list[re.Match[bytes]], Random], bytes]) -> Mutator:
    def mutator(data: bytes, chance: Random) -> bytes:
        tags = list(_TAG.finditer(data))
        return change(data, tags, chance) if tags else data

    mutator.__name__ = change.__name__
    return mutator


def drop_tag(data: bytes, tags: list[re.Match[bytes]], chance: Random) -> bytes:
    """A tag gone."""
    tag = chance.choice(tags)
    return data[: tag.start()] + data[tag.end() :]


def change_tag(data: bytes, tags: list[re.Match[bytes]], chance: Random) -> bytes:
    """A tag made another."""
    tag = chance.choice(tags)
    return data[: tag.start()] + chance.choice(TAGS) + data[tag.end() :]


def put_tag(data: bytes, tags: list[re.Match[bytes]], chance: Random) -> bytes:
    """A tag put in, often one that is never closed."""
    place = chance.choice(tags).end()
    return data[:place] + chance.choice(TAGS) * chance.choice((1, 1, 1, 2, 300)) + data[place:]


def move_between_tags(data: bytes, tags: list[re.Match[bytes]], chance: Random) -> bytes:
    """What stands between two tags put elsewhere."""
    start, end = sorted((chance.choice(tags).start(), chance.choice(tags).start()))
    place = chance.choice(tags).start()
    piece, rest = data[start:end], data[:start] + data[end:]
    return rest[:place] + piece + rest[place:]


def spoil_characters(data: bytes, chance: Random) -> bytes:
    """Characters put in that are no text, or turn it round."""
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(data) + 1)
        data = data[:place] + chance.choice(CHARACTERS) + data[place:]
    return data


def drop_lines(data: bytes, chance: Random) -> bytes:
    """Some lines gone."""
    lines = data.split(b"\n")
    start = chance.randrange(len(lines))
    del lines[start : start + chance.randint(1, MOST_LINES)]
    return b"\n".join(lines)


def move_lines(data: bytes, chance: Random) -> bytes:
    """Some lines put elsewhere."""
    lines = data.split(b"\n")
    start, count = chance.randrange(len(lines)), chance.randint(1, MOST_LINES)
    piece = lines[start : start + count]
    del lines[start : start + count]
    place = chance.randrange(len(lines) + 1)
    return b"\n".join([*lines[:place], *piece, *lines[place:]])


def change_white_space(data: bytes, chance: Random) -> bytes:
    """A tab, a line end or a run of spaces gone, doubled, or made another."""
    places = list(re.finditer(rb"\t|\r?\n| {2,}", data))
    if not places:
        return data
    place = chance.choice(places)
    other = chance.choice((b"", b"\t", b"\t\t", b"\n", b"\n\n", b" ", b"    ", b"\r", b"\x0c"))
    return data[: place.start()] + other + data[place.end() :]


def encode_otherwise(data: bytes, chance: Random) -> bytes:
    """The same characters in another encoding, which nothing names."""
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "utf-16-le", "cp1252", "latin-1", "utf-8-sig", "utf-32")), "replace")


HTML: tuple[Mutator, ...] = (
    *BLIND,
    *map(
        _on_tags, (drop_tag, drop_tag, change_tag, change_tag, put_tag, put_tag, move_between_tags, move_between_tags)
    ),
    spoil_characters,
    encode_otherwise,
)
TEXT: tuple[Mutator, ...] = (
    *BLIND,
    spoil_characters,
    drop_lines,
    move_lines,
    change_white_space,
    change_white_space,
    encode_otherwise,
)
