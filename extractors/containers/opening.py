"""Tells whether a file holds documents, and gives those to read: also from mails inside mails, to some depth."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from extractors import kinds, read_plan
from extractors.containers.contents import MOST_BYTES, MOST_MEMBERS, Budget, Contents, LeftOut, Member, with_safe_names
from extractors.containers.years import has_years
from extractors.readers import READERS
from models.errors import InputError, NotAPlan, OversizedFile, UnreadableFile

MOST_DEPTH = 4
"""Containers inside one another: a mail in an archive in a mail has three."""
_OPENERS = {  # loaded when first used
    "a zip archive": ("extractors.containers.zips", "open_zip"),
    "an e-mail": ("extractors.containers.mails", "open_mail"),
    "an Outlook e-mail (.msg)": ("extractors.containers.mails", "open_outlook_mail"),
    "an Excel workbook (.xlsx)": ("extractors.containers.years", "open_years"),
    kinds.WINMAIL: ("extractors.containers.tnef", "open_tnef"),
    "a PDF document": ("extractors.containers.portfolios", "open_pdf"),
}


def _open(data: bytes) -> Contents:
    module, function = _OPENERS[kinds.describe(data)]
    opener = cast("Callable[[bytes], Contents]", getattr(import_module(module), function))
    return opener(data)


def is_container(data: bytes) -> bool:
    """Whether the bytes are opened: a mail, an archive, a PDF with attached files, a workbook with a sheet a year."""
    if kinds.is_pdf(data):
        return kinds.may_have_attachments(data)
    return has_years(data) if kinds.is_xlsx(data) else kinds.describe(data) in _OPENERS


def documents_in(data: bytes) -> Contents:
    """The documents in a container, those of containers inside it after its name, and what is left out.

    Raises an `InputError` when the container cannot be opened, or holds too much with all inside it; what is wrong with
    one inside is a reason to leave it out.
    """
    budget = Budget()
    found = _documents_in(data, 0, budget)
    if budget.is_overspent:
        raise OversizedFile(
            f"It has more than {MOST_MEMBERS} files or {MOST_BYTES // 1024**2} MB, counting packed files.",
            "Unpack it and use the plans inside it.",
        )
    return found


def _documents_in(data: bytes, depth: int, budget: Budget) -> Contents:
    found = Contents()
    opened = _open(data)
    found.left_out += opened.left_out
    found.itself = opened.itself
    budget.spend(files=len(opened.members))
    for member in with_safe_names(opened.members):
        if budget.is_overspent:
            break
        try:
            content = member.read()
            budget.spend(octets=len(content))
            if is_container(content):
                _take_inner(member, content, found, depth + 1, budget)
            elif not any(reader.recognises(content) for reader in READERS) and not kinds.convertible(content):
                found.left_out.append(LeftOut(member.name, f"It is {kinds.describe(content)}."))
            elif _is_unlikely(content):
                found.left_out.append(LeftOut(member.name, "It contains no action plan."))
            else:
                found.members.append(member)
        except InputError as error:
            found.left_out.append(LeftOut(member.name, f"{error.problem} {error.remedy}"))
    return found


def _is_unlikely(content: bytes) -> bool:
    """Whether it is a text or a page without a plan: notes, signatures, cards and links beside the documents meant."""
    if not kinds.is_text(content) and not kinds.is_html(content):
        return False
    try:
        read_plan(content, "document")
    except NotAPlan:
        return True
    except InputError:
        return False
    return False


def document_in(data: bytes, inner: str) -> bytes:
    """The bytes of a document in a container, by the name that `documents_in` gives it. Raises an `InputError`."""
    for member in with_safe_names(_open(data).members):
        if inner == member.name:
            return member.read()
        if inner.startswith(f"{member.name}/") and is_container(content := member.read()):
            return document_in(content, inner.removeprefix(f"{member.name}/"))
    raise UnreadableFile("There is no such file in it.", "Check the name.")


def _take_inner(held: Member, content: bytes, found: Contents, depth: int, budget: Budget) -> None:
    name = held.name
    if depth >= MOST_DEPTH:
        found.left_out.append(LeftOut(name, f"It is nested more than {MOST_DEPTH} levels deep."))
        return
    inner = _documents_in(content, depth, budget)
    if inner.itself:
        found.members.append(held)
    found.members += [Member(f"{name}/{member.name}", member.read) for member in inner.members]
    found.left_out += [LeftOut(f"{name}/{left.name}", left.reason) for left in inner.left_out]
