"""The inbox: documents come in, and the list of plans."""

from __future__ import annotations

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from models.errors import InputError
from models.reference.boroughs import authorities, find_borough
from pipeline.batch.limits import MEGABYTE
from pipeline.pages.frame import Fault
from pipeline.pages.views.inbox import Inbox
from pipeline.web.documents import clean_name
from pipeline.web.remedies import in_words
from pipeline.web.site import Show, Site, answer, form, go, not_found, pages, site_of, text_of

ON_A_PAGE = 50  # plans
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def inbox(request: Request) -> Response:
    """The page."""
    asked = request.query_params.get("page", "1")
    return _inbox(request, int(asked) if asked.isdecimal() and len(asked) < 6 else 1)


def _inbox(request: Request, page: int = 1, faults: tuple[Fault, ...] = ()) -> Response:
    wanted = " ".join(request.query_params.get("wanted", "").split())[:100]
    value = inbox_value(site_of(request), page, wanted)
    show = Show("inbox.html", "Inbox", "inbox", faults=faults, status=400 if faults else 200)
    return answer(request, show, value, here="/")


def inbox_value(site: Site, page: int = 1, wanted: str = "") -> Inbox:
    """What the page shows."""
    words = wanted.casefold().split()
    listed = [
        one
        for one in site.shelf.listed()
        if all(word in f"{one.borough} {one.year} {one.plan_id}".casefold() for word in words)
    ]
    count = max(1, -(-len(listed) // ON_A_PAGE))
    page = min(max(1, page), count)
    plans, problems = [], []
    for one in listed[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]:
        try:
            line = site.shelf.line(one.plan_id)
        except InputError as error:
            problems.append(in_words(error))
            continue
        if line:
            plans.append(line)
    return Inbox(
        drops=tuple(kept.drop for kept in site.desk.drops.all()),
        plans=tuple(plans),
        total=len(listed),
        page=page,
        pages=count,
        wanted=wanted,
        boroughs=tuple(one.borough.name for one in authorities()),
        most_files=site.settings.most_files,
        most_megabytes=site.settings.most_file_bytes // MEGABYTE,
        problems=tuple(problems),
    )


def take(request: Request, sent: FormData) -> Response:
    """Documents that were sent."""
    site = site_of(request)
    uploads = [value for value in sent.getlist("files") if isinstance(value, UploadFile)]
    uploads = [upload for upload in uploads if upload.filename]
    fault = _wrong(site, uploads, sent)
    if fault:
        return _inbox(request, faults=(fault,))
    large = [upload for upload in uploads if _is_large(site, upload)]
    files = [(upload.filename or "", upload.file.read()) for upload in uploads if upload not in large]
    borough = find_borough(text_of(sent, "borough")) if text_of(sent, "borough") else None
    year = text_of(sent, "year")
    site.desk.take([(name, data) for name, data in files], borough.name if borough else "", int(year) if year else None)
    if large:
        names = ", ".join(f"“{clean_name(upload.filename or '')}”" for upload in large)
        most = site.settings.most_file_bytes // MEGABYTE
        taken = f"More than {most} MB and not taken: {names}. The other documents were taken."
        return _inbox(request, faults=(Fault("files", taken),))
    return go("/", part="drops-title")


def _is_large(site: Site, upload: UploadFile) -> bool:
    return (upload.size or 0) > site.settings.most_file_bytes


def _wrong(site: Site, uploads: list[UploadFile], sent: FormData) -> Fault | None:
    settings = site.settings
    if not uploads:
        return Fault("files", "Choose a document, or drop one here.")
    if len(uploads) > settings.most_files:
        return Fault("files", f"Send no more than {settings.most_files} documents at a time.")
    if all(_is_large(site, upload) for upload in uploads):
        return Fault("files", f"A document may have no more than {settings.most_file_bytes // MEGABYTE} MB.")
    if site.desk.drops.waiting() + len(uploads) > settings.most_waiting:
        return Fault("files", "Too many documents are waiting to be read. Try again when some of them are done.")
    return _wrong_place(sent, "borough", "year")


def _wrong_place(sent: FormData, borough_id: str, year_id: str) -> Fault | None:
    borough, year = text_of(sent, "borough"), text_of(sent, "year")
    if borough and find_borough(borough) is None:
        return Fault(borough_id, "Choose one of the 33 London authorities.")
    if year and not (year.isascii() and year.isdecimal() and _FIRST_YEAR <= int(year) <= _LAST_YEAR):
        return Fault(year_id, "Write the year as four digits, such as 2026.")
    return None


def say(request: Request, sent: FormData) -> Response:
    """The borough or the year of a document, given by a person."""
    site, drop_id = site_of(request), request.path_params["drop_id"]
    if site.desk.drops.get(drop_id) is None:
        return not_found(request, "That document is no longer on the list.")
    borough, year = text_of(sent, "borough"), text_of(sent, "year")
    fault = _wrong_place(sent, f"borough-{drop_id}", f"year-{drop_id}")
    if fault is None and not borough and not year:
        fault = Fault("", "Choose the borough or write the year.")
    if fault:
        return _inbox(request, faults=(fault,))
    site.desk.again(drop_id, borough=borough, year=int(year) if year else None)
    return go("/", part="drops-title")


def again(request: Request, _sent: FormData) -> Response:
    """Read a document again whose plan was taken out or replaced."""
    site_of(request).desk.again(request.path_params["drop_id"], force=True)
    return go("/", part="drops-title")


def seen(request: Request, _sent: FormData) -> Response:
    """A person has seen what became of a document."""
    site_of(request).desk.drops.forget(request.path_params["drop_id"])
    return go("/")


def all_seen(request: Request, _sent: FormData) -> Response:
    """A person has seen all that was read and asks nothing."""
    drops = site_of(request).desk.drops
    for kept in drops.all():
        if kept.drop.state in {"done", "same"}:
            drops.forget(kept.drop.id)
    return go("/")


def routes(most_files: int) -> list[BaseRoute]:
    """The routes of the inbox."""
    return [
        *pages("/", inbox, csv=True),
        form("/documents", take, files=most_files + 1),
        form("/documents/seen", all_seen),
        form("/documents/{drop_id}/say", say),
        form("/documents/{drop_id}/again", again),
        form("/documents/{drop_id}/seen", seen),
    ]
