"""The review: collected, decided on, put into the boroughs' files."""

from __future__ import annotations

import csv
from pathlib import Path
from shutil import copytree

import pytest

from builders.kills import instants, killed_at
from models.errors import ReferenceDataError
from models.mention import Mention
from models.plan import Plan
from pipeline.tagging import Tagger, load_tagger
from pipeline.tagging.registry.decisions import apply_decisions, parse_decisions
from pipeline.tagging.registry.files import read_registry
from pipeline.tagging.registry.review import ReviewRow, collect, earlier_rows, read_review, write_review
from pipeline.tagging.registry.sighting import Sighting, sightings
from pipeline.tagging.registry.together import PENDING, changing
from tagging.plans_to_tag import make_action, make_plan

BOROUGH = "richmond-upon-thames"
PLAN = make_plan(
    make_action(
        1, "AFC -The Blue Lantern Project works with schools. Zebedee House attend the Riverbank Oversight Panel."
    ),
    make_action(2, "MPS -Officers attend the Riverbank Oversight Panel with Redthread."),
)


def collected(plan: Plan = PLAN, earlier: tuple[ReviewRow, ...] = ()) -> list[ReviewRow]:
    tagger = load_tagger()
    queue = [(item.section, item.mention) for item in tagger.queue(plan)]
    return collect(sightings(tagger.tag_plan(plan), queue), {BOROUGH: tagger.index((BOROUGH,))}, earlier)


def decide(folder: Path, **decisions: str) -> Path:
    path = folder / "review.csv"
    rows = [row.model_copy(update={"decision": decisions.get(row.suggested_id, "")}) for row in collected()]
    assert set(decisions) <= {row.suggested_id for row in rows}
    write_review(path, rows)
    return path


def apply(path: Path, registry: Path) -> None:
    decisions = parse_decisions(read_review(path), read_registry(registry))
    apply_decisions(decisions, registry, frozenset({"house"}))


def test_names_without_an_entry_wait_with_their_count_and_examples() -> None:
    rows = {row.name: row for row in collected()}

    panel = rows["Riverbank Oversight Panel"]
    assert (panel.count, panel.suggested_label, panel.suggested_id) == (2, "panel", "riverbank-oversight-panel")
    assert panel.examples == (
        "richmond-upon-thames-2024 1.1: Zebedee House attend the Riverbank Oversight Panel."
        " | richmond-upon-thames-2024 1.2: MPS -Officers attend the Riverbank Oversight Panel with Redthread."
    )
    assert panel.reason == "read as a name, not known yet"
    assert "Blue Lantern Project" in rows


def test_a_name_met_in_several_boroughs_and_years_is_one_row() -> None:
    boroughs = ("brent", "camden")
    met = [sighting(borough, name) for borough in (*boroughs, "camden") for name in ("Blue Lantern", "Blue lantern")]
    indexes = {borough: load_tagger().index((borough,)) for borough in boroughs}

    (row,) = collect(met, indexes)

    assert (row.name, row.boroughs, row.count) == ("Blue Lantern", boroughs, 6)


def test_names_whose_decision_settles_most_come_first() -> None:
    met = [
        *(sighting("brent", "Rarely Tagged Forum") for _ in range(2)),
        *(sighting("brent", "Often Considered Forum", tagged=False) for _ in range(4)),
        *(sighting("brent", "Often Tagged Forum") for _ in range(3)),
    ]

    rows = collect(met, {"brent": load_tagger().index(("brent",))})

    assert [row.name for row in rows] == ["Often Tagged Forum", "Rarely Tagged Forum", "Often Considered Forum"]
    assert rows[-1].reason == "not read as a name; it may be one"


def test_names_that_overlap_are_one_row() -> None:
    text = "Referrals go to the Riverbank Oversight Panel each week."
    considered = ("Riverbank Oversight Panel each week", "Oversight Panel", "Riverbank")
    plan = make_plan(make_action(1, text))

    met = sightings(plan, [("1.1", mention_in(text, name)) for name in considered])

    assert [(one.mention.text, one.overlapping) for one in met] == [(considered[0], considered[1:])]


@pytest.mark.parametrize(
    "name", ["March 2024", "Q3", "Monday", "2024 25", "September", "Brent", "31st March", "Autumn term"]
)
def test_dates_and_places_are_not_put_up(name: str) -> None:
    text = f"Work began in {name} as planned."

    assert sightings(make_plan(make_action(1, text)), [("1.1", mention_in(text, name))]) == []


def test_a_rejected_longer_name_hides_no_registered_name_inside_it(tmp_path: Path) -> None:
    plan = make_plan(make_action(1, "Officers join the Redthread Riverbank Breakfast Call on Fridays."))
    row = ReviewRow(
        name="Redthread Riverbank Breakfast Call", boroughs=(BOROUGH,), count=1, suggested_label="panel",
        suggested_id="redthread-riverbank-breakfast-call", decision="reject",
    )  # fmt: skip
    write_review(tmp_path / "review.csv", [row])
    apply(tmp_path / "review.csv", tmp_path)

    mentions = Tagger(tmp_path).tag_plan(plan).actions[0].mentions

    assert [mention.text for mention in mentions] == ["Redthread"]


def test_an_accepted_name_of_two_boroughs_has_one_id_in_both(tmp_path: Path) -> None:
    row = ReviewRow(
        name="Blue Lantern Project", boroughs=("brent", "camden"), count=2, suggested_label="service",
        suggested_id="blue-lantern-project", decision="accept",
    )  # fmt: skip
    write_review(tmp_path / "review.csv", [row])

    apply(tmp_path / "review.csv", tmp_path)

    registry = read_registry(tmp_path)
    for borough in row.boroughs:
        assert "blue-lantern-project" in {entry.id for entry in registry.borough_entries(borough)}


def test_decisions_of_a_review_that_had_a_row_for_each_borough_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    path.write_text(
        "borough,name,count,suggested_label,suggested_id,known_as,examples,decision\n"
        f"{BOROUGH},Blue Lantern Project,1,service,blue-lantern-project,,,accept\n",
        encoding="utf-8",
    )

    (row,) = earlier_rows(path)

    assert (row.name, row.boroughs, row.decision) == ("Blue Lantern Project", (BOROUGH,), "accept")


def sighting(borough: str, name: str, *, tagged: bool = True) -> Sighting:
    mention = mention_in(f"They attend the {name}.", name)
    return Sighting(borough=borough, mention=mention, tagged=tagged, example=f"{borough}-2024 1.1: They attend.")


def mention_in(text: str, name: str) -> Mention:
    start = text.index(name)
    return Mention(
        label="panel", text=name, start=start, end=start + len(name), entity_id=None, canonical=None,
        method="model", confidence="review",
    )  # fmt: skip


def test_names_the_registry_holds_do_not_wait() -> None:
    assert {"AFC", "MPS", "Redthread"} & {row.name for row in collected()} == set()


def test_a_nil_return_puts_no_name_up() -> None:
    nil = make_action(1, "N/A").model_copy(update={"nil_return": True})

    assert load_tagger().queue(make_plan(nil)) == []


def test_a_second_review_keeps_decisions_not_yet_applied(tmp_path: Path) -> None:
    path = decide(tmp_path, **{"blue-lantern-project": "accept"})

    again = {row.suggested_id: row.decision for row in collected(earlier=tuple(earlier_rows(path)))}

    assert again["blue-lantern-project"] == "accept"
    assert again["riverbank-oversight-panel"] == ""


def test_an_accepted_name_is_linked_from_then_on(tmp_path: Path) -> None:
    apply(decide(tmp_path, **{"blue-lantern-project": "accept"}), tmp_path)

    mentions = Tagger(tmp_path).tag_plan(PLAN).actions[0].mentions

    assert "blue-lantern-project" in [mention.entity_id for mention in mentions]


def test_an_alias_of_a_general_entry_extends_it_for_the_borough(tmp_path: Path) -> None:
    apply(decide(tmp_path, **{"riverbank-oversight-panel": "alias of csp"}), tmp_path)

    mentions = Tagger(tmp_path).tag_plan(PLAN).actions[1].mentions

    assert [m.entity_id for m in mentions if m.text == "Riverbank Oversight Panel"] == ["csp"]
    row = next(e for e in read_registry(tmp_path).borough_entries(BOROUGH) if e.id == "csp")
    assert (row.label, row.aliases, row.scope) == ("panel", ("Riverbank Oversight Panel",), BOROUGH)


@pytest.mark.parametrize("decision", ["reject", "topic"])
def test_a_rejected_name_stays_rejected(tmp_path: Path, decision: str) -> None:
    apply(decide(tmp_path, **{"riverbank-oversight-panel": decision}), tmp_path)
    tagger = Tagger(tmp_path)

    tagged = [mention.text for action in tagger.tag_plan(PLAN).actions for mention in action.mentions]
    queued = [item.mention.text for item in tagger.queue(PLAN)]

    assert "Riverbank Oversight Panel" not in [*tagged, *queued]
    assert "Redthread" in tagged


def test_applying_is_all_or_nothing_at_every_instant_and_applying_again_finishes(tmp_path: Path) -> None:
    review, before, registry = tmp_path / "review.csv", tmp_path / "before", tmp_path / "registry"
    rows = [
        ReviewRow(
            boroughs=("brent", "camden", "lewisham"), name="Zebedee House", count=3, suggested_label="service",
            suggested_id="zebedee-house", decision="accept",
        )
    ]  # fmt: skip
    write_review(review, rows)
    before.mkdir()
    copytree(before, registry)
    steps = instants(lambda: apply_alone(review, registry), least=11)

    for instant in steps:
        victim = tmp_path / f"victim-{instant}"
        copytree(before, victim)
        killed_at(instant, lambda folder=victim: apply_alone(review, folder))  # type: ignore[misc]
        found = [has_it(victim, borough) for borough in rows[0].boroughs]

        apply_alone(review, victim)

        assert len(set(found)) == 1, instant
        assert all(has_it(victim, borough) for borough in rows[0].boroughs)
        assert sorted(path.name for path in victim.iterdir()) == [".vvrap-lock", "boroughs"]
        assert not list(victim.rglob("*.part"))


def apply_alone(path: Path, registry: Path) -> None:
    with changing(registry):
        apply(path, registry)


def has_it(registry: Path, borough: str) -> bool:
    return any(entry.name == "Zebedee House" for entry in read_registry(registry).borough_entries(borough))


def test_a_decision_is_entered_once_however_often_it_is_applied(tmp_path: Path) -> None:
    path = decide(tmp_path, **{"riverbank-oversight-panel": "reject"})
    apply(path, tmp_path)
    once = read_registry(tmp_path).borough_entries(BOROUGH)

    apply(path, tmp_path)

    assert read_registry(tmp_path).borough_entries(BOROUGH) == once


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"decision": "yes"}, "“yes” is not accept, alias of ID, reject or topic"),
        ({"decision": "alias of nobody"}, "there is no entry “nobody” to be an alias of"),
        (
            {"decision": "alias of serious-violence-duty"},
            "serious-violence-duty is topic: nothing is tagged by its names",
        ),
        ({"decision": "accept", "suggested_label": "team"}, "the label “team” is not agency, panel or service"),
        ({"decision": "accept", "suggested_id": "mps"}, "the id mps is taken by “Metropolitan Police Service”"),
        ({"decision": "accept", "boroughs": "atlantis"}, "“atlantis” is not a borough"),
        ({"decision": "reject", "boroughs": f"{BOROUGH}; atlantis"}, "“atlantis” is not a borough"),
        ({"decision": "accept", "boroughs": ""}, "no borough is named"),
    ],
)
def test_a_decision_that_cannot_be_carried_out_is_named_and_nothing_is_changed(
    tmp_path: Path, change: dict[str, str], reason: str
) -> None:
    path = decide(tmp_path, **{"blue-lantern-project": "accept"})
    lines = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    target = next(number for number, row in enumerate(lines) if row["suggested_id"] == "riverbank-oversight-panel")
    lines[target] |= change
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, lines[0])
        writer.writeheader()
        writer.writerows(lines)

    with pytest.raises(ReferenceDataError) as caught:
        apply(path, tmp_path)

    assert f"review.csv, line {target + 2}: {reason}" in caught.value.problem
    assert not (tmp_path / "boroughs").exists()


def test_an_id_of_the_wrong_shape_is_refused(tmp_path: Path) -> None:
    path = decide(tmp_path, **{"blue-lantern-project": "accept"})
    text = path.read_text(encoding="utf-8").replace(",blue-lantern-project,", ",Blue Lantern!,")
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ReferenceDataError, match=r"review\.csv, line \d+: String should match pattern"):
        apply(path, tmp_path)


@pytest.mark.parametrize("text", ["[]", '{"../general.csv": ""}', '{"boroughs/brent.csv": 1}', "[" * 100_000])
def test_a_file_of_changes_that_is_none_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / PENDING).write_text(text, encoding="utf-8")

    with pytest.raises(ReferenceDataError, match="is not a record of changes to the registry"):
        read_registry(tmp_path)
