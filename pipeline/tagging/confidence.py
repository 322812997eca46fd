"""What a mention's confidence is: the measured worth of the evidence behind it.

The levels and their bounds come from cross-validation over boroughs (`python -m pipeline.tagging.report`), which
also prints the table of what each level is worth into docs/tagging-figures.md.
"""

from __future__ import annotations

from models.mention import Confidence
from pipeline.tagging.state import Evidence, Found

HIGH = 0.91
"""Probability from which a name on which two kinds of evidence agree was right 99 times in 100."""
MEDIUM = 0.75
"""Probability from which a tagged name was right about 8 times in 10."""
_BY_NAME = "name"
_DOCUMENT = "document"
_MODEL = "model"
_ECHOES = frozenset({"initials"})
_KINDS: dict[Evidence, str] = {
    Evidence.REGISTRY: _BY_NAME,
    Evidence.AMBIGUOUS: _BY_NAME,
    Evidence.ALIKE: _BY_NAME,
    Evidence.DEFINITION: "definition",
    Evidence.INITIALS: "initials",
    Evidence.SPEAKER: "speaker",
    Evidence.HEAD: "head-noun",
    Evidence.DOCUMENT: _DOCUMENT,
    Evidence.MODEL: _MODEL,
}


def kinds_of(found: Found) -> frozenset[str]:
    """The independent kinds of evidence behind a name and what it is.

    A row of the registry that nobody opened a source for is none, nor is a head noun or a definition that does not tell
    the kind. Nor are initials, and the rest of the document where it only repeats what the model found.
    """
    kinds = {_KINDS[evidence] for evidence in found.evidence if evidence in _KINDS and evidence not in found.untold}
    kinds -= _ECHOES if found.vouched else _ECHOES | {_BY_NAME}
    return frozenset(kinds - {_DOCUMENT} if kinds == {_DOCUMENT, _MODEL} and found.vouched else kinds)


def confidence_of(found: Found) -> Confidence:
    """high: likely, and two kinds of evidence agree; medium: likely; review: a person should look."""
    if found.probability >= HIGH and len(kinds_of(found)) > 1:
        return "high"
    return "medium" if found.probability >= MEDIUM else "review"


def method_of(found: Found) -> str:
    """What found a name, in the order of the steps: "registry+head-noun+model"."""
    names = [evidence.value for evidence in found.evidence if evidence in _KINDS]
    return "+".join(names) or Evidence.CAPITALS.value
