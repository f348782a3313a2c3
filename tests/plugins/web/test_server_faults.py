"""A server that runs: hostile clients, its log, its start and its end."""

import contextlib
import http.client
import os
import random
import re
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from occuguide.core import Application

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="signals and sockets are those of POSIX systems")

Serving = Any
Start = Callable[..., Serving]

CLOSE = b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def statuses(received: bytes) -> list[int]:
    """The statuses of the answers in what was received."""
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3}) ", received)]


def well(server: Serving) -> bool:
    """Whether a server answers, and nothing that it did not expect is in its log."""
    return server.get("/healthz").body == b"ok\n" and "Traceback" not in server.log


# --- Hostile clients ----------------------------------------------------------------------------------------


HOSTILE = {
    "long words": (b"GET /search.html?q=" + b"a" * 60_000, 200),
    "words that are too long": (b"GET /search.html?q=" + b"a" * 200_000, 400),
    "broken escapes": (b"GET /search.html?q=%zz%f%&q=%ff%fe%c3%28", 200),
    "control characters": (b"GET /search.html?q=%00%0a%1b", 200),
    "many fields": (b"GET /search.html?" + b"&".join(b"topic=pay%d" % number for number in range(200)), 200),
    "many words": (b"GET /search.html?q=" + b"nurse+" * 200, 200),
    "parentheses": (b"GET /search.html?q=" + b"(" * 200, 200),
    "signs without fields": (b"GET /search.html?" + b"&" * 5_000 + b"=" * 2_000, 200),
    "a long name": (b"GET /compare.html?occupation=" + b"x" * 50_000, 200),
    "words in no encoding": (b"GET /search.html?q=\xff\xfe\xfd", 400),
    "a path in no encoding": (b"GET /\xff\xfe", 400),
    "escapes in no encoding": (b"GET /%ff%fe%80", 404),
    "many folders": (b"GET /" + b"a/" * 30_000, 404),
    "a way out": (b"GET /../../../../etc/passwd", 404),
    "another host": (b"GET //evil.example/", 404),
    "a star": (b"OPTIONS *", 404),
    "a tunnel": (b"CONNECT evil.example:443", 400),
    "coffee": (b"BREW /coffee", 400),
    "no address": (b"GET", 400),
    "a secret handshake": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
    "spaces": (b"GET /" + b" x" * 100, 400),
}
"""The first lines of requests, and the status of the answer."""


@pytest.mark.parametrize(("first", "status"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_request_is_answered_and_the_server_stays(server: Serving, first: bytes, status: int) -> None:
    assert statuses(server.send(first + CLOSE)) == [status]
    assert well(server)


@pytest.mark.parametrize(
    "headers",
    [
        b"X: " + b"a" * 10_000_000,
        b"".join(b"X%d: a\r\n" % number for number in range(200_000)),
        b"Cookie: " + b"a=b; " * 100_000,
        b"X" * 1_000_000 + b": a",
    ],
    ids=["one long", "many", "cookies", "a long name"],
)
def test_a_head_that_is_too_long_is_refused(server: Serving, headers: bytes) -> None:
    before = server.memory
    received = server.send(b"GET / HTTP/1.1\r\nHost: x\r\n" + headers + b"\r\nConnection: close\r\n\r\n")
    # Where the client still sends, the connection may end before it reads why.
    assert statuses(received) in ([400], [])
    assert server.memory < before + 20
    assert well(server)


def test_a_head_that_never_ends_is_refused_too(server: Serving) -> None:
    before, sent = server.memory, 0
    with server.connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nX: ")
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            while sent < 100_000_000:
                sent += connection.send(b"a" * 10_000)
    assert sent < 50_000_000
    assert server.memory < before + 20
    assert well(server)


def test_a_head_of_usual_length_is_no_long_one(server: Serving) -> None:
    cookies = "a=b; " * 3_000
    assert server.get("/about.html", cookie=cookies).body == server.get("/about.html").body
    with closing(http.client.HTTPConnection("127.0.0.1", server.port)) as connection:
        for _ in range(20):  # 300 kB over one connection
            connection.request("GET", "/healthz", headers={"cookie": cookies})
            assert connection.getresponse().read() == b"ok\n"


def test_a_body_is_not_waited_for_nor_kept(server: Serving) -> None:
    before = server.memory
    head = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 30000000\r\n\r\n"
    assert statuses(server.send(head + b"a" * 30_000_000)) in ([405], [])
    chunks = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 100_000
    assert statuses(server.send(chunks + b"0\r\n\r\n" + b"GET /healthz" + CLOSE)) == [405, 200]
    assert server.memory < before + 20
    assert well(server)


def test_two_readings_of_one_request_are_refused(server: Serving) -> None:
    both = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    assert statuses(server.send(both + b"GET /about.html" + CLOSE)) == [400]


def test_old_and_hasty_clients_are_answered(server: Serving) -> None:
    assert statuses(server.send(b"GET / HTTP/1.0\r\n\r\n")) == [200]
    three = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" * 2 + b"GET /about.html" + CLOSE
    received = server.send(three)
    assert statuses(received) == [200, 200, 200]
    assert received.endswith(server.get("/about.html").body)
    absolute = server.send(b"GET http://evil.example/orange-county" + CLOSE)
    assert re.findall(rb"\r\nlocation: (.*)\r\n", absolute) == [b"/orange-county/"]


def test_there_are_no_web_sockets(server: Serving) -> None:
    asked = b"GET /?q=secretword HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: close, Upgrade\r\n"
    key = b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    assert statuses(server.send(asked + key)) == [200]
    assert "secretword" not in server.log


def test_slow_clients_do_not_keep_others_waiting(server: Serving) -> None:
    stop = threading.Event()

    def drip(connections: list[socket.socket]) -> None:
        for byte in b"GET /about.html HTTP/1.1\r\nHost: x\r\n" * 10:
            for connection in connections:
                connection.send(bytes([byte]))
            if stop.wait(1):
                return

    with ExitStack() as opened, ThreadPoolExecutor() as pool:
        connections = [opened.enter_context(server.connect()) for _ in range(100)]
        dripping = pool.submit(drip, connections)
        took = []
        for number in range(20):
            start = time.perf_counter()
            assert server.get("/" if number % 2 else "/search.html?q=nurse").status == 200
            took.append(time.perf_counter() - start)
            time.sleep(0.05)
        stop.set()
        dripping.result()
    assert sorted(took)[len(took) * 9 // 10] < 1
    assert well(server)


def test_clients_that_go_away_in_the_middle_do_no_harm(server: Serving) -> None:
    for number in range(50):
        connection = server.connect()
        # Closed so, the other side is told at once that nobody listens.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.sendall(b"GET /assets/search-data.js HTTP/1.1\r\nHost: x\r\n" + b"\r\n" * (number % 2))
        if number % 4 == 1:
            connection.recv(1_000)
        connection.close()
    assert well(server)


def varied(bundled: Application) -> Iterator[str]:
    """Requests of all kinds, always the same."""
    chance = random.Random(7)
    titles = list(bundled.occupations.titles.values())
    places = ["california", "united-states", "orange-county", "kern-county", "alameda-and-contra-costa-counties"]
    while True:
        title, place = chance.choice(titles), chance.choice(places)
        name, slug = quote(title), re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
        yield f"/{place}/{slug}.html"
        yield f"/{place}/{slug}.summary.html"
        yield f"/{place}/{slug}.txt"
        yield f"/{place}/{slug}"
        yield f"/{place}/{chance.random()}"
        yield f"/{chance.choice(places)}/"
        yield f"/search.html?q={name}&area={place}"
        yield f"/compare.html?occupation={name}&area={place}"
        yield f"/about.html?{chance.random()}"
        yield f"/OccGuides/Detail.aspx?Soccode={chance.randrange(10**6)}&Geography=06040000{chance.randrange(100)}"
        yield from (f"/api/v1/suggestions?q={name[:length]}" for length in range(1, 6))
        yield from (f"/api/v1/places/{place}?{chance.random()}", f"/places.html?area={place}", "/", "/robots.txt", "/x")


def test_the_memory_stays_bounded(server: Serving, bundled: Application) -> None:
    requests = varied(bundled)
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as connection:
        for _ in range(5_000):
            connection.request("GET", next(requests), headers={"accept-encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            assert answer.status in (200, 303, 308, 404, 422)
    assert server.memory < 200
    assert well(server)


# --- HEAD ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/orange-county/registered-nurses.html",
        "/search.html?q=nurse",
        "/all-areas/registered-nurses.csv",
        "/assets/site.js",
        "/sitemap.xml",
        "/orange-county",
        "/nothing",
        "/healthz",
        "/api/v1/",
        "/api/v1/occupations/nothing",
    ],
)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_head_is_get_without_the_content(server: Serving, address: str, encoding: str) -> None:
    get = server.get(address, accept_encoding=encoding)
    head = server.get(address, "HEAD", accept_encoding=encoding)
    assert (head.status, head.body) == (get.status, b"")
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}
    assert int(head.headers["content-length"]) == len(get.body)


# --- The log ------------------------------------------------------------------------------------------------


def test_the_access_log_tells_of_requests_and_not_of_people(server: Serving) -> None:
    server.get("/search.html?q=panic+attack", referer="https://mail.example/inbox", cookie="name=value")
    server.get("/api/v1/search?q=panic+attack")
    server.until(lambda: server.log.count("GET /api/v1/search 200") >= 1)
    assert re.search(r" INFO occuguide\.access: GET /search\.html 200 \d+\.\d ms\n", server.log)
    for private in ("panic", "attack", "127.0.0.1:", "mail.example", "name=value"):
        assert private not in server.log.replace(f"Serving on http://127.0.0.1:{server.port}/", "")


def test_nothing_in_a_path_writes_lines_or_colors_into_the_log(server: Serving) -> None:
    server.get("/a%0d%0a2026-01-01%20INFO%20occuguide.access:%20GET%20/forged%20200%00%1b[31m%e2%80%ae%7f%85")
    server.until(lambda: "forged" in server.log)
    (line,) = [line for line in server.log.splitlines() if "forged" in line]
    assert " GET /a%0D%0A2026" in line
    assert all(" " <= letter <= "~" for letter in line)


# --- Start --------------------------------------------------------------------------------------------------


def refused(folder: Path, *arguments: str) -> tuple[int, str]:
    """How a server ended that could not start: its exit status, and what it said."""
    command = [sys.executable, "-m", "occuguide.core", "serve", *arguments]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    return ran.returncode, ran.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_port_that_is_taken_is_said_in_one_line(project: Callable[..., Path], tmp_path: Path, workers: str) -> None:
    project()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, said = refused(tmp_path, "--port", str(port), "--workers", workers)
    assert status == 2
    assert re.fullmatch(
        rf"error: the server cannot listen on 127\.0\.0\.1, port {port} \(.*in use\)\."
        r" Name another with --port or --host\.\n",
        said,
    )


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--host", "no.such.host.invalid"), "the server cannot listen on no.such.host.invalid"),
        (("--host", "192.0.2.1"), "the server cannot listen on 192.0.2.1"),
        (("--area", "Atlantis"), "there is no place called 'Atlantis'"),
        (("--format", "papyrus"), "there is no format 'papyrus'"),
        (("--port", "70000"), "70000 is not in the range"),
        (("--workers", "0"), "0 is not in the range"),
    ],
)
def test_what_cannot_be_served_is_said_at_once(
    project: Callable[..., Path], tmp_path: Path, arguments: tuple[str, ...], problem: str
) -> None:
    project()
    status, said = refused(tmp_path, "--port", "0", *arguments)
    assert (status, "Traceback" in said) == (2, False)
    assert problem in said


def test_who_asks_before_the_server_is_ready_waits(project: Callable[..., Path], start: Start) -> None:
    # Its first line is there before its search index is.
    assert start(project().parent).get("/california/electricians.html").status == 200


def test_areas_and_formats_may_be_named(project: Callable[..., Path], start: Start) -> None:
    server = start(project().parent, "--area", "Orange", "--format", "text")
    assert server.get("/orange-county/electricians.txt").status == 200
    assert server.get("/california/electricians.html").status == 404
    assert "has no pages for California" in server.get("/places.html?area=california").page.main


def test_a_server_is_ready_once_it_can_search(project: Callable[..., Path], start: Start) -> None:
    server = start(project().parent)
    answer = server.get("/readyz")
    assert (answer.status, answer.body, answer.headers["cache-control"]) == (200, b"ready\n", "no-store")


def test_without_an_index_guides_are_served_and_search_says_so(
    project: Callable[..., Path], start: Start, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file where the index should be")
    toml = project()
    toml.write_text(toml.read_text(encoding="utf-8").replace('"cache"', '"taken"'), encoding="utf-8")
    server = start(tmp_path)
    ready = server.get("/readyz")
    assert ready.status == 503
    assert ready.text == "not ready: the search index cannot be written (Not a directory)\n"
    assert server.get("/healthz").status == 200
    assert server.get("/california/electricians.html").status == 200
    search = server.get("/search.html?q=crew")
    assert "Search does not work at the moment." in search.page.main
    asked = server.get("/api/v1/search?q=crew")
    assert asked.status >= 500
    for answer in (ready, search, asked):
        assert str(tmp_path) not in answer.text
    assert f"search is not ready: {tmp_path}" in server.log


# --- End ----------------------------------------------------------------------------------------------------

SLOW = '''
"""An occupation whose guide takes a while."""

import time
from pathlib import Path

from occuguide.core import Area, Occupation, Paragraph, Section, hookimpl

SOC = "51-1011"


@hookimpl
def guide_benefits(occupation: Occupation, area: Area) -> Section:
    Path("begun").touch()
    time.sleep(1)
    return Section(Paragraph("Worth the wait."))
'''


@pytest.fixture
def slow(project: Callable[..., Path], own_folder: Path) -> Path:
    """A project's folder with a guide that takes a second to make."""
    (own_folder / "leads.py").write_text(SLOW, encoding="utf-8")
    toml = project('occupations = ["own"]\n')
    return toml.parent


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_a_request_is_answered_before_the_end(slow: Path, start: Start, by: signal.Signals) -> None:
    server = start(slow)
    with ThreadPoolExecutor() as pool, server.connect():  # one that asks nothing does not delay the end
        server.until(lambda: server.get("/healthz").status == 200)
        (slow / "begun").unlink(missing_ok=True)
        answer = pool.submit(server.get, "/orange-county/crew-leads.html")
        server.until((slow / "begun").exists)
        begun = time.monotonic()
        assert server.stop(by) == 0
        assert time.monotonic() - begun < 8
        assert answer.result().status == 200
        assert "Worth the wait." in answer.result().page.main
    assert "Traceback" not in server.log
    assert "\nerror:" not in server.log


def test_a_server_that_was_stopped_leaves_its_port(slow: Path, start: Start) -> None:
    server = start(slow)
    port = server.port
    assert server.get("/healthz").status == 200
    assert server.stop() == 0
    with socket.create_server(("127.0.0.1", port)):
        pass


def children(server: Serving) -> set[int]:
    """The processes that a server started."""
    tasks = Path(f"/proc/{server.process.pid}/task").glob("*/children")
    return {int(child) for task in tasks for child in task.read_text(encoding="ascii").split()}


def gone(process: int) -> bool:
    """Whether a process has ended."""
    try:
        return ") Z " in Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return True


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are looked for in /proc")
@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_several_workers_answer_and_stop(project: Callable[..., Path], start: Start, by: signal.Signals) -> None:
    server = start(project().parent, "--workers", "2")
    server.until(lambda: server.get("/readyz").status == 200)
    assert server.get("/california/electricians.html").status == 200
    server.until(lambda: server.log.count("Application startup complete") == 2)
    workers = children(server)
    assert len(workers) >= 2
    assert server.stop(by) == 0
    until = time.monotonic() + 10  # what keeps account of their resources ends after them
    while not all(map(gone, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert [process for process in workers if not gone(process)] == []
    assert "Traceback" not in server.log


def test_a_changed_file_is_served_anew_also_after_a_mistake(
    project: Callable[..., Path], occupation_file: Callable[..., Path], start: Start
) -> None:
    occupation_file("## Benefits\n\nThe old text.\n")
    toml = project('occupations = ["own"]\n')
    settings = toml.read_text(encoding="utf-8")
    server = start(toml.parent, "--reload")
    address = "/california/electricians.html"
    server.until(lambda: "The old text." in server.get(address).text)
    time.sleep(1)  # what watches has to look around first
    occupation_file("## Benefits\n\nThe new text.\n")
    server.until(lambda: "The new text." in server.get(address).text)
    toml.write_text("facts =", encoding="utf-8")
    server.until(lambda: f"{toml}: the configuration is no valid TOML" in server.log)
    toml.write_text(f'{settings}site = {{ name = "Mended" }}\n', encoding="utf-8")
    server.until(lambda: "| Mended</title>" in server.get(address).text)
    assert server.stop() == 0
    assert "Traceback" not in server.log
