"""A document with tracked changes is read as if all of them were accepted, and says that it had some."""

from __future__ import annotations

from builders.wordml import cell, codes_of, grid_of, paragraph, read_body, read_table, row, run, simple_list, table

INSERTED_ROW, DELETED_ROW = "<w:ins/>", "<w:del/>"
DELETED_MARK = "<w:rPr><w:del/></w:rPr>"


def inserted(words: str) -> str:
    return f"<w:ins>{run(words)}</w:ins>"


def deleted(words: str) -> str:
    return f"<w:del><w:r><w:delText>{words}</w:delText></w:r></w:del>"


def test_insertions_are_in_and_deletions_out() -> None:
    document = read_body(paragraph("kept ", inserted("new "), deleted("old "), "end"))

    assert document.blocks()[0].text == "kept new end"
    assert codes_of(document) == ["revisions-in-file"]
    assert "(1 insertions, 1 deletions)" in document.findings[0].message


def test_what_was_inserted_and_then_deleted_is_out() -> None:
    both = f"<w:ins>{deleted('gone')}</w:ins>"

    assert read_body(paragraph("kept ", both)).blocks()[0].text == "kept"


def test_moved_words_stand_where_they_were_moved_to() -> None:
    document = read_body(
        paragraph("a ", f"<w:moveFrom>{run('moved ')}</w:moveFrom>", "b ", f"<w:moveTo>{run('moved')}</w:moveTo>")
    )

    assert document.blocks()[0].text == "a b moved"
    assert codes_of(document) == ["revisions-in-file"]


def test_words_moved_out_of_the_old_way_of_marking_are_out() -> None:
    moved = f"<w:moveFrom><w:r><w:delText>x</w:delText></w:r>{run('moved')}</w:moveFrom>"

    assert read_body(paragraph("kept ", moved)).blocks()[0].text == "kept"


def test_inserted_rows_are_in_and_deleted_rows_out() -> None:
    rows = row("Ref", "Action"), row("1", "a", properties=DELETED_ROW), row("2", "b", properties=INSERTED_ROW)

    document = read_body(table(*rows))

    assert grid_of(document.tables()[0]) == [["Ref", "Action"], ["2", "b"]]
    assert codes_of(document) == ["revisions-in-file"]


def test_a_table_all_of_whose_rows_were_deleted_is_out_and_not_counted() -> None:
    document = read_body(table(row("a", properties=DELETED_ROW)), table(row("b")))

    assert [grid_of(read) for read in document.tables()] == [[["b"]]]
    assert document.tables()[0].rows[0][0].evidence[0].model_dump()["table"] == 0


def test_deleted_cells_are_out_and_inserted_cells_in() -> None:
    old, new = cell("old", properties="<w:cellDel/>"), cell("new", properties="<w:cellIns/>")

    assert grid_of(read_table(table(row("a", old, new, "b")))) == [["a", "new", "b"]]


def test_cells_merged_by_a_tracked_change_are_merged() -> None:
    top, under = (
        cell("top", properties='<w:cellMerge w:vMerge="rest"/>'),
        cell(properties='<w:cellMerge w:vMerge="cont"/>'),
    )

    read = read_table(table(row(top, "a"), row(under, "b")))

    assert grid_of(read) == [["top", "a"], ["b"]]
    assert read.rows[0][0].row_span == 2


def test_a_paragraph_whose_mark_was_deleted_runs_on_into_the_next() -> None:
    document = read_body(
        paragraph("One ", properties=DELETED_MARK), paragraph("two ", properties=DELETED_MARK), "three"
    )

    assert [block.text for block in document.blocks()] == ["One two three"]


def test_a_paragraph_deleted_whole_leaves_nothing_behind() -> None:
    cells = cell(paragraph(deleted("gone"), properties=DELETED_MARK), "kept")

    assert grid_of(read_table(table(row(cells, "b")))) == [["kept", "b"]]


def test_a_numbered_paragraph_deleted_whole_does_not_count() -> None:
    in_list = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = paragraph(deleted("gone"), properties=in_list + DELETED_MARK)

    document = read_body(
        paragraph("a", properties=in_list), gone, paragraph("b", properties=in_list), numbering=simple_list()
    )

    assert [(block.marker, block.text) for block in document.blocks()] == [("1", "a"), ("2", "b")]


def test_a_deleted_mark_before_a_table_joins_nothing() -> None:
    document = read_body(paragraph("Above", properties=DELETED_MARK), table(row("In")), "Below")

    assert [block.text for block in document.blocks()] == ["Above", "Below"]
    assert grid_of(document.tables()[0]) == [["In"]]


def test_a_change_of_look_alone_is_no_revision_of_the_text() -> None:
    changed = run("same", "<w:b/><w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>")

    document = read_body(paragraph(changed, properties="<w:pPrChange><w:pPr/></w:pPrChange>"))

    assert document.blocks()[0].struck == ()
    assert codes_of(document) == []


def test_a_hidden_row_is_left_out_and_its_words_are_told() -> None:
    hidden = "<w:hidden/>"
    document = read_body(table(row("1.1", "Green"), row("1.2", "Not to be seen", properties=hidden), row("1.3", "Red")))

    assert grid_of(document.tables()[0]) == [["1.1", "Green"], ["1.3", "Red"]]
    assert codes_of(document) == ["hidden-text"]
