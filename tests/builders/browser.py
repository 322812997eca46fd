"""A second witness of how pages look: the system's Chromium, asked what it would paint."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

import pytest

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


def ask_browser(pages: list[str], folder: Path) -> list[Painted]:
    """What Chromium makes of the element with id "t" of each page."""
    frames = "".join(f'<iframe width=1280 height=800 srcdoc="{escape(page)}"></iframe>' for page in pages)
    path = folder / "pages.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8>{frames}<script>{_SCRIPT}</script>", encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    command = [str(BROWSER), *options, f"--user-data-dir={folder / 'profile'}", "--dump-dom", path.as_uri()]
    ran = subprocess.run(command, capture_output=True, check=True, timeout=120)
    said = re.search(r'<pre id="said">(.*?)</pre>', ran.stdout.decode("utf-8"), re.DOTALL)
    assert said is not None
    return [Painted(tuple(one["background"]), tuple(one["colour"])) for one in json.loads(unescape(said.group(1)))]
