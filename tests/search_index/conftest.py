"""What the tests of search share: a few occupations, a corpus that keeps what was asked of it, and engines over it."""

import hashlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import Document, Name, Passage, Why
from occuguide.search_index.engine import Engine
from occuguide.search_index.whoosh_backend import WhooshBackend

SKILLS = "Important Tasks and Related Skills"

DOCUMENTS = (
    Document(
        soc="11-1021",
        title="General and Operations Managers",
        names=(Name("11-1029", Why.CODE, "Other Managers in the SOC 2010"),),
        passages=(Passage("tasks", SKILLS, "Leading others. Negotiation with the people who sell wire."),),
    ),
    Document(
        soc="11-3051",
        title="Industrial Production Managers",
        names=(
            Name("Plant Managers", Why.CALLED),
            Name("Biofuels Production Managers", Why.SPECIALTY),
            Name("11-3051.03", Why.CODE, "Biofuels Production Managers"),
            Name("11-1029", Why.CODE, "Other Managers in the SOC 2010"),
            Name("Works Boss", Why.HIDDEN),
        ),
        passages=(
            Passage("overview", "What Would I Do?", "They keep the lines of a factory running, whatever breaks."),
            Passage("tools", "Tools and Technology", "One common kind of software is called SCADA."),
        ),
    ),
    Document(
        soc="29-1141",
        title="Registered Nurses",
        names=(Name("Staff Nurse", Why.CALLED), Name("Director of Nursing", Why.CALLED)),
        passages=(Passage("overview", "What Would I Do?", "Nurses look after patients in hospitals."),),
    ),
    Document(
        soc="29-1171",
        title="Nurse Practitioners",
        names=(Name("Family Practitioner", Why.CALLED),),
        passages=(Passage("overview", "What Would I Do?", "They look after patients, and prescribe for them."),),
    ),
    Document(
        soc="33-2011",
        title="Firefighters",
        names=(Name("Fire Engine Driver", Why.CALLED),),
        passages=(),
    ),
    Document(
        soc="47-2111",
        title="Electricians",
        names=(Name("Wiring Electrician", Why.CALLED),),
        passages=(Passage("benefits", "Benefits", "They ask managers for a pension."),),
    ),
    Document(
        soc="53-3032",
        title="Heavy and Tractor-Trailer Truck Drivers",
        names=(Name("Truck Driver", Why.CALLED),),
        passages=(),
    ),
    Document(
        soc="53-3033",
        title="Light Truck Drivers",
        names=(Name("Truck Driver", Why.CALLED), Name("53-3032", Why.CODE, "Truck Drivers in the SOC 2000")),
        passages=(),
    ),
)


class Notes:
    """Progress that keeps what it is told."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def __call__(self, done: int, total: int, what: str) -> None:
        """Say how far it is."""

    def note(self, words: str) -> None:
        """Keep a note."""
        self.notes.append(words)


class Corpus:
    """Occupations to index, which may change; it keeps which were asked for."""

    def __init__(self, documents: Collection[Document]) -> None:
        self.by_soc = {document.soc: document for document in documents}
        self.asked: list[str] = []

    def put(self, document: Document) -> None:
        """Add an occupation, or another in its place."""
        self.by_soc[document.soc] = document

    @property
    def stamps(self) -> dict[str, str]:
        """What it is now."""
        return {soc: hashlib.sha256(repr(one).encode()).hexdigest() for soc, one in self.by_soc.items()}

    def documents(self, socs: Collection[str]) -> Iterator[Document]:
        """Hand out occupations."""
        for soc in sorted(socs):
            self.asked.append(soc)
            yield self.by_soc[soc]

    def update(self, engine: Engine, *, anew: bool = False) -> tuple[int, list[str], list[str]]:
        """Bring an engine's index up to date; how many it says it indexed, which it asked for, what it noted."""
        self.asked, progress = [], Notes()
        count = engine.update(self.stamps, self.documents, progress, anew=anew)
        return count, self.asked, progress.notes


@pytest.fixture
def corpus() -> Corpus:
    """A corpus of the few occupations of these tests, of the test's own."""
    return Corpus(DOCUMENTS)


@pytest.fixture
def index_folder(tmp_path: Path) -> Path:
    """Where ``engine`` keeps its index; it is not there yet."""
    return tmp_path / "cache" / "search" / "whoosh"


@pytest.fixture
def engine_at() -> Iterator[Callable[[Path], Engine]]:
    """Make engines that are closed at the end: ``engine_at(folder)``."""
    made: list[Engine] = []

    def engine(folder: Path) -> Engine:
        made.append(Engine(WhooshBackend(), folder))
        return made[-1]

    yield engine
    for one in made:
        one.close()


@pytest.fixture
def engine(engine_at: Callable[[Path], Engine], index_folder: Path) -> Engine:
    """An engine without an index."""
    return engine_at(index_folder)


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine with the few occupations in its index. Only to be searched."""
    engine = Engine(WhooshBackend(), tmp_path_factory.mktemp("few"))
    Corpus(DOCUMENTS).update(engine)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def found(few: Engine) -> Callable[..., list[tuple[str, str]]]:
    """The codes and reasons that some words find among the few: ``found("plant manager", limit=1)``."""

    def find(typed: str, **options: Any) -> list[tuple[str, str]]:
        return [(hit.soc, str(hit.reason)) for hit in few.search(typed, {}, **options).hits]

    return find


@pytest.fixture(scope="session")
def socs(few: Engine) -> Callable[..., list[str]]:
    """The codes of all that fit some words among the few."""

    def find(typed: str, **options: Any) -> list[str]:
        return list(few.search(typed, {}, **options).found)

    return find
