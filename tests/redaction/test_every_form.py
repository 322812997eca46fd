"""Forms in which plans print people's names, each of which must be gone from every kind of output."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path

import pytest

from builders.records import action, plan
from builders.runs import document, put, run_and_sum_up
from extractors.assembler.leads import read_named_leads
from models.errors import UsageError
from models.plan import Plan, PlanMetadata
from pipeline.batch.outcomes import Options
from pipeline.catalogue.build import write_catalogue
from pipeline.compare import compare_boroughs, compare_years, write_comparison
from pipeline.outputs.store import Outputs
from pipeline.redaction.bodies import known_bodies
from pipeline.redaction.plans import redact
from pipeline.redaction.removed import list_beside, write_removed
from pipeline.redaction.words import fold

ZOE = "Zoë Lyons, Neighbourhoods Manager"
FORMS = {
    ZOE: (
        "Zoë Lyons", "Zoe Lyons", "ZOË LYONS", "ZOE LYONS", unicodedata.normalize("NFD", "Zoë Lyons"), "zoë lyons",
        "zoe  lyons", "Zoë", "Zoe", unicodedata.normalize("NFD", "Zoë"), "Lyons", "LYONS", "Z. Lyons", "Z Lyons",
        "Lyons, Zoë", "Lyons Zoe", "LYONS Zoe", "LYONS, ZOE", "Zoe L.", "Ms Lyons", "Ms Zoe Lyons", "Dr. Lyons",
        "Zoe Ann Lyons", "Zoe A. Lyons", "Zoe-Lyons", "Zoe_Lyons", "zoe.lyons", "@ZoeLyons", "zlyons", "ZoeLyons2",
        "zoe.lyons@camden.gov.uk", "z.lyons@camden.gov.uk", "lyons@camden.gov.uk", "ZLyons@Camden.gov.uk",
        "zoe_lyons.2@camden.gov.uk", "Zoë's", "Lyons’s", "Zoes", "https://example.org/staff/zoe-lyons",
    ),
    "sarah mcdonald": ("Sarah McDonald", "sarah mcdonald", "SARAH MCDONALD", "Sarah", "S McDonald", "McDonald"),
    "sarah mcdonald, community safety manager": ("Sarah McDonald", "Ms McDonald"),
    "O'BRIEN PATRICK (Superintendent)": ("Patrick O’Brien", "O'Brien", "PATRICK OBRIEN", "O'BRIEN", "Supt O'Brien"),
    "PATRICK OBRIEN": ("Patrick O'Brien", "Patrick"),
    "Jane Okonkwo-Smith, Head of Community Safety": ("JANE OKONKWO-SMITH", "Jane Okonkwo", "OKONKWOS", "Ms Okonkwo"),
    "Supt. Marcus Hill": ("Marcus Hill", "M. Hill", "Superintendent Hill", "Supt Hill", "Marcus"),
    "J. Featherstone": ("John Featherstone", "J Featherstone", "Featherstone", "Featherstones"),
    "Siobhán Ní Dhomhnaill, Youth Lead": ("Siobhan Ni Dhomhnaill", "Siobhán", "Ní Dhomhnaill"),
    "Nguyen Thi Minh Khai": ("Minh Khai", "Nguyen", "Khai"),
    "Van der Berg, Pieter": ("Pieter van der Berg", "van der Berg", "Pieter"),
    "Mohammed al-Rashid, Housing": ("Mohammed", "al-Rashid", "Mohammed Al Rashid"),
    "zoe.lyons@camden.gov.uk": ("Zoe Lyons", "Lyons"),
    "Grace": ("Grace",),
    "Anwar Hussain / Priya Shah": ("Anwar and Priya", "Hussain & Shah"),
}  # fmt: skip
CASES = [(cell, form) for cell, forms in FORMS.items() for form in forms]
STAYS = (
    "Zoe Smith works at Lyons House.",
    "Redthread and the MPS work with Catch22.",
    "The grace period ends in June.",
    "Young people in the Hill estate hope for more.",
    "Send referrals to community.safety@camden.gov.uk.",
    "Neighbourhoods and Housing lead on this with Trading Standards.",
    "The Superintendent, the Head of Service and the Director meet.",
    "Operation Sceptre and Project ADDER go on.",
    "The Hills estate, Woods Road and Parks and Leisure stay.",
)
WORDS = frozenset(
    {"zoe", "lyons", "sarah", "mcdonald", "brien", "obrien", "patrick", "jane", "okonkwo", "marcus", "featherstone"}
    | {"siobhan", "dhomhnaill", "nguyen", "khai", "pieter", "berg", "mohammed", "rashid", "anwar", "hussain", "priya"}
    | {"shah", "grace"}
)


def plan_of(cell: str, *narratives: str, ref: str = "1.1", filename: str = "plan.docx") -> Plan:
    leads = read_named_leads([cell])
    actions = [action(f"{ref[:2]}{n}", narrative=text, named_leads=leads) for n, text in enumerate(narratives, start=1)]
    return plan("Camden", 2024, *actions, filename=filename)


def left_in(text: str) -> set[str]:
    """Words of names that a text still has, however they are written."""
    words = "".join(char if char.isalpha() else " " for char in unicodedata.normalize("NFKC", text)).split()
    folded = {fold(one) for one in words}
    return {word for word in WORDS if any(word in one for one in folded)}


def test_sixty_forms_and_more_are_tried() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize(("cell", "form"), CASES)
def test_a_form_of_a_name_is_gone(cell: str, form: str) -> None:
    narrative = f"The panel is chaired by {form}, who reports to the board."

    (cleaned,) = redact([plan_of(cell, narrative)], known_bodies()).plans

    assert left_in(cleaned.model_dump_json()) == set()
    assert cleaned.actions[0].narrative.startswith("The panel is chaired by ")
    assert cleaned.actions[0].narrative.endswith(", who reports to the board.")


@pytest.mark.parametrize("sentence", STAYS)
def test_what_is_no_name_of_a_lead_stays(sentence: str) -> None:
    (cleaned,) = redact([plan_of(ZOE, sentence)][:1], known_bodies()).plans

    assert cleaned.actions[0].narrative == sentence


def everything(folder: Path) -> str:
    """All files of a folder as one text, their names among it; archives unpacked."""
    texts = []
    for path in sorted(folder.rglob("*")):
        texts.append(str(path.relative_to(folder)))
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                texts += [archive.read(name).decode("utf-8") for name in archive.namelist()]
        elif path.is_file():
            texts.append(path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(texts)


def test_no_output_of_any_kind_holds_a_form(tmp_path: Path) -> None:
    plans = [
        plan_of(cell, *(f"It is led by {form}." for form in forms), filename=f"Camden_{forms[0].replace('/', '')}.docx")
        for cell, forms in FORMS.items()
    ]
    plans[0] = plans[0].model_copy(
        update={
            "title": "Plan of Zoe Lyons",
            "plan_id": "camden-2024-zoe-lyons-docx",
            "metadata": PlanMetadata(author="ZOE LYONS and sarah mcdonald, Community Safety"),
        }
    )
    result = redact(plans, known_bodies())
    outputs = Outputs(tmp_path / "out")
    for one in result.plans:
        outputs.write_plan(one)
    outputs.write_tables()
    write_catalogue(outputs)
    write_comparison(compare_years(plans[0], plans[1], redact_names=True), tmp_path / "out" / "years")
    write_comparison(compare_boroughs(plans, redact_names=True), tmp_path / "out" / "boroughs")
    found = left_in(everything(tmp_path / "out"))
    names = write_removed(list_beside(tmp_path / "out"), result.removed)

    assert found == set()
    assert names > len(FORMS)
    assert "Zoë Lyons" in (tmp_path / "out-names-removed.csv").read_text(encoding="utf-8")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Two plans whose files are called by a person."""
    folder = tmp_path / "inbox"
    put(folder / "Camden_Zoe_Lyons_2024.html", document("camden"))
    put(folder / "brent Zoe Lyons.html", document("brent"))
    return folder


def test_extract_leaves_names_out_of_all_it_writes(tmp_path: Path, inbox: Path) -> None:
    named = run_and_sum_up(tmp_path / "named", inbox)[0]
    people = {
        lead.name
        for path in (tmp_path / "named" / "plans").glob("*.json")
        for one in Outputs(tmp_path / "named").read_plan(f"plans/{path.name}").actions
        for lead in one.named_leads
        if lead.name
    }

    outcomes, summary = run_and_sum_up(tmp_path / "out", inbox, options=Options(redact_names=True))

    text = everything(tmp_path / "out")
    assert {outcome.entry.plan_id for outcome in outcomes} == {outcome.entry.plan_id for outcome in named}
    assert people
    assert not {name for name in people if name in text}
    assert left_in(text) == set()
    assert {one.text for one in summary.removed} >= {"Camden_Zoe_Lyons_2024.html"}


def test_extract_without_names_gives_the_same_at_the_second_run(tmp_path: Path, inbox: Path) -> None:
    run_and_sum_up(tmp_path / "out", inbox, options=Options(redact_names=True))
    once = (tmp_path / "out" / "actions.csv").read_bytes()

    run_and_sum_up(tmp_path / "out", inbox, options=Options(redact_names=True))

    assert (tmp_path / "out" / "actions.csv").read_bytes() == once
    assert not (tmp_path / "out" / "revisions").exists()


def test_plans_with_names_and_plans_without_do_not_come_into_one_folder(tmp_path: Path, inbox: Path) -> None:
    run_and_sum_up(tmp_path / "named", inbox)
    run_and_sum_up(tmp_path / "out", inbox, options=Options(redact_names=True))

    with pytest.raises(UsageError, match="contains plans with names"):
        run_and_sum_up(tmp_path / "named", inbox, options=Options(redact_names=True))
    with pytest.raises(UsageError, match="is for plans without names"):
        run_and_sum_up(tmp_path / "out", inbox)
