"""What stands round the content of every page: its title, the way through the site, and what the reader may do."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.pages.links import Links

SECTIONS = frozenset({"inbox", "board", "names", "templates", "search", "help"})
"""The entries of the menu."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page above this one."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with what was entered: shown at the top, and at its field."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page is shown in.

    Attributes:
        links: makes links from here.
        title: of the page.
        here: its address.
        section: the entry of the menu it belongs to.
        crumbs: the pages above it.
        writable: whether anything can be changed from here.
        published: whether it is a file of a published site.
        alone: whether it is one file that needs no other: it has its style in it, and no script.
        token: goes into every form, so that no other site can send one; empty when nothing can be changed.
        who: who uses the pages, as far as they have said.
        notice: what has just been done, in a sentence.
        faults: what was wrong with what was entered.
        sections: what the menu leads to.
        parts: places on the page that the menu leads to, and their names.
        data: the kinds of data that the page can be had as.
        query: what was asked of the page, as it stands in its address: goes on to the data.
        entered: what was entered in a form that is shown again.
    """

    links: Links
    title: str
    here: str
    section: str = ""
    crumbs: tuple[Crumb, ...] = ()
    writable: bool = False
    published: bool = False
    alone: bool = False
    token: str = ""
    who: str = ""
    notice: str = ""
    faults: tuple[Fault, ...] = ()
    sections: frozenset[str] = SECTIONS
    parts: tuple[tuple[str, str], ...] = ()
    data: tuple[str, ...] = ("json",)
    query: str = ""
    entered: dict[str, str] = field(default_factory=dict)

    def fault_of(self, name: str) -> str:
        """What is wrong with a field; empty when nothing is."""
        return next((fault.message for fault in self.faults if fault.field == name), "")
