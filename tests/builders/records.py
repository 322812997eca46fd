"""Plans as records, without a document: for tests of what happens to plans once they are read. All synthetic."""

from __future__ import annotations

import hashlib
from pathlib import Path

from models.finding import Finding
from models.mention import Mention, MentionLabel
from models.plan import Action, Borough, Coverage, NarrativeBlock, Plan, PlanMetadata, Source, Theme
from models.reference.boroughs import find_borough
from pipeline.plan_json import plan_json


def action(ref: str = "1.1", wording: str = "Hold a meeting.", narrative: str = "", **fields: object) -> Action:
    """An action; its narrative's lines are paragraphs."""
    theme, _, number = ref.partition(".")
    values: dict[str, object] = {
        "ref": ref,
        "theme_number": int(theme),
        "action_number": number,
        "mandatory_action": wording,
        "narrative": narrative,
        "narrative_blocks": tuple(NarrativeBlock(kind="para", text=text) for text in narrative.split("\n") if text),
        "nil_return": not narrative,
        **fields,
    }
    return Action.model_validate(values)


def naming(action: Action, label: MentionLabel, *names: str) -> Action:
    """The action with each name, where it first stands in the narrative, marked as a mention."""
    mentions = [
        Mention(
            label=label,
            text=name,
            start=action.narrative.index(name),
            end=action.narrative.index(name) + len(name),
            entity_id="-".join(name.lower().split()),
            canonical=name,
            method="registry",
            confidence="high",
        )
        for name in names
    ]
    return action.model_copy(update={"mentions": (*action.mentions, *mentions)})


def plan(
    borough: str | None = "Camden",
    year: int | None = 2024,
    *actions: Action,
    themes: tuple[str, ...] = ("Governance", "Analysis and enforcement", "Reducing access to weapons"),
    findings: tuple[Finding, ...] = (),
    filename: str = "plan.docx",
) -> Plan:
    """A plan; its themes are numbered from 1."""
    found: Borough | None = find_borough(borough) if borough else None
    plan_id = f"{found.slug if found else 'unknown'}-{year or 'undated'}"
    return Plan(
        plan_id=plan_id,
        borough=found,
        plan_year=year,
        template="2023 Refresh",
        title=f"Violence reduction plan of {borough or 'a borough'}",
        metadata=PlanMetadata(),
        source=Source(
            filename=filename,
            sha256=hashlib.sha256(f"{plan_id} {filename}".encode()).hexdigest(),
            media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            reader="docx",
        ),
        themes=tuple(Theme(number=number, title=title) for number, title in enumerate(themes, start=1)),
        actions=actions or (action(),),
        coverage=Coverage(words=100, accounted=100),
        findings=findings,
    )


def put_plans(outputs: Path, *plans: Plan) -> Path:
    """An outputs folder with the JSON of these plans and nothing else."""
    (outputs / "plans").mkdir(parents=True, exist_ok=True)
    for one in plans:
        (outputs / "plans" / f"{one.plan_id}.json").write_bytes(plan_json(one))
    return outputs
