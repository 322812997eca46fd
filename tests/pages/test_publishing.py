"""A published site: read-only, without names, whole, and in no other folder than its own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from builders.records import action, plan, put_plans
from models.plan import NamedLead
from pipeline.cli.app import run
from pipeline.publishing import MARK, write_site

LEAD = NamedLead(text="Wilhelmina Ashgrove, Head of Safety", name="Wilhelmina Ashgrove", role="Head of Safety")
HARMFUL = "</script><script>alert(1)</script>\u2028"


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    camden = plan(
        "Camden",
        2024,
        action("1.1", "Share.", "Wilhelmina Ashgrove chairs the panel.", rag="amber", named_leads=(LEAD,)),
        action("1.2", "Name a lead.", HARMFUL),
    )
    return put_plans(
        tmp_path / "outputs",
        camden,
        plan("Camden", 2023),
        plan("Barnet", 2024, action("1.1", "Share.", "A panel meets.")),
    )


def everything(site: Path) -> str:
    """All that a site says, in all its files."""
    return "".join(path.read_text(encoding="utf-8") for path in site.rglob("*") if path.is_file())


def test_a_site_has_no_names_and_the_list_of_them_is_beside_it(outputs: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"

    code = run(["publish", str(site), "--outputs", str(outputs), "--yes"])

    assert code == 0
    assert "Ashgrove" not in everything(site)
    assert "Head of Safety" in everything(site)
    assert "Ashgrove" in (tmp_path / "site-names-removed.csv").read_text(encoding="utf-8-sig")


def test_nothing_is_published_before_somebody_says_that_the_list_is_right(
    outputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"

    code = run(["publish", str(site), "--outputs", str(outputs)])

    assert code == 2
    assert not site.exists()
    assert "Ashgrove" in (tmp_path / "site-names-removed.csv").read_text(encoding="utf-8-sig")
    assert "Nothing was published." in capsys.readouterr().err


def test_names_stay_only_when_that_is_asked_for_and_confirmed(outputs: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"

    unsure = run(["publish", str(site), "--outputs", str(outputs), "--no-redact-names"])
    sure = run(["publish", str(site), "--outputs", str(outputs), "--no-redact-names", "--yes"])

    assert (unsure, sure) == (2, 0)
    assert "Ashgrove" in everything(site)


def test_a_folder_with_other_files_is_left_as_it_is(outputs: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine", encoding="utf-8")

    code = run(["publish", str(tmp_path / "mine"), "--outputs", str(outputs), "--yes"])

    assert code == 2
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_a_site_is_replaced_as_a_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(site, [plan("Camden", 2024), plan("Barnet", 2024)])

    write_site(site, [plan("Camden", 2024)])

    assert (site / MARK).is_file()
    assert [path.stem for path in (site / "plans").glob("*.html")] == ["camden-2024"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_same_plans_give_the_same_site(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_site(tmp_path / name, [plan("Camden", 2024), plan("Camden", 2023)])

    one, two = (
        {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        for site in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two


def test_every_link_of_a_site_leads_to_a_file(tmp_path: Path) -> None:
    site = tmp_path / "site"
    odd = plan("Barnet", 2024, action("1.1", "Share.", "It is."), action("1.1", "Twice.", "It is too."))
    write_site(site, [plan("Camden", 2024), plan("Camden", 2023), odd])

    lost = [
        (page.name, link)
        for page in site.rglob("*.html")
        for link in re.findall(r'(?:href|src)="([^"#?]+)', page.read_text(encoding="utf-8"))
        if not (page.parent / unquote(link)).resolve().is_file()
    ]

    assert lost == []


def test_a_site_has_no_forms_but_the_search_and_loads_nothing_from_elsewhere(outputs: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    run(["publish", str(site), "--outputs", str(outputs), "--yes"])

    pages = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))

    assert 'method="post"' not in pages
    assert "http://" not in pages.replace("http://www.w3.org", "")
    assert "https://" not in pages


def test_the_index_of_the_search_is_a_script_in_which_no_document_acts(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(site, [plan("Camden", 2024, action("1.1", "Share.", HARMFUL))])

    text = (site / "assets" / "index.js").read_text(encoding="utf-8")

    assert text.isascii()
    found = json.loads(text.removeprefix("window.VVRAP_INDEX=").removesuffix(";\n"))
    assert found[0]["href"] == "plans/camden-2024/actions/1.1.html"
    assert HARMFUL.strip() in found[0]["text"]


def test_pages_have_their_data_beside_them(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(site, [plan("Camden", 2024)])

    board = json.loads((site / "board" / "2024.json").read_text(encoding="utf-8"))

    assert board["year"] == 2024
    assert (site / "board" / "2024.csv").read_text(encoding="utf-8-sig").startswith("borough,1.1")
    assert (site / "plans" / "camden-2024" / "plan.json").is_file()
    assert (site / "plans" / "camden-2024" / "actions.csv").is_file()
