"""Content controls: what was filled in is read, what is still a prompt is not."""

from __future__ import annotations

import pytest

from builders.wordml import cell, codes_of, control, grid_of, paragraph, read_body, read_table, row, run, style, table

PROMPT = "<w:showingPlcHdr/>"
CHOICES = (
    '<w:dropDownList><w:listItem w:value="" w:displayText="Choose an item."/>'
    '<w:listItem w:value="g" w:displayText="Green"/></w:dropDownList>'
)


def answer(words: str, properties: str = "", look: str = "") -> str:
    return paragraph("RAG: ", control(run(words, look), properties))


@pytest.mark.parametrize("properties", ["", CHOICES, "<w:date/>", "<w:text/>", "<w:comboBox/>"])
def test_what_was_filled_in_is_text(properties: str) -> None:
    document = read_body(answer("Green", properties))

    assert document.blocks()[0].text == "RAG: Green"
    assert codes_of(document) == []


def test_a_prompt_is_left_out_and_counted() -> None:
    document = read_body(answer("Write who leads", PROMPT), answer("Pick one", PROMPT + CHOICES))

    assert [block.text for block in document.blocks()] == ["RAG:", "RAG:"]
    assert codes_of(document) == ["prompt-left-out"]
    assert document.findings[0].message.startswith("2 form fields")


@pytest.mark.parametrize(
    "words", ["Choose an item.", "Click or tap here to enter text.", "Click here to enter a date."]
)
def test_a_prompt_of_word_itself_is_known_without_its_flag(words: str) -> None:
    document = read_body(answer(words, CHOICES))

    assert document.blocks()[0].text == "RAG:"
    assert codes_of(document) == ["prompt-left-out"]


def test_an_answer_from_the_list_is_an_answer_though_the_flag_was_left_behind() -> None:
    assert read_body(answer("Green", PROMPT + CHOICES)).blocks()[0].text == "RAG: Green"


def test_an_entry_of_the_list_in_the_style_of_prompts_is_a_prompt() -> None:
    styles = style("Platzhalter", "character", name="Placeholder Text")

    document = read_body(answer("Green", PROMPT + CHOICES, '<w:rStyle w:val="Platzhalter"/>'), styles=styles)

    assert document.blocks()[0].text == "RAG:"


def test_the_prompt_that_the_file_keeps_tells_prompts_from_answers() -> None:
    body = f"<w:docPartBody>{paragraph('Who leads?')}</w:docPartBody>"
    kept = f'<w:docPart><w:docPartPr><w:name w:val="P1"/></w:docPartPr>{body}</w:docPart>'
    properties = f'{PROMPT}<w:placeholder><w:docPart w:val="P1"/></w:placeholder>'
    look = '<w:rStyle w:val="PlaceholderText"/>'

    document = read_body(
        answer("Who leads?", properties, look),
        answer("The police", properties, look),
        glossaryDocument=f"<w:docParts>{kept}</w:docParts>",
    )

    assert [block.text for block in document.blocks()] == ["RAG:", "RAG: The police"]
    assert document.findings[0].message.startswith("1 form fields")


def test_a_flag_left_on_a_control_around_rows_empties_nothing() -> None:
    rows = control(row("1", "a") + row("2", "b"), PROMPT)

    assert grid_of(read_table(table(row("Ref", "Action"), rows)))[1:] == [["1", "a"], ["2", "b"]]


def test_a_cell_in_a_control_with_a_prompt_stays_a_cell() -> None:
    read = read_table(
        table(row("1.1", control(cell("Choose an item."), PROMPT + CHOICES), "Lead"), row("1.2", "Red", "x"))
    )

    assert grid_of(read) == [["1.1", "", "Lead"], ["1.2", "Red", "x"]]


def test_a_row_that_repeats_is_read_as_often_as_it_stands_there() -> None:
    rows = control(control(row("1", "a")) + control(row("2", "b")))

    assert grid_of(read_table(table(row("Ref", "Action"), rows))) == [["Ref", "Action"], ["1", "a"], ["2", "b"]]


@pytest.mark.parametrize(("state", "box"), [("1", "☒"), ("0", "☐")])
def test_a_tick_box_shows_its_state(state: str, box: str) -> None:
    checkbox = f'<w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox>'

    saved = read_body(paragraph(control(run(box), checkbox), " Agreed"))
    bare = read_body(paragraph(control("", checkbox), " Agreed"))

    assert [document.blocks()[0].text for document in (saved, bare)] == [f"{box} Agreed"] * 2


def test_a_control_without_properties_is_read() -> None:
    bare = f"<w:sdt><w:sdtContent>{paragraph('Words')}</w:sdtContent></w:sdt>"

    assert read_body(bare).blocks()[0].text == "Words"
