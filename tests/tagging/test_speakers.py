"""Whose words a block is."""

from __future__ import annotations

import pytest

from pipeline.tagging.speaker_places import item_start, separator
from pipeline.tagging.words import Words, cut
from tagging.tagging_helpers import found, speakers

RICHMOND = "Richmond upon Thames"


@pytest.mark.parametrize(
    ("text", "entity_id"),
    [
        ("AFC -The panel meets monthly.", "afc"),
        ("CSS: The analyst writes a monthly bulletin.", "community-safety"),
        ("MPS Weapons sweeps are conducted weekly.", "mps"),
        ("VAWG The Vulnerabilities Team keep a log of local services.", "vawg-team"),
        ("Probation Staff are based in all courts.", "probation"),
        ("Public Health In partnership with schools we deliver three programmes.", "public-health"),
        ("Community Safety - seeking additional funding.", "community-safety"),
        ("KRSCP -Exclusion data is monitored.", "krscp"),
    ],
)
def test_a_label_that_opens_a_block_is_its_speaker(text: str, entity_id: str) -> None:
    assert speakers(text, RICHMOND) == [(text, entity_id)]


def test_a_label_governs_the_unlabelled_bullets_after_it() -> None:
    first = "MPS -Officers on the VSU are briefed daily\n-hotspot patrols are logged\n-sweeps are weekly"
    second = "CSS: The analyst writes a bulletin."

    assert speakers(f"{first}\n{second}", RICHMOND) == [(first, "mps"), (second, "community-safety")]


def test_bullet_glyphs_do_not_matter() -> None:
    text = "AFC -The panel meets monthly.\n•Crying Sons is commissioned by Leaving Care.\n• Project X works with them."

    assert speakers(text, RICHMOND) == [(text, "afc")]


@pytest.mark.parametrize(
    "text",
    [
        "Trading Standards tested 14 shops around the station.",
        "Redthread see under-25s in the emergency department.",
        "Domestic abuse: a new pathway was agreed in May.",
        "Adult Safeguarding Board - Richmond has a Safeguarding Adults Board which meets quarterly.",
        "Combatting Drugs Partnership The Combatting Drugs Partnership is a forum that meets quarterly.",
        "The Council has commissioned training.",
        "No comment received.",
    ],
)
def test_a_subject_or_a_heading_is_no_speaker(text: str) -> None:
    assert speakers(text, RICHMOND) == []


def test_a_speaker_and_the_topic_after_it_are_told_apart() -> None:
    text = "MPS VAWG hotspot analysis provided for the problem area."

    assert speakers(text, RICHMOND) == [(text, "mps")]
    assert found(text, RICHMOND) == [("agency", "MPS")]


def test_a_speaker_and_the_panel_after_it_are_two_mentions() -> None:
    text = "AFC MACE review's themes from the Pre-MACE and any themes regarding locations."

    assert found(text, RICHMOND) == [("agency", "AFC"), ("panel", "MACE"), ("panel", "Pre-MACE")]


def test_a_lead_organisation_is_known_as_a_label() -> None:
    text = "Children and Learning Exclusions fell for a third year."

    stretches = speakers(text, leads=("Children and Learning",))

    assert [stretch for stretch, _ in stretches] == [text]


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        (
            "housing > 14 management moves, two reciprocal\nyjs > none open, three in court\nMPS > robbery up, see 2.1",
            [
                "housing > 14 management moves, two reciprocal",
                "yjs > none open, three in court",
                "MPS > robbery up, see 2.1",
            ],
        ),
        (
            "[1] MPS: two arrests near the station.\n[2] Probation: one nominal, three open.\n[3] Housing: 11 moves",
            ["MPS: two arrests near the station.", "Probation: one nominal, three open.", "Housing: 11 moves"],
        ),
    ],
)
def test_labels_of_numbered_and_quoted_items_are_known(text: str, stretches: list[str]) -> None:
    assert [stretch for stretch, _ in speakers(text)] == stretches


def test_the_place_at_which_an_item_begins() -> None:
    for item in ("> MPS", "[2] MPS", "3.1 MPS", "(b) MPS", "• MPS", "2. MPS", "* MPS"):
        words = Words.of(*cut(item))
        assert words.forms[item_start(words, 0, len(words))] == "MPS"
    for item in ("14 shops", "A boy"):
        assert item_start(Words.of(*cut(item)), 0, 2) == 0


@pytest.mark.parametrize("mark", ["~", "»", "//", "::", " / ", "...", " =", "!", "¬"])
def test_any_mark_may_stand_after_a_label(mark: str) -> None:
    first, second = f"MPS{mark} 2 arrests at the station.", f"Housing{mark} 11 moves, none refused."

    assert [stretch for stretch, _ in speakers(f"{first}\n{second}")] == [first, second]


def test_marks_that_join_or_count_do_not_part_a_label_from_its_words() -> None:
    for text in ("MPS/YJS met", "MPS & YJS met", "MPS £40k", "MPS? no"):
        words = Words.of(*cut(text))
        assert separator(words, 1, len(words)) == "none"


def test_text_without_labels_has_no_speaker() -> None:
    assert speakers("Sweeps are conducted weekly. Data is shared.") == []
