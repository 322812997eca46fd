"""Text that is no language, told from names and short forms."""

from __future__ import annotations

import pytest

from extractors.common.garbled import is_garbled


@pytest.mark.parametrize(
    "text",
    [
        "7KH SURILOH ZDV ODVW UHIUHVKHG LQ 0D\\. ,W LV GXH DJDLQ QH[W VSULQJ.",
        "Gur obneq zrrgf ba gur svefg Ghrfqnl bs gur zbagu",
    ],
)
def test_letters_that_mean_others_are_told(text: str) -> None:
    assert is_garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        "The profile was last refreshed in May. It is due again next spring.",
        "Hammersmith Fulham Ealing Brent Harrow Barnet Enfield",
        "Ilford, Wanstead, Snaresbrook, Woodford, Hainault, Gants Hill",
        "Priya Shah, Tom Okafor, Amara Nwosu, Sam O'Neill",
        "CCTV GPS ANPR BWV HVP PND PNC MARAC MACE DASV ISVA",
        "https://www.example.org/vawg-strategy",
        "£12,000; £14,500; 23%, 45%, 2023/24 (12/13)",
        "☐☒☐☒☐☒☐☒☐☒☐☒☐☒☐☒☐☒☐☒☐☒☐☒",
        "Nie ma komentarza od policji w tej sprawie",
        "",
    ],
)
def test_names_short_forms_addresses_and_figures_are_language(text: str) -> None:
    assert not is_garbled(text)
