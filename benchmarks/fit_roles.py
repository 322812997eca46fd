"""Fits the weights by which columns, header rows and plan tables are told, and says how well they tell.

usage: python benchmarks/fit_roles.py [--sheets 2400] [--seed 1] [--write [MODEL ...]]

Sheets are drawn by tests/layoutspace. First the models are fitted on one half of all words and names and tried on the
other half, so that no phrase and no name of a column is met again; the figures of that are printed. With --write they
(or those named) are then fitted on all words and written to extractors/assembler/roles/weights/. Needs the extra
`training`.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from builders.arrangement import ArrangedCell, ArrangedTable  # noqa: E402 - the tests are no package
from builders.content import PLACES  # noqa: E402 - likewise
from extractors.assembler.grid import Grid  # noqa: E402 - likewise
from extractors.assembler.roles import decide, header_rows, plan_likeness  # noqa: E402 - likewise
from extractors.assembler.roles.content import content_features  # noqa: E402 - likewise
from extractors.assembler.roles.model import INTERCEPT, OF_KIND, LinearModel  # noqa: E402 - likewise
from extractors.assembler.roles.names import ROLES  # noqa: E402 - likewise
from layoutspace.axes import Choice  # noqa: E402 - likewise
from layoutspace.banks import Half  # noqa: E402 - likewise
from layoutspace.compose import Composer  # noqa: E402 - likewise
from layoutspace.noise import Surroundings  # noqa: E402 - likewise
from layoutspace.setting import draw_setting  # noqa: E402 - likewise
from layoutspace.sheet import Sheet, draw_sheet  # noqa: E402 - likewise
from models.document import Block, Cell, Mark, Table  # noqa: E402 - likewise

Array = NDArray[np.float64]
Name = Literal["columns", "header_rows", "plan_tables"]

WEIGHTS = ROOT / "extractors" / "assembler" / "roles" / "weights"
ROLE_OF = {"number": "action_number", "action": "mandatory_action", "lead": "named_leads"} | {
    "organisation": "lead_organisations"
}
"""The sampler's words for roles that have another name here."""
CUT_SHARE = 0.25  # of sheets of which only the first rows are shown, as tables of one action or two are common
CUT_ROWS = (1, 1, 2, 3)
RIDGE = {"columns": 15.0, "header_rows": 10.0, "plan_tables": 5.0}
"""Strength of the penalty on large weights: strong ones carry over to real tables, weak ones only to drawn ones."""
NAMES = ("common", "mixed", "odd", "misleading")


COPIED_SHARE = 0.5
"""Of tables under names that are not all odd, so many are shown a second time under names in no list, each that of any
column: what cells say is learnt from all contents, and that a name a little like a known one may say nothing."""
FEWEST_COPIED_ROWS = 3  # in forms of an action or two the cells say too little; known names would lose to them
CURT_SHARE = 0.03
"""Of tables whose narrative has a usual name, so many are shown a second time with a word or two for each narrative:
such returns are real, and the sampler draws none."""
CURT = ("Met.", "In progress", "Complete", "Not started", "Ongoing", "Partly met.", "On track", "Not met", "Done.")
KINDS = {
    "sum": ("cost",),
    "degree": ("yes_no", "level", "trend"),
    "number": ("score", "risk_id", "old_ref", "milestone_ref"),
    "date": ("start", "last_updated"),
    "frequency": ("frequency",),
    "status": ("status",),
    "text": ("next_steps", "gaps", "risk", "notes", "rationale"),
    "wording": ("local_action",),
    "place": ("ward", "cohort"),
    "document": ("strategy", "document", "data_source"),
    "body": ("board", "supporting"),
    "person": ("reviewer",),
}
"""What columns of the borough's own are, as answers of their own in fitting, and the sampler's kinds that are so."""
ANSWERS = (*(role for role in ROLES if role != "other"), *(f"other{OF_KIND}{kind}" for kind in KINDS))
ANSWER_OF = {kind: f"other{OF_KIND}{answer}" for answer, kinds in KINDS.items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A sheet as a table: printed headers, cells under them, true roles, kinds of extra columns, where names are from.

    odd: whether each column's name is one that a reader has to understand from what stands under it.
    """

    headers: tuple[str, ...]
    bodies: tuple[tuple[Cell, ...], ...]
    roles: tuple[str, ...]
    kinds: tuple[str, ...]
    odd: tuple[bool, ...]
    names: str


@dataclass(frozen=True, slots=True)
class Examples:
    """What a model is fitted on. trust: see `LinearModel.log_likelihoods`."""

    features: Array
    answers: NDArray[np.int64]
    trust: Array


def neutral(cell: ArrangedCell, row: int, column: int) -> Cell:
    """A drawn cell as a reader gives it."""
    blocks = tuple(
        Block(kind=block.kind, text=" ".join(block.text.split()), marker="•" if block.kind == "bullet" else "")
        for block in cell.blocks
        if block.text.strip()
    )
    marks = tuple(Mark(kind="shape", colour=colour) for colour in (cell.dot,) if colour)
    return Cell(
        row=row,
        column=column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        blocks=blocks,
        fill=cell.fill if cell.fill and cell.fill != "#ffffff" else None,
        marks=marks,
    )


def drawn_table(sheet: Sheet, random: Random) -> DrawnTable:
    """The sheet's columns, of all its rows or of the first few; the columns of ticks are no single column's work."""
    rows = sheet.rows[: random.choice(CUT_ROWS)] if random.random() < CUT_SHARE else sheet.rows
    places = [
        place for place, column in enumerate(sheet.columns) if column.header.lower() not in {"red", "amber", "green"}
    ]
    merged = sheet.choice.theme in {"merged", "first_row"}
    bodies = []
    for place in places:
        body = []
        for number, row in enumerate(rows):
            again = number and rows[number - 1].theme == row.theme
            if sheet.columns[place].role == "theme" and merged and again:
                if sheet.choice.theme == "first_row":
                    body.append(Cell(row=number, column=place))
                continue
            cell = neutral(row.cells[place], number, place)
            if sheet.columns[place].role == "theme" and sheet.choice.theme == "merged":
                spanned = sum(other.theme == row.theme for other in rows)
                cell = cell.model_copy(update={"row_span": spanned})
            body.append(cell)
        bodies.append(tuple(body))
    roles = tuple(ROLE_OF.get(sheet.columns[place].role, sheet.columns[place].role) for place in places)
    columns = [sheet.columns[place] for place in places]
    return DrawnTable(
        tuple(column.header for column in columns),
        tuple(bodies),
        roles,
        tuple(column.kind for column in columns),
        tuple(column.named == "odd" for column in columns),
        sheet.choice.names,
    )


def draw(seed: int, count: int, half: Half | None) -> Iterator[tuple[Sheet, Random]]:
    """Sheets, the kinds of names in turn; those that lie on their side or are cards have the same columns."""
    for number in range(count):
        random = Random(f"{seed}/{number}")  # noqa: S311 - chance, no secret
        yield draw_sheet(random, half=half, names=NAMES[number % len(NAMES)]), random


def curt(table: DrawnTable, random: Random) -> DrawnTable:
    """The first rows of a table, with a word or two for each narrative."""
    rows = random.choice(CUT_ROWS)
    words = random.sample(CURT, 3)
    bodies = [
        tuple(
            cell.model_copy(update={"blocks": (Block(kind="para", text=random.choice(words)),)})
            if role == "narrative"
            else cell
            for cell in body
            if cell.row < rows
        )
        for role, body in zip(table.roles, table.bodies, strict=True)
    ]
    return replace(table, bodies=tuple(bodies))


def may_be_curt(table: DrawnTable) -> bool:
    """Whether the narrative has a usual name, and no column beside it is one of statuses."""
    told = [not odd for role, odd in zip(table.roles, table.odd, strict=True) if role == "narrative"]
    return table.names in {"common", "mixed"} and any(told) and "status" not in table.kinds


def column_examples(drawn: Sequence[DrawnTable], random: Random) -> Examples:
    """The columns of tables, and of copies of some of them under other names, and their answers."""
    curtly = [curt(table, random) for table in drawn if may_be_curt(table) and random.random() < CURT_SHARE]
    drawn = [*drawn, *curtly]
    named = [decide.named_alone(table.headers) for table in drawn]
    odd = [
        name
        for table, rows in zip(drawn, named, strict=True)
        for name, is_odd in zip(rows, table.odd, strict=True)
        if is_odd
    ]
    features: list[Array] = []
    trust: list[Array] = []
    answers: list[int] = []
    for table, rows in zip(drawn, named, strict=True):
        cells = content_features(table.bodies)
        long = max(map(len, table.bodies)) >= FEWEST_COPIED_ROWS
        copied = table.names != "odd" and long and random.random() < COPIED_SHARE
        for shown in (rows, np.stack([random.choice(odd) for _ in rows])) if copied else (rows,):
            features.append(decide.with_cells(shown, cells))
            trust.append(decide.column_trust(table.bodies))
            answers += [
                ANSWERS.index(ANSWER_OF.get(kind, role)) for role, kind in zip(table.roles, table.kinds, strict=True)
            ]
    return Examples(np.vstack(features), np.array(answers), np.vstack(trust))


def tables_of(sheet: Sheet, random: Random) -> Iterator[tuple[ArrangedTable, Table]]:
    """The tables of a document with this sheet, the plan's and others, as arranged and as a reader gives them."""
    choice = sheet.choice
    place = random.choice(tuple(PLACES.values()))
    setting = draw_setting(random, choice, place.issuer)
    around = Surroundings(random, setting, place, "Violence Reduction Plan 2024")
    parts = (*around.before(choice.noise), *Composer(random, sheet, setting).parts(), *around.after(choice.noise))
    for part in (*parts, *around.between()):
        if isinstance(part, ArrangedTable):
            rows = tuple(
                tuple(neutral(cell, row, column) for column, cell in enumerate(line.cells) if cell is not None)
                for row, line in enumerate(part.rows)
            )
            yield part, Table(rows=rows, column_count=len(part.weights))


def upright(choice: Choice) -> bool:
    """Whether the plan's tables have an action a row."""
    return choice.shape in {"table", "banners", "headings", "several"}


def header_examples(drawn: Iterable[tuple[Sheet, Random]]) -> Examples:
    """The first rows of tables, and whether each is a header."""
    features, answers = [], []
    for sheet, random in drawn:
        for arranged, table in tables_of(sheet, random):
            if arranged.plan and not upright(sheet.choice):
                continue
            grid = Grid(table)
            for row in range(min(header_rows.SEARCHED_ROWS, grid.row_count)):
                features.append(header_rows.header_features(grid, row))
                answers.append(int(arranged.rows[row].kind == "header"))
    return _examples(features, answers)


def table_examples(drawn: Iterable[tuple[Sheet, Random]]) -> Examples:
    """Tables with a header, and whether each is the plan's."""
    features, answers = [], []
    for sheet, random in drawn:
        for arranged, table in tables_of(sheet, random):
            first = next((place for place, row in enumerate(arranged.rows) if row.kind == "header"), None)
            if first is None or (arranged.plan and not upright(sheet.choice)):
                continue
            grid = Grid(table)
            last = max(
                place for place in range(first, min(first + 2, grid.row_count)) if arranged.rows[place].kind == "header"
            )
            headers = [_name(grid, range(first, last + 1), column) for column in range(grid.column_count)]
            bodies = [_under(grid, arranged, column) for column in range(grid.column_count)]
            chosen = decide.choose_roles(headers, bodies)
            features.append(plan_likeness.likeness_features(chosen, bodies))
            answers.append(int(arranged.plan))
    return _examples(features, answers)


def _name(grid: Grid, rows: range, column: int) -> str:
    texts = [cell.text for row in rows if (cell := grid.at(row, column))]
    return texts[-1] if texts else ""


def _under(grid: Grid, arranged: ArrangedTable, column: int) -> tuple[Cell, ...]:
    rows = [place for place, row in enumerate(arranged.rows) if row.kind not in {"header", "banner"}]
    return tuple(dict.fromkeys(cell for row in rows if (cell := grid.at(row, column))))


def _examples(features: Sequence[Array], answers: Sequence[int]) -> Examples:
    stacked = np.vstack(features)
    return Examples(stacked, np.array(answers), np.ones_like(stacked))


def fit(examples: Examples, answers: Sequence[str], features: Sequence[str], ridge: float) -> LinearModel:
    """Multinomial logistic regression with a penalty on the squares of its weights (by L-BFGS)."""
    means, spreads = examples.features.mean(axis=0), examples.features.std(axis=0)
    spreads[spreads < 1e-6] = 1.0
    scaled = np.hstack([(examples.features - means) / spreads * examples.trust, np.ones((len(examples.answers), 1))])
    truth = np.eye(len(answers))[examples.answers]
    shape = (scaled.shape[1], len(answers))

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(shape)
        raw = scaled @ weights
        raw -= raw.max(axis=1, keepdims=True)
        logs = raw - np.log(np.exp(raw).sum(axis=1, keepdims=True))
        held = weights.copy()
        held[-1] = 0.0
        value = -(truth * logs).sum() + ridge / 2 * (held**2).sum()
        return float(value), (scaled.T @ (np.exp(logs) - truth) + ridge * held).ravel()

    found = minimize(loss, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 600})
    return LinearModel(tuple(answers), tuple(features), means, spreads, found.x.reshape(shape))


def write(model: LinearModel, name: Name) -> None:
    """Write a model as CSV."""
    with (WEIGHTS / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["feature", "mean", "spread", *model.answers])
        for place, feature in enumerate((*model.features, INTERCEPT)):
            mean, spread = (
                ("0", "1") if feature == INTERCEPT else (f"{model.means[place]:.4g}", f"{model.spreads[place]:.4g}")
            )
            rows.writerow([feature, mean, spread, *(f"{weight:.3f}" for weight in model.weights[place])])


def show_columns(model: LinearModel, tables: Sequence[DrawnTable]) -> None:
    """Print how many tables have all columns right, by the kind of their names."""
    right: Counter[str] = Counter()
    grave: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    confused: Counter[tuple[str, str]] = Counter()
    essential = {"mandatory_action", "narrative", "action_number"}
    for table in tables:
        found = decide.choose_roles(table.headers, table.bodies, model=model)
        wrong = [
            (truth, column.role or "")
            for truth, column in zip(table.roles, found.columns, strict=True)
            if column.role not in decide.SAME.get(truth, {truth}) and (column.role or truth != "other")
        ]
        seen[table.names] += 1
        right[table.names] += not wrong
        grave[table.names] += any(essential & set(pair) for pair in wrong)
        confused.update(wrong)
    for names in NAMES:
        share, bad = right[names] / max(1, seen[names]), grave[names] / max(1, seen[names])
        print(f"  {names:12} all columns right {share:.3f}  wording, narrative or number wrong {bad:.3f}")
    print("  most confused:", ", ".join(f"{truth} as {taken} {n}" for (truth, taken), n in confused.most_common(8)))


def show_two(model: LinearModel, examples: Examples, what: str) -> None:
    """Print how well a model of two answers tells them apart."""
    taken = model.log_likelihoods(examples.features).argmax(axis=1)
    missed = int(((taken == 0) & (examples.answers == 1)).sum())
    false = int(((taken == 1) & (examples.answers == 0)).sum())
    yes, no = (int((examples.answers == answer).sum()) for answer in (1, 0))
    print(f"{what}: missed {missed} of {yes}, false {false} of {no}")


def main() -> None:
    """Fit, try, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sheets", type=int, default=2400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--write", nargs="*", choices=get_args(Name), help="write these weights; all when none is named"
    )
    options = parser.parse_args()
    written = set(options.write or (get_args(Name) if options.write is not None else ()))
    few = options.sheets // 3
    train = [drawn_table(*one) for one in draw(options.seed, options.sheets, 0)]
    chance = Random(options.seed)  # noqa: S311 - chance, no secret
    model = fit(column_examples(train, chance), ANSWERS, decide.FEATURES, RIDGE["columns"])
    print("columns, on words and names not met in fitting:")
    show_columns(model, [drawn_table(*one) for one in draw(options.seed + 1, few, 1)])
    headers = fit(
        header_examples(draw(options.seed, few, 0)), ("row", "header"), header_rows.FEATURES, RIDGE["header_rows"]
    )
    show_two(headers, header_examples(draw(options.seed + 1, few, 1)), "header rows")
    if "columns" in written:
        everything = [drawn_table(*one) for one in draw(options.seed, options.sheets, None)]
        write(fit(column_examples(everything, chance), ANSWERS, decide.FEATURES, RIDGE["columns"]), "columns")
    if "header_rows" in written:
        every_header = header_examples(draw(options.seed, few * 2, None))
        write(fit(every_header, ("row", "header"), header_rows.FEATURES, RIDGE["header_rows"]), "header_rows")
    tables = fit(
        table_examples(draw(options.seed, few, 0)), ("other", "plan"), plan_likeness.FEATURES, RIDGE["plan_tables"]
    )
    show_two(tables, table_examples(draw(options.seed + 1, few, 1)), "plan tables")
    if "plan_tables" in written:
        every_table = table_examples(draw(options.seed, few * 2, None))
        write(fit(every_table, ("other", "plan"), plan_likeness.FEATURES, RIDGE["plan_tables"]), "plan_tables")


if __name__ == "__main__":
    main()
