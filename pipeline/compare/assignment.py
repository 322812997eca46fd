"""The best one-to-one assignment: which pairs, together, have the highest score."""

from __future__ import annotations

from collections.abc import Mapping

Pair = tuple[int, int]

_NOBODY = -1


def best_assignment(scores: Mapping[Pair, float]) -> dict[int, int]:
    """Row to column, such that no row or column is used twice and the sum of scores is the highest.

    `scores` names the pairs that may be joined at all, with scores above 0; a row may stay alone. Pairs fall into
    groups that share no row or column, and each group is solved by itself by shortest augmenting paths (the Hungarian
    method, Kuhn 1955, with potentials as in Jonker and Volgenant 1987), so the work grows with the size of the largest
    group, not of the whole.
    """
    chosen: dict[int, int] = {}
    for rows, columns in _groups(scores):
        if len(rows) == 1 and len(columns) == 1:
            chosen[rows[0]] = columns[0]
        else:
            chosen.update(_solve(rows, columns, scores))
    return dict(sorted(chosen.items()))


def _groups(scores: Mapping[Pair, float]) -> list[tuple[list[int], list[int]]]:
    """Rows and columns of each set of pairs that hang together, in order of their first row."""
    columns_of: dict[int, list[int]] = {}
    rows_of: dict[int, list[int]] = {}
    for row, column in sorted(scores):
        columns_of.setdefault(row, []).append(column)
        rows_of.setdefault(column, []).append(row)
    groups = []
    seen_rows: set[int] = set()
    seen_columns: set[int] = set()
    for first in columns_of:
        if first in seen_rows:
            continue
        rows, columns, waiting = [], [], [first]
        seen_rows.add(first)
        while waiting:
            row = waiting.pop()
            rows.append(row)
            for column in columns_of[row]:
                if column in seen_columns:
                    continue
                seen_columns.add(column)
                columns.append(column)
                fresh = [other for other in rows_of[column] if other not in seen_rows]
                seen_rows.update(fresh)
                waiting.extend(fresh)
        groups.append((sorted(rows), sorted(columns)))
    return groups


def _solve(rows: list[int], columns: list[int], scores: Mapping[Pair, float]) -> dict[int, int]:
    """The assignment within one group. Every row gets a column of its own that stands for staying alone."""
    costs = []
    for number, row in enumerate(rows):
        line = [-scores.get((row, column), 0.0) for column in columns]
        # Only the row's own stand-in is free of cost; another's is worse than any pair.
        line += [0.0 if other == number else 1.0 for other in range(len(rows))]
        costs.append(line)
    owners = _Solver(costs).owners()
    return {
        rows[number]: column
        for column, number in zip(columns, owners, strict=False)
        if number != _NOBODY and (rows[number], column) in scores
    }


class _Solver:
    """The cheapest assignment of every row to a column of its own; there are at least as many columns as rows."""

    def __init__(self, costs: list[list[float]]) -> None:
        self._costs = costs
        self._width = len(costs[0])
        self._owners = [_NOBODY] * self._width
        self._row_potential = [0.0] * len(costs)
        self._column_potential = [0.0] * self._width

    def owners(self) -> list[int]:
        """For each column, the row that owns it, or `_NOBODY`."""
        for row in range(len(self._costs)):
            self._give_column_to(row)
        return self._owners

    def _give_column_to(self, start: int) -> None:
        """Find the shortest path from row `start` to a free column and hand columns back along it."""
        distance = [float("inf")] * self._width
        came_from = [_NOBODY] * self._width
        waiting = set(range(self._width))
        reached: list[int] = []
        row, column = start, _NOBODY
        while True:
            self._relax(row, column, waiting, distance, came_from)
            nearest = min(waiting, key=lambda candidate: (distance[candidate], candidate))
            self._shift(distance[nearest], start, reached, waiting, distance)
            waiting.remove(nearest)
            reached.append(nearest)
            if self._owners[nearest] == _NOBODY:
                break
            row, column = self._owners[nearest], nearest
        while nearest != _NOBODY:
            before = came_from[nearest]
            self._owners[nearest] = start if before == _NOBODY else self._owners[before]
            nearest = before

    def _relax(self, row: int, column: int, waiting: set[int], distance: list[float], came_from: list[int]) -> None:
        """Note where `row`, reached by way of `column`, is nearer than what was known."""
        line, potential = self._costs[row], self._row_potential[row]
        for candidate in waiting:
            reduced = line[candidate] - potential - self._column_potential[candidate]
            if reduced < distance[candidate]:
                distance[candidate], came_from[candidate] = reduced, column

    def _shift(self, delta: float, start: int, reached: list[int], waiting: set[int], distance: list[float]) -> None:
        """Move the potentials by `delta`, so that the reduced costs stay at or above 0."""
        self._row_potential[start] += delta
        for column in reached:
            self._row_potential[self._owners[column]] += delta
            self._column_potential[column] -= delta
        for column in waiting:
            distance[column] -= delta
