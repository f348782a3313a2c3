"""``data fetch``: a release from a server, whole or taken up where it stopped, and only if it is what was expected."""

import hashlib
import io
import json
import re
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from occuguide.core import Source, Store, hookimpl
from occuguide.core.commands.terminal import progress_bar
from occuguide.core.protocols import Download, Progress

Run = Callable[..., Any]

CONTENT = b"soc,title\n47-2111,Electricians\n" + b"99-0001,Others\n" * 200_000
"""A release of three megabytes: more than is read at a time."""


class _Http(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        # A client may hang up when it has heard enough.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Server:
    """A publisher's server on this machine.

    What it does is said before it is asked: ``server.cut_after = 1000`` breaks the connection after so many bytes.
    """

    def __init__(self) -> None:
        self.content = CONTENT
        self.etag = '"first"'
        self.modified = ""
        self.ranges = True
        self.careless = False
        self.lengths = True
        self.cut_after: int | None = None
        self.status = 200
        self.location = ""
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_words: object) -> None:
                pass

            def do_HEAD(self) -> None:
                outer.answer(self, body=False)

            def do_GET(self) -> None:
                outer.answer(self, body=True)

        self._http = _Http(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def address(self, path: str = "release.csv") -> str:
        return f"http://127.0.0.1:{self._http.server_port}/{path}"

    @property
    def downloads(self) -> list[dict[str, str]]:
        """The headers of every download that was asked for."""
        return [headers for method, _, headers in self.requests if method == "GET"]

    def answer(self, request: BaseHTTPRequestHandler, *, body: bool) -> None:
        self.requests.append((request.command, request.path, dict(request.headers)))
        if self.status != 200:
            request.send_response(self.status)
            if self.location:
                request.send_header("Location", self.location)
            request.send_header("Content-Length", "0")
            request.end_headers()
            return
        wanted = re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range", ""))
        same = self.careless or request.headers.get("If-Range", self.etag) in (self.etag, self.modified)
        begin = int(wanted[1]) if wanted and same and self.ranges else 0
        if begin >= len(self.content):
            request.send_error(416)
            return
        request.send_response(206 if begin else 200)
        if begin:
            request.send_header("Content-Range", f"bytes {begin}-{len(self.content) - 1}/{len(self.content)}")
        if self.lengths:
            request.send_header("Content-Length", str(len(self.content) - begin))
        if self.etag:
            request.send_header("ETag", self.etag)
        if self.modified:
            request.send_header("Last-Modified", self.modified)
        request.end_headers()
        if body:
            end = len(self.content) if self.cut_after is None else self.cut_after
            request.wfile.write(self.content[begin:end])

    def close(self) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server of the test's own."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    served = Server()
    yield served
    served.close()


class Counted:
    """An importer of a file of occupations."""

    name = "counted"
    title = "Counted Occupations"
    formats = "One CSV file."

    def __init__(self, downloads: Sequence[Download]) -> None:
        self.downloads = downloads
        self.read: list[Path] = []

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        self.read += paths
        store.begin(
            Source(
                id="counted",
                title=self.title,
                publisher="Bureau",
                release="2025",
                period="2025",
                licence="None",
                attribution="Bureau.",
                url="https://example.org/",
                file=paths[0].name,
                sha256=hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest(),
            )
        )
        progress.note("Others were left out.")
        store.insert("occupation", ("soc", "title", "detailed"), [("47-2111", "Electricians", 1)], source="counted")
        return 1


@pytest.fixture(autouse=True)
def in_a_project(own_project: Path) -> None:
    """Every command runs in a project without a store, with a cache folder of its own."""


@pytest.fixture
def source(installed: Callable[..., None]) -> Callable[..., Counted]:
    """Install the source ``counted``, with the downloads that are given."""

    def install(*downloads: Download) -> Counted:
        importer = Counted(downloads)
        installed("counted", SimpleNamespace(fact_source=hookimpl(specname="fact_source")(lambda: importer)))
        return importer

    return install


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where downloads are kept, if nothing else is said."""
    return tmp_path / "cache" / "downloads" / "counted"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def failed(ran: Any, *words: str) -> None:
    """A failure is one line on the error stream that says all of the words."""
    assert ran.status == 1
    assert ran.err.count("\n") == 1
    for word in ("error: ", *words):
        assert word in ran.err


def fetch(run: Run, server: Server, *options: str) -> Any:
    return run("data", "fetch", "counted", "--yes", "--address", server.address(), *options)


# --- Whole ----------------------------------------------------------------------------------------------------


def test_a_release_is_downloaded_kept_and_imported(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path, tmp_path: Path
) -> None:
    importer = source(Download(address=server.address()))
    ran = run("data", "fetch", "counted", "--yes")
    assert ran.status == 0
    assert ran.out.splitlines() == [
        server.address(),
        f"  size:    not known beforehand; the server says {len(CONTENT):,} bytes",
        "  SHA-256: not known beforehand",
        f"1 row of Counted Occupations is in {tmp_path / 'facts.sqlite'}.",
    ]
    assert ran.err == "note: Others were left out.\n"
    assert importer.read == [folder / "release.csv"]
    assert names(folder) == ["release.csv"]
    assert (folder / "release.csv").read_bytes() == CONTENT
    (headers,) = server.downloads
    assert headers["User-Agent"].startswith("occuguide/")
    assert "Range" not in headers
    status = run("data", "status", "--json").json
    assert status["sources"][0]["sha256"] == hashlib.sha256(CONTENT).hexdigest()


def test_what_is_known_beforehand_is_said_and_checked(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    digest = hashlib.sha256(CONTENT).hexdigest()
    source(Download(address=server.address(), size=len(CONTENT), sha256=digest))
    ran = run("data", "fetch", "counted", "--yes")
    assert ran.status == 0
    assert ran.out.splitlines()[1:3] == [f"  size:    {len(CONTENT):,} bytes", f"  SHA-256: {digest}"]
    # What is there already, and known to be right, need not be downloaded again.
    assert run("data", "fetch", "counted", "--yes").status == 0
    assert [method for method, *_ in server.requests] == ["GET"]


def test_several_files_are_imported_together(
    run: Run, server: Server, source: Callable[..., Counted], tmp_path: Path
) -> None:
    importer = source(Download(address=server.address("oe.area")), Download(address=server.address("oe.data.1.All")))
    assert run("data", "fetch", "counted", "--yes", "--keep", "kept").status == 0
    assert [path.name for path in importer.read] == ["oe.area", "oe.data.1.All"]
    assert names(tmp_path / "kept") == ["oe.area", "oe.data.1.All"]


def test_a_server_that_does_not_say_the_size_will_do(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    source()
    server.lengths = False
    ran = fetch(run, server)
    assert ran.status == 0
    assert "  size:    not known beforehand\n" in ran.out
    assert (folder / "release.csv").read_bytes() == CONTENT


def test_a_mirror_must_have_the_same_file(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    digest = hashlib.sha256(CONTENT).hexdigest()
    source(Download(address="https://publisher.invalid/2025/release.csv", size=len(CONTENT), sha256=digest))
    assert fetch(run, server).status == 0
    (folder / "release.csv").unlink()
    server.content = CONTENT[:-1] + b"!"
    failed(fetch(run, server), server.address(), digest)
    # A file of another name is another file.
    assert run("data", "fetch", "counted", "--yes", "--address", server.address("newer.csv")).status == 0


# --- Taken up -------------------------------------------------------------------------------------------------


def cut(run: Run, server: Server, after: int = 1_000_000) -> None:
    """Let the server break a download off."""
    server.cut_after = after
    failed(
        fetch(run, server),
        f"{server.address()}: the connection was cut after {after:,} of {len(server.content):,} bytes",
        "Run the same command again: it goes on where it stopped.",
    )
    server.cut_after = None


def test_a_download_that_was_cut_goes_on_where_it_stopped(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path, tmp_path: Path
) -> None:
    source()
    cut(run, server)
    assert names(folder) == ["release.csv.part", "release.csv.part.json"]
    assert not (tmp_path / "facts.sqlite").exists()
    assert fetch(run, server).status == 0
    assert server.downloads[-1]["Range"] == "bytes=1000000-"
    assert server.downloads[-1]["If-Range"] == '"first"'
    assert (folder / "release.csv").read_bytes() == CONTENT
    assert names(folder) == ["release.csv"]


def test_a_download_that_was_cut_twice_goes_on_too(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    source()
    cut(run, server, 1_000_000)
    cut(run, server, 2_000_000)
    assert fetch(run, server).status == 0
    assert [headers.get("Range") for headers in server.downloads] == [None, "bytes=1000000-", "bytes=2000000-"]
    assert (folder / "release.csv").read_bytes() == CONTENT


def test_the_date_of_a_file_tells_its_version_where_the_server_gives_no_other(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    source()
    # A weak tag promises no more than that the file means the same.
    server.etag, server.modified = 'W/"about"', "Tue, 14 Jul 2026 10:00:00 GMT"
    cut(run, server)
    assert fetch(run, server).status == 0
    assert server.downloads[-1]["If-Range"] == "Tue, 14 Jul 2026 10:00:00 GMT"
    assert (folder / "release.csv").read_bytes() == CONTENT


@pytest.mark.parametrize("careless", [False, True])
def test_a_file_that_changed_in_between_is_begun_anew(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path, careless: bool
) -> None:
    source()
    cut(run, server)
    # A careless server sends the rest of the new file, whatever version was asked for.
    server.content, server.etag, server.careless = CONTENT[::-1], '"second"', careless
    assert fetch(run, server).status == 0
    assert server.downloads[1]["Range"] == "bytes=1000000-"
    assert (folder / "release.csv").read_bytes() == CONTENT[::-1]


def test_a_server_that_cannot_send_a_rest_sends_the_whole(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    source()
    cut(run, server)
    server.ranges = False
    assert fetch(run, server).status == 0
    assert "Range" in server.downloads[1]
    assert (folder / "release.csv").read_bytes() == CONTENT


def test_without_a_version_only_a_digest_lets_a_download_go_on(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    source()
    server.etag = ""
    cut(run, server)
    assert fetch(run, server, "--sha256", hashlib.sha256(CONTENT).hexdigest()).status == 0
    assert server.downloads[-1]["Range"] == "bytes=1000000-"
    (folder / "release.csv").unlink()
    cut(run, server)
    assert fetch(run, server).status == 0
    assert "Range" not in server.downloads[-1]
    assert (folder / "release.csv").read_bytes() == CONTENT


def test_what_came_from_another_address_is_not_gone_on_with(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    source()
    cut(run, server)
    assert run("data", "fetch", "counted", "--yes", "--address", server.address("older/release.csv")).status == 0
    assert "Range" not in server.downloads[-1]
    assert (folder / "release.csv").read_bytes() == CONTENT


@pytest.mark.parametrize("note", ["", "[]", '{"address": 1}', None])
def test_a_part_whose_version_is_not_known_is_begun_anew(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path, note: str | None
) -> None:
    source()
    cut(run, server)
    (folder / "release.csv.part.json").unlink()
    if note is not None:
        (folder / "release.csv.part.json").write_text(note, encoding="utf-8")
    assert fetch(run, server).status == 0
    assert "Range" not in server.downloads[-1]
    assert (folder / "release.csv").read_bytes() == CONTENT


def test_a_part_that_is_complete_or_longer_is_begun_anew(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    source()
    cut(run, server)
    with (folder / "release.csv.part").open("ab") as part:
        part.write(CONTENT)
    assert fetch(run, server).status == 0
    assert (folder / "release.csv").read_bytes() == CONTENT


# --- Not what was expected ------------------------------------------------------------------------------------


def test_another_digest_keeps_nothing_and_says_both(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path, tmp_path: Path
) -> None:
    source()
    ran = fetch(run, server, "--sha256", "ab" * 32)
    got = hashlib.sha256(CONTENT).hexdigest()
    failed(ran, server.address(), f"its SHA-256 should be {'ab' * 32}, and is {got}", "Nothing of it was kept")
    assert names(folder) == []
    assert not (tmp_path / "facts.sqlite").exists()


def test_another_digest_leaves_what_was_downloaded_before(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    source()
    assert fetch(run, server).status == 0
    server.content = CONTENT[::-1]
    assert fetch(run, server, "--sha256", "ab" * 32).status == 1
    assert (folder / "release.csv").read_bytes() == CONTENT


def test_another_size_is_seen_before_anything_is_downloaded(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    source(Download(address=server.address(), size=1000))
    ran = run("data", "fetch", "counted", "--yes")
    failed(ran, server.address(), f"its size should be 1,000 bytes, and is {len(CONTENT):,}")
    assert names(folder) == []


def test_a_size_that_the_server_does_not_say_is_checked_at_the_end(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    importer = source(Download(address=server.address(), size=len(CONTENT) + 1))
    server.lengths = False
    failed(run("data", "fetch", "counted", "--yes"), "the connection was cut after", server.address())
    importer.downloads = [Download(address=server.address(), size=1000)]
    failed(run("data", "fetch", "counted", "--yes"), "its size should be 1,000 bytes, and is")
    assert names(folder) == []


# --- Failures -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "remedy"),
    [(404, "--address"), (410, "--address"), (401, "with a browser"), (403, "with a browser"), (503, "again")],
)
def test_what_the_server_answers_instead_is_said(
    run: Run, server: Server, source: Callable[..., Counted], status: int, remedy: str
) -> None:
    source()
    server.status = status
    failed(fetch(run, server), f"{server.address()}: the server answered {status} (", remedy)


def test_a_part_that_was_not_asked_for_is_not_taken_for_the_file(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    source()
    server.status = 206
    failed(fetch(run, server), f"{server.address()}: the server answered 206 to a request for the whole file")
    assert names(folder) == []


def test_a_part_stays_where_the_server_fails(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    source()
    cut(run, server)
    server.status = 503
    failed(fetch(run, server), "503")
    server.status = 200
    assert fetch(run, server).status == 0
    assert server.downloads[-1]["Range"] == "bytes=1000000-"


def test_a_server_that_is_not_there_is_said_so(
    run: Run, source: Callable[..., Counted], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    source()
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{bound.getsockname()[1]}/release.csv"
        ran = run("data", "fetch", "counted", "--yes", "--address", address)
    failed(ran, f"{address}: the server cannot be reached (", "Run the same command again")

    def unknown(*_words: object, **_more: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    ran = run("data", "fetch", "counted", "--yes", "--address", "https://publisher.invalid/release.csv")
    failed(ran, "https://publisher.invalid/release.csv: the server cannot be reached (Name or service not known)")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/release.csv", "javascript:alert(1)"])
def test_a_redirect_that_leaves_the_web_is_refused(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path, target: str
) -> None:
    source()
    server.status, server.location = 302, target
    failed(fetch(run, server), server.address(), target)
    assert names(folder) == []


def test_a_redirect_within_the_web_is_followed(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    source()
    other = Server()
    try:
        server.status, server.location = 301, other.address("moved.csv")
        assert fetch(run, server).status == 0
    finally:
        other.close()
    assert (folder / "release.csv").read_bytes() == CONTENT


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://127.0.0.1/a.csv", "release.csv", "http:///a.csv", "http://[/a.csv", "http://a/", ""],
)
def test_what_is_no_address_of_a_file_on_the_web_is_refused(
    run: Run, source: Callable[..., Counted], address: str, tmp_path: Path
) -> None:
    source()
    ran = run("data", "fetch", "counted", "--yes", "--address", address)
    failed(ran, "address", address)
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("address", ["http://127.0.0.1:port/a.csv", "http://127.0.0.1/a b.csv"])
def test_an_address_that_cannot_be_asked_is_said_to_be_none(
    run: Run, source: Callable[..., Counted], address: str
) -> None:
    source()
    failed(run("data", "fetch", "counted", "--yes", "--address", address), address)


def test_a_name_that_leads_out_of_the_folder_does_not(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    source()
    address = server.address("a/..%2F..%2Fb%5C%00c.csv")
    assert run("data", "fetch", "counted", "--yes", "--address", address).status == 0
    assert names(folder) == ["b__c.csv"]
    failed(run("data", "fetch", "counted", "--yes", "--address", server.address("a/%2e%2e")), "names no file")


def test_a_folder_that_cannot_be_written_is_said_so(
    run: Run, server: Server, source: Callable[..., Counted], tmp_path: Path
) -> None:
    source()
    (tmp_path / "file").write_text("", encoding="utf-8")
    failed(fetch(run, server, "--keep", "file/kept"), "kept: ", server.address(), "cannot be saved", "--keep")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said_with_the_address(
    run: Run, server: Server, source: Callable[..., Counted], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source()
    opened = Path.open

    def full(path: Path, *words: Any, **more: Any) -> Any:
        return opened(Path("/dev/full") if path.suffix == ".part" else path, *words, **more)

    monkeypatch.setattr(Path, "open", full)
    failed(fetch(run, server), server.address(), "cannot be saved (No space left on device)", "Make room")


# --- Asking ---------------------------------------------------------------------------------------------------


def test_without_a_terminal_nothing_is_downloaded_unless_that_was_agreed(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source(Download(address=server.address()))
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    ran = run("data", "fetch", "counted")
    assert ran.status == 2
    assert "There is no terminal to ask at: say --yes to agree." in ran.err
    assert server.address() in ran.out
    assert server.downloads == []
    assert not folder.exists()


@pytest.mark.parametrize(("answer", "status", "downloads"), [("y\n", 0, 1), ("n\n", 1, 0), ("\n", 1, 0)])
def test_at_a_terminal_it_asks_first(
    run: Run,
    server: Server,
    source: Callable[..., Counted],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    status: int,
    downloads: int,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    source(Download(address=server.address()))
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    ran = run("data", "fetch", "counted")
    assert ran.status == status
    assert f"Download this file into {folder}? [y/N]" in ran.out
    assert len(server.downloads) == downloads


def test_a_source_without_an_address_says_how_to_get_it_by_hand(run: Run, source: Callable[..., Counted]) -> None:
    source()
    ran = run("data", "fetch", "counted", "--yes")
    failed(ran, "Counted Occupations", "publisher", "`occuguide data import counted PATH`", "One CSV file.")


def test_a_wrong_use_is_told(run: Run, server: Server, source: Callable[..., Counted]) -> None:
    source()
    ran = run("data", "fetch", "countde", "--yes")
    assert (ran.status, "Did you mean counted?" in ran.err) == (2, True)
    ran = fetch(run, server, "--sha256", "ab", "--sha256", "cd")
    assert (ran.status, "--sha256 is given 2 times, for 1 files." in ran.err) == (2, True)
    ran = fetch(run, server, "--address", server.address("older/release.csv"))
    assert (ran.status, "Two of the files have the same name" in ran.err) == (2, True)
    assert server.downloads == []


# --- Progress -------------------------------------------------------------------------------------------------


def test_at_a_terminal_notes_stand_above_the_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    said = Terminal()
    monkeypatch.setattr(sys, "stderr", said)
    monkeypatch.setenv("TERM", "xterm")
    with progress_bar() as progress:
        progress(1, 2, "wages")
        progress.note("Table [bold] is left out.")
        progress(2, 2, "wages")
    assert "note: Table [bold] is left out." in said.getvalue()
    assert "wages" in said.getvalue()


def test_what_a_part_is_of_can_be_read_beside_it(
    run: Run, server: Server, source: Callable[..., Counted], folder: Path
) -> None:
    source()
    cut(run, server)
    said = json.loads((folder / "release.csv.part.json").read_text(encoding="utf-8"))
    assert said == {"address": server.address(), "ETag": '"first"'}
