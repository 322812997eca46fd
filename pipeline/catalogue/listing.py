"""The plans of the catalogue, one by one."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class ListedPlan:
    """A plan: the columns of plans.csv, and how many findings are good to know."""

    plan_id: str
    borough: str | None
    gss_code: str | None
    plan_year: int | None
    template: str | None
    title: str | None
    actions: int
    nil_returns: int
    coverage: float
    errors: int
    warnings: int
    infos: int
    filename: str
    sha256: str


def listed_plans(connection: sqlite3.Connection) -> list[ListedPlan]:
    """Every plan, by borough and year; plans whose borough is not known come last."""
    own = ", ".join(field.name for field in fields(ListedPlan) if field.name != "infos")
    rows = connection.execute(
        f"SELECT {own}, (SELECT count(*) FROM findings WHERE plan_id = plans.plan_id AND severity = 'info') AS infos "  # noqa: S608 - columns of our own
        "FROM plans ORDER BY borough IS NULL, borough, plan_year, plan_id"
    )
    names = [column[0] for column in rows.description]
    return [ListedPlan(**dict(zip(names, row, strict=True))) for row in rows]
