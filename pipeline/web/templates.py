"""Editions of the template: known ones, a new one from a blank template, and how its actions pair."""

from __future__ import annotations

import pickle
import tempfile
import threading
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from models.errors import NotAPlan, UsageError
from models.plan import Plan
from models.reference.boroughs import slug
from models.reference.template import Confirmed
from pipeline.batch.limits import MEGABYTE, Limits
from pipeline.batch.pool import CannotStart, Worker
from pipeline.batch.reading import WARM_UP, WORK, NotRead, parse_answer
from pipeline.batch.reading import Request as Reading
from pipeline.batch.worker import Setup
from pipeline.pages.frame import Crumb, Fault
from pipeline.pages.views.templates import edition_address, pairs_page, templates_page
from pipeline.plan_json import parse_plan
from pipeline.templates.desk import Edition, add_read, edition_name, editions, read_pairs, settle
from pipeline.web.documents import clean_name
from pipeline.web.remedies import remedy_of
from pipeline.web.shelf import Shelf
from pipeline.web.site import Show, answer, form, go, not_found, pages, site_of, text_of

LONGEST_LABEL = 60  # characters of a name
MOST_PAIRS = 500
_ANSWERS: dict[str, Confirmed] = {"yes": "yes", "no": "no", "open": ""}
_one_at_a_time = threading.Lock()
"""Blank templates are rare: a second one waits rather than take the machine."""


def show_templates(request: Request) -> Response:
    """The list."""
    return _templates(request)


def _templates(request: Request, faults: tuple[Fault, ...] = (), entered: dict[str, str] | None = None) -> Response:
    shelf = site_of(request).shelf
    page = templates_page(_known(shelf), {one.plan_id: one.name for one in shelf.listed()})
    show = Show("templates.html", "Templates", "templates", (), faults, entered or {}, 400 if faults else 200)
    return answer(request, show, page, here="/templates")


def _known(shelf: Shelf) -> tuple[Edition, ...]:
    return editions(shelf.outputs, {one.plan_id: one.template for one in shelf.listed() if one.template})


def add(request: Request, sent: FormData) -> Response:
    """A new edition from a blank template."""
    site, name = site_of(request), text_of(sent, "name")[:LONGEST_LABEL]
    entered = {"name": name}
    try:
        label = edition_name(name)
    except UsageError as error:
        said = error.problem if error.problem.startswith("“") else "Write the name of the edition."
        return _templates(request, (Fault("name", said),), entered)
    upload = sent.get("file")
    if not isinstance(upload, UploadFile) or not upload.filename:
        return _templates(request, (Fault("file", "Choose the blank template."),), entered)
    if (upload.size or 0) > site.settings.most_file_bytes:
        most = site.settings.most_file_bytes // MEGABYTE
        return _templates(request, (Fault("file", f"A document may have no more than {most} MB."),), entered)
    with _one_at_a_time:
        blank = _read(upload.file.read(), clean_name(upload.filename), site.settings.limits)
    if isinstance(blank, str):
        return _templates(request, (Fault("file", blank),), entered)
    try:
        add_read(site.shelf.outputs, blank, label)
    except NotAPlan as error:
        return _templates(request, (Fault("file", f"{error.problem} {error.remedy}"),), entered)
    return go(edition_address(label), "added")


def _read(data: bytes, name: str, limits: Limits) -> Plan | str:
    """Read a blank template in a process with limits. Gives what is wrong, and what to do, when that fails."""
    worker = Worker(Setup(WORK, WARM_UP, limits))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "blank"
        place.write_bytes(data)
        try:
            said = worker.call(pickle.dumps(Reading(str(place), name)))
        except CannotStart:
            return f"It could not be read now. {remedy_of('start', '')}"
        finally:
            worker.close()
    if not isinstance(said, bytes):
        return f"It could not be read: it takes too much time or memory. {remedy_of(said.why, '')}"
    facts, plan = parse_answer(said)
    if isinstance(facts, NotRead):
        return f"{facts.problem} {remedy_of(facts.code, facts.remedy)}"
    return parse_plan(plan, name)


def show_pairs(request: Request) -> Response:
    """How an edition pairs with the one before."""
    edition = _edition(request)
    if edition is None:
        return not_found(request, "No such edition was added here.")
    page = pairs_page(edition, read_pairs(site_of(request).shelf.outputs, edition.name))
    return answer(request, Show("pairs.html", edition.name, "templates", (Crumb("Templates", "/templates"),)), page)


def _edition(request: Request) -> Edition | None:
    wanted = request.path_params["name"]
    known = _known(site_of(request).shelf)
    return next((one for one in known if one.added and slug(one.name) == wanted), None)


def say(request: Request, sent: FormData) -> Response:
    """Which actions are the same in both editions."""
    edition = _edition(request)
    if edition is None:
        return not_found(request, "No such edition was added here.")
    outputs = site_of(request).shelf.outputs
    answers = {
        (one.ref, one.before_ref): _ANSWERS[said]
        for one in read_pairs(outputs, edition.name)
        if (said := text_of(sent, f"{one.ref}/{one.before_ref}")) in _ANSWERS
    }
    settle(outputs, edition.name, answers)
    return go(edition_address(edition.name), "paired")


def routes() -> list[BaseRoute]:
    """The routes of editions."""
    return [
        form("/templates", add, files=1),
        form("/templates/{name}", say, fields=MOST_PAIRS),
        *pages("/templates", show_templates),
        *pages("/templates/{name}", show_pairs),
    ]
