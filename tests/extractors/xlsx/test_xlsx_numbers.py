"""Numbers and dates read as the cell shows them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from extractors.xlsx.number_formats import Value, shown


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (4.1, "0.00", "4.10"),
        (4.1, "General", "4.1"),
        (7, "General", "7"),
        (7.0, "General", "7"),
        (0.1 + 0.2, "General", "0.3"),
        (4.7, "0", "5"),
        (2.5, "0", "3"),
        (-3, "0", "-3"),
        (-3, "0;(0)", "(3)"),
        (0, '0;-0;"none"', "none"),
        (0.25, "0%", "25%"),
        (0.125, "0.0%", "12.5%"),
        (1234567, "#,##0", "1,234,567"),
        (0, "#,##0", "0"),
        (1234.5, "£#,##0.00", "£1,234.50"),
        (1234.5, "[$£-809]#,##0.00", "£1,234.50"),
        (3, '"Theme "0', "Theme 3"),
        (3, "0\\.", "3."),
        (7, "000", "007"),
        (1.5, "0.0#", "1.5"),
        (1500, '0.0,"k"', "1.5k"),
        (3, ";;;", ""),
        ("Red", ";;;", ""),
        ("Red", "@", "Red"),
        ("Red", "General", "Red"),
        ("Red", '0;-0;0;"RAG: "@', "RAG: Red"),
        (True, "General", "TRUE"),
        (None, "General", ""),
        (date(2026, 3, 5), "dd/mm/yyyy", "05/03/2026"),
        (datetime(2026, 3, 5), "mm-dd-yy", "05/03/2026"),  # noqa: DTZ001 - cells have no time zone
        (date(2026, 3, 5), "mmm-yy", "Mar-26"),
        (date(2026, 3, 5), "mmmm yyyy", "March 2026"),
        (date(2026, 3, 5), "[$-809]d mmmm yyyy;@", "5 March 2026"),
        (date(2026, 3, 5), "ddd d mmm", "Thu 5 Mar"),
        (date(2026, 3, 5), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "05 March 2026"),
        (datetime(2026, 3, 5, 14, 7), "d/m/yy h:mm AM/PM", "5/3/26 2:07 PM"),  # noqa: DTZ001 - likewise
        (time(9, 5), "hh:mm", "09:05"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    ],
)
def test_a_value_is_read_as_its_format_shows_it(value: Value, number_format: str, text: str) -> None:
    read = shown(value, number_format)

    assert read == text
