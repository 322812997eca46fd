"""What Datasette is told of the catalogue: titles, descriptions, saved questions. The narratives come first."""

from __future__ import annotations

import json
from typing import Any

from models.rows import ActionRow, FindingRow, MentionRow, PlanRow, Row
from pipeline.catalogue.sql_tables import table_name
from pipeline.datapackage import columns_of

FILENAME = "datasette.json"

_TITLES: dict[type[Row], str] = {
    PlanRow: "Plans",
    ActionRow: "Actions",
    MentionRow: "Mentions of agencies, panels and services",
    FindingRow: "Findings about how plans were read",
}
_NOT_MENTIONED = "A service, panel or agency that is not mentioned may still be in use."
_VIEWS = {
    "narratives": ("Narratives", "What each borough says under each action, with its RAG and whom it names."),
    "nil_returns": ("Nothing returned", "Actions whose narrative is empty or says nothing."),
    "rag_by_theme": ("RAG by theme", "Counts of RAG and nil returns, by plan and theme."),
    "spread_of_names": ("Spread of services, panels and agencies", f"How many mention each. {_NOT_MENTIONED}"),
    "names_by_borough": ("Names by borough", f"Who mentions what, and under which actions. {_NOT_MENTIONED}"),
    "doubts": ("Doubts", "Errors and warnings, with what to do."),
    "newest_plans": ("Newest plans", "The newest plan of each borough."),
}
_OTHER_TABLES = {
    "names_of_plans": ("Names, plan by plan", "What each plan mentions, and how often."),
    "finding_codes": ("Kinds of findings", "What each means and what to do about it."),
    "left_out": ("Left out", "Files in plans/ that are not plans, and so are not in the catalogue."),
}
_HIDDEN = ("about", "built_from")

_QUERIES = {
    "everybodys_answer_to_an_action": (
        "Everybody's answer to an action",
        "Give its number, such as 4.7.",
        (
            "SELECT borough, plan_year, rag, narrative, named_leads, lead_organisations FROM narratives "
            "WHERE ref = :ref ORDER BY borough, plan_year"
        ),
    ),
    "who_mentions": (
        "Who mentions a service, panel or agency",
        f"Give a part of its name. {_NOT_MENTIONED}",
        (
            "SELECT borough, plan_year, label, name, actions, refs, refs_to_review FROM names_by_borough "
            "WHERE name LIKE '%' || :name || '%' ORDER BY name, borough, plan_year"
        ),
    ),
    "words_in_narratives": (
        "Actions with these words",
        "Words in any order; *, AND, OR and NOT as in SQLite's full-text search.",
        (
            "SELECT actions.borough, actions.plan_year, actions.ref, actions.rag, actions.narrative "
            "FROM actions_fts JOIN actions ON actions.rowid = actions_fts.rowid "
            "WHERE actions_fts MATCH :words ORDER BY actions_fts.rank"
        ),
    ),
    "copied_forward": (
        "Copied from one year to the next",
        "Actions of the same number whose narrative a later plan of the borough repeats word for word.",
        (
            "SELECT later.borough, earlier.plan_year AS before, later.plan_year AS after, later.ref, "
            "earlier.rag AS rag_before, later.rag AS rag_after, later.narrative "
            "FROM actions AS later JOIN actions AS earlier ON earlier.narrative_key = later.narrative_key "
            "AND earlier.gss_code = later.gss_code AND earlier.plan_year < later.plan_year AND earlier.ref = later.ref "
            "ORDER BY later.borough, later.plan_year, later.position"
        ),
    ),
    "nothing_returned_by_action": (
        "Which boroughs returned nothing, by action",
        "Of one year, such as 2024.",
        (
            "SELECT ref, count(*) AS plans, group_concat(borough, ', ') AS boroughs FROM nil_returns "
            "WHERE plan_year = :year GROUP BY ref ORDER BY plans DESC, ref"
        ),
    ),
    "no_named_lead": (
        "Actions without a named lead",
        "Of one year, such as 2024.",
        (
            "SELECT borough, ref, theme, mandatory_action FROM actions "
            "WHERE plan_year = :year AND named_leads = '' ORDER BY borough, position"
        ),
    ),
}


def metadata() -> bytes:
    """The file's bytes, the same for the same tables."""
    tables = {table_name(row): _table(row) for row in _TITLES}
    tables |= {name: {"title": title, "description": text} for name, (title, text) in _VIEWS.items()}
    tables |= {name: {"title": title, "description": text} for name, (title, text) in _OTHER_TABLES.items()}
    tables |= {name: {"hidden": True} for name in _HIDDEN}
    tables["narratives"]["facets"] = ["borough", "plan_year", "rag"]
    described = {
        "title": "Violence and Vulnerability Reduction Action Plans",
        "databases": {
            "catalogue": {
                "description_html": (
                    '<p>Start with the <a href="/catalogue/narratives">narratives</a>: what each borough says it does. '
                    f"Saved questions are below the tables. {_NOT_MENTIONED}</p>"
                ),
                "source": "Read from plans by vvrap",
                "tables": tables,
                "queries": {
                    name: {"title": title, "description": text, "sql": sql}
                    for name, (title, text, sql) in _QUERIES.items()
                },
            }
        },
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"


def _table(row: type[Row]) -> dict[str, Any]:
    columns = {column.name: column.description for column in columns_of(row) if column.description}
    return {"title": _TITLES[row], "columns": columns}
