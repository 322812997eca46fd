"""Word documents made to do harm: bombs, entities, names that lead out of the zip, nesting, cells without number."""

from __future__ import annotations

import io
import struct
import zipfile

from builders.broken import good_docx
from builders.nightly import NIGHTLY
from builders.word import EPOCH
from builders.wordml import NAMESPACES, members_of, paragraph, row, table, zipped

PLAN_ROWS = (row("Action No", "VRU Mandatory Action", "Narrative"), row("1", "Share information.", "It is shared."))
DEEP = 3000
MILLION = 1_000_000 if NIGHTLY else 300_000
SIDE = 1000 if NIGHTLY else 400
"""Rows and columns of a table far above the limit on cells."""
BOMB_MEGABYTES = 40
OVERLAPPING = 500
_CENTRAL = b"PK\x01\x02"
_END = struct.Struct("<4s4H2LH")


def docx_of(body: str, **parts: str) -> bytes:
    """A Word document with this body, and other parts as they are given."""
    main = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return zipped({"word/document.xml": main, **{f"word/{name}.xml": content for name, content in parts.items()}})


def with_members(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A good plan with more members in its zip."""
    packed = io.BytesIO(good_docx())
    with zipfile.ZipFile(packed, "a", compression) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, compression)
    return packed.getvalue()


def bomb() -> bytes:
    """A zip of a file of zeros."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("zeros.xml", EPOCH), bytes(BOMB_MEGABYTES << 20), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def nested_bomb() -> bytes:
    """A zip of zips of zips, ten in each, the innermost of which hold bombs."""
    inner = bomb()
    for _ in range(3):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(10):
                archive.writestr(zipfile.ZipInfo(f"{number}.zip", EPOCH), inner, zipfile.ZIP_DEFLATED)
        inner = packed.getvalue()
    return inner


def plan_with_bomb_inside() -> bytes:
    """A good plan that has a nested bomb for an attachment."""
    return with_members({"word/embeddings/attachment.zip": nested_bomb(), "word/media/zeros.png": bytes(64 << 20)})


def bomb_of_many_parts() -> bytes:
    """Parts that are harmless each and hundreds of megabytes together."""
    part = b"<x>" + b" " * (7 << 20) + b"</x>"
    return with_members({f"word/more{number}.xml": part for number in range(40)})


def overlapping_bomb() -> bytes:
    """Members that are one and the same piece of the file, so that even the ratio of the whole says nothing."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("word/a0000.xml", EPOCH), b" " * (7 << 20), zipfile.ZIP_DEFLATED)
    data = packed.getvalue()
    start = data.index(_CENTRAL)
    entry = data[start : data.index(b"PK\x05\x06")]
    entries = b"".join(entry.replace(b"a0000", b"a%04d" % number) for number in range(OVERLAPPING))
    end = _END.pack(b"PK\x05\x06", 0, 0, OVERLAPPING, OVERLAPPING, len(entries), start, 0)
    return data[:start] + entries + end


def entity_bomb_beside_the_text() -> bytes:
    """Entities that grow without end, in the styles, in sixteen bits."""
    entities = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
    styles = f'<!DOCTYPE s [<!ENTITY e0 "ha">{entities}]><w:styles {NAMESPACES}>&e9;</w:styles>'
    members: dict[str, str | bytes] = {**members_of(good_docx())}
    members["word/styles.xml"] = f'<?xml version="1.0" encoding="UTF-16"?>{styles}'.encode("utf-16")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content)
    return packed.getvalue()


def outside_entity() -> bytes:
    """A file of the machine named as an entity."""
    main = (
        '<!DOCTYPE w [<!ENTITY out SYSTEM "file:///etc/passwd">'
        '<!ENTITY % dtd SYSTEM "http://localhost:9/a.dtd"> %dtd;]>'
        f"<w:document {NAMESPACES}><w:body>{table(*PLAN_ROWS)}<w:p><w:r><w:t>&out;</w:t></w:r></w:p></w:body>"
        "</w:document>"
    )
    return zipped({"word/document.xml": main})


def names_that_lead_out() -> bytes:
    """A good plan with members whose names lead to other folders."""
    evil = b"<evil/>"
    names = (
        "../../../../evil.xml",
        "/etc/evil.xml",
        "C:\\evil.xml",
        "word/../../evil.rels",
        "..\\..\\evil.xml",
        "a\nb.xml",
    )
    return with_members(dict.fromkeys(names, evil))


def relationships_that_lead_out() -> bytes:
    """A good plan whose header, template and picture are files of the machine and addresses of the network."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="out{number}" Type="{kind}/{what}" Target="{target}"{mode}/>'
        for number, (what, target, mode) in enumerate(
            [
                ("header", "../../../../../../etc/passwd", ""),
                ("footer", "file:///etc/passwd", ""),
                ("attachedTemplate", "http://localhost:9/template.dotm", ' TargetMode="External"'),
                ("image", "\\\\localhost\\share\\picture.png", ' TargetMode="External"'),
            ]
        )
    )
    members = members_of(good_docx())
    name = "word/_rels/document.xml.rels"
    return zipped({**members, name: members[name].replace("</Relationships>", f"{links}</Relationships>")})


def nested_tables(depth: int) -> bytes:
    """Tables in tables."""
    inner = paragraph("innermost")
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    return docx_of(table(*PLAN_ROWS) + inner)


def nested_fields() -> bytes:
    """Fields that begin and never end."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    return docx_of(f"<w:p>{begin * DEEP}</w:p>{table(*PLAN_ROWS)}")


def styles_in_a_circle() -> bytes:
    """Styles each based on the next and the last on the first; lists that point at one another."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{number}"><w:name w:val="S{number}"/>'
        f'<w:basedOn w:val="S{(number + 1) % 9}"/><w:link w:val="S{(number + 4) % 9}"/></w:style>'
        for number in range(9)
    )
    text = paragraph("Words", properties='<w:pStyle w:val="S1"/>')
    members = members_of(good_docx())
    members["word/styles.xml"] = f"<w:styles {NAMESPACES}>{styles}</w:styles>"
    members["word/document.xml"] = members["word/document.xml"].replace("<w:body>", f"<w:body>{text}", 1)
    return zipped(members)


def million_cells() -> bytes:
    """A table of a thousand rows of a thousand cells, not compressed, so that no ratio tells."""
    cells = "<w:tc><w:p/></w:tc>" * SIDE
    body = f"<w:tbl>{f'<w:tr>{cells}</w:tr>' * SIDE}</w:tbl>"
    main = f"<w:document {NAMESPACES}><w:body>{body}{table(*PLAN_ROWS)}</w:body></w:document>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml", EPOCH), main)
    return packed.getvalue()


def spans_without_end() -> bytes:
    """Cells that ask for thousands of millions of columns."""
    wide = '<w:tcPr><w:gridSpan w:val="2147483647"/><w:vMerge w:val="restart"/></w:tcPr>'
    return docx_of(table(*PLAN_ROWS, row(f"<w:tc>{wide}<w:p/></w:tc>", *("x",) * 3)))


def million_characters() -> bytes:
    """A plan one of whose cells holds a million characters."""
    words = "word " * (MILLION // 5)
    return docx_of(table(*PLAN_ROWS, row("2", "Write at length.", words)))


def odd_characters() -> bytes:
    """A plan with marks that turn text round, joiners, private characters and halves of flags in every cell."""
    odd = "\u202egnp.exe\u202c \u200f\u200e\ufeff\u200b\ue000\U000f0000\U0001f1ec =1+1\u2028\u0085"
    return docx_of(table(PLAN_ROWS[0], row("1", f"Share {odd} information.", f"It is {odd} shared.")))
