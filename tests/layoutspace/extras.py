"""What stands in columns that have no field of their own."""

from __future__ import annotations

from layoutspace.writer import Writer

CHOICES = {
    "cost": ("£5,000", "£12k", "Within existing budget", "None", "£30,000 VRU", "Officer time", "tbc"),
    "yes_no": ("Yes", "No"),
    "level": ("High", "Medium", "Low"),
    "trend": ("Up", "Same", "Down"),
    "cohort": ("Under 18", "18-25", "All ages", "Adults", "Girls", "Care leavers"),
    "status": ("In progress", "Complete", "Not started", "On hold"),
    "frequency": ("Weekly", "Monthly", "Quarterly", "Twice a year", "As needed"),
}
LISTS = {
    "gaps": "lacks",
    "ward": "places",
    "strategy": "strategies",
    "risk": "worries",
    "notes": "remarks",
    "data_source": "datasets",
    "rationale": "reasons",
    "board": "boards",
    "document": "documents",
}


def extra(writer: Writer, kind: str, place: int) -> str:
    """The text of a cell in an extra column of this kind; `place` is the number of the action's row."""
    random, word = writer.random, writer.word
    if kind in CHOICES:
        return random.choice(CHOICES[kind])
    if kind in LISTS:
        return word(LISTS[kind])
    match kind:
        case "score":
            return str(random.randint(1, 25))
        case "start" | "last_updated":
            return writer.date("slashed" if kind == "last_updated" else writer.date_style)
        case "next_steps":
            return word("steps") + random.choice(("", ".", f" by {writer.date('month_year')}"))
        case "risk_id":
            return f"{random.choice(('R', 'SR'))}{random.randint(1, 60)}"
        case "old_ref" | "milestone_ref":
            return f"{random.randint(1, 7)}.{random.randint(1, 12)}" if kind == "old_ref" else f"M{place + 1}"
        case "supporting":
            return ", ".join(writer.organisations())
        case "reviewer":
            return f"{word('first_names')} {word('last_names')}"
        case _:  # a local action
            return writer.wording()
