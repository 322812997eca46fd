"""The letter as a web page that stands by itself: no script, nothing fetched."""

from __future__ import annotations

from html import escape

from models.letter import Letter

_STYLE = (
    "body{font:1.1rem/1.5 Arial,Helvetica,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#0b0c0c}"
    "h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin:1.8rem 0 .4rem}li{margin:.4rem 0}"
    "@media print{body{margin:0;max-width:none}}"
)


def letter_html(letter: Letter) -> bytes:
    """The bytes of the page, UTF-8."""
    parts = [
        "<!doctype html>",
        '<html lang="en-GB"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(letter.title)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{escape(letter.title)}</h1>",
        f"<p>Read from {escape(letter.document)}.</p>",
    ]
    for section in letter.sections:
        shown = [one.shown for one in section.sentences if one.shown]
        if shown:
            parts.append(f"<h2>{escape(section.heading)}</h2><ul>")
            parts += [f"<li>{escape(text)}</li>" for text in shown]
            parts.append("</ul>")
    parts.append("</main></body></html>")
    return ("\n".join(parts) + "\n").encode("utf-8", "backslashreplace")
