"""Narratives that say nothing, and the labels of covers."""

from __future__ import annotations

import pytest

from models.reference.phrases import cover_labels, says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "–",
        "...",
        "Nil",
        "None.",
        "N/A",
        "n/a.",
        "N / A",
        "NA",
        "TBC",
        "T.B.C.",
        "TBA",
        "To be confirmed",
        "No Comment",
        "No comment received.",
        "“No comment received.”",
        "No comments received from police",
        "No update at present",
        "No information available from Probation.",
        "Nothing to report",
        "Awaiting update from Housing",
        "Update to follow",
        "Not applicable",
        "(blank)",
        "As above",
        "No comment received. N/A",
        "No update from Probation as yet",
        "Awaiting response from the Head of Community Safety and the detached youth team",
    ],
)
def test_a_phrase_that_says_nothing_is_known(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "No knives were found in the sweeps.",
        "None of the schools took part.",
        "TBC by March",
        "No comment received; the service runs weekly.",
        "No update needed as the protocol was signed in May.",
        "Nil returns fell by half.",
        "Pending review of the strategy",
        "Awaiting funding decision from MOPAC for the two posts",
        "7",
        "No comment received from police; council delivered 14 sessions.",
        "No comment received from police (council ran 3 events)",
        "No comment received from police, but wardens met weekly",
        "Awaiting update from MPS who arrested 12 people in June",
        "Awaiting update from MPS, patrols doubled",
        "No update from Housing. Two estates were walked.",
    ],
)
def test_a_text_that_only_opens_like_one_says_something(text: str) -> None:
    assert not says_nothing(text)


def test_labels_of_a_cover_are_known_whatever_their_punctuation() -> None:
    labels = cover_labels()

    assert labels["summary purpose"] == "summary"
    assert labels["author s"] == "author"
    assert labels["date authored"] == "date_authored"
