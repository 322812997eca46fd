"""A second witness of how pages look: the system's Chromium, asked what it would paint."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

import pytest
from PIL import Image

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine to compare with")

_SCRIPT = """
onload = () => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const painted = colour => {
    canvas.fillStyle = '#ffffff'; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const seen = [...document.querySelectorAll('iframe')].map(frame => {
    const shown = frame.contentDocument.getElementById('t'), look = frame.contentWindow.getComputedStyle(shown);
    let ground = shown;
    const behind = element => frame.contentWindow.getComputedStyle(element).backgroundColor;
    while (ground && behind(ground) === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
    return {
      background: ground ? painted(behind(ground)) : [255, 255, 255], colour: painted(look.color),
    };
  });
  const said = document.createElement('pre');
  said.id = 'said'; said.textContent = JSON.stringify(seen); document.body.append(said);
};
"""


@dataclass(frozen=True, slots=True)
class Painted:
    """The colour behind an element and that of its words: red, green and blue to 255."""

    background: tuple[int, int, int]
    colour: tuple[int, int, int]


_WIDTH, _HEIGHT, _IN_A_ROW = 160, 60, 10
"""Size of a small page on the picture of all, in pixels, and how many stand side by side."""
_PLAIN_COLOURS = 4
"""Colours that grounds without letters on them show at the most; letters have many at their edges."""


def shows_letters(pages: list[str], folder: Path) -> list[bool]:
    """Whether Chromium shows letters on each of some small pages, by the colours of a picture of them."""
    frames = "".join(
        f'<iframe style="position:absolute;border:0;left:{_WIDTH * (place % _IN_A_ROW)}px;'
        f'top:{_HEIGHT * (place // _IN_A_ROW)}px" width={_WIDTH} height={_HEIGHT} srcdoc="{escape(page)}"></iframe>'
        for place, page in enumerate(pages)
    )
    path, picture = folder / "letters.html", folder / "letters.png"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><body style=margin:0>{frames}", encoding="utf-8")
    height = _HEIGHT * (len(pages) // _IN_A_ROW + 2)
    _run(path, folder, f"--screenshot={picture}", "--hide-scrollbars", f"--window-size={_WIDTH * _IN_A_ROW},{height}")
    shown = Image.open(io.BytesIO(picture.read_bytes())).convert("RGB")
    found = []
    for place in range(len(pages)):
        left, top = _WIDTH * (place % _IN_A_ROW), _HEIGHT * (place // _IN_A_ROW)
        colours = shown.crop((left, top, left + _WIDTH, top + _HEIGHT)).getcolors(_WIDTH * _HEIGHT)
        found.append(len(colours or ()) > _PLAIN_COLOURS)
    return found


def _run(page: Path, folder: Path, *wanted: str) -> str:
    """Open a page in Chromium without a window; what it writes."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    command = [str(BROWSER), *options, f"--user-data-dir={folder / 'profile'}", *wanted, page.as_uri()]
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode("utf-8")


def ask_browser(pages: list[str], folder: Path) -> list[Painted]:
    """What Chromium makes of the element with id "t" of each page."""
    frames = "".join(f'<iframe width=1280 height=800 srcdoc="{escape(page)}"></iframe>' for page in pages)
    path = folder / "pages.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8>{frames}<script>{_SCRIPT}</script>", encoding="utf-8")
    said = re.search(r'<pre id="said">(.*?)</pre>', _run(path, folder, "--dump-dom"), re.DOTALL)
    assert said is not None
    return [Painted(tuple(one["background"]), tuple(one["colour"])) for one in json.loads(unescape(said.group(1)))]
