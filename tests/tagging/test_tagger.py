"""Plans and texts through the whole tagger."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path

import pytest

from models.plan import Plan
from pipeline.tagging import Tagger, TaggingInput, load_tagger, tag_plan, tag_texts
from pipeline.tagging.training.annotations import Narrative, others, read_narratives, richmond, synthetic
from pipeline.tagging.training.scoring import NOTHING, by_label
from tagging.plans_to_tag import make_action, make_plan

# Seconds of processor time: several times the 0.3 and 0.11 of a quiet machine, as a busy one takes thrice as long.
LONGEST_LOADING = 3.0
LONGEST_TAGGING = 1.0  # for a plan of 53 actions


def test_a_tagged_plan_keeps_all_it_had_and_says_where_each_name_stands() -> None:
    plan = make_plan(make_action(1, "CSS: The CSP meets with the MPS.", "-Redthread attend."), make_action(2))

    tagged = tag_plan(plan)

    first, second = tagged.actions
    assert [(m.label, m.text, m.entity_id) for m in first.mentions] == [
        ("agency", "CSS", "community-safety"),
        ("panel", "CSP", "csp"),
        ("agency", "MPS", "mps"),
        ("service", "Redthread", "redthread"),
    ]
    assert all(first.narrative[m.start : m.end] == m.text for m in first.mentions)
    assert second.mentions == ()
    bare = {"mentions": (), "narrative_blocks": plan.actions[0].narrative_blocks}
    assert first.model_copy(update=bare) == plan.actions[0]


def test_the_tagger_of_the_package_is_loaded_once_however_it_is_asked_for() -> None:
    assert load_tagger() is load_tagger(None)
    assert load_tagger() is load_tagger(folder=None, use_boroughs=True)


def test_blocks_get_the_speaker_in_whose_stretch_they_stand() -> None:
    plan = make_plan(
        make_action(1, "AFC -The panel meets.", "-Crying Sons attend.", "MPS Sweeps are weekly.", leads=("AFC", "MPS"))
    )

    blocks = tag_plan(plan).actions[0].narrative_blocks

    assert [block.speaker for block in blocks] == ["afc", "afc", "mps"]


def test_lead_organisations_are_linked_to_the_same_entries() -> None:
    leads = (
        "Childrens Services",
        "Children Services",
        "Children's Services",
        "Reg Services",
        "Community Safety - VAWG",
        "Acme",
    )
    plan = make_plan(make_action(1, "Nothing named.", leads=leads))

    ids = [lead.entity_id for lead in tag_plan(plan).actions[0].lead_organisations]

    assert ids == ["childrens-services"] * 3 + ["regulatory-services", "vawg-team", None]


def short_form_notes(*narratives: str) -> list[tuple[str, str, str]]:
    """Code, severity and message of what is found about short forms in a plan of these narratives."""
    plan = make_plan(*(make_action(number, text) for number, text in enumerate(narratives, start=1)))
    findings = tag_plan(plan).findings
    return [(one.code, one.severity, one.message) for one in findings if one.code.startswith("short-form")]


def test_a_short_form_with_two_meanings_is_a_warning_where_a_mention_cannot_be_told() -> None:
    notes = short_form_notes(
        "The Prevent and Change (PAC) team attend.",
        "Positive Action in the Community (PAC) supports our work.",
        "Cases go to the PAC every month.",
    )

    ((code, severity, message),) = notes
    assert (code, severity) == ("short-form-with-two-meanings", "warning")
    assert "“PAC”" in message
    assert message.endswith("(actions 1.3).")


def test_a_short_form_with_two_meanings_that_is_explained_where_it_is_used_is_no_warning() -> None:
    notes = short_form_notes(
        "The Prevent and Change (PAC) team attend.", "Positive Action in the Community (PAC) supports our work."
    )

    assert [(code, severity) for code, severity, _ in notes] == [("short-form-explained-nearby", "info")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the Combatting Drugs Partnership (CDP)", "the Combating Drugs Partnership (CDP)"),
        ("the Tactical Co-ordination Group (TCG)", "the Tactical Coordination Groups (TCG)"),
        ("the Police and Crime Board (PCB)", "the Police & Crime Board (PCB)"),
    ],
)
def test_spellings_of_one_name_are_one_meaning(first: str, second: str) -> None:
    assert short_form_notes(f"We report to {first}.", f"We attend {second}.", "Cases go on.") == []


def test_a_speaker_that_changes_in_a_paragraph_is_reported() -> None:
    text = "AFC -The panel meets monthly. MPS -Sweeps are conducted weekly."
    plan = make_plan(make_action(1, text, leads=("AFC", "MPS")))

    findings = tag_plan(plan).findings

    assert [(f.code, f.action_ref) for f in findings] == [("speaker-changes-in-paragraph", "1.1")]


def test_a_plan_without_a_borough_is_tagged_with_the_general_registry() -> None:
    plan = make_plan(make_action(1, "CSS: The CSP meets with the MPS."), borough=None)

    tagged = tag_plan(plan)

    assert [m.entity_id for m in tagged.actions[0].mentions][1:] == ["csp", "mps"]


def test_tagging_twice_gives_the_same() -> None:
    items = [TaggingInput(id=n.id, text=n.text, borough=n.borough, document=n.document) for n in others()]

    first = list(tag_texts(items))
    second = list(Tagger().tag_texts(items))

    assert first == second


def test_tagging_a_tagged_plan_changes_nothing() -> None:
    plan = make_plan(make_action(1, "AFC -Project X works with Redthread.", leads=("AFC",)))

    once = tag_plan(plan)

    assert tag_plan(once).actions == once.actions


def test_lines_of_one_document_teach_one_another_and_come_back_in_order() -> None:
    taught = TaggingInput(id="a", text="The Blue Lantern Project (BLP) is run by the Council.", document="d")
    between = TaggingInput(id="b", text="No comment.", document="e")
    learner = TaggingInput(id="c", text="Young people are referred to BLP each week.", document="d")

    results = list(tag_texts([taught, between, learner]))

    assert [result.id for result in results] == ["a", "b", "c"]
    assert ("service", "BLP") in [(m.label, m.text) for m in results[2].mentions]


def test_a_plan_survives_the_trip_through_json() -> None:
    plan = tag_plan(make_plan(make_action(1, "AFC -Project X works with Redthread.", leads=("AFC",))))

    assert Plan.model_validate_json(plan.model_dump_json()) == plan


def test_tagging_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)

    tagged = Tagger().tag_plan(make_plan(make_action(1, "AFC -Project X works with Redthread.")))

    assert tagged.actions[0].mentions


def test_loading_and_tagging_are_quick() -> None:
    items = [TaggingInput(id=n.id, text=n.text, borough=n.borough, document="one plan") for n in richmond()]
    begun = time.process_time()
    tagger = Tagger()
    loaded = time.process_time() - begun
    runs = []

    for _ in range(4):
        begun = time.process_time()
        list(tagger.tag_texts(items))
        runs.append(time.process_time() - begun)

    assert loaded < LONGEST_LOADING
    assert min(runs) < LONGEST_TAGGING


@pytest.mark.parametrize(
    ("narratives", "least"),
    [(richmond(), 0.97), (synthetic("train"), 0.95)],
    ids=["Richmond", "boroughs learned from"],
)
def test_what_was_learned_is_not_lost(narratives: tuple[Narrative, ...], least: float) -> None:
    items = [
        TaggingInput(
            id=n.id, text=n.text, borough=n.borough, document=n.document, lead_organisations=n.lead_organisations
        )
        for n in narratives
    ]

    total = NOTHING
    for narrative, result in zip(narratives, load_tagger().tag_texts(items), strict=True):
        ours = [(m.start, m.end, m.label) for m in result.mentions]
        total += by_label(ours, [(s.start, s.end, s.label) for s in narrative.spans])["all"][0]

    assert total.f1 >= least


def test_annotations_whose_offsets_do_not_hold_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.jsonl"
    spans = [{"start": 1, "end": 4, "text": "MPS", "label": "agency", "canonical": "mps"}]
    line = {"id": "1", "borough": "Brent", "document": "d", "text": "MPS attend.", "spans": spans}
    path.write_text(json.dumps(line), encoding="utf-8")

    with pytest.raises(ValueError, match="offsets 1 to 4"):
        list(read_narratives(path))
