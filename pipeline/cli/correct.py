"""`vvrap correct`: correct what was read, and decide on corrections that a newer document contradicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.corrections.ledger import Standing
    from pipeline.outputs.store import Outputs
    from pipeline.registries import RegistryFolder

_PLAN = "plan"
"""What is written for REF to correct the plan itself."""


def correct(  # noqa: PLR0913, PLR0917 - the options of a command are its parameters
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="A plan_id, as in plans.csv.")],
    ref: Annotated[
        str | None,
        typer.Argument(
            metavar="REF", help="The action, such as 4.7; 1.2~2 for the second numbered 1.2; “plan” for the plan."
        ),
    ] = None,
    field: Annotated[
        str | None,
        typer.Argument(metavar="FIELD", help="What to correct: rag, or as printed, “Named Lead and Role”."),
    ] = None,
    value: Annotated[str | None, typer.Argument(metavar="VALUE", help="The correct value; '' for nothing.")] = None,
    who: Annotated[str | None, typer.Option(metavar="NAME", help="Who makes the correction.")] = None,
    why: Annotated[str | None, typer.Option(metavar="TEXT", help="The reason.")] = None,
    when: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Its date.  [default: today]")] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Apply a held correction to what the document says now.")
    ] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Remove a correction: the document's value is used.")] = False,
    right: Annotated[
        bool, typer.Option("--right", help="Confirm that the document is right, which settles its doubts.")
    ] = False,
    registry: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Registry folder the plan was read with.  [default: the built-in one]"),
    ] = None,
    outputs: Annotated[Path, typer.Option("--outputs", "--out", metavar="DIR", help="The outputs folder.")] = Path(
        "outputs"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Print the corrections as one JSON value.")] = False,
) -> None:
    """Correct a field of an action, or list a plan's corrections.

    The correction is added to corrections/PLAN.csv and applied at once. When a newer document says something else, it
    is held until --keep or --drop decides.
    """
    import json

    from pipeline.catalogue.screen import print_lines, said, wrapped
    from pipeline.corrections.ledger import standings
    from pipeline.outputs.store import Outputs
    from pipeline.registries import registry_folder

    folder = Outputs(outputs)
    if ref is None:
        found = standings(folder.find_plan(plan))
    else:
        ask = _Asked(
            plan=plan,
            ref="" if ref.casefold() == _PLAN else ref,
            field=field or "",
            who=(who or "").strip(),
            why=(why or "").strip(),
            when=_date(when),
            registry=registry_folder(registry) if registry else None,
        )
        ask.check(value, decisions=[keep, drop, right])
        found = ask.carry_out(folder, value, "keep" if keep else "drop" if drop else "right" if right else "")
    if as_json:
        print_lines([json.dumps([one.model_dump(mode="json") for one in found], ensure_ascii=False, indent=2)])
        return
    if ref is None:
        print_lines(line for one in found for line in wrapped(_line(one), "  ", ""))
        if not found:
            said(f"{plan} has no corrections.")
        return
    for one in found:
        said(_line(one))
    if not found:
        said(f"{ref} {field}: the correction was dropped; what the document says counts.")


LONGEST = 300  # characters of a correction in the list: a narrative is whole in the file and in --json


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for."""

    plan: str
    ref: str
    field: str
    who: str
    why: str
    when: date
    registry: RegistryFolder | None

    def check(self, value: str | None, decisions: list[bool]) -> None:
        """Raise `UsageError` for what is missing, or too much."""
        from models.errors import UsageError

        if not self.field:
            raise UsageError("The field to correct is missing.", "Name the field after the action, e.g. rag.")
        if sum(decisions) > 1:
            raise UsageError("--keep, --drop and --right do not go together.", "Choose one.")
        if any(decisions) and value is not None:
            raise UsageError("--keep, --drop and --right take no value.", "Leave the value out, or the option.")
        if not any(decisions) and value is None:
            raise UsageError("No value was given.", "Give the value last; '' for nothing.")
        if not self.who or not self.why:
            raise UsageError("A correction needs a name and a reason.", "Add --who NAME and --why TEXT.")

    def carry_out(self, folder: Outputs, value: str | None, decision: str) -> tuple[Standing, ...]:
        """Do it. Gives the correction as it counts now; nothing when it was dropped."""
        from pipeline.catalogue.screen import said
        from pipeline.corrections.ledger import Verdict, Wish, add, decide

        def waiting() -> None:
            said(f"Another run is writing to {folder.files.place('').rstrip('/')}; waiting for it to end.")

        facts = {"ref": self.ref, "field": self.field, "who": self.who, "when": self.when, "why": self.why}
        if decision:
            verdict = Verdict.model_validate({**facts, "decision": decision})
            counted = decide(folder, self.plan, verdict, registry=self.registry, waiting=waiting)
        else:
            wish = Wish.model_validate({**facts, "value": value or ""})
            counted = add(folder, self.plan, wish, registry=self.registry, waiting=waiting)
        return (counted,) if counted else ()


def _line(standing: Standing) -> str:
    from pipeline.batch.names import printable
    from pipeline.corrections.fields import label_of

    whose = standing.ref or "plan"
    line = " ".join(f"{whose} {label_of(standing.correction.field)}: {standing.correction.in_words}".split())
    return printable(line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…")


def _date(text: str | None) -> date:
    from models.errors import UsageError

    if text is None:
        return date.today()  # noqa: DTZ011 - the day where the person is
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"“{text}” is not a date.", "Write it as 2026-11-30.") from error
