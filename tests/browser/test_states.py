"""Screens in the states that seldom last: something is read, saved, held, wrong, missing, shut or empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.looks import assert_good_at_every_width
from builders.records import action, plan, put_plans
from builders.server import Visitor
from builders.serving import serving, small_document
from models.document import PageBox
from pipeline.outputs.lock import LOCK, locked

WORD = "a-long-secret-word"
ACTION = "/plans/camden-2024/actions/1.2"
Reach = Callable[[Any, str], None]


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:  # noqa: ANN401 - Playwright's own
    """A page of 1280 by 900."""
    opened = chromium.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def site(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ANN401 - likewise
    """A server with a correction that a newer document contradicts, a text copy and a document that is not kept."""
    del chromium
    outputs = tmp_path_factory.mktemp("states") / "outputs"
    where = (PageBox(page=1, bbox=(10, 10, 90, 30)),)
    put_plans(outputs, plan("Brent", 2024, action("1.1", "Share.", "It is.", evidence={"narrative": where})))
    with serving(outputs) as address:
        visitor = Visitor(address)
        visitor.drop({"camden.html": small_document("Camden", 2024)})
        visitor.settled()
        visitor.send(f"{ACTION}/change", ACTION, field="rag", value="green", who="A. Officer", why="Agreed.")
        visitor.drop(
            {
                "camden-new.html": small_document("Camden", 2024, rag="Red"),
                "ealing.txt": b"Ealing Violence Reduction Action Plan 2024\n\n"
                b"Action No\tRAG\tMandatory Action\tLead Organisation\tNarrative\n"
                b"1.1\tGreen\tShare what is known about violence\tCouncil\tThe council shares it weekly.\n"
                b"1.2\tRed\tName a senior lead for violence\tCouncil\tA director leads since May.\n",
            }
        )
        visitor.settled()
        visitor.close()
        yield address


def _go(address: str) -> Reach:
    return lambda page, site: page.goto(site + address) and None


def _fault(form: str, button: str, **entered: str) -> Reach:
    """Send the form of a value, filled in so that something is wrong."""

    def reach(page: Any, site: str) -> None:  # noqa: ANN401 - likewise
        page.goto(f"{site}/plans/camden-2024/actions/1.1")
        page.locator(f"#value-0 summary >> text={form}").click()
        for name, text in entered.items():
            page.locator(f"#value-0 details[open] [name={name}]").fill(text)
        page.click(f"#value-0 >> text={button}")
        assert page.locator(".faults").count() == 1

    return reach


def _meanwhile(page: Any, site: str) -> None:  # noqa: ANN401 - likewise
    page.goto(f"{site}/plans/ealing-2024/actions/1.2")
    other, here = Visitor(site), "/plans/ealing-2024/actions/1.2"
    other.send(f"{here}/change", here, field="rag", value="blue", who="A. Officer", why="Agreed.")
    other.close()
    page.locator("#value-0 [data-change] summary").click()
    page.select_option("#value-0-new", "amber")
    page.fill("#value-0-change-who", "B. Officer")
    page.fill("#value-0-change-why", "Seen.")
    page.click("#value-0 >> text=Save the change")
    assert "Somebody else changed it meanwhile" in page.inner_text(".faults")


def _saved(page: Any, site: str) -> None:  # noqa: ANN401 - likewise
    page.goto(f"{site}/plans/ealing-2024/actions/1.1")
    page.locator("#value-0 details summary >> text=Ask the lead").click()
    page.fill("#value-0-ask-who", "A. Officer")
    page.fill("#value-0-ask-why", "Is it still green?")
    page.click("#value-0 >> text=Add it to the questions")
    assert "The question is on the list" in page.inner_text(".notice")


def _unsure(page: Any, site: str) -> None:  # noqa: ANN401 - likewise
    page.goto(f"{site}/plans/brent-2024")
    page.click("summary >> text=Remove this plan")
    page.evaluate("document.getElementById('sure').required = false")
    page.click("button.warn")
    assert "Are you sure?" in page.inner_text("h1")


def _no_file(page: Any, site: str) -> None:  # noqa: ANN401 - likewise
    page.goto(site)
    page.evaluate("document.getElementById('files').required = false")
    page.click("text=Read the documents")
    assert "Choose a document" in page.inner_text(".faults")


def _no_edition(page: Any, site: str) -> None:  # noqa: ANN401 - likewise
    page.goto(f"{site}/templates")
    page.fill("#name", "2023")
    page.set_input_files("#file", {"name": "x.txt", "mimeType": "text/plain", "buffer": b"Milk."})
    page.click("text=Add the edition")
    assert page.locator(".faults").count() == 1


STATES: dict[str, Reach] = {
    "a newer document contradicts a correction": _go("/"),
    "a plan with a held correction": _go("/plans/camden-2024"),
    "a held correction": _go(ACTION),
    "a text copy": _go("/plans/ealing-2024/actions/1.1"),
    "a document that is not kept": _go("/plans/brent-2024/actions/1.1"),
    "a change without a reason": _fault("Change", "Save the change", who="A. Officer", why=" "),
    "a question without words": _fault("Ask the lead", "Add it to the questions", who="A. Officer", why=" "),
    "changed by somebody else meanwhile": _meanwhile,
    "saved": _saved,
    "not sure": _unsure,
    "no file": _no_file,
    "no edition": _no_edition,
    "one of two years missing": _go("/years/camden-2001/camden-2024"),
    "names that nobody has looked for": _go("/names"),
    "a page of the list that is not there": _go("/?page=99&wanted=nowhere"),
}


@pytest.mark.parametrize("state", STATES)
def test_a_state_breaks_no_rule_and_fits_every_width(page: Any, site: str, state: str) -> None:  # noqa: ANN401 - likewise
    STATES[state](page, site)

    assert_good_at_every_width(page)


def test_a_document_that_is_being_read_is_told_and_a_second_click_sends_nothing_twice(
    page: Any,  # noqa: ANN401 - likewise
    tmp_path: Path,
) -> None:
    with serving(tmp_path / "outputs") as site:
        page.goto(site)
        assert_good_at_every_width(page)  # nothing is there yet
        with locked(tmp_path / "outputs" / ".vvrap" / LOCK, lambda: None):
            page.set_input_files("#files", {"name": "a.html", "mimeType": "text/html", "buffer": small_document()})
            page.locator(".drop button").dblclick()
            page.wait_for_selector(".drops")
            assert_good_at_every_width(page)
            drops = page.request.get(f"{site}/index.json").json()["drops"]

    assert [one["state"] in {"waiting", "reading"} for one in drops] == [True]


def test_pages_that_ask_for_a_word_or_can_only_be_read(page: Any, tmp_path: Path) -> None:  # noqa: ANN401 - likewise
    outputs = put_plans(tmp_path / "outputs", plan("Camden", 2024), plan("Camden", 2023))
    with serving(outputs, token=WORD, read_only=True) as site:
        page.goto(f"{site}/plans/camden-2024")
        assert_good_at_every_width(page)
        page.fill("#word", "not the password")
        page.click("main button")
        assert "That is not the password." in page.inner_text(".faults")
        assert_good_at_every_width(page)
        page.fill("#word", WORD)
        page.click("main button")
        assert "These pages can only be read." in page.inner_text("footer")
        for address in ("/", "/plans/camden-2024", "/plans/camden-2024/actions/1.1", "/plans/camden-2024/letter"):
            page.goto(site + address)
            assert_good_at_every_width(page)
            assert page.locator("form[method=post]").count() == 0
