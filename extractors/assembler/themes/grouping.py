"""Groups the actions of a plan under its themes.

A theme's words cannot be trusted to stand beside its first action: in a merged cell that page breaks cut they land
beside row 1, row 2 or between rows. So the groups are made first, from signs that can be trusted (the numbering falls
back to 1, a number's own prefix changes, a banner, a heading over a table), and each group's words are read afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.assembler.doubts import THEME
from extractors.assembler.grid import cell_text, one_line, page_of, says
from extractors.assembler.rows import ActionRow, Entry, HeaderAgain, Instruction, Label, LeftOver, ThemeLine
from extractors.assembler.themes.titles import ThemeTitle, count_letters, fold_name, known_name, read_title
from models.catalogue import finding
from models.document import Block, Cell, PageBox
from models.finding import Finding
from models.plan import Theme
from models.reference.columns import ColumnField


@dataclass(slots=True)
class Group:
    """The actions of one theme, and the places that print its name."""

    lines: list[ThemeLine] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    actions: list[ActionRow] = field(default_factory=list)
    section_of: dict[int, str] = field(default_factory=dict)
    explicit: bool = False
    actions_before: int = 0

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that print the theme's name, each text once: some tools print it again on every page."""
        blocks: list[Block] = []
        seen: set[str] = set()
        for source in (*(line.blocks for line in self.lines), *(cell.blocks for cell in self.cells)):
            text = fold_name(" ".join(says(block) for block in source))
            if text and text not in seen:
                seen.add(text)
                blocks += source
        return tuple(blocks)

    def printed_number(self) -> int | None:
        """The number printed with the name; None when there is none."""
        number = read_title(self.blocks()).number
        return number.parts[0] if number else None

    def prefix(self) -> int | None:
        """The theme that the actions' own numbers begin with; None when they do not."""
        return next((action.number.theme for action in self.actions if action.number and action.number.theme), None)


@dataclass(frozen=True, slots=True)
class ThemedAction:
    """An action, the theme it stands under, and the section inside the theme when there are such."""

    row: ActionRow
    theme: int | None
    section: str


@dataclass(frozen=True, slots=True)
class LeftOverCell:
    """A cell that fits nothing, the fields of its columns where known, and how many actions stand before it."""

    cell: Cell
    fields: tuple[ColumnField | None, ...]
    actions_before: int


@dataclass(frozen=True, slots=True)
class Themed:
    """The themes and their actions, doubts, cells that fit nothing, and words that only repeat or number a theme."""

    themes: tuple[Theme, ...]
    actions: tuple[ThemedAction, ...]
    theme_blocks: dict[int, tuple[Block, ...]]
    findings: tuple[Finding, ...]
    left_over: tuple[LeftOverCell, ...]
    repeated: tuple[str, ...]


def group_by_theme(entries: Iterable[Entry]) -> Themed:
    """Sort a plan's entries, in document order, under their themes."""
    sorter = _Sorter()
    for entry in entries:
        sorter.take(entry)
    sorter.close()
    return _name_groups(sorter)


class _Sorter:
    """Decides, entry by entry, whether a new theme begins."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.left_over: list[LeftOverCell] = []
        self.actions = 0
        self.repeated: list[str] = []
        self.findings: list[Finding] = []
        self.header_again = False
        self.named_each_row = False
        """Whether two rows of one page name the same theme, so that no page break cuts a name."""
        self.waiting: list[ThemeLine] = []
        self.section = ""
        self.section_line: ThemeLine | None = None
        """The line of a section under which no action has come yet."""

    def take(self, entry: Entry) -> None:
        """Place one entry."""
        if isinstance(entry, ActionRow):
            self._take_action(entry)
        elif isinstance(entry, ThemeLine):
            self._take_line(entry)
        elif isinstance(entry, HeaderAgain):
            self.header_again = True
            self.repeated += [cell_text(cell) for cell in entry.cells]
        elif isinstance(entry, Instruction):
            self.repeated += [cell_text(cell) for cell in entry.cells]
            text = " | ".join(map(one_line, entry.cells))
            self.findings.append(finding("instructions-left-out", page=page_of(entry.cells[0]), text=text))
        elif isinstance(entry, Label):
            self.repeated.append(entry.text)
        elif isinstance(entry, LeftOver):
            self._leave(entry.cells, entry.fields)

    def _leave(self, cells: tuple[Cell, ...], fields: tuple[ColumnField | None, ...]) -> None:
        self.left_over += [LeftOverCell(cell, fields, self.actions) for cell in cells]

    def _take_line(self, line: ThemeLine) -> None:
        title = read_title(line.blocks)
        group = self.groups[-1] if self.groups else None
        if line.in_column and group and group.actions and self._goes_with(group, title):
            group.cells += line.cells
            return
        if group and self._names_again(group, title):
            self.repeated += [says(block) for block in line.blocks]
            return
        if group and not group.actions and self._ends_line(group, line, title):
            group.lines.append(line)
            return
        in_table = bool(line.cells) and group is not None and any(not first.cells for first in group.lines)
        named = in_table and title.number is None and not self._both_known(group, title)
        if group and group.explicit and (named or self._is_section(group, title)):
            self._open_section(line)
            return
        self._open_section(None)
        self.groups.append(Group(lines=[line], explicit=True, actions_before=self.actions))
        self.header_again = False

    def _open_section(self, line: ThemeLine | None) -> None:
        """Begin the section of a line, or none; the line of one that holds no action is left over."""
        if self.section_line:
            self._leave(self.section_line.cells, ("theme",))
        self.section_line = line
        self.section = "\n".join(says(block) for block in line.blocks) if line else ""

    def close(self) -> None:
        """End the plan."""
        self._open_section(None)

    def _goes_with(self, group: Group, title: ThemeTitle) -> bool:
        """Whether a theme's cell in a row of its own, between two actions, belongs to the theme already begun."""
        own = group.printed_number()
        if title.number is None:
            return not (known_name(title.title) and group.cells)
        return own is None or own == title.number.parts[0]

    def _names_again(self, group: Group, title: ThemeTitle) -> bool:
        known = read_title(group.blocks())
        same_number = known.number is None or title.number is None or known.number.parts == title.number.parts
        return bool(title.title) and fold_name(known.title) == fold_name(title.title) and same_number

    def _ends_line(self, group: Group, line: ThemeLine, title: ThemeTitle) -> bool:
        """Whether a row straight under a theme's banner is its strap-line, in a row of its own or cut by the page."""
        known = read_title(group.blocks())
        named = known.number is not None or known_name(known.title)
        plain = title.number is None and not known_name(title.title) and not title.title.isupper()
        return bool(line.cells) and all(first.cells for first in group.lines) and named and plain

    def _both_known(self, group: Group | None, title: ThemeTitle) -> bool:
        """Whether a line and that of the theme it stands under both name themes of the template."""
        return group is not None and known_name(title.title) and known_name(read_title(group.blocks()).title)

    def _is_section(self, group: Group, title: ThemeTitle) -> bool:
        """Whether a line under a theme's line is a section inside it: `Priority 1.1` under `Outcome 1`."""
        known = read_title(group.blocks()).number
        number = title.number
        if number is None or known is None:
            return False
        deeper = len(number.parts) > len(known.parts) and number.parts[: len(known.parts)] == known.parts
        other_keyword = bool(number.keyword and known.keyword and number.keyword != known.keyword)
        return deeper or (other_keyword and len(number.parts) >= len(known.parts))

    def _take_action(self, action: ActionRow) -> None:
        group = self.groups[-1] if self.groups else None
        if group is None or (group.actions and self._begins_theme(group, action)):
            group = Group()
            self.groups.append(group)
            self._open_section(None)
        self.header_again = False
        group.cells += action.theme_cells
        self.section_line = None
        group.section_of[len(group.actions)] = self.section
        group.actions.append(action)
        self.actions += 1

    def _begins_theme(self, group: Group, action: ActionRow) -> bool:
        number = action.number
        if number and number.theme is not None:
            prefix = group.prefix()
            return prefix is not None and prefix != number.theme
        title = read_title([block for cell in action.theme_cells for block in cell.blocks])
        restarts = (
            number is not None
            and number.within == "1"
            and any(known.number and known.number.within == "1" for known in group.actions)
        )
        if restarts:
            return True
        if self.header_again and (number is None or number.last == 1):
            return True
        return bool(title.title or title.number) and self._other_theme(group, action, title)

    def _other_theme(self, group: Group, action: ActionRow, title: ThemeTitle) -> bool:
        """Whether words in a theme's cell beside this action name a theme other than the group's."""
        blocks = group.blocks()
        if not blocks:
            return group.explicit and not self._names_again(group, title)
        known = read_title(blocks)
        if fold_name(title.title) == fold_name(known.title):
            self.named_each_row = self.named_each_row or not action.opens_page
            return title.number is not None and known.number is not None and title.number.parts != known.number.parts
        if title.number is not None:
            return known.number is None or title.number.parts[0] != known.number.parts[0]
        if known_name(title.title) and known_name(known.title):
            return True
        if self.named_each_row and bool(group.cells):
            return True
        # without a number, words at the top of a page are the rest of a name that the page break cut
        return not (action.opens_page and _ends_on_page_before(group, action)) and not self._rest_of_cut_cell(
            group, action
        )

    def _rest_of_cut_cell(self, group: Group, action: ActionRow) -> bool:
        return not group.cells or (known_number(group) and action.number is not None and not known_name_cell(action))


def _ends_on_page_before(group: Group, action: ActionRow) -> bool:
    """Whether the last words of a group's name end the page before that of the words beside an action.

    Where one of its pages has none of them, or this page the rest of them, or an action stands wholly below them, its
    name is at an end.
    """
    name, words = _boxes_of(group.cells), _boxes_of(action.theme_cells)
    if not (name and words):
        return True
    if one_line(group.cells[-1]).endswith((".", "!", "?")):
        return False
    page = max(box.page for box in name)
    bottom = max(box.bbox[3] for box in name if box.page == page)
    return page == min(box.page for box in words) - 1 and not any(
        _stands_below(known, page, bottom) for known in group.actions
    )


def _stands_below(action: ActionRow, page: int, bottom: float) -> bool:
    """Whether the wording of an action begins on a page, below a place on it."""
    boxes = _boxes_of(action.cells.get("mandatory_action", ()))
    return bool(boxes) and boxes[0].page == page and min(box.bbox[1] for box in boxes if box.page == page) >= bottom


def _boxes_of(cells: Iterable[Cell]) -> list[PageBox]:
    boxes = (place for cell in cells for block in cell.blocks for place in block.evidence)
    return [box for box in boxes if isinstance(box, PageBox)]


def known_number(group: Group) -> bool:
    """Whether the group's theme carries a number, so that words without one do not open another."""
    return group.printed_number() is not None


def known_name_cell(action: ActionRow) -> bool:
    """Whether the theme's cell beside the action is a template's theme name."""
    return any(known_name(cell_text(cell)) for cell in action.theme_cells)


def _name_groups(sorter: _Sorter) -> Themed:
    groups = [group for group in sorter.groups if group.actions]
    unused = [group for group in sorter.groups if not group.actions]
    findings = sorter.findings
    themes: list[Theme] = []
    theme_blocks: dict[int, tuple[Block, ...]] = {}
    repeated = list(sorter.repeated)
    actions: list[ThemedAction] = []
    nameless = len(groups) == 1 and not groups[0].blocks() and groups[0].prefix() is None
    titles = count_letters([read_title(group.blocks()) for group in groups])
    for place, (group, title) in enumerate(zip(groups, titles, strict=True), start=1):
        number = None if nameless else _number(group, title, place, themes, findings)
        repeated += [*title.dropped, *_repeats(group)]
        if not nameless:
            description = title.description or " ".join(
                says(block) for line in group.lines for block in line.description
            )
            themes.append(Theme(number=number, title=title.title, description=description))
            theme_blocks[len(themes) - 1] = group.blocks()
            if not title.title:
                findings.append(finding("theme-unnamed", number=number, page=group.actions[0].page, fields=THEME))
        actions += [
            ThemedAction(action, number, group.section_of.get(index, "")) for index, action in enumerate(group.actions)
        ]
    untitled = [
        LeftOverCell(cell, ("theme",), group.actions_before)
        for group in unused
        for line in group.lines
        for cell in line.cells
    ]
    left_over = [*sorter.left_over, *untitled]
    return Themed(tuple(themes), tuple(actions), theme_blocks, tuple(findings), tuple(left_over), tuple(repeated))


def _number(
    group: Group, title: ThemeTitle, place: int, themes: Sequence[Theme], findings: list[Finding]
) -> int | None:
    """The printed number, else the one the actions' numbers begin with, else the theme's place."""
    prefix = group.prefix()
    if title.number is not None and (prefix is None or prefix == title.number.parts[0]):
        return title.number.parts[0]
    if prefix is not None:
        return prefix
    last = themes[-1].number if themes else None
    number = place if last is None else max(place, last + 1)
    page = group.actions[0].page
    findings.append(finding("theme-number-inferred", theme=title.title, number=number, page=page, fields=THEME))
    return number


def _repeats(group: Group) -> list[str]:
    """Texts that print the theme's name again."""
    seen: set[str] = set()
    again = []
    for source in (*(line.blocks for line in group.lines), *(cell.blocks for cell in group.cells)):
        text = " ".join(says(block) for block in source)
        if fold_name(text) in seen:
            again.append(text)
        elif fold_name(text):
            seen.add(fold_name(text))
    return again
