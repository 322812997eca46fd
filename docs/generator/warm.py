"""`vvrap` for the commands that pages show, run in copies of one process that has loaded everything.

Loading takes longer than most of these commands do. So one process loads, and becomes a copy of itself (`os.fork`) for
each command; the `vvrap` on the commands' path hands its words, folder and streams over and ends as the copy ends. What
runs is the command itself, but for the processes in which it reads documents, and samples are read and tagged once for
all of them: that processes give the same bytes as reading here, that a reading is the same each time, and that the
command starts from nothing too, is held by tests/pipeline/test_extract_command.py and test_runs.py.
"""

from __future__ import annotations

import array
import contextlib
import gc
import json
import os
import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from models.plan import Plan

_CLIENT = """\
#!{python} -IS
import array, json, os, socket, sys
with socket.socket(socket.AF_UNIX) as server:
    server.connect({address!r})
    words = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
    streams = array.array("i", [0, 1, 2])
    server.sendmsg([len(words).to_bytes(4, "big")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, streams)])
    server.sendall(words)
    code = server.recv(1)
sys.exit(code[0] if code else 1)
"""
_STREAMS = 3
_SAMPLES = Path(__file__).parents[2] / "samples"


@contextlib.contextmanager
def warm_command(path: Path) -> Iterator[None]:
    """See that the program `path` runs `vvrap` in a loaded process. Fork before this process has threads."""
    address = path.with_suffix(".socket")
    path.write_text(_CLIENT.format(python=sys.executable, address=str(address)), encoding="utf-8")
    path.chmod(0o755)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(address))
        listener.listen()
        process = os.fork()
        if process == 0:
            _serve(listener)
    try:
        yield
    finally:
        os.kill(process, signal.SIGTERM)
        os.waitpid(process, 0)


def _serve(listener: socket.socket) -> NoReturn:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # a process with threads cannot be copied
    import pipeline.cli.app  # noqa: PLC0415 - loaded here and nowhere else
    import pipeline.compare  # noqa: PLC0415 - likewise
    import pipeline.tagging  # noqa: F401, PLC0415 - likewise
    from pipeline.batch import executors, reading  # noqa: PLC0415 - likewise

    reading.warm_up()
    _remember_samples()
    gc.freeze()  # all that is loaded stays: copies need not look through it
    vars(executors)["processors"] = lambda: 0  # documents are read in the copy, which has loaded all that they need

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the copies
    while True:
        caller, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _run(caller)
        caller.close()


def _remember_samples() -> None:
    """Read and tag each sample once: what comes out is what would come out for each of the commands."""
    import extractors.readers  # noqa: PLC0415 - likewise
    from extractors import read_plan  # noqa: PLC0415 - likewise
    from models.document import Document  # noqa: PLC0415 - likewise
    from models.reference.columns import columns_in_use  # noqa: PLC0415 - likewise

    read, shipped = extractors.readers.read_document, columns_in_use()
    known: dict[tuple[bytes, str], Document] = {}

    def remembered(data: bytes, filename: str) -> Document:
        usual = columns_in_use() == shipped  # a reader may ask what a header is
        return (known.get((data, filename)) if usual else None) or read(data, filename)

    for kind in ("docx", "pdf"):
        for path in _SAMPLES.glob(f"*.{kind}"):
            data = path.read_bytes()
            known[data, path.name] = read(data, path.name)
    extractors.readers.read_document = remembered
    _remember_tags([read_plan(data, filename) for data, filename in known])


def _remember_tags(plans: Sequence[Plan]) -> None:
    """Tag these plans once with the built-in registry."""
    from pipeline.tagging.tagger import load_tagger  # noqa: PLC0415 - likewise

    built_in = load_tagger()
    tag = built_in.tag_plan
    known = [(plan, tag(plan)) for plan in plans]

    def remembered(plan: Plan) -> Plan:
        return next((tagged for untagged, tagged in known if untagged == plan), None) or tag(plan)

    vars(built_in)["tag_plan"] = remembered


def _run(caller: socket.socket) -> NoReturn:
    code = 1
    try:
        code = _command(caller)
    finally:
        with contextlib.suppress(OSError):  # a pipe that nobody reads any more
            sys.stdout.flush()
        caller.sendall(bytes([code]))
        os._exit(code)


def _command(caller: socket.socket) -> int:
    length, ancillary, *_ = caller.recvmsg(4, socket.CMSG_SPACE(_STREAMS * array.array("i").itemsize))
    words, folder, environment = json.loads(_received(caller, int.from_bytes(length, "big")))
    streams = array.array("i")
    streams.frombytes(ancillary[0][2])
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - buffered as for a pipe
    sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115 - line by line
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    from pipeline.cli.app import run  # noqa: PLC0415 - loaded before

    return run(words)


def _received(caller: socket.socket, count: int) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        parts += caller.recv(count - len(parts))
    return bytes(parts)
