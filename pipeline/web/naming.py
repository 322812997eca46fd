"""Names: what the plans name and nobody has decided on yet."""

from __future__ import annotations

from typing import cast, get_args

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from models.errors import ReferenceDataError, UsageError
from pipeline.names.desk import Choice, decide, entries_of, names, undo
from pipeline.names.looking import Look
from pipeline.pages.frame import Fault
from pipeline.pages.views.names import names_page
from pipeline.registries import registry_folder
from pipeline.tagging.registry.review import REVIEW_FILENAME
from pipeline.web.remedies import in_words
from pipeline.web.site import Show, answer, form, go, not_found, pages, site_of, text_of

LONGEST_NAME = 500  # characters


def show_names(request: Request) -> Response:
    """The page."""
    asked = request.query_params.get("page", "1")
    return _names(request, int(asked) if asked.isdecimal() and len(asked) < 6 else 1)


def _names(
    request: Request, page: int, faults: tuple[Fault, ...] = (), entered: dict[str, str] | None = None
) -> Response:
    site = site_of(request)
    outputs, registry = site.shelf.outputs, site.settings.registry
    looked = (site.settings.outputs / REVIEW_FILENAME).exists()
    value = names_page(
        names(outputs, registry) if looked else (),
        entries_of(registry, ()) if looked else (),
        page=page,
        looked=looked,
        state=site.looking.state,
    )
    show = Show("names.html", "Names", "names", (), faults, entered or {}, 400 if faults else 200)
    return answer(request, show, value, here="/names")


def look(request: Request, _sent: FormData) -> Response:
    """Look through the plans."""
    site = site_of(request)
    folder = site.settings.registry
    site.looking.start(Look(site.settings.outputs, registry_folder(folder) if folder else None))
    return go("/names")


def say(request: Request, sent: FormData) -> Response:
    """What a name is."""
    site, name, choice, same = site_of(request), *(text_of(sent, field) for field in ("name", "choice", "same"))
    page = int(text_of(sent, "page")) if text_of(sent, "page").isdecimal() and len(text_of(sent, "page")) < 6 else 1
    if choice not in get_args(Choice) or len(name) > LONGEST_NAME:
        return not_found(request, "That is not one of the answers for a name.")
    place = text_of(sent, "at")
    try:
        decide(site.shelf.outputs, site.settings.registry, name, cast("Choice", choice), same)
    except (UsageError, ReferenceDataError) as error:
        field = f"{place}-same" if choice == "same" else place
        return _names(request, page, (Fault(field, in_words(error)),), {"at": place, "same": same})
    site.desk.names_changed()
    return go("/names", "named", "waiting", page=page)


def take_back(request: Request, sent: FormData) -> Response:
    """A decision was wrong."""
    site = site_of(request)
    try:
        undo(site.shelf.outputs, site.settings.registry, text_of(sent, "name"))
    except (UsageError, ReferenceDataError) as error:
        return _names(request, 1, (Fault("decided", in_words(error)),))
    site.desk.names_changed()
    return go("/names", "unnamed", "decided")


def routes() -> list[BaseRoute]:
    """The routes of names."""
    return [
        *pages("/names", show_names, csv=True),
        form("/names/look", look),
        form("/names/decide", say),
        form("/names/undo", take_back),
    ]
