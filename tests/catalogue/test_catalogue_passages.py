"""A passage is the lines of a text that answer a search, the words found marked, cut to what can be read."""

from __future__ import annotations

from pipeline.catalogue.passages import CLOSE, LONGEST_LINE, MOST_LINES, OPEN, Passage, Span, mark, pick_passage, unmark


def marked(text: str) -> str:
    """A text whose words in square brackets are marked as found."""
    return text.replace("[", OPEN).replace("]", CLOSE)


def shown(passage: Passage) -> str:
    return mark(passage, "[", "]")


def test_a_passage_is_the_line_with_most_of_the_words() -> None:
    text = "The [police] met.\nThe [police] swept the park for [knives].\nNobody came."

    passage = pick_passage(marked(text))

    assert shown(passage) == "The [police] swept the park for [knives]."


def test_words_that_stand_apart_bring_their_lines_in_order() -> None:
    text = "A [sweep] was held.\nNothing here.\nThe [school] was told."

    passage = pick_passage(marked(text))

    assert shown(passage) == "A [sweep] was held.\nThe [school] was told."


def test_forms_of_one_word_are_one_word() -> None:
    text = "[Mentoring] is offered.\nA [mentor] came.\n[Mentors] are trained."

    passage = pick_passage(marked(text))

    assert shown(passage) == "[Mentoring] is offered."


def test_no_more_lines_are_shown_than_can_be_read() -> None:
    text = "\n".join(f"[word{number}abc] stands here" for number in range(10)).replace("word", "w")

    passage = pick_passage(marked(text))

    assert len(passage.text.split("\n")) == MOST_LINES


def test_of_equal_lines_the_one_that_is_wanted_is_taken() -> None:
    text = "We [engage] with schools.\nThe [Engage] service visits custody."
    service = text.replace("[", "").replace("]", "").index("Engage service")

    passage = pick_passage(marked(text), wanted=[Span(service, service + 6)])

    assert shown(passage) == "The [Engage] service visits custody."


def test_a_long_line_is_cut_round_the_first_word_found() -> None:
    text = "before " * 100 + "[here] " + "after " * 100

    passage = pick_passage(marked(text))

    assert passage.text.startswith("…before")
    assert passage.text.endswith("after…")
    assert "[here]" in shown(passage)
    assert len(passage.text) <= LONGEST_LINE + 2


def test_a_long_line_without_blanks_is_cut_all_the_same() -> None:
    passage = pick_passage(marked("x" * 2000 + "[here]" + "y" * 2000))

    assert "[here]" in shown(passage)
    assert len(passage.text) <= LONGEST_LINE + 2


def test_a_phrase_over_a_line_break_is_marked_on_both_lines() -> None:
    passage = pick_passage(marked("Exploitation in [county\nlines] and more."))

    assert shown(passage) == "Exploitation in [county]\n[lines] and more."


def test_a_text_without_words_found_shows_its_first_line() -> None:
    passage = pick_passage("First.\nSecond.")

    assert passage == Passage("First.", ())


def test_marks_that_do_not_pair_do_no_harm() -> None:
    passage = unmark(f"a{CLOSE}b{OPEN}c")

    assert passage.text.replace(CLOSE, "") == "abc"
    assert passage.marks == ()
