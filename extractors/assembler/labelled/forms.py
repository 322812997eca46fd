"""Makes forms of a plan written without tables: paragraphs that open with a label, "Lead: Jo Ellis"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.assembler.grid import says
from extractors.assembler.labelled.labels_alone import (
    counted_alone,
    is_set_apart,
    labels_alone,
    labels_apart,
    may_be_label,
)
from extractors.assembler.labelled.narratives import WORDING, Line, with_narratives
from extractors.assembler.labelled.openings import Openings, find_openings, titles_over
from extractors.assembler.labelled.runs import with_runs_parted
from extractors.assembler.labelled.signs import without_signs
from extractors.assembler.labels import FEWEST_LABELS, FEWEST_NAMES, NEARLY_ALL, OFTEN, counted, names_essentials
from extractors.assembler.numbers import opening_number, read_number
from extractors.assembler.themes.titles import opens_theme
from extractors.assembler.typed_lists import with_typed_items
from models.document import Block, Cell, Item, Table
from models.reference.columns import fold_header, is_column_name, understand_header
from models.reference.organisations import ends_like_organisation
from models.reference.statuses import is_bare_status

FEWEST_ACTIONS = 2
LONGEST_PAIR = 10  # words of a line after the plan, such as "Position: Head of Service"
MOST_ELSEWHERE = 2  # times that a label stands which no action has
STATUS = "RAG"
"""The label given to a status that stands alone beside the number or the wording of an action."""
MOST_CHIP = 3  # words of a status
CODE = "No."
"""The label given to a code such as "(ii)" that stands before the wording of an action."""
_LABEL = re.compile(r"(?P<label>[^:]{1,60}?)\s*(?::|(?<=\?))(?:\s+|$)")
_SENTENCE = re.compile(r"[.!?]\s+[A-Z]")


@dataclass(frozen=True, slots=True)
class Forms:
    """Items with labelled paragraphs made forms. beside: paragraphs after a form that are hardly the last value's."""

    items: tuple[Item, ...]
    beside: tuple[Block, ...]


def with_forms(items: Sequence[Item]) -> Forms | None:
    """The items, with each stretch of labelled paragraphs made a form; None where these are no plan's.

    Labels are known names, and texts that open paragraph after paragraph. Whether forms are a plan's whose known labels
    do not tell is then for their values to say.
    """
    items, in_runs = with_runs_parted(with_typed_items(items))
    labels = _labels_of(items, in_runs)
    if (ordered := _openings_first(items, labels)) != items:
        items, labels = ordered, _labels_of(ordered, in_runs)
    made = list(_stretches(items, labels))
    openings = labels.openings.numbers
    fewest = FEWEST_NAMES if openings or _number_actions(made) else FEWEST_LABELS
    if not _name_plan(made) and len(labels.recurring | labels.alone) + any(openings.values()) < fewest:
        return None
    after = _after_all(made)
    beside = _beside(made)
    with_narratives([item for item in made if isinstance(item, list)])
    placed: list[Item] = []
    for item in made:
        last = after if item is _last_form(made) else ()
        placed += [_form(item), *beside.get(id(item), ()), *last] if isinstance(item, list) else [item]
    return Forms(tuple(placed), tuple(block for blocks in beside.values() for block in blocks))


@dataclass(frozen=True, slots=True)
class _Labels:
    """What opens paragraphs as a label, folded. alone: that stand over them.

    marked: the labels before values are printed in bold, so that what opens a paragraph in plain type is none, but for
    those of runs.
    """

    recurring: frozenset[str]
    alone: frozenset[str]
    apart: frozenset[str] = frozenset()
    """Those that stand alone and are set apart by their look."""
    in_runs: frozenset[str] = frozenset()
    marked: bool = False
    plain: frozenset[str] = frozenset()
    """Those in plain type that open about as many paragraphs as those in bold."""
    openings: Openings = Openings()  # noqa: RUF009 - frozen
    titles: frozenset[int] = frozenset()
    """Lines set apart over the opening of an action, which are no more of the value before; by `id`."""
    statuses: frozenset[int] = frozenset()
    """Statuses that stand over the label of an action's wording, in the band across a card's top; by `id`."""

    def line(self, block: Block, *, begun: bool = False) -> list[Line]:
        """What a paragraph that opens with a label says, its number apart; nothing for any other.

        begun: whether no more than its number and wording was read of the action.
        """
        folded = fold_header(block.text)
        if folded in self.apart and not is_set_apart(block):
            return []
        if folded in self.alone and may_be_label(block):
            return [Line(Block(kind="para", text=block.text.rstrip(" :")), [])]
        match = _LABEL.match(block.text) if _may_open(block) else None
        if match is None or _SENTENCE.search(match["label"]):
            return []
        shown = not self.marked or _is_marked(block, match["label"]) or fold_header(match["label"]) in self.in_runs
        shown = shown or (begun and self.opens_plain(match["label"]))
        if not shown or (block.marker and not self.recurs(match["label"])):
            return []  # a known name in an item of a list
        said_again = {fold_header(text) for text in (match["label"], counted(match["label"])[0])}
        if len(self.alone) >= FEWEST_NAMES and not said_again & (self.recurring | self.alone | self.plain):
            return []  # a known name in the midst of a value, where labels stand over their values
        rest = block.after(match.end()).model_copy(update={"kind": "para", "marker": ""})
        said = [rest] if rest.text else []
        if self.is_label(match["label"]) or (begun and self.opens_plain(match["label"])):
            return [Line(Block(kind="para", text=match["label"]), said, len(said))]
        stem, number = counted(match["label"])
        if not number or not self.is_label(stem) or opens_theme(block.text, alone=False):
            return []
        one = Block(kind="para", text=number, evidence=block.evidence)
        return [Line(None, [one]), Line(Block(kind="para", text=stem), said, len(said))]

    def names(self, block: Block) -> list[str]:
        """The labels, folded, that a paragraph opens with."""
        return [fold_header(line.label.text) for line in self.line(block) if line.label]

    def opens_plain(self, text: str) -> bool:
        """Whether a text is a label in plain type where others are in bold."""
        return fold_header(text) in self.plain

    def recurs(self, text: str) -> bool:
        """Whether a text, or what stands before the number it ends with, opens paragraph after paragraph."""
        return bool({fold_header(text), fold_header(counted(text)[0])} & self.recurring)

    def is_label(self, text: str) -> bool:
        """Whether a text is a label; a theme's title over several actions is none."""
        return fold_header(text) in self.recurring or (is_column_name(text) and understand_header(text) != "theme")


def _labels_of(items: Sequence[Item], in_runs: frozenset[str]) -> _Labels:
    times = max(counted_alone(items).values(), default=0)
    bold, most = _recurring(items, times, marked=True)
    every, most_of_all = _recurring(items, times, marked=False)
    # two in bold are all labels where nothing in plain type opens about as many paragraphs
    as_often = frozenset(label for label, count in every.items() if label not in bold and count >= NEARLY_ALL * most)
    marked = len(bold) >= FEWEST_NAMES or (len(bold) > 1 and not as_often)
    if not marked:
        most = most_of_all
    recurring = frozenset(bold if marked else every)
    alone = labels_alone(items, most)
    if not marked and len(alone) >= FEWEST_NAMES:
        recurring -= _values_under(items, alone)
    labels = _Labels(recurring | in_runs, alone, labels_apart(items, alone), in_runs, marked, as_often)
    chips = frozenset(_chips(items, labels))
    labels = replace(labels, openings=find_openings(items, labels.names, _word_actions, chips))
    titles = frozenset(titles_over(items, labels.openings.numbers, labels.names)) - chips
    return replace(labels, titles=titles, statuses=chips | frozenset(_statuses_over(items, labels)))


def _chips(items: Sequence[Item], labels: _Labels) -> Iterator[int]:
    """Statuses in the plan's own words: a word or two in bold, the same again and again, right over labels; by `id`."""
    own = [item for item in items if isinstance(item, Block) and not item.aside]
    under = zip(own, own[1:], own[2:], strict=False)
    found = [
        block
        for before, block, below in under
        if labels.names(below) and not labels.names(block) and not labels.names(before) and _may_be_chip(block)
    ]
    times = Counter(block.text for block in found)
    yield from (id(block) for block in found if times[block.text] >= FEWEST_ACTIONS)


def _may_be_chip(block: Block) -> bool:
    text = says(block)
    return is_set_apart(block) and not block.marker and len(text.split()) <= MOST_CHIP and not read_number(text)


def _statuses_over(items: Sequence[Item], labels: _Labels) -> Iterator[int]:
    """Statuses right over the label of an action's wording or with one line between, often enough; by `id`."""
    own = [item for item in items if isinstance(item, Block) and not item.aside]
    wordings = [place for place, block in enumerate(own) if _word_actions(labels.names(block))]
    found = [
        id(block)
        for place in wordings
        for block in own[max(0, place - 2) : place]
        if _is_status(block) and not labels.names(block)
    ]
    if len(found) >= max(FEWEST_ACTIONS, OFTEN * len(wordings)):
        yield from found


def _openings_first(items: Sequence[Item], labels: _Labels) -> tuple[Item, ...]:
    """The items, with what always stands right over an opening put after it: the status in the corner of a card."""
    own = [item for item in items if isinstance(item, Block) and not item.aside]
    numbers = labels.openings.numbers
    before = {id(block): over for over, block in pairwise(own) if id(block) in numbers}
    corners = Counter(name for block in before.values() for name in _corner(block, labels))
    names = Counter(name for block in own for name in _corner(block, labels))
    always = {name for name, count in corners.items() if count == names[name] >= OFTEN * len(numbers)}
    over = {
        key: block for key, block in before.items() if len(found := _corner(block, labels)) == 1 and found[0] in always
    }
    if len(over) < FEWEST_ACTIONS:
        return tuple(items)
    moved = {id(block) for block in over.values()}
    return tuple(
        part
        for item in items
        if id(item) not in moved
        for part in ([item, over[id(item)]] if id(item) in over else [item])
    )


def _corner(block: Block, labels: _Labels) -> list[str]:
    """The labels, folded, of what may stand in the corner of a card; a status may have none."""
    return labels.names(block) or ([STATUS] if _is_status(block) else [])


def _word_actions(labels: Collection[str]) -> bool:
    return any(understand_header(label) == "mandatory_action" and is_column_name(label) for label in labels)


def _recurring(items: Sequence[Item], alone: int, *, marked: bool) -> tuple[dict[str, int], int]:
    """The labels, folded, that open paragraph after paragraph, each with how often, and how often any does at most.

    Themes over several actions and bodies that speak in turn do so less often than a label of every action.
    alone: how often the commonest label on a line of its own stands. marked: only those in bold.
    """
    blocks = [item for item in items if isinstance(item, Block) and not item.aside and _may_open(item)]
    matches = [
        match["label"]
        for block in blocks
        if (match := _LABEL.match(block.text)) and (not marked or _is_marked(block, match["label"]))
    ]
    printed = Counter(map(fold_header, matches))
    # "Action 1:", "Action 2:" is one label that counts
    stems = [counted(label)[0] if printed[fold_header(label)] == 1 else label for label in matches]
    counts = Counter(fold_header(stem) for stem in stems if not read_number(stem))
    most = max(alone, *counts.values(), 0)
    recurring = {
        label: count
        for label, count in counts.items()
        if label and count >= max(FEWEST_ACTIONS, most * (NEARLY_ALL if _may_stand_elsewhere(label) else OFTEN))
    }
    return recurring, most


def _values_under(items: Sequence[Item], alone: Collection[str]) -> frozenset[str]:
    """What opens a paragraph like a label, folded, but mostly right under one: "RAG", and under it "Green: met"."""
    under: Counter[str] = Counter()
    every: Counter[str] = Counter()
    blocks = [item for item in items if isinstance(item, Block) and not item.aside]
    for over, block in pairwise(blocks):
        if match := _LABEL.match(block.text):
            every[fold_header(match["label"])] += 1
            under[fold_header(match["label"])] += fold_header(over.text) in alone
    return frozenset(label for label, count in under.items() if count > OFTEN * every[label])


def _is_marked(block: Block, label: str) -> bool:
    """Whether a label at the front of a paragraph is in bold."""
    return any(look.kind == "bold" and look.start == 0 and look.end >= len(label) for look in block.looks)


def _may_open(block: Block) -> bool:
    """Whether a paragraph can open with a label: any but an item of a list that counts."""
    return not block.marker or block.kind == "bullet"


def _may_stand_elsewhere(label: str) -> bool:
    role = understand_header(label)
    return role == "theme" or (role is None and ends_like_organisation(label))


def _stretches(items: Sequence[Item], labels: _Labels) -> Iterator[Item | list[Line]]:
    lines: list[Line] = []
    for item in items:
        if isinstance(item, Block) and not item.aside and _take(item, lines, labels):
            continue
        if lines and not (isinstance(item, Block) and item.aside):
            yield lines
            lines = []
        yield item
    if lines:
        yield lines


def _take(block: Block, lines: list[Line], labels: _Labels) -> bool:
    """Take a paragraph among the labelled ones; False when it is none of theirs."""
    text = says(block)
    if read_number(text):
        lines.append(Line(None, [block]))
    elif id(block) in labels.openings.numbers:
        lines += _wording(block, labels.openings.numbers[id(block)])
    elif found := labels.line(block, begun=bool(lines) and _begins(lines)):
        lines += found
    elif id(block) in labels.statuses or (lines and _is_status(block) and (lines[-1].opens or _begins(lines))):
        lines.append(Line(Block(kind="para", text=STATUS), [block]))
    elif lines and lines[-1].name in labels.alone and not lines[-1].said and not is_set_apart(block):
        lines[-1].said.append(block)
    elif not lines or _is_over(block, labels) or opens_theme(text, alone=False):
        return False
    else:
        lines[-1].said.append(block)
    return True


def _is_status(block: Block) -> bool:
    """Whether a paragraph is nothing but a status: its word, or a sign in its colour."""
    return is_bare_status(block.text) or not without_signs([block])[0]


def _begins(lines: Sequence[Line]) -> bool:
    """Whether nothing but its number, or its wording without a label, was read of an action."""
    last = lines[-1]
    return last.label is None or (last.opens and len(last.said) == 1)


def _is_over(block: Block, labels: _Labels) -> bool:
    """Whether a paragraph stands over what follows, and is no more of the value before it."""
    heads = block.kind == "heading" and id(block) not in labels.openings.inside
    return heads or id(block) in labels.titles


def _wording(block: Block, number: int) -> list[Line]:
    """The lines of an action's wording that has no label. number: characters of the number at its front."""
    kept = "" if number or block.kind == "bullet" else block.marker
    rest = block.after(number).model_copy(update={"kind": "para", "marker": kept})
    wording = Line(Block(kind="para", text=WORDING), [rest], opens=True)
    if not number:
        return [wording]
    printed = Block(kind="para", text=block.text[:number].strip(" –—-"), evidence=block.evidence)
    return [Line(None if read_number(printed.text) else Block(kind="para", text=CODE), [printed]), wording]


def _name_plan(made: Sequence[Item | list[Line]]) -> bool:
    """Whether the labels are the names of a plan's fields, for two actions or more."""
    lines = [line for item in made if isinstance(item, list) for line in item]
    labels = Counter(fold_header(line.label.text) for line in lines if line.label)
    wordings = sum(count for label, count in labels.items() if understand_header(label) == "mandatory_action")
    return names_essentials(labels) and wordings >= FEWEST_ACTIONS


def _number_actions(made: Sequence[Item | list[Line]]) -> bool:
    """Whether what follows one of the labels is, or opens with, another number each time: those of actions."""
    said: defaultdict[str, list[str]] = defaultdict(list)
    for line in (line for item in made if isinstance(item, list) for line in item if line.label and line.said):
        text = says(line.said[0])
        opening = opening_number(text)
        number = opening[0] if opening else read_number(text)
        said[fold_header(line.label.text if line.label else "")].append(number.printed if number else "")
    return any(
        len(numbers) >= FEWEST_ACTIONS and all(numbers) and len(set(numbers)) == len(numbers)
        for numbers in said.values()
    )


def _last_form(made: Sequence[Item | list[Line]]) -> list[Line] | None:
    return next((item for item in reversed(made) if isinstance(item, list)), None)


def _after_all(made: Sequence[Item | list[Line]]) -> list[Block]:
    """Takes off what follows the last action: a title, and under it short labels with values that no action has.

    "Signed off by", "Position: Head of Service", "Date: May 2024" are none of the last narrative's.
    """
    form = _last_form(made)
    counts = _label_counts(made)
    rare = min(MOST_ELSEWHERE, OFTEN * max(counts.values(), default=0))  # a cover may have such a label too
    if form is None or rare < 1:
        return []
    taken: list[tuple[int, int]] = []  # places of lines and of blocks in them, from the end
    for at in range(len(form) - 1, -1, -1):
        line = form[at]
        own = line.label is not None and counts[fold_header(line.label.text)] <= rare and len(line.said) <= 1
        kept = 0 if own else 1
        places = range(len(line.said) - 1, kept - 1, -1)
        loose = [place for place in places if _is_title_or_pair(line.said[place])]
        run = [place for step, place in enumerate(loose) if place == len(line.said) - 1 - step]
        taken += [(at, place) for place in run]
        if not own or len(run) < len(line.said):
            break
    return _cut_off(form, taken) if taken else []


def _cut_off(form: list[Line], taken: Sequence[tuple[int, int]]) -> list[Block]:
    """Cuts lines and blocks off the end of a form, if a title comes first and a label with a value follows."""
    at, place = taken[-1]
    line = form[at]
    if not place and at and line.label and len(line.said) == 1:
        return []  # it begins with a label, and no title stands over it
    rest = [*line.said[place:]]
    for later in form[at + 1 :]:
        opening = [Block(kind="para", text=f"{later.label.text}:")] if later.label else []
        rest += [opening[0].followed_by(later.said[0], " ") if opening and later.said else block for block in opening]
    pairs = any(_LABEL.match(block.text) for block in rest)
    if not pairs or _LABEL.match(rest[0].text):
        return []
    del form[at + 1 :]
    line.said = line.said[:place]
    return rest


def _is_title_or_pair(block: Block) -> bool:
    """Whether a paragraph is a few words without a stop: a title, or a label with its value."""
    text = block.text
    return not block.marker and 0 < len(text.split()) <= LONGEST_PAIR and text[0].isupper() and text[-1] not in ".;,"


def _label_counts(made: Sequence[Item | list[Line]]) -> Counter[str]:
    lines = (line for item in made if isinstance(item, list) for line in item if line.label)
    return Counter(fold_header(line.label.text if line.label else "") for line in lines)


def _beside(made: Sequence[Item | list[Line]]) -> dict[int, list[Block]]:
    """Takes off what follows the very last value where such values have one paragraph everywhere else.

    Gives the paragraphs by the `id` of the form.
    """
    forms = [item for item in made if isinstance(item, list)]
    sizes: defaultdict[str, list[int]] = defaultdict(list)
    for line in (line for form in forms for line in form if line.label):
        sizes[fold_header(line.label.text if line.label else "")].append(len(line.said))
    taken: dict[int, list[Block]] = {}
    for form in forms[-1:]:
        last = form[-1]
        others = sorted(sizes[fold_header(last.label.text)])[:-1] if last.label else []
        if others and max(others) == 1 < len(last.said):
            taken[id(form)], last.said = last.said[1:], last.said[:1]
    return taken


def _form(lines: Sequence[Line]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for row, line in enumerate(lines):
        evidence = tuple(place for block in line.said for place in block.evidence)
        if line.label is None:
            rows.append((Cell(row=row, column=0, column_span=2, blocks=tuple(line.said), evidence=evidence),))
        else:
            blocks, marks = without_signs(line.said)
            value = Cell(row=row, column=1, blocks=blocks, marks=marks, evidence=evidence)
            rows.append((Cell(row=row, column=0, blocks=(line.label,)), value))
    return Table(rows=tuple(rows), column_count=2)
