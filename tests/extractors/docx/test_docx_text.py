"""What a reader sees in a paragraph is what comes out of it: each word once, in order, and nothing else."""

from __future__ import annotations

import pytest

from builders.wordml import cell, codes_of, grid_of, paragraph, read_body, read_cell, row, run, style, table
from models.document import CellPlace

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))
BREAK = "<w:r><w:br/></w:r>"


def instruction(words: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{words}</w:instrText></w:r>'


def text_box(content: str) -> str:
    """A text box as Word 2007 and before wrote it."""
    box = f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox>"
    return f"<w:r><w:pict><v:shape>{box}</v:shape></w:pict></w:r>"


def lines_of(*content: str) -> list[str]:
    return [block.text for block in read_body(paragraph(*content), "After.").blocks()][:-1]


def test_runs_of_a_word_are_joined_and_white_space_is_folded() -> None:
    assert lines_of("Commu", "nity   Saf", run("ety\n team")) == ["Community Safety team"]


def test_a_tab_stands_between_words() -> None:
    assert lines_of("Lead", "<w:r><w:tab/></w:r>", "Police") == ["Lead Police"]


def test_a_soft_break_begins_a_new_block() -> None:
    assert lines_of("First line", BREAK, "second line") == ["First line", "second line"]


def test_a_page_break_inside_a_paragraph_begins_a_new_block() -> None:
    assert lines_of("Before", '<w:r><w:br w:type="page"/></w:r>', "after") == ["Before", "after"]


def test_a_blank_paragraph_gives_no_block() -> None:
    document = read_body("One", paragraph(run("  ")), "<w:p/>", "Two")

    assert [block.text for block in document.blocks()] == ["One", "Two"]


def test_a_no_break_hyphen_is_a_hyphen_and_a_soft_hyphen_is_nothing() -> None:
    content = ("Co", "<w:r><w:noBreakHyphen/></w:r>", "ordi", "<w:r><w:softHyphen/></w:r>", "na\u00adtion")

    assert lines_of(*content) == ["Co-ordination"]


@pytest.mark.parametrize(
    ("font", "code", "character"),
    [
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "FC", "✓"),
        ("Wingdings", "F0E0", "→"),
        ("Wingdings 2", "F052", "☑"),
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F061", "α"),
        ("Webdings", "F061", "✔"),
        ("Arial", "00A3", "£"),
    ],
)
def test_a_symbol_is_the_character_it_draws(font: str, code: str, character: str) -> None:
    symbol = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'

    assert lines_of("Sign ", symbol) == [f"Sign {character}"]


def test_letters_in_a_symbol_font_are_the_signs_they_draw() -> None:
    assert lines_of("Done ", run("\u00fc", '<w:rFonts w:ascii="Wingdings"/>')) == ["Done ✓"]


def test_words_in_a_symbol_font_stay_words() -> None:
    wingdings = '<w:rFonts w:ascii="Wingdings"/>'

    assert lines_of(run("Amber", wingdings), run(" lll", wingdings)) == ["Amber ●●●"]


def test_a_symbol_without_a_known_meaning_is_shown_and_counted() -> None:
    document = read_body(paragraph("Sign ", '<w:r><w:sym w:font="House Signs" w:char="F041"/></w:r>'))

    assert document.blocks()[0].text == "Sign \ufffd"
    assert codes_of(document) == ["unreadable-characters"]


def test_a_field_gives_its_result_once_and_not_its_instruction() -> None:
    content = (BEGIN, instruction("HYPERLINK x"), SEPARATE, "the plan", END, " online")

    assert lines_of(*content) == ["the plan online"]


def test_a_field_inside_the_instruction_of_another_is_not_shown() -> None:
    inner = BEGIN + instruction("MERGEFIELD x") + SEPARATE + run("inner") + END
    content = (BEGIN, instruction("IF"), inner, instruction('= "a"'), SEPARATE, "outer", END)

    assert lines_of(*content) == ["outer"]


def test_a_field_that_never_ends_loses_no_text() -> None:
    assert lines_of("Before ", BEGIN, "and all that follows") == ["Before and all that follows"]


def test_a_field_over_several_paragraphs_keeps_its_result() -> None:
    document = read_body(
        paragraph(BEGIN, instruction("TOC"), SEPARATE, "Theme 1"),
        paragraph("Theme 2"),
        paragraph("Theme 3", END, " end"),
    )

    assert [block.text for block in document.blocks()] == ["Theme 1", "Theme 2", "Theme 3 end"]


def test_a_field_that_prompts_to_click_and_type_is_counted_as_not_filled_in() -> None:
    document = read_body(paragraph("Lead: ", BEGIN, instruction("MACROBUTTON NoMacro [Name]"), END))

    assert document.blocks()[0].text == "Lead:"
    assert codes_of(document) == ["prompt-left-out"]


def test_a_simple_field_and_a_hyperlink_give_their_words() -> None:
    content = (
        '<w:fldSimple w:instr="DATE">' + run("May 2024") + "</w:fldSimple>",
        "<w:hyperlink>" + run(" here") + "</w:hyperlink>",
    )

    assert lines_of(*content) == ["May 2024 here"]


@pytest.mark.parametrize(("state", "box"), [("<w:checked/>", "☒"), ('<w:default w:val="0"/>', "☐")])
def test_a_tick_box_of_an_old_form_shows_its_state(state: str, box: str) -> None:
    begin = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar></w:r>'
    )

    assert lines_of(begin, instruction("FORMCHECKBOX"), END, " Agreed") == [f"{box} Agreed"]


def test_a_drop_down_of_an_old_form_shows_what_was_chosen() -> None:
    entries = "".join(f'<w:listEntry w:val="{word}"/>' for word in ("Red", "Amber", "Green"))
    data = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'

    assert lines_of(begin, instruction("FORMDROPDOWN"), SEPARATE, END) == ["Amber"]


@pytest.mark.parametrize("wrapper", ["w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:ins", "w:moveTo"])
def test_words_inside_a_wrapper_are_read(wrapper: str) -> None:
    assert lines_of("The ", f"<{wrapper}>{run('Safer')}</{wrapper}>", " Board") == ["The Safer Board"]


@pytest.mark.parametrize("wrapper", ["w:smartTag", "w:ins", "w:sdt"])
def test_characters_inside_a_wrapper_within_a_run_are_read(wrapper: str) -> None:
    inside = "<w:t>Safer</w:t><w:tab/><w:t>Board</w:t>"

    assert lines_of("The ", f"<w:r><w:rPr><w:b/></w:rPr><{wrapper}>{inside}</{wrapper}></w:r>") == ["The Safer Board"]


def test_words_over_a_phonetic_guide_are_read_with_the_guide_in_brackets() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('mash')}</w:rt><w:rubyBase>{run('MASH')}</w:rubyBase></w:ruby></w:r>"

    assert lines_of(ruby, " team") == ["MASH(mash) team"]


def test_a_formula_is_read_as_its_characters() -> None:
    fraction = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"

    assert lines_of("At least ", f"<m:oMath>{fraction}</m:oMath>") == ["At least 1/2"]


def test_of_two_alternatives_the_first_is_read() -> None:
    alternatives = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{run("new")}</mc:Choice>'
        f"<mc:Fallback>{run('old')}</mc:Fallback></mc:AlternateContent>"
    )

    assert lines_of("The ", alternatives) == ["The new"]


def test_a_text_box_is_read_once_after_the_paragraph_it_hangs_on() -> None:
    content = f"<w:txbxContent>{paragraph('In the box')}{paragraph('second line')}</w:txbxContent>"
    drawing = f"<w:drawing><wps:wsp><wps:spPr/><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing>"
    picture = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    box = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{picture}</mc:Fallback></mc:AlternateContent></w:r>"
    )

    document = read_body(paragraph("Anchor", box), "Next")

    assert [block.text for block in document.blocks()] == ["Anchor", "In the box", "second line", "Next"]


def test_a_text_box_of_an_old_file_is_read() -> None:
    assert [block.text for block in read_cell(paragraph("Cell", text_box(paragraph("Old box")))).blocks] == [
        "Cell",
        "Old box",
    ]


def test_a_table_in_a_text_box_is_a_table_of_the_document() -> None:
    inner = table(row("Ref", "Action"))

    document = read_body(paragraph("Anchor", text_box(inner)), table(row("Later")))

    assert [grid_of(read) for read in document.tables()] == [[["Ref", "Action"]], [["Later"]]]
    assert [read.rows[0][0].evidence for read in document.tables()] == [
        (CellPlace(table=0, row=0, column=0),),
        (CellPlace(table=1, row=0, column=0),),
    ]


def test_hidden_text_is_left_out_and_counted() -> None:
    document = read_body(paragraph("Seen ", run("not seen at all", "<w:vanish/>")))

    assert document.blocks()[0].text == "Seen"
    assert document.findings[0].message.startswith("4 words do not show")


def test_text_hidden_by_its_style_is_hidden_and_a_run_can_show_it_again() -> None:
    hidden = style("Secret", "character", content="<w:rPr><w:vanish/></w:rPr>")
    content = run("gone ", '<w:rStyle w:val="Secret"/>') + run(
        "back", '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>'
    )

    assert read_body(paragraph(content), styles=hidden).blocks()[0].text == "back"


@pytest.mark.parametrize("strike", ["<w:strike/>", "<w:dstrike/>"])
def test_struck_through_words_are_kept_and_marked(strike: str) -> None:
    block = read_body(paragraph("Keep  this ", run("not  that", strike), " but this")).blocks()[0]

    assert block.text == "Keep this not that but this"
    assert [block.text[start:end] for start, end in block.struck] == ["not that"]


def test_a_strike_that_is_switched_off_strikes_nothing() -> None:
    properties = '<w:strike/><w:dstrike w:val="0"/>'
    content = run("gone ", properties) + run("here", '<w:strike w:val="false"/>')

    block = read_body(paragraph(content)).blocks()[0]

    assert [block.text[start:end].strip() for start, end in block.struck] == ["gone"]


def test_a_drop_cap_belongs_to_its_word() -> None:
    cap = paragraph("V", properties='<w:framePr w:dropCap="drop"/>')

    assert read_body(cap, "iolence").blocks()[0].text == "Violence"


@pytest.mark.parametrize(
    ("typed", "kind", "marker", "words"),
    [
        ("• Item", "bullet", "•", "Item"),
        ("·  Item", "bullet", "·", "Item"),
        ("➢Item", "bullet", "➢", "Item"),
        ("o\tItem", "bullet", "o", "Item"),
        ("■ Item", "bullet", "■", "Item"),
        ("- Item", "para", "", "- Item"),
        ("o Item", "para", "", "o Item"),
        ("of note", "para", "", "of note"),
    ],
)
def test_a_typed_bullet_is_a_marker_and_a_typed_dash_is_text(typed: str, kind: str, marker: str, words: str) -> None:
    block = read_body(paragraph(typed)).blocks()[0]

    assert (block.kind, block.marker, block.text) == (kind, marker, words)


def test_bullets_typed_after_soft_breaks_or_in_one_line_are_items_each() -> None:
    blocks = read_body(paragraph("Aims: • one", BREAK, "• two • three")).blocks()

    assert [(block.kind, block.text) for block in blocks] == [
        ("para", "Aims:"),
        ("bullet", "one"),
        ("bullet", "two"),
        ("bullet", "three"),
    ]


def test_a_heading_is_told_by_the_name_its_style_has_in_every_language() -> None:
    styles = (
        style("Titre1", name="heading 1")
        + style("Ours", based_on="Titre1")
        + style("Level3", content='<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
        + style("Plain", based_on="Titre1", content='<w:pPr><w:outlineLvl w:val="9"/></w:pPr>')
        + style("Cover", name="Title")
    )
    body = [
        paragraph("Words", properties=f'<w:pStyle w:val="{name}"/>')
        for name in ("Titre1", "Ours", "Level3", "Plain", "Cover")
    ]

    blocks = read_body(*body, styles=styles).blocks()

    assert [(block.kind, block.level) for block in blocks] == [
        ("heading", 0),
        ("heading", 0),
        ("heading", 2),
        ("para", 0),
        ("heading", 0),
    ]


def test_blocks_of_a_cell_say_where_they_stand() -> None:
    first = table(row("A", "B"), row("C", cell(paragraph("x", BREAK, "y"))))

    document = read_body(first, table(row("Second", "table")))

    places = [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), (0, 1, 1), (1, 0, 0), (1, 0, 1)]
    assert [block.evidence for read in document.tables() for each in read.cells() for block in each.blocks] == [
        (CellPlace(table=number, row=line, column=column),) for number, line, column in places
    ]
