"""Answers: a page of the route table as a response, kept and compressed once."""

import gzip
import hashlib
import logging
import re
from collections import OrderedDict
from collections.abc import Iterable
from urllib.parse import parse_qs

from attrs import frozen
from rapidfuzz import fuzz, process
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from occuguide.core import UnknownNameError
from occuguide.plugins.web.pages import mistakes
from occuguide.plugins.web.pages.words import not_found_page
from occuguide.plugins.web.routes import HTML, Elsewhere, Page, Question
from occuguide.plugins.web.server.elsewhere import elsewhere
from occuguide.plugins.web.table import RouteTable

LOG = logging.getLogger("occuguide.web")

_KEPT = 6 * 1024 * 1024
"""How many bytes of answers are kept; those that nobody asked for the longest go first."""

_WORTH_COMPRESSING = 500
"""Fewer bytes than these fit one packet anyway."""

_LONGEST = 200
"""How many characters of a value in a question are read."""

_NEAR = 70
"""How alike, of 100, an address must be to one that may be meant."""

_FIELDS = 40
"""How many fields of a question are read."""


@frozen
class Answer:
    """A file of the site, ready to be sent.

    Args:
        body: Its bytes; compressed, if that is worth it.
        compressed: Whether they are.
        media_type: Its media type.
        status: The HTTP status.
        tag: What tells this version from another, as an ETag.
    """

    body: bytes
    compressed: bool
    media_type: str
    status: int
    tag: str

    @classmethod
    def of(cls, content: bytes, media_type: str, status: int = 200) -> "Answer":
        """An answer with its content compressed, if it is text of some length."""
        compressed = len(content) >= _WORTH_COMPRESSING and media_type.startswith(("text/", "application/"))
        # Without a time, the same content always makes the same bytes.
        body = gzip.compress(content, 6, mtime=0) if compressed else content
        return cls(body, compressed, media_type, status, hashlib.sha256(content).hexdigest()[:20])


class Answers:
    """Answers requests by the route table.

    Args:
        table: The routes.
    """

    def __init__(self, table: RouteTable) -> None:
        self._table = table
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0
        self._said: set[str] = set()

    async def __call__(self, request: Request) -> Response:
        """The response to a request for a page."""
        path = request.path_params["path"]
        try:
            return self._respond(request, path, _question(request))
        except Elsewhere as found:
            return _redirect(request, found.path, 303)
        except UnknownNameError as error:
            return response(request, self._missing(mistakes.sentence(error)))
        except Exception:
            # Whatever a plugin or a theme raises, the reader is told, and the log has the rest.
            LOG.exception("the page %a could not be made", path)
            problem = "The fault is the site's, not yours. Try again later."
            return response(request, self._missing(problem, status=500))

    def _respond(self, request: Request, path: str, question: Question) -> Response:
        where = f"{path}index.html" if path == "" or path.endswith("/") else path
        kept = self._kept.get(where)
        if kept is not None and not question:
            self._kept.move_to_end(where)
            return response(request, kept)
        page = self._table.find(where)
        if page is None:
            return self._no_page(request, path, question)
        if question and page.answer is not None:
            return response(request, Answer.of(page.answer(question), page.media_type))
        return response(request, kept or self._keep(page))

    def _keep(self, page: Page) -> Answer:
        answer = Answer.of(page.make(), page.media_type)
        # What a plugin failed at may go well the next time.
        failed = bool(self._table.website.application.registry.failures)
        if len(answer.body) < _KEPT // 8 and not failed:
            self._kept[page.path] = answer
            self._size += len(answer.body)
            while self._size > _KEPT:
                self._size -= len(self._kept.popitem(last=False)[1].body)
        return answer

    # --- What is not there ----------------------------------------------------------------------------------

    def _no_page(self, request: Request, path: str, question: Question) -> Response:
        there = elsewhere(self._table.website, path, question) or self._in_full(path.rstrip("/"))
        if there is not None:
            return _redirect(request, there, 308)
        return response(request, self._missing("", path))

    def _in_full(self, path: str) -> str | None:
        """The address of a page of which somebody left the end away: ``topics/pay``."""
        there = next((one for one in (f"{path}.html", f"{path}/index.html") if self._table.find(one)), None)
        return there and there.removesuffix("index.html")

    def _missing(self, problem: str, path: str = "", status: int = 404) -> Answer:
        website = self._table.website
        page = not_found_page(website, "404.html", problem, self._near(path), failed=status != 404)
        return Answer.of(page, HTML, status)

    def _near(self, path: str) -> list[tuple[str, str]]:
        """Titles and addresses of pages whose address is nearest to one that leads nowhere."""
        website = self._table.website
        folder, _, name = path.strip("/").lower().rpartition("/")
        stem = name.partition(".")[0]
        places = _nearest(folder, website.places, 1)
        place = website.places[places[0]] if places else website.home
        near = _nearest(stem, website.socs, 3)
        found = [
            (f"{website.application.occupations.title(website.socs[one])} in {place.in_words}",
             website.address(website.socs[one], place))
            for one in near
        ]  # fmt: skip
        named = _nearest(stem, website.places, 2)
        return [*found, *((website.places[one].name, f"{one}/index.html") for one in named)]

    def say_failures(self) -> None:
        """Log what plugins failed at, each failure once; none is kept, for a server may run for years."""
        failures = self._table.website.application.registry.failures
        for said in dict.fromkeys(map(str, failures)):
            if said not in self._said and len(self._said) < 1_000:
                self._said.add(said)
                LOG.error("%s", said)
        failures.clear()


def _nearest(name: str, known: Iterable[str], number: int) -> list[str]:
    """The names that are nearest to a mistaken one, the nearest first."""
    found = process.extract(name[:80], list(known), scorer=fuzz.ratio, limit=number, score_cutoff=_NEAR)
    return [one for one, _, _ in found]


def response(request: Request, answer: Answer) -> Response:
    """An answer as the response to a request: compressed, if its reader takes that; empty, if they have it already."""
    # Weak, since the same stands for the answer compressed and not.
    headers = {"etag": f'W/"{answer.tag}"', "cache-control": "public, max-age=300", "vary": "accept-encoding"}
    if answer.status == 200:
        known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
        if f'"{answer.tag}"' in known or "*" in known:
            return Response(status_code=304, headers=headers)
    else:
        headers = {"cache-control": "no-store", "vary": "accept-encoding"}
    body = answer.body
    if answer.compressed and _takes_gzip(request.headers.get("accept-encoding", "")):
        headers["content-encoding"] = "gzip"
    elif answer.compressed:
        body = gzip.decompress(body)
    return Response(body, answer.status, {**headers, "content-type": answer.media_type})


def _takes_gzip(accepted: str) -> bool:
    """Whether an ``Accept-Encoding`` names gzip, and not to refuse it (RFC 9110, 12.5.3)."""
    weights = {name.strip(): weight for name, _, weight in (one.partition(";") for one in accepted.lower().split(","))}
    return "gzip" in weights and not re.fullmatch(r"\s*q=0(\.0*)?\s*", weights["gzip"])


def _question(request: Request) -> Question:
    """What stands behind the question mark. Bytes that are no text become question marks."""
    query = request.scope["query_string"][:8_000].decode("ascii", "replace")
    try:
        asked = parse_qs(query, keep_blank_values=True, errors="replace", max_num_fields=_FIELDS)
    except ValueError:
        return {}
    # No name or query that somebody means is longer; looking for what is near it takes the longer, the longer it is.
    return {name: [value[:_LONGEST] for value in values] for name, values in asked.items()}


def _redirect(request: Request, path: str, status: int) -> Response:
    # From where the site is mounted, and by a path alone: the host is whatever the reader called it.
    return RedirectResponse(f"{request.scope.get('root_path', '')}/{path}", status)
