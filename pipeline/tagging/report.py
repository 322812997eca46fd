"""Measures the tagger: `python -m pipeline.tagging.report [--write] [--errors] [--ablation] [--aside]`. Needs scipy.

Fits the models on all boroughs but one group at a time, tags that group, and prints the figures; takes minutes. With
--write, also puts the models, the figures and docs/tagging-figures.md in place. With --errors, lists every name wrong
or missed. With --ablation, tags again without each step in turn. With --aside, also measures the boroughs set aside,
whose figure is otherwise the one kept from the last time.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.tagging.components import (
    capitals,
    definitions,
    head_nouns,
    near_names,
    places,
    registry_matcher,
    sequence_tagger,
    taught_names,
)
from pipeline.tagging.components import speakers as speaking
from pipeline.tagging.shipped import FOLDER, LOGISTIC_FILE, SEQUENCE_FILE
from pipeline.tagging.train import PACKAGE, inputs, save
from pipeline.tagging.training.annotations import by_document
from pipeline.tagging.training.figures import (
    FIGURES_FILE,
    REREADING_FILE,
    Figures,
    SetFigures,
    agreement,
    evidence_figures,
    measured,
    render,
    set_figures,
)
from pipeline.tagging.training.fitting import Crossed, Fitted, fit
from pipeline.tagging.training.material import (
    held_out_first,
    held_out_fresh,
    held_out_fresh_rough,
    held_out_last,
    held_out_last_rough,
    held_out_later,
    held_out_notes,
    held_out_rough,
    held_out_rough_later,
    learned_from,
)
from pipeline.tagging.training.measuring import (
    Outcome,
    cross_validated,
    is_last_lot,
    is_newest_lot,
    is_richmond,
    is_rough,
    scores,
    with_models,
)

PAGE = PACKAGE.parents[1] / "docs" / "tagging-figures.md"
UNSEEN = "Other boroughs, cross-validated, general registry"
UNSEEN_ROUGH = "Other boroughs in rough styles, cross-validated, general registry"
UNSEEN_LAST = "Other boroughs, last lot, cross-validated, general registry"
UNSEEN_LAST_ROUGH = "Other boroughs, last lot in rough styles, cross-validated, general registry"
UNSEEN_NEWEST = "Other boroughs, another hand, cross-validated, general registry"
UNSEEN_NEWEST_ROUGH = "Other boroughs, another hand in rough styles, cross-validated, general registry"
RICHMOND_GENERAL = "Richmond, fitted on other boroughs, general registry"
RICHMOND_OWN = "Richmond, fitted on other boroughs, its own registry"
HELD_OUT = "Boroughs set aside, general registry"
HELD_OUT_LATER = "Boroughs set aside later, general registry"
HELD_OUT_ROUGH = "Boroughs set aside, rough styles, general registry"
HELD_OUT_ROUGH_LATER = "Boroughs set aside, more in rough styles, general registry"
HELD_OUT_NOTES = "Boroughs set aside, notes in other styles, general registry"
HELD_OUT_LAST = "Boroughs set aside, last lot, general registry"
HELD_OUT_LAST_OWN = "Boroughs set aside, last lot, their own registries"
HELD_OUT_LAST_ROUGH = "Boroughs set aside, last lot in rough styles, general registry"
HELD_OUT_LAST_ROUGH_OWN = "Boroughs set aside, last lot in rough styles, their own registries"
HELD_OUT_FRESH = "Boroughs set aside, another hand, general registry"
HELD_OUT_FRESH_ROUGH = "Boroughs set aside, another hand in rough styles, general registry"
ASIDE = {
    HELD_OUT: held_out_first,
    HELD_OUT_LATER: held_out_later,
    HELD_OUT_ROUGH: held_out_rough,
    HELD_OUT_ROUGH_LATER: held_out_rough_later,
    HELD_OUT_NOTES: held_out_notes,
    HELD_OUT_LAST: held_out_last,
    HELD_OUT_LAST_OWN: held_out_last,
    HELD_OUT_LAST_ROUGH: held_out_last_rough,
    HELD_OUT_LAST_ROUGH_OWN: held_out_last_rough,
    HELD_OUT_FRESH: held_out_fresh,
    HELD_OUT_FRESH_ROUGH: held_out_fresh_rough,
}
OWN = frozenset({RICHMOND_OWN, HELD_OUT_LAST_OWN, HELD_OUT_LAST_ROUGH_OWN})
"""Sets tagged with the registry files of their boroughs."""
ABLATED = {
    "places": places.NAME,
    "registry": registry_matcher.NAME,
    "definitions": definitions.NAME,
    "head nouns": head_nouns.NAME,
    "sequence model": sequence_tagger.NAME,
    "speakers": speaking.NAME,
    "what the document teaches": taught_names.NAME,
    "names written otherwise": near_names.NAME,
    "runs of capitals": capitals.NAME,
}


def measure(fitted: Fitted) -> dict[str, list[Outcome]]:
    """The outcomes of every set but the one set aside."""
    general = cross_validated(Crossed(fitted.groups, fitted.group_models))
    plan, models = fitted.groups[-1], fitted.group_models[-1]
    own = with_models("Richmond", models, [document.narratives for document in plan], use_boroughs=True)
    earlier = [outcome for outcome in general if not is_last_lot(outcome) and not is_newest_lot(outcome)]
    last = [outcome for outcome in general if is_last_lot(outcome)]
    newest = [outcome for outcome in general if is_newest_lot(outcome)]
    return {
        UNSEEN: [outcome for outcome in earlier if not is_richmond(outcome) and not is_rough(outcome)],
        UNSEEN_ROUGH: [outcome for outcome in earlier if is_rough(outcome)],
        UNSEEN_LAST: [outcome for outcome in last if not is_rough(outcome)],
        UNSEEN_LAST_ROUGH: [outcome for outcome in last if is_rough(outcome)],
        UNSEEN_NEWEST: [outcome for outcome in newest if not is_rough(outcome)],
        UNSEEN_NEWEST_ROUGH: [outcome for outcome in newest if is_rough(outcome)],
        RICHMOND_GENERAL: [outcome for outcome in general if is_richmond(outcome)],
        RICHMOND_OWN: own,
    }


def measure_aside(fitted: Fitted) -> tuple[SetFigures, ...]:
    """Figures of the boroughs set aside: for the record, not for tuning."""
    found = []
    for name, narratives in ASIDE.items():
        plans = by_document(narratives()).values()
        outcomes = with_models("all", fitted.models, plans, use_boroughs=name in OWN)
        found.append(set_figures(name, outcomes, use_boroughs=name in OWN))
    return tuple(found)


def make_figures(
    found: dict[str, list[Outcome]], aside: Sequence[SetFigures], ablation: dict[str, dict[str, float]]
) -> Figures:
    """All figures of the outcomes."""
    agreed, narratives = agreement()
    reread, reread_narratives = agreement(REREADING_FILE)
    folder = PACKAGE / FOLDER
    return Figures(
        sets=(
            *(set_figures(name, outcomes, use_boroughs=name in OWN) for name, outcomes in found.items()),
            *aside,
        ),
        evidence=evidence_figures(found[UNSEEN]),
        agreement=measured(agreed),
        agreement_narratives=narratives,
        rereading=measured(reread),
        rereading_narratives=reread_narratives,
        ablation=ablation,
        bytes_shipped=sum((folder / name).stat().st_size for name in (SEQUENCE_FILE, LOGISTIC_FILE)),
        made_from=inputs(),
    )


def ablate(fitted: Fitted) -> dict[str, dict[str, float]]:
    """Strict F1 with each step left out of the pipeline, and with none; the models stay as they were fitted."""
    table = {}
    crossed = Crossed(fitted.groups, fitted.group_models)
    for title, step in {"nothing": None, **ABLATED}.items():
        found = cross_validated(crossed, without=frozenset({step} if step else ()))
        table[title] = {
            "other boroughs": _f1([o for o in found if not is_richmond(o) and not is_rough(o)]),
            "rough styles": _f1([outcome for outcome in found if is_rough(outcome)]),
            "Richmond, general registry": _f1([outcome for outcome in found if is_richmond(outcome)]),
        }
        sys.stderr.write(f"without {title}: {table[title]}\n")
    return table


def _f1(found: Sequence[Outcome]) -> float:
    return round(scores(found)["all"][0].f1, 4)


def errors(found: Sequence[Outcome]) -> list[str]:
    """A line for each name tagged wrongly or missed."""
    lines = []
    for outcome in found:
        gold = {(span.start, span.end, span.label): span.text for span in outcome.narrative.spans}
        ours = {item.span: item for item in outcome.tagged}
        lines += [
            f"extra   {outcome.narrative.id} {item.span[2]} “{item.text}” {item.level}, {item.method}"
            for item in outcome.tagged
            if item.span not in gold
        ]
        lines += [
            f"missed  {outcome.narrative.id} {span[2]} “{text}”" for span, text in gold.items() if span not in ours
        ]
    return lines


def saved_figures() -> Figures | None:
    """The figures kept beside the models; None when there are none."""
    path = PACKAGE / FOLDER / FIGURES_FILE
    return Figures.model_validate_json(path.read_text(encoding="utf-8")) if path.exists() else None


def write_figures(figures: Figures, page: Path = PAGE) -> None:
    """Put the figures and the page made of them in place."""
    path = PACKAGE / FOLDER / FIGURES_FILE
    path.write_text(figures.model_dump_json(indent=1) + "\n", encoding="utf-8")
    page.write_text(render(figures), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Fit, measure, print; with --write also put everything in place."""
    if set(arguments) - {"--write", "--errors", "--ablation", "--aside"}:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    earlier = saved_figures()
    fitted = fit(learned_from())
    if "--write" in arguments:
        save(fitted.models, PACKAGE / FOLDER)
    found = measure(fitted)
    ablation = ablate(fitted) if "--ablation" in arguments else (earlier.ablation if earlier else {})
    kept = earlier.sets if earlier else ()
    aside = tuple(one for one in kept if one.name in ASIDE)
    if "--aside" in arguments:
        aside = measure_aside(fitted)
    figures = make_figures(found, aside, ablation)
    if "--write" in arguments:
        write_figures(figures)
    sys.stdout.write(render(figures))
    if "--errors" in arguments:
        for name, outcomes in found.items():
            sys.stdout.write("\n".join([f"\n{name}", *errors(outcomes), ""]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
