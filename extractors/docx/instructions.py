"""Instructions of fields that run over several paragraphs: they are no text of the page (ECMA-376 part 1, 17.16.18)."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.docx.names import TEXT, Element, w

_CHARACTER = w("fldChar")


@dataclass(slots=True)
class _Open:
    """A field that has begun; `texts` stand in its instruction."""

    texts: list[Element] = field(default_factory=list)
    in_result: bool = False


def drop_instructions(root: Element) -> None:
    """Empty the texts in the instructions of fields that end; those of one that never ends may be the author's."""
    fields: list[_Open] = []
    for element in root.iter(_CHARACTER, TEXT):
        if element.tag == TEXT:
            for one in fields:
                if not one.in_result:
                    one.texts.append(element)
            continue
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            fields.append(_Open())
        elif kind == "separate" and fields:
            fields[-1].in_result = True
        elif kind == "end" and fields:
            for text in fields.pop().texts:
                text.text = ""
