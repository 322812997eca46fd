"""Sets of columns under the many names that plans print over them."""

from __future__ import annotations

from builders.layout import Column

TEMPLATE = (
    Column("theme", "Ref|Theme", 0.6),
    Column("number", "Ref|Action No", 0.5),
    Column("rag", "RAG", 0.5),
    Column("action", "VRU Mandatory Action", 3.2),
    Column("lead", "Named Lead and Role", 1.3),
    Column("organisation", "Lead Organisation/Service", 1.3),
    Column("narrative", "Narrative of Current Provision/Delivery", 5.0),
)

PROGRESS = (
    Column("number", "No.", 0.6),
    Column("action", "Action", 2.6),
    Column("outcome", "Outcome(s)", 1.4),
    Column("lead", "Owner", 1.4),
    Column("timescale", "Target Date", 1.0),
    Column("narrative", "Progress Update", 4.0),
    Column("rag", "RAG Status", 0.9),
)

AGENCY_FIRST = (
    Column("organisation", "Lead Agency", 1.2),
    Column("rag", "RAG", 0.7),
    Column("number", "Ref", 0.6),
    Column("action", "Required action", 2.6),
    Column("narrative", "Current position", 4.4),
    Column("timescale", "Timescales", 1.0),
)

EVERY_ROW = (
    Column("number", "Action No", 0.7),
    Column("theme", "Theme", 1.6),
    Column("action", "Minimum Standard", 2.6),
    Column("rag", "RAG", 0.6),
    Column("organisation", "Lead Agency", 1.3),
    Column("narrative", "Comments", 4.2),
)

WITH_EXTRAS = (
    Column("theme", "Theme", 1.0),
    Column("number", "Ref", 0.5),
    Column("action", "Action", 2.4),
    Column("other", "Local action", 1.6),
    Column("other", "Next steps", 1.4),
    Column("lead", "Lead Officer", 1.4),
    Column("organisation", "Lead Organisation", 1.3),
    Column("rag", "RAG", 0.7),
    Column("other", "Status", 0.9),
    Column("narrative", "Evidence", 3.6),
    Column("timescale", "Milestones", 1.0),
    Column("other", "Resources Allocated", 1.1),
    Column("other", "New Item?", 0.6),
    Column("other", "Ward focus", 1.0),
)

UNNUMBERED = (
    Column("action", "How/what activity?", 2.6),
    Column("lead", "Delivery Led By", 1.4),
    Column("outcome", "Targets", 1.4),
    Column("narrative", "Progress Update", 4.2),
    Column("rag", "RAG", 0.9),
)

FORM = (
    Column("number", "Action No"),
    Column("action", "Mandatory Action"),
    Column("rag", "RAG"),
    Column("lead", "SRO"),
    Column("organisation", "Lead Organisation/Service"),
    Column("narrative", "Narrative of Current Provision/Delivery"),
    Column("timescale", "Timescale"),
)

SHORT = (
    Column("theme", "Theme", 1.2),
    Column("number", "Ref", 0.6),
    Column("rag", "RAG", 0.6),
    Column("action", "Action", 3.0),
    Column("organisation", "Lead", 1.4),
    Column("narrative", "Progress Update", 5.0),
)
