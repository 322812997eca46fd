"""Finds the narratives of actions that have no label: paragraphs after the last label, or under the wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.assembler.grid import says
from extractors.assembler.labelled.labels_alone import is_set_apart
from extractors.assembler.labels import OFTEN
from models.document import Block
from models.reference.columns import fold_header, understand_header

FEWEST = 2  # actions whose last label has paragraphs after its value
LONGEST_VALUE = 60  # characters of a value that is none of prose
WORDING = "Action"
"""The label given to a heading under which the rest of an action stands: it is the action's wording."""
NARRATIVE = "Narrative"
"""The label given to paragraphs of an action that have none."""


@dataclass(slots=True)
class Line:
    """A label, or none under a number that stands alone, and what is said under it."""

    label: Block | None
    said: list[Block]
    beside: int = 0
    """Of what is said, the first paragraphs that stand on the label's own line."""
    opens: bool = False
    """Whether it is the wording of an action, printed without a label."""

    @property
    def name(self) -> str:
        """The label, folded."""
        return fold_header(self.label.text) if self.label else ""


def with_narratives(forms: Sequence[list[Line]]) -> None:
    """Puts a label over what has none where no label of a plan is that of a narrative; changes the forms."""
    actions = [action for form in forms for action in _actions(form)]
    narrated = sum(any(understand_header(line.name) == "narrative" for line in action) for action in actions)
    if len(actions) < FEWEST or narrated >= OFTEN * len(actions):
        return
    last = Counter(action[-1].name for action in actions).most_common(1)[0][0]
    if any(name != last and count >= OFTEN * len(actions) for name, count in _prose(actions).items()):
        return  # under a name that no list has
    lines = [line for action in actions for line in action if line.label and line.name == last]
    over = sum(line.beside == 0 for line in lines) > OFTEN * len(lines)
    cuts = {id(line): max(line.beside, int(over)) for line in lines}
    if not _goes_on(lines, cuts) or not all(_is_short(line, cuts) for line in lines):
        lines = [line for action in actions for line in action if line.opens]
        cuts = {id(line): _end_of_wording(line) for line in lines}
        if not _goes_on(lines, cuts):
            return
    for form in forms:
        for place in reversed(range(len(form))):
            line = form[place]
            cut = cuts.get(id(line), len(line.said))
            if cut < len(line.said):
                form.insert(place + 1, Line(Block(kind="para", text=NARRATIVE), line.said[cut:]))
                line.said = line.said[:cut]


def _actions(form: Sequence[Line]) -> list[list[Line]]:
    """The lines of each action: from a number or a wording, or a label that was printed already."""
    actions: list[list[Line]] = []
    seen: set[str] = set()
    for line in form:
        if not actions or line.name in seen:
            actions.append([])
            seen = set()
        seen.add(line.name)
        actions[-1].append(line)
    return actions


def _goes_on(lines: Sequence[Line], cuts: Mapping[int, int]) -> bool:
    """Whether most of some lines have paragraphs after their own value."""
    after = sum(len(line.said) > cuts[id(line)] for line in lines)
    return after >= max(FEWEST, OFTEN * len(lines))


def _is_short(line: Line, cuts: Mapping[int, int]) -> bool:
    said = [says(block) for block in line.said[: cuts[id(line)]]]
    return all(len(text) <= LONGEST_VALUE and not text.endswith((".", "!", "?")) for text in said)


def _prose(actions: Sequence[Sequence[Line]]) -> Counter[str]:
    """How often each label, folded, has more than a short value; that of an action's wording aside."""
    lines = (line for action in actions for line in action if line.label and not line.opens)
    worded = (line for line in lines if understand_header(line.name) != "mandatory_action")
    return Counter(line.name for line in worded if sum(len(says(block)) for block in line.said) > 2 * LONGEST_VALUE)


def _end_of_wording(line: Line) -> int:
    """How many of the paragraphs under a heading are words of it: those in bold, and the items it announces."""
    end = 1
    while end < len(line.said) and is_set_apart(line.said[end]):
        end += 1
    if line.said and says(line.said[end - 1]).endswith(":"):
        while end < len(line.said) and line.said[end].kind == "bullet":
            end += 1
    return end
