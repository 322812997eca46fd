"""`vvrap search`: find words in all plans of the outputs folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from pipeline.catalogue.name_uses import NameUse
    from pipeline.catalogue.search import Answer, FieldPassage, Filters, Found

MOST_PASSAGES = 200
_FIELDS = {
    "mandatory_action": "Action",
    "outcome": "Outcome",
    "other": "Other columns",
    "lead_organisations": "Lead organisations",
    "named_leads": "Named leads",
}


def search(  # noqa: PLR0913, PLR0917 - the options of a command are its parameters
    text: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEXT...]",
            help="Words to find, all of them; a phrase in quotation marks; or the number of an action, such as 4.7.",
        ),
    ] = None,
    borough: Annotated[str | None, typer.Option(metavar="NAME", help="Only plans of this borough.")] = None,
    year: Annotated[int | None, typer.Option(metavar="YYYY", help="Only plans of this year.")] = None,
    theme: Annotated[
        str | None,
        typer.Option(metavar="THEME", help="Only actions under this theme: its number, or part of its title."),
    ] = None,
    label: Annotated[
        Literal["agency", "panel", "service"] | None,
        typer.Option(help="Only actions whose narrative names one; names that contain a search word come first."),
    ] = None,
    ref: Annotated[str | None, typer.Option(metavar="REF", help="Only actions of this number, such as 4.7.")] = None,
    rag: Annotated[
        Literal["red", "amber", "green", "blue", "none"] | None,
        typer.Option(help="Only actions with this RAG; none: without RAG."),
    ] = None,
    nil: Annotated[bool, typer.Option("--nil", help="Only nil returns.")] = False,
    copied: Annotated[
        bool,
        typer.Option("--copied", help="Only narratives copied word for word from the borough's previous plan."),
    ] = False,
    limit: Annotated[int, typer.Option(min=1, max=MOST_PASSAGES, help="Maximum number of actions to show.")] = 20,
    outputs: Annotated[Path, typer.Option("--outputs", "--out", metavar="DIR", help="The outputs folder.")] = Path(
        "outputs"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as one JSON value.")] = False,
) -> None:
    """Search the narratives and actions of all plans. The best passages come first, with the words found marked.

    Words are found in all their forms (mentor, mentors, mentoring); `ment*` finds every word that begins with
    ment. Without words, every action that matches the options is listed.
    """
    from pipeline.catalogue.opening import ask_catalogue
    from pipeline.catalogue.screen import print_lines, said, wrapped
    from pipeline.catalogue.search import Filters
    from pipeline.catalogue.search import search as run

    wanted = " ".join(text or [])

    def ask(connection: sqlite3.Connection) -> tuple[Filters, Answer]:
        gss_code = _gss_code(connection, borough) if borough is not None else None
        filters = Filters(gss_code, year, theme, label, ref, rag, nil=nil, copied=copied)
        return filters, run(connection, wanted, filters, limit)

    filters, answer = ask_catalogue(outputs, ask, said)
    print_lines([_as_json(wanted, filters, answer)] if as_json else _shown(answer, label))
    for line in _summary(answer, filters):
        for part in wrapped(line):
            said(part)


def _gss_code(connection: sqlite3.Connection, name: str) -> str:
    known = connection.execute("SELECT DISTINCT borough, gss_code FROM plans WHERE gss_code IS NOT NULL").fetchall()
    for borough, gss_code in known:
        if name.casefold() in {borough.casefold(), gss_code.casefold()}:
            return str(gss_code)
    from models.reference.boroughs import borough_meant  # slow to load, and needed for other names only

    return borough_meant(name).gss_code


def _shown(answer: Answer, label: str | None) -> Iterator[str]:
    from pipeline.catalogue.screen import bold, wrapped

    for found in answer.found:
        yield from map(bold, wrapped(_heading(found), "    ", ""))
        for passage in found.passages:
            yield from _passage_lines(passage)
        if found.names and label:
            yield from _names_lines(label, found.names)
        yield ""


def _heading(found: Found) -> str:
    from pipeline.catalogue.screen import printable

    whose = f"{found.borough or 'borough unknown'} {found.plan_year or 'year unknown'}"
    theme = " ".join(str(part) for part in (found.theme_number, found.theme) if part is not None)
    parts = [whose, f"theme {theme}" if theme else "", found.rag or "not rated"]
    return printable(f"{found.plan_id} {found.ref}  " + " · ".join(part for part in parts if part))


def _passage_lines(found: FieldPassage) -> Iterator[str]:
    from pipeline.catalogue.passages import CLOSE, OPEN, mark
    from pipeline.catalogue.screen import PLAIN_MARK, printable, styled, wrapped
    from pipeline.terminal import BOLD, PLAIN

    before, after = (BOLD, PLAIN) if styled() else (PLAIN_MARK, PLAIN_MARK)
    name = _FIELDS.get(found.field) or _label(found.field)
    text = mark(found.passage, OPEN, CLOSE)
    for line in wrapped(printable(f"{name}: {text}" if name else text, keep=f"\n{OPEN}{CLOSE}"), indent="    "):
        yield line.replace(OPEN, before).replace(CLOSE, after)


def _label(field: str) -> str | None:
    """What people call the column of a declared role; narratives, which most passages are from, need no name."""
    if field == "narrative":
        return None
    from models.reference.columns import role_of

    role = role_of(field)
    return role.label if role else field


def _names_lines(label: str, names: tuple[str, ...]) -> Iterator[str]:
    from pipeline.catalogue.schema import NAMES
    from pipeline.catalogue.screen import printable, wrapped

    yield from wrapped(printable(f"{NAMES[label].capitalize()}: {', '.join(names)}"), indent="    ")


def _named(use: NameUse) -> str:
    """Where a name is used, in one line."""
    from pipeline.catalogue.screen import printable
    from pipeline.quantities import count

    actions, plans, boroughs = count(use.actions, "action"), count(use.plans, "plan"), count(use.boroughs, "borough")
    waiting = f"; {use.to_review} more not yet reviewed" if use.to_review else ""
    return printable(f"{use.name} ({use.label}): mentioned in {actions}, {plans}, {boroughs}{waiting}.")


def _summary(answer: Answer, filters: Filters) -> Iterator[str]:
    yield from map(_named, answer.names)
    unknown = ", ".join(f"“{word}”" for word in answer.unknown)
    limits = filters.conditions()[0]
    where = "in the actions searched" if limits else "in any plan here"
    if not answer.searched:
        yield "No action matches these options. `vvrap list` shows the plans."
        return
    if unknown:
        yield f"Not mentioned {where}: {unknown}. It may still be in use."
    elif not answer.all_words:
        yield f"No action {where} has all of these words."
    if answer.total and not answer.all_words:
        yield "Shown are actions with some of the words."
    if not answer.total and limits:
        yield "Try with fewer options."
    if answer.total > len(answer.found):
        shown = "the best" if answer.ranked else "the first"
        yield f"{answer.total} actions found, {shown} {len(answer.found)} shown; --limit shows more."


def _as_json(text: str, filters: Filters, answer: Answer) -> str:
    import json
    from dataclasses import asdict

    return json.dumps({"text": text, "filters": asdict(filters), **asdict(answer)}, ensure_ascii=False, indent=2)
