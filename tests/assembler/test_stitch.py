"""Tables and rows that page breaks cut come out whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.neutral import EDGES, HEADER, action, document, heading, table
from extractors.assembler.assemble import assemble
from extractors.assembler.grid import Grid
from extractors.assembler.headers import look_for_header
from extractors.assembler.paragraphs import sentence_goes_on
from extractors.assembler.tables.stitch import stitch
from models.document import Block, Document, Table

FURNITURE = Block(kind="furniture", text="OFFICIAL Page 1")


def whole(*items: Table | Block) -> tuple[Table, ...]:
    stitched = stitch(document(*items))
    return tuple(item for item in stitched.items if isinstance(item, Table))


def texts(joined: Table) -> list[list[str]]:
    return [[each.text for each in row] for row in joined.rows]


def test_pieces_with_the_same_columns_are_one_table() -> None:
    first = table([HEADER, action("1", "Meet monthly.")], page=1, edges=EDGES)
    second = table([action("2", "Share data.")], page=2, edges=EDGES)

    (joined,) = whole(first, FURNITURE, second)

    assert len(joined.rows) == 3
    assert joined.pages == (1, 2)
    assert [join.kind for join in joined.joins] == ["table"]


def test_a_header_printed_again_is_left_out_and_kept_aside() -> None:
    first = table([HEADER, action("1", "Meet monthly.")], page=1, edges=EDGES)
    second = table([HEADER, action("2", "Share data.")], page=2, edges=EDGES)

    stitched = stitch(document(first, second))

    (joined,) = stitched.items
    assert isinstance(joined, Table)
    assert len(joined.rows) == 3
    assert [each.text for each in stitched.repeated[0]] == list(HEADER)


def test_a_title_over_a_header_that_is_printed_again_with_it_is_left_out_too() -> None:
    def piece(page: int, title: str) -> Table:
        told = table([(title,), HEADER, action(str(page), "Meet monthly.")], page=page, edges=EDGES)
        banner = told.rows[0][0].model_copy(update={"column_span": len(HEADER)})
        return told.model_copy(update={"rows": ((banner,), *told.rows[1:])})

    (same,) = whole(piece(1, "Safer streets"), piece(2, "Safer streets"))

    assert [row[0] for row in texts(same)] == ["Safer streets", "Theme", "", ""]


def test_a_header_printed_again_with_a_line_cut_off_one_name_is_left_out_too() -> None:
    first = table([HEADER, action("1", "Meet monthly.")], page=1, edges=EDGES)
    clipped = tuple("VRU Mandatory" if name == "VRU Mandatory Action" else name for name in HEADER)
    second = table([clipped, action("2", "Share data.")], page=2, edges=EDGES)

    (joined,) = whole(first, second)

    assert clipped != HEADER
    assert len(joined.rows) == 3


def test_the_cells_of_headers_are_marked_also_where_one_is_printed_again_inside() -> None:
    rows = [HEADER, action("1", "Meet monthly."), HEADER, action("1", "Share data.")]

    (joined,) = whole(table(rows, page=1, edges=EDGES))

    assert [{each.header for each in row} for row in joined.rows] == [{True}, {False}, {True}, {False}]


def test_mirrored_margins_do_not_part_a_table() -> None:
    first = table([HEADER, action("1", "Meet monthly.")], page=1, edges=EDGES)
    second = table([HEADER, action("2", "Share data.")], page=2, edges=[edge + 25 for edge in EDGES])

    assert len(whole(first, second)) == 1


def test_a_table_with_other_columns_is_a_table_of_its_own() -> None:
    first = table([HEADER, action("1", "Meet monthly.")], page=1, edges=EDGES)
    second = table([("Version", "Change"), ("1", "First")], page=2, edges=(40.0, 300.0, 800.0))

    assert len(whole(first, second)) == 2


def test_a_heading_between_pieces_parts_them() -> None:
    first = table([HEADER, action("1", "Meet monthly.")], page=1, edges=EDGES)
    second = table([HEADER, action("1", "Share data.")], page=2, edges=EDGES)

    assert len(whole(first, heading("Theme 2: Analysis", page=2), second)) == 2


def test_a_row_without_a_number_of_its_own_goes_on_with_the_row_before() -> None:
    first = table([HEADER, action("1", "Meet monthly and", "The group")], page=1, edges=EDGES)
    second = table([action("", "share data.", "meets.", organisation="")], page=2, edges=EDGES)

    (joined,) = whole(first, second)

    assert texts(joined)[1] == ["", "1", "", "Meet monthly and share data.", "", "MPS", "The group meets."]
    assert joined.joins[-1].kind == "row"
    assert joined.joins[-1].page == 2


def test_a_hyphen_at_the_break_keeps_its_word_whole() -> None:
    first = table([HEADER, action("1", "Meet.", "Run by the co-")], page=1, edges=EDGES)
    second = table([action("", "", "ordination group.", organisation="")], page=2, edges=EDGES)

    (joined,) = whole(first, second)

    assert texts(joined)[1][6] == "Run by the co-ordination group."


def test_a_row_that_only_ends_the_name_of_a_lead_goes_on_with_the_row_before() -> None:
    first = ("", "1", "", "Meet monthly.", "Ann Example, Head of Community", "MPS", "Done.")
    rest = ("", "", "", "", "Safety", "", "")

    (joined,) = whole(
        table([HEADER, first], page=1, edges=EDGES), FURNITURE, table([HEADER, rest], page=2, edges=EDGES)
    )

    assert texts(joined)[1][4] == "Ann Example, Head of Community Safety"


def test_an_address_cut_at_one_of_its_signs_is_one() -> None:
    (joined,) = whole(
        table([HEADER, action("1", "See https://example.org/map?")], page=1, edges=EDGES),
        FURNITURE,
        table([HEADER, ("", "", "", "ward=1&year=2024 for it.", "", "", "")], page=2, edges=EDGES),
    )

    assert texts(joined)[1][3] == "See https://example.org/map?ward=1&year=2024 for it."


@pytest.mark.parametrize(("room", "rows"), [(2.0, 2), (90.0, 3)])
def test_the_room_after_an_unfinished_wording_tells_whether_a_row_without_a_number_is_its_rest(
    room: float, rows: int
) -> None:
    first = table([HEADER, action("1", "Report to the")], page=1, edges=EDGES)
    wording = first.rows[1][3]
    full = wording.blocks[0].model_copy(update={"last_line_room": room})
    measured = wording.model_copy(update={"blocks": (full,)})
    first = first.model_copy(update={"rows": (first.rows[0], (*first.rows[1][:3], measured, *first.rows[1][4:]))})
    second = table([action("", "Community Safety Board.", "Agreed.")], page=2, edges=EDGES)
    rest = second.rows[0][3]
    opening = rest.blocks[0].model_copy(update={"first_word_width": 40.0})
    cut = rest.model_copy(update={"blocks": (opening,)})
    second = second.model_copy(update={"rows": ((*second.rows[0][:3], cut, *second.rows[0][4:]),)})

    (joined,) = whole(first, FURNITURE, second)

    assert len(joined.rows) == rows


def test_two_rows_with_numbers_of_their_own_stay_two() -> None:
    first = table([HEADER, action("1", "Meet monthly and", "The group")], page=1, edges=EDGES)
    second = table([action("2", "share data.", "meets.")], page=2, edges=EDGES)

    (joined,) = whole(first, second)

    assert len(joined.rows) == 3


def test_a_number_in_the_middle_of_a_tall_row_may_stand_after_the_break() -> None:
    first = table(
        [HEADER, action("1", "Meet."), action("", "Work with schools to", "Partners have", organisation="")],
        page=1,
        edges=EDGES,
    )
    second = table([action("2", "keep pupils safe.", "met twice.")], page=2, edges=EDGES)

    (joined,) = whole(first, second)

    assert texts(joined)[2][1:4] == ["2", "", "Work with schools to keep pupils safe."]


def test_the_room_on_the_last_line_tells_whether_a_paragraph_goes_on() -> None:
    ends = Block(kind="para", text="It ends here", last_line_room=90.0)
    runs = Block(kind="para", text="It goes on.", last_line_room=2.0)
    after = Block(kind="para", text="Next words", first_word_width=24.0)

    results = []
    for last in (ends, runs):
        first = table([HEADER, action("1", "Meet.", "x")], page=1, edges=EDGES)
        rows = (first.rows[0], (*first.rows[1][:6], first.rows[1][6].model_copy(update={"blocks": (last,)})))
        second = table([action("", "", "y", organisation="")], page=2, edges=EDGES)
        below = (*second.rows[0][:6], second.rows[0][6].model_copy(update={"blocks": (after,)}))
        (joined,) = whole(first.model_copy(update={"rows": rows}), second.model_copy(update={"rows": (below,)}))
        results.append([block.text for block in joined.rows[1][6].blocks])

    assert results == [["It ends here", "Next words"], ["It goes on. Next words"]]


words = st.lists(st.sampled_from(["group", "meets", "data", "youth", "officers", "share"]), min_size=6, max_size=30)


@st.composite
def cut_plans(draw: st.DrawFn) -> tuple[Document, Document]:
    """A plan on one page, and the same plan cut over pages, between its rows and inside them."""
    count = draw(st.integers(2, 6))
    rows = [
        action(str(number), "Do " + " ".join(draw(words)), "They " + " ".join(draw(words)))
        for number in range(1, count + 1)
    ]
    header: tuple[str, ...] = HEADER
    pages: list[list[tuple[str, ...]]] = [[header]]
    for row in rows:
        cut = draw(st.sampled_from(["no", "between", "inside"]))
        if cut == "between":
            pages.append([])
        if cut == "inside":
            here, there = _cut(row, draw(st.integers(1, 5)), draw(st.integers(1, 5)))
            pages[-1].append(here)
            pages.append([there])
        else:
            pages[-1].append(row)
    repeat = draw(st.booleans())
    pieces = [
        table([*([header] if repeat and number else []), *page], page=number + 1, edges=EDGES)
        for number, page in enumerate(pages)
        if page
    ]
    return document(table([HEADER, *rows], page=1, edges=EDGES)), document(*pieces)


def _cut(row: tuple[str, ...], wording: int, narrative: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first, second = row[3].split(), row[6].split()
    here = (*row[:3], " ".join(first[:wording]), *row[4:6], " ".join(second[:narrative]))
    there = ("", "", "", " ".join(first[wording:]), "", "", " ".join(second[narrative:]))
    return here, there


@given(cut_plans())
def test_a_plan_cut_over_pages_reads_like_the_plan_in_one_piece(plans: tuple[Document, Document]) -> None:
    in_one, cut = (assemble(each) for each in plans)

    assert [each.model_dump() for each in cut.actions] == [each.model_dump() for each in in_one.actions]
    assert cut.coverage.unaccounted == ()


def test_a_return_that_says_nothing_ends_no_sentence_of_the_page_before() -> None:
    above, below = (Block(kind="para", text=text) for text in ("No comment received", "n/a"))

    assert not sentence_goes_on((above,), (below,))


def test_a_sentence_that_ends_in_a_joining_word_goes_on_with_a_number_or_a_name() -> None:
    above, number, name, full = (
        Block(kind="para", text=text) for text in ("Run patrols and", "12 visits.", "Safer Streets.", "Ran patrols.")
    )

    assert sentence_goes_on((above,), (number,))
    assert sentence_goes_on((above,), (name,))
    assert not sentence_goes_on((full,), (name,))


@pytest.mark.parametrize(("opened", "rows"), [(True, 2), (False, 3)])
def test_a_row_whose_short_cells_stand_in_the_middle_after_the_break_is_one(*, opened: bool, rows: int) -> None:
    begun = ("", "", "", "Hold a meeting of the group to discuss Violence", "", "", "The first met in May.")
    rest = ("", "1", "green", "Intelligence Briefings each week", "Jo Ellis, Head", "Police", "The next is in June.")
    first = table([HEADER, begun], page=1, edges=EDGES).model_copy(update={"open_bottom": opened})
    second = table([rest], page=2, edges=EDGES).model_copy(update={"open_top": opened})

    (joined,) = whole(first, FURNITURE, second)

    assert len(joined.rows) == rows


@pytest.mark.parametrize(("opened", "rows"), [(True, 2), (False, 3)])
@pytest.mark.parametrize(
    "begun", [("", "", "", "", "", "", "The first met in May."), ("", "", "", "", "Jo Ellis", "", "")]
)
def test_a_row_of_which_one_cell_alone_begins_before_the_break_is_one(
    begun: tuple[str, ...], *, opened: bool, rows: int
) -> None:
    rest = ("", "1", "green", "Hold a meeting each week", "Head of Youth Justice", "Police", "The next is in June.")
    first = table([HEADER, begun], page=1, edges=EDGES).model_copy(update={"open_bottom": opened})
    second = table([rest], page=2, edges=EDGES).model_copy(update={"open_top": opened})

    (joined,) = whole(first, FURNITURE, second)

    assert len(joined.rows) == rows


@pytest.mark.parametrize(("room", "rows"), [(2.0, 2), (90.0, 3)])
def test_a_row_whose_short_cells_are_cut_too_is_one_where_its_wording_had_no_room_to_go_on(
    room: float, rows: int
) -> None:
    begun = ("", "", "☐ Red", "It links to the London", "", "", "The first met in May.")
    rest = ("", "1", "☒ Amber", "Victim & Witness Service.", "Jo Ellis, Head", "Police", "The next is in June.")
    first = table([HEADER, begun], page=1, edges=EDGES).model_copy(update={"open_bottom": True})
    second = table([rest], page=2, edges=EDGES).model_copy(update={"open_top": True})

    (joined,) = whole(
        _with_first_block(first, 1, {"last_line_room": room}),
        FURNITURE,
        _with_first_block(second, 0, {"first_word_width": 40.0}),
    )

    assert len(joined.rows) == rows


def _with_first_block(piece: Table, row: int, measures: dict[str, float]) -> Table:
    """The table with these measures of the wording in a row."""
    place = HEADER.index("VRU Mandatory Action")
    wording = piece.rows[row][place]
    measured = wording.model_copy(update={"blocks": (wording.blocks[0].model_copy(update=measures),)})
    changed = (*piece.rows[row][:place], measured, *piece.rows[row][place + 1 :])
    return piece.model_copy(update={"rows": (*piece.rows[:row], changed, *piece.rows[row + 1 :])})


def test_a_first_row_that_opens_every_page_is_the_header_whatever_it_says() -> None:
    names = ("Safer", "A", "", "Work of the year", "Sam", "Partners at work", "Done and to do next")
    first = table([names, action("1", "Meet monthly.")], page=1, edges=EDGES)
    second = table([names, action("2", "Share data.")], page=2, edges=EDGES)

    stitched = stitch(document(first, second))

    (joined,) = stitched.items
    assert isinstance(joined, Table)
    assert [cell.header for row in joined.rows for cell in row if cell.column == 1] == [True, False, False]
    assert [each.text for each in stitched.repeated[0]] == list(names)


def test_a_header_that_a_page_break_cuts_has_its_names_whole() -> None:
    first = table([("Theme", "Action", "RAG", "VRU", "Named", "Lead", "Progress")], page=1, edges=EDGES)
    cut = table(
        [("", "No", "", "Mandatory Action", "Lead", "Organisation", ""), action("1", "Meet.")], page=2, edges=EDGES
    )

    (joined,) = whole(first, cut)
    header = look_for_header(Grid(joined))

    assert header is not None
    assert [column.header for column in header.columns] == [
        "Theme", "Action No", "RAG", "VRU Mandatory Action", "Named Lead", "Lead Organisation", "Progress",
    ]  # fmt: skip


def test_pieces_under_one_header_keep_its_columns_where_one_sets_them_wider() -> None:
    wider = tuple(edge + (9.0 if place == 5 else 0.0) for place, edge in enumerate(EDGES))
    first = table([HEADER, action("1", "Meet monthly.")], page=1, edges=EDGES)
    second = table([HEADER, action("2", "Share data.")], page=2, edges=wider)

    (joined,) = whole(first, second)

    assert joined.column_count == len(HEADER)
    assert [cell.text for cell in joined.rows[2]] == list(action("2", "Share data."))
