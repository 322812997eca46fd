"""A server of the pages in a process of its own, for trials that load it, kill it or send it what is hostile."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx2

ROOT = Path(__file__).parents[2]
START_SECONDS = 120.0
SETTLE_SECONDS = 900.0
TOO_MUCH = 413
_TOKEN = re.compile(r'name="token" value="([0-9a-f]*)"')


class Server:
    """`vvrap serve` over an outputs folder, at a port of this machine alone."""

    def __init__(self, outputs: Path) -> None:
        self._outputs = outputs
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-c", "from pipeline.cli.app import main; main()"),
                *("serve", "--outputs", str(self._outputs), "--port", str(self.port)),
            ],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            try:
                httpx2.get(f"{self.address}/help.json", timeout=10)
            except httpx2.HTTPError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """Kill it, as a power cut would."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(timeout=30)

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()

    def alive(self) -> bool:
        """Whether it is running."""
        return self._process is not None and self._process.poll() is None

    def memory(self) -> int:
        """Bytes of memory of its own that the process holds, without those that read documents."""
        assert self._process is not None
        with Path(f"/proc/{self._process.pid}/statm").open(encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def seconds(self) -> float:
        """Seconds of a processor that the process has used, without those that read documents."""
        assert self._process is not None
        with Path(f"/proc/{self._process.pid}/stat").open(encoding="ascii") as file:
            used = file.read().rpartition(")")[2].split()[11:13]
        return sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def server(outputs: Path) -> Iterator[Server]:
    """A server that runs while the block does."""
    running = Server(outputs)
    running.start()
    try:
        yield running
    finally:
        running.stop()


class Visitor:
    """A person with a browser, without a screen."""

    def __init__(self, address: str, timeout: float = 60.0) -> None:
        self._client = httpx2.Client(base_url=address, headers={"origin": address}, timeout=timeout)

    def close(self) -> None:
        """Leave."""
        self._client.close()

    def get(self, address: str) -> httpx2.Response:
        """Look at a page."""
        return self._client.get(address)

    def json(self, address: str) -> dict[str, Any]:
        """A page as data."""
        value: dict[str, Any] = self.get(address).json()
        return value

    def send(
        self, address: str, page: str = "/", files: Mapping[str, tuple[str, bytes]] | None = None, **fields: str
    ) -> int:
        """Send a form; gives the status."""
        return self._client.post(address, data={"token": self._token(page), **fields}, files=files).status_code

    def drop(self, files: Mapping[str, bytes]) -> int:
        """Drop documents; gives the status."""
        sent = [("files", one) for one in files.items()]
        return self._client.post("/documents", data={"token": self._token("/")}, files=sent).status_code

    def settled(self, seconds: float = SETTLE_SECONDS) -> list[dict[str, Any]]:
        """The documents dropped, when all are dealt with."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            drops: list[dict[str, Any]] = self.json("/index.json")["drops"]
            if all(one["state"] not in {"waiting", "reading"} for one in drops):
                return drops
            time.sleep(0.3)
        raise AssertionError("documents are still waiting")

    def _token(self, page: str) -> str:
        found = _TOKEN.search(self.get(page).text)
        assert found is not None, f"no form on {page}"
        return found.group(1)


def drop_all(visitor: Visitor, files: Mapping[str, Callable[[], bytes]], at_a_time: int = 20) -> dict[str, str]:
    """Drop files by the page; gives what became of each: `read`, or the words of the refusal."""
    names = list(files)
    said: dict[str, str] = {}
    for first in range(0, len(names), at_a_time):
        group = {name: files[name] for name in names[first : first + at_a_time]}
        status = visitor.drop({name: make() for name, make in group.items()})
        if status == TOO_MUCH and len(group) > 1:
            said |= drop_all(visitor, group, 1)
            continue
        if status == TOO_MUCH:
            said |= dict.fromkeys(group, "more than can be sent")
            continue
        assert status == 303, status
        for one in visitor.settled():
            failed = one["state"] == "failed"
            said[one["filename"]] = f"{one['problem']} {one['remedy']}".strip() if failed else "read"
    return said
