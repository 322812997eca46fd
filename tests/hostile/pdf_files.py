"""PDF files made to do harm: circles, nesting, sizes, characters. Written by hand, object by object."""

from __future__ import annotations

import zlib

from builders.nightly import NIGHTLY
from builders.raw_pdf import CATALOG, FONT, PAGE, WORDS, page_of, pdf_of, stream

DEEP = 20_000
MANY = 1_000_000 if NIGHTLY else 100_000


def pages_in_a_circle() -> bytes:
    """A tree of pages that holds itself."""
    pages = b"<< /Type /Pages /Kids [3 0 R 2 0 R 6 0 R] /Count 3 >>"
    other = b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 6 0 R] /Count 2 >>"
    return pdf_of({1: CATALOG, 2: pages, 3: PAGE % b"", 4: stream(WORDS), 5: FONT, 6: other})


def page_that_is_its_own_parent() -> bytes:
    """A page that takes what it lacks from itself."""
    page = b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>"
    return pdf_of(
        {1: CATALOG, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>", 3: page, 4: stream(WORDS)}
    )


def pages_nested_deep() -> bytes:
    """A tree of pages that is a thousand levels high."""
    first, last = 10, 10 + 1500
    nodes = {number: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 1) for number in range(first, last)}
    page = PAGE % b""
    return pdf_of({1: CATALOG.replace(b"2 0 R", b"10 0 R"), **nodes, last: page, 4: stream(WORDS), 5: FONT})


def drawing_in_a_circle() -> bytes:
    """Forms that draw one another twice each, so that the work doubles at every step."""
    forms = b"/XObject << /X 6 0 R /Y 7 0 R >>"
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 842 595] /Resources << /XObject << /X 6 0 R /Y 7 0 R >> >>"
    form = stream(b"/X Do /Y Do", entries)
    return page_of(WORDS + b"/X Do", forms, {6: form, 7: form})


def drawing_that_doubles() -> bytes:
    """Forms without a circle, each of which draws the next one ten times."""
    last = 30
    forms = {
        number: stream(
            b"/X Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 842 595] /Resources << /XObject << /X %d 0 R >> >>"
            % (number + 1),
        )
        for number in range(6, last)
    }
    end = stream(WORDS, b"/Type /XObject /Subtype /Form /BBox [0 0 842 595] /Resources << /Font << /F1 5 0 R >> >>")
    return page_of(WORDS + b"/X Do", b"/XObject << /X 6 0 R >>", {**forms, last: end})


def references_in_a_circle() -> bytes:
    """Objects that are one another, and a stream whose length is itself."""
    page = PAGE.replace(b"/Contents 4 0 R", b"/Contents 6 0 R").replace(b"[0 0 842 595]", b"6 0 R") % b""
    body = b"<< /Length 8 0 R >>\nstream\n" + WORDS + b"\nendstream"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 9 0 R >>"
    return pdf_of({1: CATALOG, 2: pages, 3: page, 5: FONT, 6: b"7 0 R", 7: b"6 0 R", 8: body, 9: b"9 0 R"})


def contents_tables_in_a_circle() -> bytes:
    """A table of contents whose earlier one is itself."""
    data = page_of(WORDS)
    start = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def arrays_nested_deep() -> bytes:
    """Arrays in arrays in an object, in a page's content and in the trailer."""
    nested = b"[" * DEEP + b"]" * DEEP
    content = b"[" * DEEP + b"(x)" + b"]" * DEEP + b" TJ\n" + b"q " * DEEP + WORDS
    return page_of(content, b"/Deep %s" % nested, {7: b"<< /A " * DEEP + b">> " * DEEP})


def many_characters() -> bytes:
    """A page that draws far more letters than fit on it."""
    lines = b"".join(b"(%s) ' " % (b"word " * 20) for _ in range(MANY // 100))
    return page_of(b"BT /F1 3 Tf 0.05 TL 0 594 Td %s ET" % lines)


def many_lines() -> bytes:
    """A page ruled with a line for every point."""
    cells = b"".join(b"%d %d 1 1 re S\n" % (number % 800, number // 800 % 590) for number in range(MANY // 4))
    return page_of(WORDS + cells)


def bomb() -> bytes:
    """A page whose content is packed a thousandfold, twice over."""
    inner = zlib.compress(b" " * (256 << 20), 1)
    data = zlib.compress(inner)
    body = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(data), data)
    return page_of(b"", others={4: body})


def odd_characters() -> bytes:
    """Letters that stand for halves of surrogate pairs, control characters and marks that turn text round."""
    mapping = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n"
        b"6 beginbfchar <53> <D800> <6f> <DC00> <6d> <0000> <65> <202E> <77> <001B> <72> <FFFE> endbfchar\n"
        b"endcmap end end"
    )
    font = FONT.replace(b">>", b"/ToUnicode 6 0 R >>")
    return page_of(WORDS, others={5: font, 6: stream(mapping)})


def huge_numbers() -> bytes:
    """Sizes, places and counts far past any page."""
    nines = b"9" * 400
    content = b"%s 0 0 %s 0 0 cm 1e999 %s Td BT /F1 %s Tf (words) Tj ET 0 0 %s %s re f\n" % (
        nines,
        nines,
        nines,
        nines,
        nines,
        nines,
    )
    page = (
        (PAGE % b"")
        .replace(b"842 595", nines + b" " + nines)
        .replace(b"/Parent", b"/Rotate 77 /UserUnit 1e300 /Parent")
    )
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 999999999999 >>"
    return pdf_of({1: CATALOG, 2: pages, 3: page, 4: stream(content + WORDS), 5: FONT}, b"/Prev 99999999999")


def scripted() -> bytes:
    """A page with a script, an action that starts a program, and a link to a file of the machine."""
    actions = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (/bin/sh) >> "
        b"/AA << /WC << /S /JavaScript /JS (app.alert\\(1\\)) >> >> >>"
    )
    file = b"<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf_of({1: actions, 2: pages, 3: PAGE % b"", 4: stream(WORDS), 5: FONT, 6: file})
