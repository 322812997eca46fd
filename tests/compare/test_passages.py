"""Passages that boroughs share, word for word."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from compare.plans import make_action, make_plan, mention
from models.plan import Plan, Theme
from pipeline.compare.passages import Sharing, find_shared

PASSAGE = (
    "Officers visit every licensed premises in the town centre before each bank holiday weekend and leave a checklist "
    "that door staff sign and return"
)
SHORT = "Partners meet in the second week of every single month here"


def plans_saying(*narratives: str) -> list[Plan]:
    """One plan a narrative, each of another borough."""
    return [
        make_plan(f"Borough {number}", 2024, [make_action(narrative=text)]) for number, text in enumerate(narratives)
    ]


def shared(plans: list[Plan]) -> Sharing:
    """What these plans of different boroughs share."""
    return find_shared(plans, [plan.plan_id for plan in plans])


def texts(plans: list[Plan]) -> list[str]:
    """The passages, as they stand at their first place."""
    return [
        plans[place.plan].actions[place.action].narrative[place.start : place.end]
        for place in (passage.places[0] for passage in shared(plans).passages)
    ]


def test_a_passage_is_found_as_long_as_it_is() -> None:
    plans = plans_saying(f"Here we say: {PASSAGE}. Then more.", f"Elsewhere {PASSAGE}, and so on")

    assert texts(plans) == [PASSAGE]


def test_case_punctuation_and_white_space_do_not_count() -> None:
    plans = plans_saying(PASSAGE, PASSAGE.upper().replace(" ", "\n ").replace("CENTRE", "CENTRE;"))

    assert texts(plans) == [PASSAGE]


def test_one_other_word_ends_a_passage() -> None:
    plans = plans_saying(PASSAGE, PASSAGE.replace("bank", "school"))

    assert sorted(texts(plans)) == sorted(PASSAGE.split(" bank "))


def test_every_place_is_named_with_its_words() -> None:
    plans = plans_saying(f"First. {PASSAGE}", PASSAGE)

    (passage,) = shared(plans).passages

    assert passage.words == len(PASSAGE.split())
    for place in passage.places:
        assert plans[place.plan].actions[0].narrative[place.start : place.end] == PASSAGE


def test_a_borough_that_repeats_itself_shares_nothing() -> None:
    plan = make_plan("Croydon", 2024, [make_action("1.1", "Alpha", PASSAGE), make_action("1.2", "Beta", PASSAGE)])
    older = make_plan("Croydon", 2023, [make_action("1.1", "Alpha", PASSAGE)])

    assert find_shared([plan, older], ["croydon", "croydon"]).passages == ()


def test_fewer_than_ten_words_are_no_passage() -> None:
    nine = " ".join(PASSAGE.split()[:9])

    assert texts(plans_saying(nine, f"{nine} but otherwise")) == []


def test_template_wording_does_not_count() -> None:
    plans = [
        make_plan(borough, 2024, [make_action("1.1", PASSAGE, f"{opening} {PASSAGE} as planned.")])
        for borough, opening in (("Croydon", "We shall"), ("Barnet", "Our partners"))
    ]

    assert shared(plans).passages == ()


def test_the_strap_line_of_a_theme_does_not_count() -> None:
    themes = [Theme(number=1, title="Theme", description=PASSAGE)]
    plans = [
        make_plan(borough, 2024, [make_action("1.1", "Alpha", PASSAGE)], themes=themes)
        for borough in ("Croydon", "Barnet")
    ]

    assert shared(plans).passages == ()


def test_a_list_of_names_is_no_passage() -> None:
    names = "the Multi Agency Safeguarding Hub and the Multi Agency Risk Assessment Conference"
    plans = [
        make_plan(
            borough,
            2024,
            [
                make_action(
                    narrative=names,
                    mentions=(
                        mention(names, "Multi Agency Safeguarding Hub", "panel", "mash"),
                        mention(names, "Multi Agency Risk Assessment Conference", "panel", "marac"),
                    ),
                )
            ],
        )
        for borough in ("Croydon", "Barnet")
    ]

    assert shared(plans).passages == ()


def test_nil_returns_share_nothing() -> None:
    nil = "No comment has been received from any of the partners by the closing date for this plan"
    plans = [
        make_plan(borough, 2024, [make_action(narrative=nil, nil_return=True)]) for borough in ("Croydon", "Barnet")
    ]

    assert shared(plans).passages == ()


def test_a_short_phrase_that_many_boroughs_use_is_common_and_does_not_count() -> None:
    many = plans_saying(*(f"Borough{number}: {SHORT}. And{number} so on" for number in range(4)))
    few = plans_saying(*(f"Borough{number}: {SHORT}. And{number} so on" for number in range(2)))

    assert texts(many) == []
    assert texts(few) == [SHORT]


def test_a_long_passage_counts_however_many_boroughs_use_it() -> None:
    plans = plans_saying(*(f"Borough{number} {PASSAGE} and{number}" for number in range(6)))

    (passage,) = shared(plans).passages

    assert len(passage.places) == 6


def test_a_part_that_more_boroughs_share_is_reported_beside_the_whole_that_fewer_share() -> None:
    part = " ".join(PASSAGE.split()[:14])
    plans = plans_saying(PASSAGE, PASSAGE, f"{part} otherwise")

    assert sorted(texts(plans), key=len) == [part, PASSAGE]


def test_each_cell_knows_with_whom_it_shares_and_how_many_words() -> None:
    plans = plans_saying(f"{PASSAGE} own words here", PASSAGE, "Nothing of the kind is said here at all by anyone")

    cells = shared(plans).cells

    assert cells[0, 0].plans == {1}
    assert cells[0, 0].words == len(PASSAGE.split())
    assert (2, 0) not in cells


# Chunks of different lengths, so that random texts share runs that overlap, nest and branch.
CHUNKS = ("a b c d e", "f g h", "i j k l m n o", "p q r s", "t u", "v w x y z aa bb")
NARRATIVES = st.lists(st.lists(st.sampled_from(CHUNKS), min_size=1, max_size=7).map(" ".join), min_size=2, max_size=3)


def shared_by_force(narratives: list[str]) -> dict[int, set[int]]:
    """Positions of words in runs of ten or more that two narratives share, by comparing every pair of positions."""
    split = [narrative.split() for narrative in narratives]
    found: dict[int, set[int]] = {}
    for one, left in enumerate(split):
        for other, right in enumerate(split):
            if one == other:
                continue
            for start in range(len(left)):
                for place in range(len(right)):
                    length = 0
                    while (
                        start + length < len(left)
                        and place + length < len(right)
                        and left[start + length] == right[place + length]
                    ):
                        length += 1
                    if length >= 10:
                        found.setdefault(one, set()).update(range(start, start + length))
    return found


@settings(max_examples=200, deadline=None)
@given(NARRATIVES)
def test_exactly_the_words_that_every_pair_of_positions_gives_are_found(narratives: list[str]) -> None:
    plans = plans_saying(*narratives)

    cells = shared(plans).cells

    assert {plan: cell.words for (plan, _), cell in cells.items()} == {
        number: len(positions) for number, positions in shared_by_force(narratives).items()
    }
