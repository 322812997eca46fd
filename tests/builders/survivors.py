"""A server that is killed again and again, while documents and corrections are sent to it."""

from __future__ import annotations

import json
import random
import threading
from pathlib import Path

import httpx2

from builders.server import Server, Visitor
from builders.serving import small_document
from models.reference.boroughs import authorities

MOST_SECONDS = 6.0  # after which it is killed: a document is taken and some corrections are made by then
UNTOUCHED = "A director leads."
"""What the narrative says that is corrected, as the document has it."""


class Survivor:
    """Sends documents and corrections to a server that is killed again and again, and knows what it was promised."""

    def __init__(self, outputs: Path, seed: int) -> None:
        self._outputs = outputs
        self._server = Server(outputs)
        self._chance = random.Random(seed)  # noqa: S311 - a trial that can be repeated
        self._boroughs = [one.borough.name for one in authorities()]
        self.promised: list[str] = []
        self.corrected: dict[str, str] = {}
        self._unsure: set[str] = set()
        self._round = 0

    def prepare(self) -> None:
        """A plan to be corrected."""
        self._server.start()
        visitor = Visitor(self._server.address)
        assert visitor.drop({"camden.html": small_document("Camden", 2020)}) == 303
        visitor.settled()
        visitor.close()

    def round(self) -> None:
        """Send a document and some corrections, be killed somewhere among them, start again."""
        self._round += 1
        instant = self._chance.uniform(0.0, MOST_SECONDS)
        killer = threading.Timer(instant, self._server.kill)
        killer.start()
        try:
            self._work()
        except (httpx2.HTTPError, AssertionError):
            pass  # the server died in the middle: what it had not answered was not promised
        finally:
            killer.join()
        self._server.start()

    def _work(self) -> None:
        visitor = Visitor(self._server.address, timeout=20)
        try:
            year = 2021 + self._round // len(self._boroughs)
            borough = self._boroughs[self._round % len(self._boroughs)]
            if visitor.drop({f"{self._round}.html": small_document(borough, year)}) == 303:
                self.promised.append(f"{self._round}.html")
            page = "/plans/camden-2020/actions/1.2"
            for number in range(8):
                value = f"Said in round {self._round}, {number}."
                self._unsure.add(value)
                status = visitor.send(
                    f"{page}/change", page, field="narrative", value=value, who="A. Officer", why="A trial."
                )
                if status == 303:
                    self.corrected["last"] = value
        finally:
            visitor.close()

    def faults(self) -> list[str]:
        """What was promised and is not there, and files that are not whole; ends the server."""
        visitor = Visitor(self._server.address)
        try:
            drops = {one["filename"]: one for one in visitor.settled()}
            found = [f"{name} is lost" for name in self.promised if name not in drops]
            found += [
                f"{name}: {one['state']}, {one['problem']}"
                for name, one in drops.items()
                if one["state"] not in {"done", "same"}
            ]
            values = visitor.json("/plans/camden-2020/actions/1.2.json")["values"]
            now = next(one["text"] for one in values if one["field"] == "narrative")
            path = self._outputs / "corrections" / "camden-2020.csv"
            history = path.read_text(encoding="utf-8-sig") if path.exists() else ""
            last = self.corrected.get("last", "")
            if last and last not in history:
                found.append(f"“{last}” was promised and is not in the file")
            if now != UNTOUCHED and now not in self._unsure:
                found.append(f"the narrative says “{now}”, which nobody said")
            if last and not history[history.index(last) :].count(now):
                found.append(f"“{now}” stands, though “{last}” came after it")
        finally:
            visitor.close()
            self._server.stop()
        return found + _not_whole(self._outputs)


def _not_whole(outputs: Path) -> list[str]:
    """Plans that are no plans, and leftovers."""
    found = []
    for path in (outputs / "plans").glob("*"):
        try:
            json.loads(path.read_bytes())
        except ValueError:
            found.append(f"{path.name} is not whole")
    listed = (outputs / "plans.csv").read_text(encoding="utf-8-sig").count("\n") - 1
    if listed != len(list((outputs / "plans").glob("*.json"))):
        found.append("plans.csv is not the plans")
    return found
