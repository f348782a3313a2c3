"""Downloads: files from the web, taken up where they stopped, and kept only if they are what was expected."""

import contextlib
import hashlib
import http.client
import importlib.metadata
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from email.message import Message
from pathlib import Path, PurePosixPath
from typing import IO

from attrs import field, frozen

from occuguide.core.errors import DataError
from occuguide.core.protocols import Download, Progress

_PIECE = 2**18
"""How many bytes are read at a time."""

_PATIENCE = {"GET": 60, "HEAD": 10}
"""How many seconds a server may be silent, by what it was asked."""

_GO_ON = "Run the same command again: it goes on where it stopped."
_REFUSED = "Some publishers refuse programs: get the file with a browser, and import it with `occuguide data import`."
_MOVED = "The publisher may have moved it: look for it on the publisher's pages, and name it with --address."


def file_name(address: str) -> str:
    """What a file is called once it is downloaded: the last part of its address.

    Raises:
        DataError: The address is none of the web, or names no file.
    """
    try:
        parts = urllib.parse.urlsplit(address)
        host = parts.hostname
    except ValueError as error:
        raise DataError(f"this is no address ({error})", where=address) from error
    if parts.scheme not in ("http", "https") or not host:
        remedy = "It must begin with https:// or http://."
        raise DataError("this is no address of the web", where=address, remedy=remedy)
    name = re.sub(r"[^\w.() -]", "_", PurePosixPath(urllib.parse.unquote(parts.path)).name)
    if not name.strip(". "):
        raise DataError("the address names no file", where=address)
    return name


def stated_size(address: str) -> int | None:
    """How many bytes the server says that a file has; none, if it does not say."""
    try:
        with _reaching(address), _open(address, method="HEAD") as answer:
            return _length(answer)
    except DataError:
        # Some servers refuse to say; whether the file is to be had is seen when it is asked for.
        return None


def download(wanted: Download, folder: Path, progress: Progress) -> Path:
    """Download a file, or the rest of it.

    What has come so far is in ``NAME.part``, and which version of the file it is of in ``NAME.part.json``.

    Args:
        wanted: The file.
        folder: Where to keep it; made if it is not there.
        progress: Called after each piece.

    Returns:
        The file, complete.

    Raises:
        DataError: It cannot be had or written, and what came of it is kept; or it is not what was expected, and
            nothing is kept.
    """
    target = folder / file_name(wanted.address)
    draft = _Draft(target)
    with _saving(wanted.address, folder):
        folder.mkdir(parents=True, exist_ok=True)
        if wanted.sha256 and target.is_file() and _digest(target) == wanted.sha256.lower():
            return target
        with _asked(wanted, draft) as (answer, total):
            if wanted.size is not None and total is not None and total != wanted.size:
                draft.forget()
                raise _other(wanted, "size", f"{wanted.size:,} bytes", f"{total:,}")
            done = _receive(wanted.address, answer, draft, total or wanted.size, progress)
        expected = total or wanted.size
        if expected is not None and done < expected:
            problem = f"the connection was cut after {done:,} of {expected:,} bytes"
            raise DataError(problem, where=wanted.address, remedy=_GO_ON)
        if expected is not None and done > expected:
            draft.forget()
            raise _other(wanted, "size", f"{expected:,} bytes", f"{done:,}")
        if wanted.sha256 and (digest := _digest(draft.part)) != wanted.sha256.lower():
            draft.forget()
            raise _other(wanted, "SHA-256", wanted.sha256, digest)
        draft.finish()
    return target


def _other(wanted: Download, what: str, expected: str, got: str) -> DataError:
    return DataError(
        f"this is not the file that was expected: its {what} should be {expected}, and is {got}",
        where=wanted.address,
        remedy="Nothing of it was kept. If its publisher has replaced it, name it with --address, and say its digest"
        " with --sha256.",
    )


# --- What has come so far -------------------------------------------------------------------------------------


@frozen
class _Draft:
    """A file that is being downloaded.

    Args:
        target: Where it is to be, once it is complete.
    """

    target: Path
    part: Path = field(init=False)
    version: Path = field(init=False)

    @part.default
    def _part(self) -> Path:
        return self.target.with_name(f"{self.target.name}.part")

    @version.default
    def _version(self) -> Path:
        return self.target.with_name(f"{self.target.name}.part.json")

    @property
    def size(self) -> int:
        """How many bytes have come."""
        return self.part.stat().st_size if self.part.is_file() else 0

    def kept(self) -> Mapping[str, str]:
        """Which version they are of; empty, if that is not known."""
        try:
            said = json.loads(self.version.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return said if isinstance(said, dict) and all(isinstance(one, str) for one in said.values()) else {}

    def begin(self, version: Mapping[str, str]) -> None:
        """Begin anew, with another version."""
        # The old bytes go first: they must never stand beside the name of a version that they are not of.
        self.part.unlink(missing_ok=True)
        self.version.write_text(json.dumps(version), encoding="utf-8")

    def finish(self) -> None:
        """Put the file in its place."""
        self.part.replace(self.target)
        self.version.unlink(missing_ok=True)

    def forget(self) -> None:
        """Keep nothing."""
        self.part.unlink(missing_ok=True)
        self.version.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextlib.contextmanager
def _saving(address: str, place: Path) -> Iterator[None]:
    """Say of what goes wrong that it is the disk."""
    try:
        yield
    except OSError as error:
        raise DataError(
            f"{address} cannot be saved ({error.strerror or error})",
            where=str(place),
            remedy=f"Make room, or name another folder with --keep. {_GO_ON}",
        ) from error


# --- The server -----------------------------------------------------------------------------------------------


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects within the web, and never from https to http."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        scheme = urllib.parse.urlsplit(newurl).scheme
        if scheme != "https" and scheme != req.type:
            fp.close()
            raise DataError(f"the server leads to {newurl}, which is refused", where=req.full_url, remedy=_MOVED)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _open(address: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> http.client.HTTPResponse:
    file_name(address)
    agent = f"occuguide/{importlib.metadata.version('occuguide')}"
    request = urllib.request.Request(  # noqa: S310 - file_name has refused other schemes
        address, method=method, headers={"User-Agent": agent, "Accept-Encoding": "identity", **(headers or {})}
    )
    answer: http.client.HTTPResponse = urllib.request.build_opener(_Redirects).open(request, timeout=_PATIENCE[method])
    return answer


@contextlib.contextmanager
def _reaching(address: str) -> Iterator[None]:
    """Say of what goes wrong that it is the server, or the way to it."""
    try:
        yield
    except urllib.error.HTTPError as error:
        error.close()
        remedy = _REFUSED if error.code in (401, 403) else _MOVED if error.code in (404, 410) else _GO_ON
        raise DataError(f"the server answered {error.code} ({error.reason})", where=address, remedy=remedy) from error
    except urllib.error.URLError as error:
        reason = error.reason.strerror if isinstance(error.reason, OSError) else None
        problem = f"the server cannot be reached ({reason or error.reason})"
        raise DataError(problem, where=address, remedy=f"Check the connection. {_GO_ON}") from error
    except (OSError, http.client.HTTPException) as error:
        problem = f"the connection failed ({str(error) or type(error).__name__})"
        raise DataError(problem, where=address, remedy=_GO_ON) from error
    except ValueError as error:
        raise DataError(f"this is no address ({error})", where=address) from error


@contextlib.contextmanager
def _asked(wanted: Download, draft: _Draft) -> Iterator[tuple[http.client.HTTPResponse, int | None]]:
    """The server's answer, the draft ready to take it; and how many bytes the whole file has, if it says so."""
    answer = _rest(wanted, draft)
    if answer is not None:
        with answer:
            yield answer, _total(answer)
        return
    with _reaching(wanted.address):
        answer = _open(wanted.address)
    with answer:
        if answer.status != http.client.OK:
            raise DataError(
                f"the server answered {answer.status} to a request for the whole file", where=wanted.address
            )
        draft.begin({"address": wanted.address, **_versions(answer)})
        yield answer, _length(answer)


def _rest(wanted: Download, draft: _Draft) -> http.client.HTTPResponse | None:
    """The server's answer with the rest of a file; none, if the file must be begun anew."""
    have, kept = draft.size, draft.kept()
    version = {name: kept[name] for name in _VERSIONS if name in kept}
    # Without a version, only the digest can tell in the end whether the two pieces are of one file.
    if not have or kept.get("address") != wanted.address or not (version or wanted.sha256):
        return None
    headers = {"Range": f"bytes={have}-"}
    # A weak ETag does not promise the same bytes.
    strong = [one for one in version.values() if not one.startswith("W/")]
    if strong:
        headers["If-Range"] = strong[0]
    try:
        with _reaching(wanted.address):
            answer = _open(wanted.address, headers=headers)
    except DataError as error:
        if isinstance(error.__cause__, urllib.error.HTTPError) and error.__cause__.code == _NOT_SATISFIABLE:
            return None
        raise
    begins = (answer.headers["Content-Range"] or "").startswith(f"bytes {have}-")
    if answer.status == http.client.PARTIAL_CONTENT and begins and _versions(answer) == version:
        return answer
    answer.close()
    return None


_VERSIONS = ("ETag", "Last-Modified")
_NOT_SATISFIABLE = 416


def _versions(answer: http.client.HTTPResponse) -> dict[str, str]:
    """The headers that tell one version of a file from another."""
    return {name: str(answer.headers[name]) for name in _VERSIONS if answer.headers[name]}


def _length(answer: http.client.HTTPResponse) -> int | None:
    said = answer.headers["Content-Length"] or ""
    return int(said) if said.isdecimal() else None


def _total(answer: http.client.HTTPResponse) -> int | None:
    """The size of the whole file, of which the answer is a part: ``bytes 100-199/200``."""
    said = str(answer.headers["Content-Range"]).rpartition("/")[2]
    return int(said) if said.isdecimal() else None


def _receive(
    address: str, answer: http.client.HTTPResponse, draft: _Draft, total: int | None, progress: Progress
) -> int:
    """Add what the server sends to the draft; how many bytes there are then."""
    done = draft.size
    with draft.part.open("ab") as file:
        while True:
            with _reaching(address):
                piece = answer.read(_PIECE)
            if not piece:
                return done
            file.write(piece)
            done += len(piece)
            progress(done, total or done, draft.target.name)
