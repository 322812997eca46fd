"""What a person says about a value: it is right, it ought to be another, or the lead must be asked."""

from __future__ import annotations

from datetime import UTC, date, datetime

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from models.errors import ChangedMeanwhile, UsageError
from pipeline.corrections.ledger import Verdict, Wish, add, decide
from pipeline.outputs.questions import Question, add_question, remove_question
from pipeline.pages.frame import Fault
from pipeline.pages.keys import find_action
from pipeline.pages.views.check import value_id
from pipeline.registries import registry_folder
from pipeline.web.checking import check
from pipeline.web.remedies import in_words
from pipeline.web.site import LONGEST_WHO, form, found_plan, go, not_found, site_of, text_of, who_is

LONGEST_VALUE = 100_000  # characters
CHECKED = "Checked against the document."
"""Why a value is right, when nothing else was said."""


def change(request: Request, sent: FormData) -> Response:
    """A value ought to be another."""
    return _write(request, sent, "change")


def right(request: Request, sent: FormData) -> Response:
    """The document is right."""
    return _write(request, sent, "right")


def settle(request: Request, sent: FormData) -> Response:
    """What becomes of a correction that a newer document contradicts."""
    return _write(request, sent, "held")


def ask(request: Request, sent: FormData) -> Response:
    """The lead must be asked."""
    plan, key = found_plan(request), request.path_params["key"]
    action = find_action(plan, key) if plan else None
    field = text_of(sent, "field")
    place = value_id(action, field) if action else None
    if plan is None or action is None or place is None:
        return not_found(request, "There is no such value in this plan.")
    form_id = f"{place}-ask"
    faults = _missing(request, sent, form_id, "ask")
    if faults:
        entered = {name: text_of(sent, name) for name in ("who", "why")}
        return check(request, faults, {**entered, "form": form_id})
    text = " ".join(text_of(sent, "why").split())
    question = Question(ref=key, field=field, question=text, who=_who(request, sent), when=_today())
    add_question(site_of(request).shelf.outputs.files, plan.plan_id, question)
    return go(f"/plans/{plan.plan_id}/actions/{key}", "asked", place)


def answered(request: Request, sent: FormData) -> Response:
    """A question was answered."""
    plan = found_plan(request)
    if plan is None:
        return not_found(request, "There is no such plan.")
    files = site_of(request).shelf.outputs.files
    remove_question(files, plan.plan_id, text_of(sent, "ref"), text_of(sent, "question"))
    return go(f"/plans/{plan.plan_id}", "answered")


def _today() -> date:
    return datetime.now(tz=UTC).astimezone().date()


def _write(request: Request, sent: FormData, what: str) -> Response:
    """Write a line, or show the form again with what is wrong in it. Nothing is written then."""
    plan, key = found_plan(request), request.path_params["key"]
    action = find_action(plan, key) if plan else None
    field = text_of(sent, "field")
    place = value_id(action, field) if action else None
    if plan is None or action is None or place is None:
        return not_found(request, "There is no such value in this plan.")
    form_id = f"{place}-{what}"
    faults = _missing(request, sent, form_id, what)
    if not faults:
        try:
            _said(request, sent, plan.plan_id, what)
        except ChangedMeanwhile as error:
            faults = (Fault(place, f"{error.problem} Check it again; your change was not saved."),)
        except UsageError as error:
            faults = (Fault(f"{place}-new" if what == "change" else place, in_words(error)),)
    if faults:
        entered = {name: text_of(sent, name) for name in ("value", "who", "why")}
        return check(request, faults, {**entered, "form": form_id})
    done = {"change": "changed", "right": "right", "held": "decided"}[what]
    return go(f"/plans/{plan.plan_id}/actions/{key}", done, place)


def _missing(request: Request, sent: FormData, form_id: str, what: str) -> tuple[Fault, ...]:
    faults = []
    if not _who(request, sent):
        faults.append(Fault(f"{form_id}-who", "Write your name."))
    if what != "right" and not text_of(sent, "why"):
        said = "Write what to ask." if what == "ask" else "Write why, so that others can follow it."
        faults.append(Fault(f"{form_id}-why", said))
    if len(text_of(sent, "value")) > LONGEST_VALUE:
        faults.append(Fault(f"{form_id}-new", "That is too long for a value in a plan."))
    return tuple(faults)


def _who(request: Request, sent: FormData) -> str:
    """Who writes: who is signed in, whatever the form says; else who the form names."""
    signed_in: str = request.state.who
    return (signed_in or text_of(sent, "who") or who_is(request))[:LONGEST_WHO]


def _said(request: Request, sent: FormData, plan_id: str, what: str) -> None:
    """Write what was said. Raises `UsageError`, with nothing written, when it does not fit."""
    site = site_of(request)
    outputs, folder = site.shelf.outputs, site.settings.registry
    registry = registry_folder(folder) if folder else None
    facts = {
        "ref": request.path_params["key"],
        "field": text_of(sent, "field"),
        "who": _who(request, sent),
        "when": _today(),
        "why": text_of(sent, "why") or CHECKED,
    }
    seen = text_of(sent, "seen") if "seen" in sent else None
    if what == "change":
        add(
            outputs,
            plan_id,
            Wish.model_validate({**facts, "value": text_of(sent, "value")}),
            seen=seen,
            registry=registry,
            names_anew=True,
        )
        return
    decision = "right" if what == "right" else "keep" if text_of(sent, "take") == "keep" else "drop"
    verdict = Verdict.model_validate({**facts, "decision": decision})
    decide(outputs, plan_id, verdict, seen=seen, registry=registry, names_anew=True)


def routes() -> list[BaseRoute]:
    """The routes of what is said about values."""
    here = "/plans/{plan_id}/actions/{key}"
    return [
        form(f"{here}/change", change),
        form(f"{here}/right", right),
        form(f"{here}/decide", settle),
        form(f"{here}/ask", ask),
        form("/plans/{plan_id}/answered", answered),
    ]
