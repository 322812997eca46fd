"""From glyphs to paragraphs and list items: what a PDF's line breaks, gaps and signs mean."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from builders.sheet import BODY, BOLD, LANDSCAPE, LEADING, SIZE, Sheet, wrapped
from extractors.pdf.pdf_reader import read
from models.document import Block, NoteMark

WIDTH = 150.0
PROSE = (
    "The partnership meets each month and looks at what the police know of violence in the borough. "
    "It then sets work going where it is needed most, and asks each service to say what it did."
)
FILLER = "Words to show how wide this column is and how far apart its lines are set by the writer of it all."


def blocks_of(sheet: Sheet) -> list[Block]:
    """The blocks of the cell that the tests draw in: second of the first row; the third sets the type of the page."""
    (table,) = read(sheet.pdf(), "plan.pdf").tables()
    (cell,) = [cell for cell in table.cells() if (cell.row, cell.column) == (0, 1)]
    return list(cell.blocks)


def cell_sheet(width: float = WIDTH, *, low: float = 300) -> Sheet:
    """A page with a table of three cells, the middle one empty and `width` wide within its padding."""
    sheet = Sheet(LANDSCAPE)
    right = 90 + width + 8
    sheet.grid((50, 90, right, right + 300), (100, low)).text(54, 113, "1")
    sheet.paragraph(right + 4, 104, 292, f"{PROSE} {FILLER} {PROSE}")
    return sheet


def put(sheet: Sheet, lines: list[str], *, top: float = 104, x: float = 94, step: float = LEADING) -> float:
    """Lines one under the other; the place of the next."""
    for index, line in enumerate(lines):
        sheet.text(x, top + SIZE + index * step, line)
    return top + len(lines) * step


def test_lines_that_only_fill_the_column_are_one_paragraph() -> None:
    sheet = cell_sheet()
    put(sheet, wrapped(PROSE, WIDTH))

    (block,) = blocks_of(sheet)

    assert (block.kind, block.text) == ("para", PROSE)


def test_a_line_that_ends_early_is_the_writers_break() -> None:
    sheet = cell_sheet()
    top = put(sheet, wrapped(PROSE, WIDTH))
    put(sheet, wrapped(f"MPS {PROSE}", WIDTH), top=top)

    assert [block.text for block in blocks_of(sheet)] == [PROSE, f"MPS {PROSE}"]


def test_room_between_lines_parts_paragraphs() -> None:
    full = "Sum of what was done by all the"
    sheet = cell_sheet(width=133)
    top = put(sheet, [full, full])
    put(sheet, [full, full], top=top + 5)

    assert [block.text for block in blocks_of(sheet)] == [f"{full} {full}"] * 2


@pytest.mark.parametrize("glyph", ["•", "▪"])
def test_bullets_are_list_items_and_their_lines_fold(glyph: str) -> None:
    font = "Helvetica" if glyph == "•" else "ZapfDingbats"
    sheet = cell_sheet()
    top = 104.0
    for item in (PROSE, "Short item"):
        sheet.text(94, top + SIZE, glyph if font == "Helvetica" else "n", font=font)
        top = put(sheet, wrapped(item, WIDTH - 14), top=top, x=108)

    blocks = blocks_of(sheet)

    assert [(block.kind, block.text) for block in blocks] == [("bullet", PROSE), ("bullet", "Short item")]
    assert all(block.marker for block in blocks)


def test_a_bullet_without_a_hanging_indent_folds_to_the_margin() -> None:
    sheet = cell_sheet()
    first, *rest = wrapped(PROSE, WIDTH - 36)
    sheet.text(94, 113, "•").text(130, 113, first)
    put(sheet, wrapped(" ".join(rest), WIDTH), top=104 + LEADING)

    (block,) = blocks_of(sheet)

    assert (block.kind, block.text) == ("bullet", PROSE)


def test_a_bullet_whose_text_is_set_on_the_next_line_is_one_item() -> None:
    sheet = cell_sheet()
    sheet.text(94, 113, "•")
    put(sheet, ["Break supply chains"], top=104 + LEADING, x=108)

    (block,) = blocks_of(sheet)

    assert (block.kind, block.marker, block.text) == ("bullet", "•", "Break supply chains")


def test_a_drawn_dot_before_a_line_is_its_bullet() -> None:
    sheet = cell_sheet()
    for index, text in enumerate(("Break supply chains", "Deliver treatment")):
        sheet.dot(97, 110 + index * LEADING, 1.2, "#000000").text(104, 113 + index * LEADING, text)

    blocks = blocks_of(sheet)

    assert [(block.kind, block.marker, block.text) for block in blocks] == [
        ("bullet", "•", "Break supply chains"),
        ("bullet", "•", "Deliver treatment"),
    ]


def test_bullets_further_in_are_a_level_deeper() -> None:
    sheet = cell_sheet()
    for index, (x, text) in enumerate(((94, "Work"), (106, "Part of it"), (94, "More work"))):
        sheet.text(x, 113 + index * LEADING, "•").text(x + 10, 113 + index * LEADING, text)

    assert [(block.level, block.text) for block in blocks_of(sheet)] == [
        (0, "Work"),
        (1, "Part of it"),
        (0, "More work"),
    ]


def test_a_typed_dash_stays_text_and_one_set_apart_is_a_bullet() -> None:
    sheet = cell_sheet()
    put(sheet, ["-Project Vigilant runs", "- Project Safe runs"])
    sheet.text(94, 104 + 3 * LEADING - 2, "-").text(108, 104 + 3 * LEADING - 2, "Set as a list")

    blocks = blocks_of(sheet)

    assert [(block.kind, block.text) for block in blocks] == [
        ("para", "-Project Vigilant runs"),
        ("para", "- Project Safe runs"),
        ("bullet", "Set as a list"),
    ]


def test_a_small_o_with_a_gap_after_it_is_a_bullet_in_any_font() -> None:
    sheet = cell_sheet()
    for line, (sign, text) in enumerate((("o", "Look at the data"), ("o", "Act on it"))):
        sheet.text(94, 113 + line * LEADING, sign).text(108, 113 + line * LEADING, text)
    sheet.text(94, 113 + 2 * LEADING, "o clock chimes ran")

    blocks = blocks_of(sheet)

    assert [(block.kind, block.text) for block in blocks[:1]] == [("bullet", "Look at the data")]
    assert blocks[1].text.startswith("Act on it")
    assert "o clock chimes ran" in blocks[-1].text


def test_numbers_that_open_a_paragraph_stay_in_its_text() -> None:
    sheet = cell_sheet()
    put(sheet, ["1. First of all", "2. Then"])

    assert [(block.kind, block.text) for block in blocks_of(sheet)] == [
        ("para", "1. First of all"),
        ("para", "2. Then"),
    ]


def test_a_hyphen_at_a_lines_end_keeps_its_word_whole() -> None:
    sheet = cell_sheet(width=70)
    put(sheet, ["the local Co-", "ordination work"])

    (block,) = blocks_of(sheet)

    assert block.text == "the local Co-ordination work"


def test_a_word_cut_by_a_narrow_column_is_one_word() -> None:
    sheet = cell_sheet(width=41)
    put(sheet, ["Communi", "ty Safety"])

    (block,) = blocks_of(sheet)

    assert block.text == "Community Safety"


def test_a_hyphened_word_moved_whole_to_the_next_line_is_no_writers_break() -> None:
    sheet = cell_sheet()
    first = wrapped(PROSE, WIDTH - 30)[0]
    lines = [first, "up-to-the-minute figures are shared"]
    put(sheet, lines)

    assert [block.text for block in blocks_of(sheet)] == [" ".join(lines)]


def test_two_words_under_each_other_stay_two() -> None:
    sheet = cell_sheet(width=48)
    put(sheet, ["Community", "safety team"])

    assert " ".join(block.text for block in blocks_of(sheet)) == "Community safety team"


@pytest.mark.parametrize("lines", [("answered", "within days"), ("report broken", "doors and walls")])
def test_words_that_no_list_knows_stay_two_in_a_full_narrow_column(lines: tuple[str, str]) -> None:
    sheet = cell_sheet(width=stringWidth(lines[0], BODY, SIZE) + 1)
    put(sheet, list(lines))

    assert " ".join(block.text for block in blocks_of(sheet)) == " ".join(lines)


@pytest.mark.parametrize("opening", ["-Project Lantern", "CSS - Rangers", "MPS: Officers"])
def test_a_dash_or_a_speaker_after_the_end_of_a_sentence_opens_a_paragraph(opening: str) -> None:
    first = "Sum of what was done by all it."
    sheet = cell_sheet(width=125)
    put(sheet, [first, f"{opening} took part."])

    assert [block.text for block in blocks_of(sheet)] == [first, f"{opening} took part."]


def test_a_dash_opens_no_paragraph_where_dashes_also_open_sentences_in_mid_line() -> None:
    lines = ["Sum of what was done by all it.", "-Project One. -Project Two too."]
    sheet = cell_sheet(width=125)
    put(sheet, lines)

    (block,) = blocks_of(sheet)

    assert block.text == " ".join(lines)


def spaced_sheet(width: float) -> Sheet:
    """As `cell_sheet`, in a file that draws the space at which it breaks a line."""
    sheet = Sheet(LANDSCAPE)
    right = 90 + width + 8
    sheet.grid((50, 90, right, right + 300), (100, 300)).text(54, 113, "1")
    lines = wrapped(f"{PROSE} {FILLER} {PROSE}", 292)
    put(sheet, [f"{line} " for line in lines], x=right + 4)
    return sheet


@pytest.mark.parametrize(
    ("space", "expected"), [("", ["Housing", "Community Safety"]), (" ", ["Housing Community Safety"])]
)
def test_a_space_left_out_where_there_was_room_for_it_is_the_writers_break(space: str, expected: list[str]) -> None:
    sheet = spaced_sheet(stringWidth("Community Safety", BODY, SIZE))
    put(sheet, [f"Housing{space}", "Community Safety"])

    assert [block.text for block in blocks_of(sheet)] == expected


def test_a_word_cut_where_a_space_would_have_fitted_is_one_word() -> None:
    sheet = spaced_sheet(stringWidth("existin", BODY, SIZE) + 4)
    put(sheet, ["existin", "g staff"])

    (block,) = blocks_of(sheet)

    assert block.text == "existing staff"


def test_an_address_cut_over_lines_is_one() -> None:
    sheet = cell_sheet(width=160)
    put(sheet, ["see https://www.example.org/violence-", "reduction/plans/2024.html for more"])

    (block,) = blocks_of(sheet)

    assert block.text == "see https://www.example.org/violence-reduction/plans/2024.html for more"


def test_an_address_that_ends_its_line_is_followed_by_a_space() -> None:
    sheet = cell_sheet(width=146)
    put(sheet, ["https://www.example.org/toolkits/", "when risks are identified"])

    (block,) = blocks_of(sheet)

    assert block.text == "https://www.example.org/toolkits/ when risks are identified"


def test_letters_drawn_twice_are_read_once() -> None:
    sheet = cell_sheet()
    for shift in (0.0, 0.25):
        sheet.text(94 + shift, 113, "All agencies attend")
    x = 94.0
    for letter in "TTCG":
        for shift in (0.0, 0.2):
            sheet.text(x + shift, 113 + LEADING, letter)
        x += 6.5

    assert [block.text for block in blocks_of(sheet)] == ["All agencies attend", "TTCG"]


def test_a_word_set_with_wide_spacing_is_one_word() -> None:
    sheet = cell_sheet(width=200)
    canvas = sheet.canvas
    canvas.setFont("Helvetica", SIZE)
    text = canvas.beginText(94, sheet.height - 113)
    text.setCharSpace(3)
    text.textOut("GOVERNANCE AND LAW")
    text.setCharSpace(0)
    canvas.drawText(text)

    (block,) = blocks_of(sheet)

    assert block.text == "GOVERNANCE AND LAW"


def test_a_raised_figure_behind_a_word_is_the_mark_of_a_note() -> None:
    sheet = cell_sheet().text(94, 113, "violence").text(94 + 33.5, 109.5, "2", size=5.5).text(135, 113, "and more")

    (block,) = blocks_of(sheet)

    assert block.text == "violence and more"
    assert block.notes == (NoteMark(at=8, mark="2"),)


@pytest.mark.parametrize(("word", "raised"), [("12 m", "2"), ("the 1", "st")])
def test_powers_and_ordinals_stay_with_their_word(word: str, raised: str) -> None:
    end = 94 + stringWidth(word, BODY, SIZE)
    sheet = cell_sheet().text(94, 113, word).text(end, 109.5, raised, size=5.5).text(145, 113, "and more")

    (block,) = blocks_of(sheet)

    assert block.text == f"{word}{raised} and more"


def test_struck_text_is_kept_and_told() -> None:
    sheet = cell_sheet().text(94, 113, "kept withdrawn words").line(113, 110.2, 156, 110.2)

    (block,) = blocks_of(sheet)

    assert block.text == "kept withdrawn words"
    assert [block.text[start:end] for start, end in block.struck] == ["withdrawn"]


def test_underlined_text_is_not_struck() -> None:
    sheet = cell_sheet().text(94, 113, "kept underlined words").line(113, 114.4, 156, 114.4)

    (block,) = blocks_of(sheet)

    assert block.struck == ()


def test_text_in_the_order_of_drawing_is_put_in_the_order_of_reading() -> None:
    sheet = cell_sheet()
    lines = wrapped(PROSE, WIDTH)
    for index in (2, 0, 3, 1, *range(4, len(lines))):
        sheet.text(94, 113 + index * LEADING, lines[index])

    (block,) = blocks_of(sheet)

    assert block.text == PROSE


def test_spaces_that_are_only_white_are_spaces() -> None:
    sheet = cell_sheet()
    x = 94.0
    for word in ("All", "agencies", "attend"):
        sheet.text(x, 113, word)
        x += sheet.canvas.stringWidth(word, "Helvetica", SIZE) + 2.5

    (block,) = blocks_of(sheet)

    assert block.text == "All agencies attend"


def test_centred_lines_fold() -> None:
    sheet = cell_sheet(width=90)
    for index, line in enumerate(("Lead organisation", "and its partners", "in the borough")):
        sheet.canvas.setFont("Helvetica", SIZE)
        sheet.canvas.drawCentredString(139, sheet.height - 113 - index * LEADING, line)

    (block,) = blocks_of(sheet)

    assert block.text == "Lead organisation and its partners in the borough"


def test_headings_are_larger_or_bolder_than_the_text() -> None:
    sheet = Sheet().text(50, 80, "Strategic delivery plan", size=18).text(50, 110, "Governance", size=12, font=BOLD)
    sheet.paragraph(50, 130, 480, f"{PROSE} {FILLER}")
    sheet.text(50, 200, "What we do", font=BOLD)
    sheet.paragraph(50, 210, 480, f"{PROSE} {FILLER}")

    blocks = read(sheet.pdf(), "plan.pdf").blocks()

    assert [(block.kind, block.level) for block in blocks] == [
        ("heading", 0), ("heading", 1), ("para", 0), ("heading", 2), ("para", 0),
    ]  # fmt: skip


def test_what_a_browser_prints_at_the_page_edge_is_no_measure_of_a_title() -> None:
    sheet = Sheet(LANDSCAPE)
    sheet.text(20, 16, "3/3/2024, 10:14").text(700, 16, "Violence reduction - council site")
    sheet.text(60, 90, "Brent Violence and Vulnerability Reduction Action", font=BOLD, size=18)
    sheet.text(60, 112, "Plan 2024", font=BOLD, size=18)
    put(sheet, wrapped(PROSE, 420), top=150, x=60)

    titles = [block.text for block in read(sheet.pdf(), "plan.pdf").blocks() if block.kind == "heading"]

    assert titles == ["Brent Violence and Vulnerability Reduction Action Plan 2024"]


def test_a_hyphen_that_only_the_page_set_goes_with_its_line_and_a_words_own_stays() -> None:
    sheet = cell_sheet(width=112)
    put(sheet, ["Look at violence in neigh-", "bourhood work, in commun-", "ication and in the multi-", "agency board"])

    (block,) = blocks_of(sheet)

    assert block.text == "Look at violence in neighbourhood work, in communication and in the multi-agency board"


def test_where_no_word_is_broken_by_the_page_each_hyphen_is_a_words_own() -> None:
    sheet = cell_sheet(width=110)
    put(sheet, ["The board talks about re-", "offending, about knife-", "enabled robbery and co-", "ordination"])

    (block,) = blocks_of(sheet)

    assert block.text == "The board talks about re-offending, about knife-enabled robbery and co-ordination"


def test_a_dash_with_more_white_after_it_than_a_space_opens_an_item() -> None:
    sheet = Sheet().text(50, 100, "Work with all partners, including:")
    for place, item in enumerate(("a guide for all landlords;", "the home visits after an arrest;")):
        sheet.text(50, 111 + 11 * place, "–").text(59, 111 + 11 * place, item)

    blocks = [block for block in read(sheet.pdf(), "plan.pdf").blocks() if block.kind == "bullet"]

    assert [(block.marker, block.text) for block in blocks] == [
        ("–", "a guide for all landlords;"),
        ("–", "the home visits after an arrest;"),
    ]


def test_a_dash_without_the_typed_space_that_parts_all_other_words_opens_an_item() -> None:
    sheet = Sheet()
    for place, text in enumerate(("a survey of how safe they feel;", "an app for reports of concern.")):
        sheet.text(50, 100 + 12 * place, "\u2013").text(50 + 0.9 * 9, 100 + 12 * place, text)

    blocks = list(read(sheet.pdf(), "plan.pdf").blocks())

    assert [(block.kind, block.marker) for block in blocks] == [("bullet", "\u2013")] * 2
