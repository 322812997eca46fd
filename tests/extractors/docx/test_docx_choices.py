"""How words look in a Word document, signs of choice, raised marks of notes, and numbers that fields make."""

from __future__ import annotations

import pytest

from builders.wordml import cell, paragraph, read_cell, row, run, table, word_file
from extractors.assembler.assemble import assemble
from extractors.docx.docx_reader import read
from models.document import Look
from models.plan import Action, ActionNote, Plan

HEADER = row("Ref", "RAG", "Action", "Lead organisation", "Narrative")


def plan_of(*rows: str, **parts: str) -> Plan:
    """The plan of a document with a theme's heading and these rows."""
    body = ("Richmond Violence Reduction Plan 2024", "Theme 1: Governance", table(HEADER, *rows), "End.")
    return assemble(read(word_file(*body, **parts), "plan.docx"))


def action_of(
    rag: str = "Red", *, number: str = "1", body: str = "Police", narrative: str = "It met.", **parts: str
) -> Action:
    """The one action of a plan; each value is words or the XML of runs."""
    cells = (cell(number), cell(rag), cell("Set up a board."), cell(body), cell(narrative))
    (action,) = plan_of(row(*cells), **parts).actions
    return action


def runs(*words: tuple[str, str]) -> str:
    """A paragraph of runs, each with its properties."""
    return paragraph(*(run(text, properties) for text, properties in words))


def symbol(code: str, font: str = "Wingdings") -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def box(*, checked: bool) -> str:
    """A tick box of a form, drawn by its settings."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>'
        f'<w:checked w:val="{int(checked)}"/></w:checkBox></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def control_box(*, checked: bool) -> str:
    """A content control for a tick."""
    state = f'<w:sdtPr><w14:checkbox><w14:checked w14:val="{int(checked)}"/></w14:checkbox></w:sdtPr>'
    return f"<w:sdt>{state}<w:sdtContent>{run('☒' if checked else '☐')}</w:sdtContent></w:sdt>"


def field(instruction: str) -> str:
    """A field that keeps no result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def footnote(identifier: int, words: str) -> str:
    return f'<w:footnote w:id="{identifier}">{paragraph(words)}</w:footnote>'


def cite(identifier: int, kind: str = "footnote") -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{identifier}"/></w:r>'


CHOSEN = [
    "<w:b/>",
    '<w:u w:val="single"/>',
    '<w:highlight w:val="yellow"/>',
    '<w:shd w:val="clear" w:fill="BFBFBF"/>',
    '<w:color w:val="C00000"/>',
    '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>',
]


@pytest.mark.parametrize("look", CHOSEN)
def test_the_choice_that_stands_out_is_the_status(look: str) -> None:
    action = action_of(runs(("Red / ", ""), ("Amber", look), (" / Green", "")))

    assert (action.rag, action.rag_source) == ("amber", "text")


@pytest.mark.parametrize("look", CHOSEN)
def test_the_choice_may_stand_on_a_line_of_its_own(look: str) -> None:
    lines = "".join(runs((word, look if word == "Green" else "")) for word in ("Green", "Amber", "Red"))
    cells = f"<w:tc>{lines}</w:tc>"

    (action,) = plan_of(row(cell("1"), cells, cell("Set up a board."), cell("Police"), cell("It met."))).actions

    assert (action.rag, action.rag_source) == ("green", "text")


def test_the_choice_that_is_neither_struck_nor_greyed_is_the_status() -> None:
    struck = action_of(runs(("Red / Amber", "<w:strike/>"), (" / Green", "")))
    greyed = action_of(
        runs(("Red", '<w:color w:val="A6A6A6"/>'), (" Amber ", ""), ("Green", '<w:color w:val="A6A6A6"/>'))
    )

    assert (struck.rag, greyed.rag) == ("green", "amber")


@pytest.mark.parametrize(
    ("empty", "ticked"),
    [
        (symbol("F06F"), symbol("F0FE")),
        (symbol("F0A8"), symbol("F0FD")),
        (symbol("00A3", "Wingdings 2"), symbol("0052", "Wingdings 2")),
        (symbol("F06F"), symbol("F06E")),
        (symbol("F0A1"), symbol("F06C")),
        (box(checked=False), box(checked=True)),
        (control_box(checked=False), control_box(checked=True)),
        (run("○"), run("●")),
        (run("□"), run("■")),
        (run("☐"), run("☑")),
    ],
)
def test_the_ticked_choice_is_the_status_on_one_line_and_on_three(empty: str, ticked: str) -> None:
    one = f"<w:p>{empty}{run(' Red ')}{ticked}{run(' Amber ')}{empty}{run(' Green')}</w:p>"
    three = "".join(
        f"<w:p>{sign}{run(' ' + word)}</w:p>" for sign, word in ((empty, "Green"), (ticked, "Amber"), (empty, "Red"))
    )

    assert action_of(one).rag == "amber"
    three_lines = row(cell("1"), f"<w:tc>{three}</w:tc>", cell("Set up a board."), cell("Police"), cell("It met."))
    assert [action.rag for action in plan_of(three_lines).actions] == ["amber"]


def test_looks_are_told_by_their_place() -> None:
    (block,) = read_cell(runs(("Red ", ""), ("Amber", '<w:b/><w:color w:val="00B050"/>'))).blocks

    assert block.looks == (
        Look(start=4, end=9, kind="bold"),
        Look(start=4, end=9, kind="coloured", colour="#00b050"),
    )


def test_a_mark_raised_behind_words_is_no_part_of_them_and_is_kept_with_the_action() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    action = action_of(
        number=runs(("1", ""), ("2", raised)),
        rag=runs(("Green", ""), ("2", raised)),
        body=runs(("Public Health", ""), ("3", raised)),
        narrative=runs(
            ("It met 10", ""), ("2", raised), (" times on the 1", ""), ("st", raised), (" of 12 m", ""), ("2", raised)
        ),
    )

    assert (action.ref, action.rag) == ("1.1", "green")
    assert [body.text for body in action.lead_organisations] == ["Public Health"]
    assert action.narrative == "It met 10 times on the 1st of 12 m2"
    assert {note.mark for note in action.notes} == {"2", "3"}


def test_what_a_footnote_of_a_cell_says_is_kept_with_the_action() -> None:
    narrative = f"<w:p>{run('It met in 41')}{cite(1)}{run(' parks.')}{cite(2, 'endnote')}</w:p>"

    action = action_of(
        narrative=narrative,
        footnotes=footnote(1, "Only the northern half."),
        endnotes=footnote(2, "Counted in May.").replace("footnote", "endnote"),
    )

    assert action.narrative == "It met in 41 parks."
    assert action.notes == (
        ActionNote(mark="1", text="Only the northern half."),
        ActionNote(mark="i", text="Counted in May."),
    )


def test_a_typed_note_under_the_table_is_found_by_its_mark() -> None:
    body = (
        "Theme 1: Governance",
        table(HEADER, row("1*", "Red", "Set up a board.", "Police*", "It met.")),
        "* Led with Kingston.",
    )

    (action,) = assemble(read(word_file("Richmond Violence Reduction Plan 2024", *body), "plan.docx")).actions

    assert (action.ref, [body.text for body in action.lead_organisations]) == ("1.1", ["Police"])
    assert action.notes == (ActionNote(mark="*", text="Led with Kingston."),)


@pytest.mark.parametrize(
    "instruction", ["AUTONUM", r"AUTONUM \s )", "LISTNUM", r"LISTNUM NumberDefault \l 1", "LISTNUM LegalDefault"]
)
def test_fields_that_keep_no_result_number_the_actions(instruction: str) -> None:
    rows = [
        row(cell(f"<w:p>{field(instruction)}</w:p>"), "Red", "Set up a board.", "Police", "It met.") for _ in range(3)
    ]

    assert [action.ref for action in plan_of(*rows).actions] == ["1.1", "1.2", "1.3"]


def test_what_runs_against_its_direction_is_read_as_it_shows() -> None:
    override = f'<w:p><w:bdo w:val="rtl">{run("neerg")}</w:bdo>{run(" is the park")}</w:p>'

    assert read_cell(run("\u202eneerg\u202c is the park")).text == "green is the park"
    assert read_cell(override).text == "green is the park"


def test_pasted_bullets_and_ligatures_are_what_they_show() -> None:
    pasted = read_cell("\uf0a7 First of\ufb01ce", "\uf0b7 A\u01a9endance", "\uf0d8 Informa\u019fon")

    assert [(block.kind, block.text) for block in pasted.blocks] == [
        ("bullet", "First office"),
        ("bullet", "Attendance"),
        ("bullet", "Information"),
    ]
