"""Objects that are nothing but a reference to one another, which pdfminer follows for ever."""

from __future__ import annotations

import re

from models.errors import DamagedFile

_ALIAS = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\s+(\d{1,10})\s+\d{1,5}\s+R\b")


def refuse_circles(data: bytes) -> None:
    """Raise `DamagedFile` when an object of the file is a reference that leads back to itself."""
    leads_to = {int(number): int(target) for number, target in _ALIAS.findall(data)}
    for start in leads_to:
        seen = set()
        here = start
        while here in leads_to:
            if here in seen:
                raise DamagedFile(
                    "The PDF is damaged (it contains circular references).",
                    "Save the document as PDF again and try that.",
                )
            seen.add(here)
            here = leads_to[here]
