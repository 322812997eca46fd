"""Paragraphs and runs of a Word file, in the many ways that the same words can be stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from xml.sax.saxutils import escape

from builders.description import TextBlock
from builders.layout import WordStyle

URL = re.compile(r"((?:https?://|www\.)[^\s;,]+[^\s;,.])")
TYPED_NUMBER = re.compile(r"^(\d+)\. (?=\S)")
NUMBER = re.compile(r"\b\d+\b")
HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
AUTHOR = 'w:author="Reviewer" w:date="2024-01-15T09:00:00Z"'
WITHDRAWN = "wording that was withdrawn"
HIDDEN = "note that nobody should read"
BULLET_LIST = 1
NUMBER_LIST = 2
FIRST_FREE_LIST = 10  # lists that restart are numbered from here
LONG = 8  # words from which a paragraph is long enough to carry a tracked change


@dataclass(slots=True)
class WordState:
    """What grows while a file is written: links, restarting lists and running ids."""

    links: list[str] = field(default_factory=list)
    restarts: list[int] = field(default_factory=list)
    serial: int = 100

    def link(self, address: str) -> str:
        """Relation id of a web address."""
        self.links.append(address)
        return f"rIdLink{len(self.links)}"

    def restarted(self, abstract: int) -> int:
        """A new list of the kind `abstract` that counts from 1."""
        self.restarts.append(abstract)
        return FIRST_FREE_LIST + len(self.restarts) - 1

    def next_id(self) -> int:
        """An id not used before in the file."""
        self.serial += 1
        return self.serial


@dataclass(frozen=True, slots=True)
class RunStyle:
    """How a run looks."""

    bold: bool = False
    colour: str | None = None
    highlight: str | None = None
    strike: bool = False
    vanish: bool = False

    def xml(self) -> str:
        """The run's properties."""
        parts = [
            "<w:b/>" if self.bold else "",
            "<w:strike/>" if self.strike else "",
            "<w:vanish/>" if self.vanish else "",
            f'<w:color w:val="{self.colour.lstrip("#")}"/>' if self.colour else "",
            f'<w:highlight w:val="{self.highlight}"/>' if self.highlight else "",
        ]
        inner = "".join(parts)
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""


PLAIN = RunStyle()


def run(text: str, look: RunStyle = PLAIN, tag: str = "w:t") -> str:
    """One run."""
    return f'<w:r>{look.xml()}<{tag} xml:space="preserve">{escape(text)}</{tag}></w:r>' if text else ""


class TextWriter:
    """Writes text as runs in one style of storing it."""

    def __init__(self, style: WordStyle, state: WordState) -> None:
        self.style = style
        self.state = state

    def runs(self, text: str, look: RunStyle = PLAIN) -> str:
        """The text as runs and links."""
        pieces = URL.split(text) if self.style.hyperlinks != "none" else [text]
        return "".join(
            self._link(piece) if index % 2 else self._words(piece, look) for index, piece in enumerate(pieces)
        )

    def _link(self, address: str) -> str:
        if self.style.hyperlinks == "element":
            return f'<w:hyperlink r:id="{self.state.link(address)}">{run(address)}</w:hyperlink>'
        return complex_field(f'HYPERLINK "{escape(address)}"', run(address))

    def _words(self, text: str, look: RunStyle) -> str:
        if self.style.fields:
            number = NUMBER.search(text)
            if number:
                before, after = text[: number.start()], text[number.end() :]
                result = run(number.group(), look)
                simple = f'<w:fldSimple w:instr=" DOCPROPERTY Figure ">{result}</w:fldSimple>'
                return self._chopped(before, look) + simple + self._chopped(after, look)
        return self._chopped(text, look)

    def _chopped(self, text: str, look: RunStyle) -> str:
        if not self.style.chopped_runs:
            return self._hyphened(text, look)
        cuts = [*range(0, len(text), 7), len(text)]
        pieces = (text[start:end] for start, end in pairwise(cuts))
        return '<w:proofErr w:type="spellStart"/>'.join(self._hyphened(piece, look) for piece in pieces)

    def _hyphened(self, text: str, look: RunStyle) -> str:
        if not self.style.no_break_hyphens:
            return run(text, look)
        pieces = HYPHEN.split(text)
        hyphen = f"<w:r>{look.xml()}<w:noBreakHyphen/></w:r>"
        return hyphen.join(run(piece, look) for piece in pieces)

    def revised(self, text: str) -> str:
        """The text as accepted, with words inserted, withdrawn, moved and restyled on the way to it."""
        words = text.split(" ")
        if not self.style.revisions or len(words) < LONG:
            return self._hidden(text)
        start, inserted, moved, rest = words[:2], words[2:4], words[4:6], words[6:]
        mark = f'w:id="{self.state.next_id()}" {AUTHOR}'
        return (
            self.runs(" ".join(start) + " ")
            + f"<w:ins {mark}>{self.runs(' '.join(inserted) + ' ')}</w:ins>"
            + f"<w:del {mark}>{run(WITHDRAWN + ' ', tag='w:delText')}</w:del>"
            + f"<w:moveFrom {mark}>{run('moved away ')}</w:moveFrom>"
            + f"<w:moveTo {mark}>{self.runs(' '.join(moved) + ' ')}</w:moveTo>"
            + f"<w:r><w:rPr><w:rPrChange {mark}><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr>"
            + f'<w:t xml:space="preserve">{escape(" ".join(rest))}</w:t></w:r>'
        )

    def _hidden(self, text: str) -> str:
        words = text.split(" ")
        if len(words) < LONG:
            return self.runs(text)
        if self.style.hidden_words:
            first = self.runs(" ".join(words[:3]) + " ")
            return first + run(HIDDEN + " ", RunStyle(vanish=True)) + self.runs(" ".join(words[3:]))
        if self.style.struck:
            first = self.runs(" ".join(words[:3]) + " ")
            return first + self.runs(" ".join(words[3:5]) + " ", RunStyle(strike=True)) + self.runs(" ".join(words[5:]))
        return self.runs(text)

    def blocks(self, blocks: tuple[TextBlock, ...], look: RunStyle = PLAIN) -> Iterator[str]:
        """The paragraphs of a cell or of the body."""
        numbers = self.state.restarted(NUMBER_LIST) if self._has_numbers(blocks) else 0
        held: list[str] = []
        for block in blocks:
            listed = TYPED_NUMBER.match(block.text) if numbers else None
            if self.style.soft_breaks and block.kind == "para" and listed is None:
                held.append(self.runs(block.text, look))
                continue
            yield from self._flush(held)
            held = []
            if block.kind == "bullet":
                yield self._bullet(block.text, look)
            elif listed:
                text = block.text[listed.end() :]
                yield paragraph(self.runs(text, look), list_properties(numbers))
            else:
                yield from self._paragraphs(block.text, look)
        yield from self._flush(held)

    def _has_numbers(self, blocks: tuple[TextBlock, ...]) -> bool:
        """Whether the blocks hold a list that counts from 1; a single number opens a title, not a list."""
        numbers = [found.group(1) for block in blocks if (found := TYPED_NUMBER.match(block.text))]
        counted = [str(number) for number in range(1, len(numbers) + 1)]
        return self.style.list_numbers and len(numbers) > 1 and numbers == counted

    @staticmethod
    def _flush(held: list[str]) -> Iterator[str]:
        if held:
            yield paragraph("<w:r><w:br/></w:r>".join(held))

    def _paragraphs(self, text: str, look: RunStyle) -> Iterator[str]:
        words = text.split(" ")
        if self.style.revisions and len(words) > 2 * LONG:
            mark = f'<w:rPr><w:del w:id="{self.state.next_id()}" {AUTHOR}/></w:rPr>'
            yield paragraph(self.runs(" ".join(words[:LONG]) + " ", look), mark)
            yield paragraph(self.revised(" ".join(words[LONG:])))
        elif look == PLAIN:
            yield paragraph(self.revised(text))
        else:
            yield paragraph(self.runs(text, look))

    def _bullet(self, text: str, look: RunStyle) -> str:
        if self.style.list_bullets:
            return paragraph(self.runs(text, look), list_properties(BULLET_LIST))
        return paragraph(run("•", look) + "<w:r><w:tab/></w:r>" + self.runs(text, look))


def complex_field(instruction: str, result: str) -> str:
    """A field in its long form: begin, instruction, separator, result, end."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph with its properties, both as XML."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{content}</w:p>"


def list_properties(number: int, level: int = 0) -> str:
    """Membership of an automatic list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def text_box(content: str, serial: int) -> str:
    """A paragraph that anchors a text box: once for new programs, and again for old ones."""
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent cx="3600000" cy="600000"/><wp:docPr id="{serial}" name="Text box {serial}"/>'
        "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData "
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="600000"/></a:xfrm><a:prstGeom prst="rect">'
        f"<a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/>"
        "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:shape type="#_x0000_t202" style="width:283pt;height:47pt"><v:textbox><w:txbxContent>{content}'
        "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
