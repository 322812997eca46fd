"""The tables, indexes, full-text search and views of catalogue.sqlite.

The columns of the four tables are those of the CSV files, taken from the same models, so that the two cannot drift
apart; each table has in front the keys that join it to the others. The views answer what people ask first when they
open the file in Datasette or another SQLite browser.
"""

from __future__ import annotations

import hashlib
import types
from typing import Any, Literal, Union, get_args, get_origin

from models.reference.columns import details_in_use
from models.rows import ActionRow, FindingRow, MentionRow, PlanRow, Row
from pipeline.catalogue.schema import DETAIL_WEIGHT, NAMES, SEARCHED, STATISTICS, STATISTICS_LIMIT, TOKENIZER
from pipeline.datapackage import columns_of
from pipeline.naming import WAITING

_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}

_KEYS: dict[type[Row], tuple[str, ...]] = {
    PlanRow: (),
    ActionRow: (
        "action_id TEXT NOT NULL PRIMARY KEY",
        # whom the narrative names, by label, so that actions can be told by it without a join
        *(f"{column} TEXT NOT NULL" for column in NAMES.values()),
        # the same for two narratives that are no nil returns and say the same
        "narrative_key TEXT",
    ),
    MentionRow: (
        "action_id TEXT NOT NULL REFERENCES actions(action_id)",
        # the same for two mentions of one thing, whatever plan they stand in (pipeline.naming)
        "name_key TEXT NOT NULL",
    ),
    FindingRow: ("action_id TEXT REFERENCES actions(action_id)",),
}
_CONSTRAINTS: dict[type[Row], tuple[str, ...]] = {
    PlanRow: ("PRIMARY KEY (plan_id)",),
    ActionRow: ("UNIQUE (plan_id, position)", "FOREIGN KEY (plan_id) REFERENCES plans(plan_id)"),
    MentionRow: ("FOREIGN KEY (plan_id) REFERENCES plans(plan_id)",),
    FindingRow: (
        "PRIMARY KEY (plan_id, number)",
        "FOREIGN KEY (plan_id) REFERENCES plans(plan_id)",
        "FOREIGN KEY (code) REFERENCES finding_codes(code)",
    ),
}

_OWN_TABLES = (
    """CREATE TABLE finding_codes (
  code TEXT NOT NULL PRIMARY KEY,
  about TEXT,
  severity TEXT,
  title TEXT,
  what_to_do TEXT
)""",
    """CREATE TABLE built_from (
  file TEXT NOT NULL PRIMARY KEY,
  plan_id TEXT REFERENCES plans(plan_id),
  json_bytes INTEGER NOT NULL,
  json_sha256 TEXT NOT NULL
)""",
    """CREATE TABLE left_out (
  file TEXT NOT NULL PRIMARY KEY REFERENCES built_from(file),
  problem TEXT NOT NULL,
  remedy TEXT NOT NULL
)""",
    """CREATE TABLE about (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
)""",
)

NAMES_OF_PLANS = "names_of_plans"
"""A table: what each plan mentions, and how often. Who is mentioned how widely is summed up from it: from the mentions
themselves that takes a second over a thousand plans, which is as long as Datasette lets a page take."""

# Made after the rows are in: an index filled at once is smaller, and the same whatever order the rows came in.
_INDEXES = (
    "CREATE INDEX actions_by_borough ON actions(gss_code, plan_year)",
    "CREATE INDEX actions_by_year ON actions(plan_year)",
    "CREATE INDEX actions_by_ref ON actions(ref)",
    "CREATE INDEX actions_by_theme ON actions(theme_number, theme)",
    *(f"CREATE INDEX actions_with_{column} ON actions(plan_id) WHERE {column} <> ''" for column in NAMES.values()),
    "CREATE INDEX mentions_by_action ON mentions(action_id, label)",
    "CREATE INDEX actions_by_narrative ON actions(narrative_key)",
    "CREATE INDEX mentions_by_name ON mentions(label, name_key)",
    "CREATE INDEX mentions_by_plan ON mentions(plan_id)",
    f"CREATE INDEX names_by_plan ON {NAMES_OF_PLANS}(plan_id)",
    "CREATE INDEX findings_by_action ON findings(action_id)",
    "CREATE INDEX findings_by_code ON findings(code)",
    "CREATE INDEX plans_by_borough ON plans(gss_code, plan_year)",
)

_NAMES = f"""CREATE TABLE {NAMES_OF_PLANS} (
  plan_id TEXT NOT NULL REFERENCES plans(plan_id),
  label TEXT NOT NULL,
  entity_id TEXT,
  told_by TEXT NOT NULL,
  name TEXT NOT NULL,
  actions INTEGER NOT NULL,
  actions_to_review INTEGER NOT NULL,
  mentions INTEGER NOT NULL
)"""

# An action counts where a reviewed mention names the thing; one where only others do is counted apart.
_REVIEWED = f"count(DISTINCT CASE WHEN confidence <> '{WAITING}' THEN action_id END)"

_COUNT_NAMES = f"""INSERT INTO {NAMES_OF_PLANS}
SELECT plan_id, label, min(entity_id), name_key AS told_by, coalesce(min(canonical), min(text)),
  {_REVIEWED}, count(DISTINCT action_id) - {_REVIEWED}, count(*)
FROM mentions {{which}}
GROUP BY plan_id, label, told_by"""  # noqa: S608 - the name of our own table
COUNT_NAMES_OF_PLAN = _COUNT_NAMES.format(which="WHERE plan_id = ?")

# The spread of services that action 6.4 of the template asks for.
_SPREAD = f"""CREATE VIEW spread_of_names AS
SELECT label, min(entity_id) AS entity_id, min(name) AS name,
  count(DISTINCT CASE WHEN names.actions THEN plans.gss_code END) AS boroughs, sum(names.actions > 0) AS plans,
  sum(names.actions) AS actions, sum(names.actions_to_review) AS actions_to_review, sum(names.mentions) AS mentions
FROM {NAMES_OF_PLANS} AS names JOIN plans USING (plan_id)
GROUP BY label, told_by
ORDER BY label, plans DESC, name, told_by"""  # noqa: S608 - the name of our own table

_VIEWS = (
    # A borough's newest plan; plans without borough or year cannot be ranked and stand for themselves.
    """CREATE VIEW newest_plans AS
SELECT * FROM plans AS plan
WHERE gss_code IS NULL OR plan_year IS NULL OR plan_year = (
  SELECT max(plan_year) FROM plans AS other WHERE other.gss_code = plan.gss_code
)""",
    """CREATE VIEW nil_returns AS
SELECT plan_id, borough, plan_year, ref, theme, mandatory_action, narrative, lead_organisations
FROM actions WHERE nil_return""",
    """CREATE VIEW rag_by_theme AS
SELECT plan_id, borough, plan_year, theme_number, theme, count(*) AS actions,
  sum(rag IS 'red') AS red, sum(rag IS 'amber') AS amber, sum(rag IS 'green') AS green, sum(rag IS 'blue') AS blue,
  sum(rag IS NULL) AS not_rated, sum(nil_return) AS nil_returns
FROM actions GROUP BY plan_id, theme_number, theme""",
    """CREATE VIEW names_by_borough AS
SELECT borough, plan_year, mentions.plan_id, label, min(entity_id) AS entity_id,
  coalesce(min(mentions.canonical), min(mentions.text)) AS name,
  count(DISTINCT CASE WHEN confidence <> 'review' THEN action_id END) AS actions,
  group_concat(DISTINCT CASE WHEN confidence <> 'review' THEN ref END) AS refs,
  group_concat(DISTINCT CASE WHEN confidence = 'review' THEN ref END) AS refs_to_review
FROM mentions JOIN plans USING (plan_id)
GROUP BY mentions.plan_id, label, name_key""",
    """CREATE VIEW narratives AS
SELECT narrative, borough, plan_year, ref, rag, mandatory_action, lead_organisations, named_leads, services, panels,
  agencies, theme, nil_return, plan_id, action_id
FROM actions ORDER BY borough, plan_year, position""",
    """CREATE VIEW doubts AS
SELECT findings.plan_id, findings.borough, plan_year, ref, page, fields, findings.severity, about, findings.code,
  message, findings.what_to_do
FROM findings JOIN plans USING (plan_id) JOIN finding_codes USING (code)
WHERE findings.severity <> 'info'""",
)


def table_statements() -> list[str]:
    """SQL that makes the tables, empty."""
    return [*_OWN_TABLES, _NAMES, *(_table(row) for row in (PlanRow, ActionRow, MentionRow, FindingRow))]


def closing_statements() -> list[str]:
    """SQL to run once all rows are in: indexes, full-text search, views, statistics for the planner."""
    searched = _searched()
    columns = ", ".join(searched)
    weights = ", ".join(map(str, searched.values()))
    return [
        _COUNT_NAMES.format(which=""),
        *_INDEXES,
        # Datasette finds the index of a table by content="..." in double quotes.
        f'CREATE VIRTUAL TABLE actions_fts USING fts5({columns}, content="actions", tokenize="{TOKENIZER}")',
        f"INSERT INTO actions_fts(actions_fts, rank) VALUES ('rank', 'bm25({weights})')",  # noqa: S608 - numbers of our own
        "INSERT INTO actions_fts(actions_fts) VALUES ('rebuild')",
        "INSERT INTO actions_fts(actions_fts) VALUES ('optimize')",
        _SPREAD,
        *_VIEWS,
        f"PRAGMA analysis_limit = {STATISTICS_LIMIT}",
        STATISTICS,
    ]


def learn_words() -> str:
    """SQL that puts a plan's actions, whose rows are in, into an index of words that is there already."""
    columns = ", ".join(_searched())
    return f"INSERT INTO actions_fts(rowid, {columns}) SELECT rowid, {columns} FROM actions WHERE plan_id = ?"  # noqa: S608 - columns of our own


def forget_words() -> str:
    """SQL that takes a plan's actions out of the index of words; to be run while their rows are still in."""
    columns = ", ".join(_searched())
    return (
        f"INSERT INTO actions_fts(actions_fts, rowid, {columns}) "  # noqa: S608 - columns of our own
        f"SELECT 'delete', rowid, {columns} FROM actions WHERE plan_id = ?"
    )


def _searched() -> dict[str, float]:
    """The columns whose words are searched, and how much each weighs."""
    return {**SEARCHED, **{role.name: DETAIL_WEIGHT for role in details_in_use()}}


def table_name(row: type[Row]) -> str:
    """The table that holds these rows: the name of its CSV file."""
    return row.file.removesuffix(".csv")


def key_names(row: type[Row]) -> list[str]:
    """Key columns that stand before the columns of the CSV file."""
    return [key.split()[0] for key in _KEYS[row]]


def fingerprint() -> str:
    """Changes when the schema does, so that a catalogue of another shape is not taken for one of this."""
    return hashlib.sha256("\n".join([*table_statements(), *closing_statements()]).encode()).hexdigest()


def _table(row: type[Row]) -> str:
    columns = [f'"{column.name}" {_kind(column.annotation)}' for column in columns_of(row)]
    lines = ",\n  ".join([*_KEYS[row], *columns, *_CONSTRAINTS[row]])
    return f"CREATE TABLE {table_name(row)} (\n  {lines}\n)"


def _kind(annotation: Any) -> str:  # noqa: ANN401 - a type, whatever its form
    """The SQLite type of a Python type, and whether the column may be empty."""
    optional = get_origin(annotation) in {Union, types.UnionType}
    if optional:
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    name = "TEXT" if get_origin(annotation) is Literal else _TYPES[annotation]
    return name if optional else f"{name} NOT NULL"
