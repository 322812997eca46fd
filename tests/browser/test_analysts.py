"""The whole ways of an analyst and of the Violence Reduction Unit, with script and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builders.records import action, naming, plan, put_plans
from builders.runs import document
from builders.serving import serving
from pipeline.cli.app import run

RED = "Knives are taken off the street in sweeps each month."


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(request: pytest.FixtureRequest, chromium: Any) -> Iterator[Any]:  # noqa: ANN401 - Playwright's own
    """A page of a browser that runs script, and of one that runs none."""
    context = chromium.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def plans_of_two_years(outputs: Path) -> Path:
    """Four boroughs, one of them also the year before: copied, moved, rewritten, nothing returned, a service."""
    serviced = naming(action("1.2", "Name a lead.", "Safer Streets leads it.", rag="green"), "service", "Safer Streets")
    camden = (
        action("1.1", "Share what is known.", RED, rag="amber"),
        serviced,
        action("2.1", "Hold a panel.", "A new panel met twice and heard nine cases.", rag="green"),
    )
    earlier = (
        action("1.1", "Share what is known.", RED, rag="red"),
        action("1.2", "Name a lead.", "Nobody leads it yet, the post is vacant.", rag="red"),
        action("2.1", "Hold a panel.", "There is none.", rag="red"),
    )
    others = {
        name: (
            action("1.1", "Share what is known.", f"{name} meets weekly.", rag="green"),
            action("1.2", "Name a lead."),
        )
        for name in ("Barnet", "Brent", "Ealing")
    }
    return put_plans(
        outputs,
        plan("Camden", 2024, *camden),
        plan("Camden", 2023, *earlier),
        *(plan(name, 2024, *actions) for name, actions in others.items()),
    )


def texts(page: Any, selector: str) -> list[str]:  # noqa: ANN401 - likewise
    """What the elements say, in order, once the page that a click led to is there."""
    page.wait_for_load_state()
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]


def test_what_changed_what_was_copied_and_which_services_came(page: Any, outputs: Path) -> None:  # noqa: ANN401
    with serving(plans_of_two_years(outputs)) as site:
        page.goto(site)
        page.click("th a >> text=Camden 2024")
        page.click("text=Show all that changed")
        assert "RAG improved, but the narrative was copied word for word" in texts(page, "dt")

        page.click(".tabs >> text=Only RAG moved")
        assert texts(page, ".answer h2") == ["Action 1.1"]
        assert texts(page, ".answer .rag") == ["Red", "Amber"]
        page.click(".tabs >> text=Copied forward")
        assert texts(page, ".answer h2") == ["Action 1.1"]
        page.click(".tabs >> text=Rewritten")
        assert texts(page, ".answer h2") == ["Action 1.2", "Action 2.1"]
        assert page.locator(".answer ins").count() > 0
        page.click(".tabs >> text=Services and panels")

        assert texts(page, "tbody tr") == ["Safer Streets Service 1.2 –"]


def test_who_does_what_who_returned_nothing_and_where_a_service_is_used(page: Any, outputs: Path) -> None:  # noqa: ANN401
    with serving(plans_of_two_years(outputs)) as site:
        page.goto(f"{site}/board/2024")
        assert "4 plans received, 29 boroughs missing" in page.inner_text("h1")
        page.select_option("#only", label="No answer only")
        page.click(".filters button")
        strong = page.locator("#board td:not(.dim):has(s)").count()
        page.select_option("#layer", "names")
        page.select_option("#service", "safer-streets")
        page.select_option("#only", "all")
        page.click(".filters button")
        used = page.locator("#board td", has_text="●")
        boroughs = [one.evaluate("cell => cell.parentNode.dataset.plan") for one in used.all()]

        page.click("#board thead >> text=1.2")
        page.select_option("#nil", "yes")
        page.click(".filters button")

        assert strong == 3
        assert boroughs == ["camden-2024"]
        assert texts(page, ".answer h2 a") == ["Barnet", "Brent", "Ealing"]


def test_a_new_edition_of_the_template_arrives_and_its_pairs_are_confirmed(page: Any, outputs: Path) -> None:  # noqa: ANN401
    blank = outputs.parent / "blank.html"
    blank.write_bytes(document())
    with serving(plans_of_two_years(outputs)) as site:
        page.goto(f"{site}/templates")
        page.fill("#name", "2025 Refresh")
        page.set_input_files("#file", str(blank))
        page.click("text=Add the edition")
        assert "The edition is added." in page.inner_text(".notice")
        before = page.locator(".pairing").count()
        page.locator(".pairing label", has_text="Yes").first.click()
        page.locator(".pairing label", has_text="No").last.click()
        page.click("text=Save the answers")

        assert before >= 2
        assert page.inner_text(".notice").strip() == "Your answers are saved."
        assert page.locator("input[value=yes]:checked").count() == 1


def test_all_plans_are_published_without_names_and_read_from_the_folder(
    page: Any,  # noqa: ANN401 - likewise
    outputs: Path,
) -> None:
    site = outputs.parent / "site"
    plans_of_two_years(outputs)

    code = run(["publish", str(site), "--outputs", str(outputs), "--yes"])
    page.goto((site / "index.html").as_uri())
    page.click("th a >> text=Camden 2024")
    page.click("text=Show all that changed")
    page.click(".tabs >> text=Only RAG moved")
    page.click(".answer h2 a")
    page.click("nav >> text=Board")
    page.click("text=Board 2024")
    page.click("#board thead >> text=1.2")

    assert code == 0
    assert texts(page, ".answer h2 a") == ["Barnet", "Brent", "Camden", "Ealing"]
