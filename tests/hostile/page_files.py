"""Web pages and texts made to do harm: nesting, cells without number, characters that no file can hold."""

from __future__ import annotations

from builders.nightly import NIGHTLY

DEEP = 50_000
HEADER = "<tr><th>Action No</th><th>VRU Mandatory Action</th><th>Narrative</th></tr>"
ROW = "<tr><td>1</td><td>Share information.</td><td>It is shared.</td></tr>"
PLAN = f"<table>{HEADER}{ROW}</table>"
MILLION = 1_000_000 if NIGHTLY else 300_000
SIDE = 1000 if NIGHTLY else 400
"""Rows and columns of tables far above the limit on cells."""
PLENTY = "Plain words of a plan that is longer than this one. " * 60
"""So that the odd characters are few among many, and the file is still taken for text."""
CHARACTERS = "\u202eevael\u202c \u200f\u200e\ufeff\x07\x1b[31m\x9b31m\ufffe\U0010ffff=1+1"


def page(body: str) -> bytes:
    """A page with a small plan and something else."""
    return f"<!doctype html><html><head><title>Plan</title></head><body>{PLAN}{body}</body></html>".encode()


def nested(tag: str) -> bytes:
    """Tags in tags."""
    return page(f"<{tag}>" * DEEP + "innermost" + f"</{tag}>" * DEEP)


def nested_tables() -> bytes:
    """Tables in tables, never closed."""
    return page("<table><tr><td>" * DEEP)


def million_cells() -> bytes:
    """A table of a thousand rows of a thousand cells."""
    row = f"<tr>{'<td>x' * SIDE}"
    return page(f"<table>{row * SIDE}</table>")


def spans_without_end() -> bytes:
    """Cells that ask for millions of rows and columns."""
    wide = '<tr><td rowspan="65534" colspan="99999">x</td><td rowspan="0" colspan="1000">y</td></tr>'
    return page(f"<table>{HEADER}{wide * 2000}</table>")


def million_characters() -> bytes:
    """A paragraph of a million characters, and a cell of a tenth of them."""
    words = "word " * (MILLION // 5)
    cells = f"<td>2</td><td>Write at length.</td><td>{words[: MILLION // 10]}</td>"
    return page(f"<p>{words}</p><table>{HEADER}<tr>{cells}</tr></table>")


def one_word_of_a_million() -> bytes:
    """A word of a million letters."""
    return page(f"<p>{'x' * MILLION}</p>")


def outside_entities() -> bytes:
    """Entities of a page that name a file and an address, and things to fetch."""
    declared = '<!DOCTYPE html [<!ENTITY out SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    fetched = (
        '<img src="http://localhost:9/a.png"><link rel=stylesheet href="file:///etc/passwd"><base href="//localhost:9">'
    )
    return f"{declared}<html><body>{fetched}{PLAN}<p>&out;&b;</p></body></html>".encode()


def odd_characters() -> bytes:
    """A plan with halves of surrogate pairs, control characters and marks that turn text round, in every cell."""
    odd = "&#xD800;&#xDFFF;&#0;&#1;&#27;[31m&#x202E;evael&#x85;&#xFFFE;&#x110000;"
    row = f"<tr><td>1{CHARACTERS}</td><td>Share {odd} information.</td><td>It is {odd}{CHARACTERS} shared.</td></tr>"
    return f"<html><body><h1>A {odd} plan</h1><table>{HEADER}{row}</table><p>{PLENTY}</p></body></html>".encode()


def deep_style_rules() -> bytes:
    """A style sheet of selectors that try every path through the page."""
    rules = "".join(f"{'div ' * 60}.c{number} {{ color: red }}" for number in range(300))
    return page(f"<style>{rules}</style>" + "<div class=c1>" * 100 + "x" + "</div>" * 100)


def backtracking() -> bytes:
    """Runs of characters on which careless patterns take for ever."""
    runs = (
        "<!--" * 5000,
        "&" * 50_000,
        "<" * 50_000,
        "a=" * 50_000,
        " " * 100_000,
        "\t" * 50_000,
        "-" * 100_000,
        "1." * 50_000,
    )
    return page("".join(f"<p>{run}</p>" for run in runs))


def text_plan(narrative: str) -> bytes:
    """A small plan as text, the cells between tabs."""
    lines = (
        "Action No\tVRU Mandatory Action\tNarrative",
        "1\tShare information.\tIt is shared.",
        f"2\tAsk people.\t{narrative}",
    )
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def text_of_odd_characters() -> bytes:
    """A text with halves of surrogate pairs written as bytes, and control characters."""
    return text_plan(f"They {CHARACTERS} were asked. {PLENTY}")


def text_of_surrogates() -> bytes:
    """A text in sixteen bits with half a surrogate pair in it."""
    plan = text_plan("They were asked.").decode()
    return b"\xff\xfe" + plan.encode("utf-16-le") + b"\x00\xd8" + " at length".encode("utf-16-le")


def text_of_one_line() -> bytes:
    """A million characters without a line end."""
    return text_plan("word " * (MILLION // 5))


def text_of_a_million_cells() -> bytes:
    """A thousand lines of a thousand cells."""
    return text_plan("They were asked.") + b"\n" + b"\n".join([b"x\t" * SIDE] * SIDE)
