"""A file that is broken, locked or hostile gets one plain answer, and never harms the machine."""

from __future__ import annotations

import io
import random
import warnings
import zipfile

import pytest

from builders.wordml import NAMESPACES, cell, grid_of, members_of, paragraph, row, table, word_file, zipped
from extractors.common import office
from extractors.docx.docx_reader import read
from models.errors import DamagedFile, EmptyFile, EncryptedFile, InputError, OversizedFile, ScannedFile, UnsupportedKind

PLAN = word_file("Before", table(row("Ref", "RAG"), row("1.1", cell("Green"))), styles="", numbering="", theme="")
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
RANDOM_SEED = 20240131


def changed(data: bytes, **parts: str) -> bytes:
    """The file with other contents in some of word/*.xml."""
    return zipped({**members_of(data), **{f"word/{name}.xml": content for name, content in parts.items()}})


def test_a_whole_file_is_read() -> None:
    assert grid_of(read(PLAN, "plan.docx").tables()[0]) == [["Ref", "RAG"], ["1.1", "Green"]]


def test_the_document_says_what_it_was_read_from() -> None:
    document = read(PLAN, "plan.docx")

    assert (document.filename, document.reader, document.page_count) == ("plan.docx", "docx", None)
    assert len(document.sha256) == 64
    assert document.media_type.endswith("wordprocessingml.document")


def test_the_same_bytes_give_the_same_document() -> None:
    assert read(PLAN, "plan.docx") == read(PLAN, "plan.docx")


def test_a_locked_file_says_so() -> None:
    locked = OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)

    with pytest.raises(EncryptedFile, match="password"):
        read(locked, "x")


def test_a_document_of_old_word_is_told_apart_from_a_locked_one() -> None:
    with pytest.raises(UnsupportedKind, match=r"\.doc"):
        read(OLE + bytes(1024), "x")


def test_a_zip_with_a_password_says_so() -> None:
    data = bytearray(PLAN)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start >= 0:
            data[start + flags] |= 1
            start = data.find(signature, start + 1)

    with pytest.raises(EncryptedFile):
        read(bytes(data), "x")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_damaged(share: float) -> None:
    with pytest.raises(DamagedFile):
        read(PLAN[: int(len(PLAN) * share)], "x")


def test_a_file_with_broken_xml_is_damaged() -> None:
    with pytest.raises(DamagedFile, match="not valid XML"):
        read(changed(PLAN, document="<w:document><w:body>"), "x")


def test_a_container_without_a_text_part_is_damaged() -> None:
    with pytest.raises(DamagedFile, match="no text part"):
        read(zipped({"word/styles.xml": "<x/>"}), "x")


def test_a_text_part_without_a_body_is_damaged() -> None:
    with pytest.raises(DamagedFile):
        read(changed(PLAN, document=f"<w:document {NAMESPACES}/>"), "x")


def test_two_bodies_in_one_file_are_both_read() -> None:
    second = f"<w:body>{paragraph('Second')}</w:body></w:document>"
    both = members_of(PLAN)["word/document.xml"].replace("</w:document>", second)

    document = read(changed(PLAN, document=both), "x")

    assert [block.text for block in document.blocks()] == ["Before", "Second"]


def test_any_flipped_byte_gives_a_document_or_a_plain_answer() -> None:
    chance = random.Random(RANDOM_SEED)  # noqa: S311 - the same damage every time, no secret
    outcomes = set()

    for _ in range(300):
        data = bytearray(PLAN)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            outcomes.add(read(bytes(data), "x").reader)
        except InputError as error:
            outcomes.add(error.code)

    assert {"docx", "damaged-file"} <= outcomes


def test_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    text = f"{bomb}<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"

    with pytest.raises(DamagedFile, match="document type"):
        read(changed(PLAN, document=text), "x")


def test_a_part_named_as_outside_entity_is_never_fetched() -> None:
    outside = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    text = f"{outside}<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"

    with pytest.raises(DamagedFile, match="document type"):
        read(changed(PLAN, document=text), "x")


def test_a_part_that_unpacks_out_of_all_proportion_is_refused() -> None:
    bomb = changed(PLAN, document=" " * (office.RATIO_FLOOR_BYTES + 1))

    with pytest.raises(OversizedFile):
        read(bomb, "x")


def test_parts_that_are_too_big_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_TOTAL_BYTES", 1000)

    with pytest.raises(OversizedFile):
        read(PLAN, "x")


def test_a_part_with_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_TAGS", 10)

    with pytest.raises(OversizedFile, match="elements"):
        read(PLAN, "x")


def test_a_container_of_too_many_members_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_MEMBERS", 3)

    with pytest.raises(OversizedFile, match="too many parts"):
        read(PLAN, "x")


def test_elements_nested_without_end_are_damage() -> None:
    deep = "<w:customXml>" * 5000 + "</w:customXml>" * 5000

    with pytest.raises(DamagedFile):
        read(word_file(deep), "x")


def test_big_pictures_are_not_unpacked() -> None:
    packed = io.BytesIO(PLAN)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", bytes(2 * office.MAX_PART_BYTES))

    assert len(read(packed.getvalue(), "x").tables()) == 1


def test_a_relationship_that_leads_nowhere_or_outside_is_no_matter() -> None:
    members = members_of(PLAN)
    links = "".join(
        f'<Relationship Id="{number}" Type="x/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            [("image", "NULL"), ("hyperlink", '" TargetMode="External'), ("header", "../../../etc/passwd")]
        )
    )
    name = "word/_rels/document.xml.rels"

    document = read(
        zipped({**members, name: members[name].replace("</Relationships>", f"{links}</Relationships>")}), "x"
    )

    assert len(document.tables()) == 1


def test_a_file_without_relationships_is_read_by_the_usual_names() -> None:
    document = read(zipped({"word/document.xml": members_of(PLAN)["word/document.xml"]}), "x")

    assert len(document.tables()) == 1


def test_names_with_backslashes_and_other_case_are_found() -> None:
    members = {name.replace("word/", "WORD\\"): content for name, content in members_of(PLAN).items()}

    assert len(read(zipped(members), "x").tables()) == 1


def test_the_strict_form_of_the_format_reads_the_same() -> None:
    strict = {
        name: content.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"
        )
        for name, content in members_of(PLAN).items()
    }

    assert read(zipped(strict), "x").items == read(PLAN, "x").items


def test_a_part_in_sixteen_bits_is_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members_of(PLAN).items():
            wide = f'<?xml version="1.0" encoding="UTF-16"?>{content}'.encode("utf-16")
            archive.writestr(name, wide if name == "word/document.xml" else content)

    assert read(packed.getvalue(), "x").items == read(PLAN, "x").items


def test_a_document_without_a_word_is_empty() -> None:
    with pytest.raises(EmptyFile):
        read(word_file("<w:p/>", table(row("", ""))), "x")


def test_a_document_of_pictures_alone_is_a_scan() -> None:
    scan = paragraph("<w:r><w:drawing><pic:pic/></w:drawing></w:r>")

    with pytest.raises(ScannedFile):
        read(word_file(scan, scan), "x")


def test_a_file_under_rights_management_is_told_from_one_with_a_password() -> None:
    names = ("EncryptedPackage", "DRMEncryptedTransform")
    locked = OLE + bytes(512) + b"".join(name.encode("utf-16-le") + bytes(64) for name in names)

    with pytest.raises(EncryptedFile, match="rights management"):
        read(locked, "x")


@pytest.mark.parametrize("name", ["word/document.xml", "word/Document.xml", "/word/document.xml", "word\\document.xml"])
def test_two_parts_of_one_name_are_refused(name: str) -> None:
    twice = io.BytesIO(PLAN)
    with zipfile.ZipFile(twice, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(name, members_of(PLAN)["word/document.xml"].replace("Green", "Red"))

    with pytest.raises(DamagedFile, match="two parts with the same name"):
        read(twice.getvalue(), "x")
