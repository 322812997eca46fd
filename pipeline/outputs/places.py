"""Which plan_id each document's plan has, and which document of a plan_id is the current one.

All follows from when the documents were first given and from their names, never from the order in which their
readings end or from how often they fail: a document that is read at the tenth try ends where it would have at the
first.

Of documents of one borough and year that one command gave, nothing tells which is newer. All are kept: the first by
name takes the plan_id, the others have their file's name added. A document that a later command gave is newer and comes
on top of the plan that is there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from models.reference.boroughs import slug
from pipeline.outputs.manifest import Offer

LONGEST_ID = 200
"""Bytes. A name of a file has at most 255 on common systems, and the digits of two digests and `.json` are added."""

DIGEST_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Document:
    """A document that became a plan.

    Attributes:
        sha256: of its bytes.
        read_as: plan_id by its borough and year alone.
        offer: when it was first given.
    """

    sha256: str
    read_as: str
    offer: Offer


def arrange(
    documents: Iterable[Document], is_taken: Callable[[str], bool] = lambda _: False
) -> dict[str, list[Document]]:
    """The documents of one borough and year by plan_id, each plan_id's in their order: the last is the current one.

    is_taken: tells whether a plan of another borough or year has a plan_id.
    """
    stacks: dict[str, list[Document]] = {}
    ordered = sorted(documents, key=lambda one: (one.offer.command, one.offer.name, one.sha256))
    for _, together in groupby(ordered, key=lambda one: one.offer.command):
        before = frozenset(stacks)
        given: set[str] = set()
        for one in together:
            plan_id = one.offer.plan_id or _plan_id(one, before, given, is_taken)
            given.add(plan_id)
            stacks.setdefault(plan_id, []).append(one)
    return stacks


def _plan_id(one: Document, before: Container[str], given: Container[str], is_taken: Callable[[str], bool]) -> str:
    """The id of a document; `before` are those of earlier commands, `given` those of this one."""
    own = shortened(f"{one.read_as}-{slug(PurePosixPath(one.offer.name).name) or 'document'}")
    for wanted in (own if own in before else None, one.read_as, own):
        if wanted and wanted not in given and (wanted == one.read_as or not is_taken(wanted)):
            return wanted
    return f"{own}-{one.sha256[:DIGEST_DIGITS]}"


def shortened(plan_id: str) -> str:
    """The id, cut to what a file's name can hold; the digits of a digest keep cut ids apart."""
    whole = plan_id.encode()
    if len(whole) <= LONGEST_ID:
        return plan_id
    digest = hashlib.sha256(whole).hexdigest()[:DIGEST_DIGITS]
    return f"{whole[:LONGEST_ID].decode('utf-8', 'ignore').rstrip('-')}-{digest}"
