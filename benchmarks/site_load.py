"""Servers that are running, and are asked as fast as they answer.

``wrk`` asks, where it is on the PATH; else a client of this module, whose own figures are then a part of what is
measured.
"""

import contextlib
import http.client
import itertools
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from attrs import frozen
from site_process import memory, most_memory

_WRK = """
local paths, at = {}, 0
function init(arguments)
  for path in io.lines(arguments[1]) do paths[#paths + 1] = path end
  wrk.headers["Accept-Encoding"] = "gzip"
end
function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("answers: %d %f %f %f %d\\n", summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, failed))
end
"""
_PATIENCE = 60
"""Seconds that an answer is waited for."""


@frozen
class Answers:
    """How a server answered.

    Args:
        count: How many answers there were.
        rate: Answers a second.
        p50: The median of the answers' milliseconds.
        p99: The 99th percentile of them.
    """

    count: int
    rate: float
    p50: float
    p99: float

    def __str__(self) -> str:
        return f"{self.rate:8,.0f}/s  p50 {self.p50:8.2f} ms  p99 {self.p99:8.2f} ms"


class Server:
    """A server that is running.

    Args:
        process: Its process's id.
        port: Its port on 127.0.0.1.
    """

    def __init__(self, process: int, port: int) -> None:
        self._process = process
        self._port = port

    @property
    def memory(self) -> float:
        """How many megabytes it holds."""
        return memory(self._process)

    @property
    def most_memory(self) -> float:
        """How many megabytes it ever held, but for what it started."""
        return most_memory(self._process)

    def address(self, path: str) -> str:
        """The whole address of a page."""
        return f"http://127.0.0.1:{self._port}{path}"

    def read(self, path: str) -> bytes:
        """The page at an address from the root."""
        with urllib.request.urlopen(self.address(path), timeout=_PATIENCE) as answer:
            content: bytes = answer.read()
        return content

    def ask(self, paths: Sequence[str], seconds: int, connections: int) -> Answers:
        """Ask for pages in turn.

        Args:
            paths: Their addresses from the root. After the last comes the first.
            seconds: How long.
            connections: How many are asked for at a time.
        """
        asking = _by_wrk if shutil.which("wrk") else _by_threads
        count, elapsed, p50, p99, failed = asking(self._port, paths, seconds, connections)
        if failed or not count:
            sys.exit(f"{count} requests were answered, and {failed} failed")
        return Answers(count, count / elapsed, p50, p99)


@contextlib.contextmanager
def serving(command: Sequence[str], folder: Path) -> Iterator[Server]:
    """Run a server, until it is no longer needed.

    Args:
        command: What starts it; its port on 127.0.0.1 is put at the end.
        folder: The folder to run it in.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = folder / "server.txt"
    with log.open("wb") as said:
        process = subprocess.Popen([*command, str(port)], cwd=folder, stdout=said, stderr=said)
    try:
        while process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.01)
        else:
            sys.exit(f"{' '.join(command)} failed:\n{log.read_text(errors='replace')[-2000:]}")
        yield Server(process.pid, port)
    finally:
        process.terminate()
        process.wait()


Asked = tuple[int, float, float, float, int]
"""How many were answered, in how many seconds, the median and 99th percentile in milliseconds, how many failed."""


def _by_wrk(port: int, paths: Sequence[str], seconds: int, connections: int) -> Asked:
    with tempfile.TemporaryDirectory() as name:
        script, listed = Path(name, "ask.lua"), Path(name, "paths.txt")
        script.write_text(_WRK)
        listed.write_text("\n".join(paths))
        how = [f"-c{connections}", "-t1", f"-d{seconds}s", f"--timeout={_PATIENCE}s", "-s", str(script)]
        said = subprocess.run(
            ["wrk", *how, f"http://127.0.0.1:{port}", "--", str(listed)], check=True, capture_output=True, text=True
        ).stdout
    count, elapsed, p50, p99, failed = said.rpartition("answers: ")[2].split()
    return int(count), float(elapsed), float(p50), float(p99), int(failed)


def _by_threads(port: int, paths: Sequence[str], seconds: int, connections: int) -> Asked:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_ask, port, paths, seconds, connections).result()


def _ask(port: int, paths: Sequence[str], seconds: int, connections: int) -> Asked:
    turns = itertools.cycle(paths)
    durations: list[float] = []
    failed: list[int] = []
    start = time.perf_counter()

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        while (begun := time.perf_counter()) < start + seconds:
            connection.request("GET", next(turns), headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            durations.append((time.perf_counter() - begun) * 1000)
            if answer.status >= 400:
                failed.append(answer.status)

    with ThreadPoolExecutor(connections) as pool:
        for asking in [pool.submit(ask) for _ in range(connections)]:
            asking.result()
    percentiles = statistics.quantiles(durations, n=100)
    return len(durations), time.perf_counter() - start, percentiles[49], percentiles[98], len(failed)
