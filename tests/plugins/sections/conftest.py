"""Guides of the bundled edition, and of small stores made up for a test."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from occuguide.core import Guide, GuideSection, Source, View
from occuguide.core.application import Application
from occuguide.core.store import rewriting
from occuguide.core.testing import make_application

Rows = Sequence[Sequence[object]]

FIGURES = ("base_employment", "projected_employment", "change", "percent_change", "exits", "transfers", "openings")
NOT_RELEASED = (
    *(f"{form}_{name}_status" for form in ("hourly", "annual") for name in ("mean", "p10", "p25", "p75", "p90")),
    *("employment_status", "jobs_per_1000_status", "location_quotient_status"),
)
"""What a made-up release of wages does not tell: all but the medians."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "area": ("code", "name", "kind", "state"),
    "county": ("fips", "name", "state"),
    "area_county": ("area_source", "area", "county", "state"),
    "occupation": ("soc", "title", "detailed"),
    "composite": ("soc", "component", "basis"),
    "successor": ("edition", "code", "soc", "title"),
    "description": ("code", "description"),
    "specialty": ("onet_soc", "soc", "title", "interests", "job_zone"),
    "title": ("code", "kind", "title"),
    "task": ("onet_soc", "number", "task", "core"),
    "detailed_activity": ("dwa", "element", "title"),
    "task_activity": ("onet_soc", "number", "dwa"),
    "element": ("id", "name", "domain", "mean", "period"),
    "element_activity": ("element", "activity"),
    "rating": ("onet_soc", "element", "value", "suppressed"),
    "distribution": ("code", "element", "category", "percent", "suppressed"),
    "category": ("element", "category", "name"),
    "tool": ("id", "kind", "name", "category", "hot"),
    "tool_use": ("onet_soc", "tool", "in_demand"),
    "related": ("onet_soc", "related", "rank"),
    "designation": ("onet_soc", "kind", "category", "edition"),
    "program": ("cip", "title"),
    "program_occupation": ("soc", "cip"),
    "industry": ("code", "name", "digits"),
    "industry_employment": (
        "soc",
        "industry",
        "employment",
        "employment_status",
        "annual_median",
        "annual_median_status",
    ),
    "requirement": ("id", "education", "experience", "training"),
    "wage": ("soc", "area", "annual_median", "hourly_median", *NOT_RELEASED),
    "projection": ("soc", "area", "base_year", "projected_year", *FIGURES, "per", "requirement"),
}


def source(name: str) -> Source:
    return Source(
        id=name,
        title="A release",
        publisher="Somebody",
        release="1",
        period="2030",
        licence="None",
        attribution="Somebody's.",
        url="https://example.org/",
        file="file.csv",
        sha256="0" * 64,
    )


NO_WORDS = frozenset({"guides", "in-short", "pack"})
"""What authors wrote takes the place of some sections, and what is said of a region stands below others."""


@pytest.fixture
def guide(bundled: Application) -> Callable[..., Guide]:
    """A guide of the bundled edition: ``guide("29-1212", "Los Angeles County")``."""

    def of(soc: str, area: str = "California", view: View = View.DETAILED) -> Guide:
        return bundled.guide(soc, area, view)

    return of


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Application:
    """An Occuguide over the bundled edition whose sections are made from facts alone. Not to be changed."""
    return make_application(tmp_path_factory.mktemp("facts-alone"), disabled=NO_WORDS)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Guide]:
    """A guide of the bundled edition for California with what authors wrote: ``written("11-3051")``."""
    application = make_application(tmp_path_factory.mktemp("written"))
    return lambda soc: application.guide(soc, "California")


@pytest.fixture
def made_up(tmp_path: Path) -> Callable[..., Application]:
    """An Occuguide over made-up rows: ``made_up(oews={"wage": [...]}, edd={...})``."""

    numbers = itertools.count()

    def make(**releases: Mapping[str, Rows]) -> Application:
        path = tmp_path / f"made-up-{next(numbers)}.sqlite"
        with rewriting(path, None) as store:
            for name, tables in releases.items():
                store.begin(source(name))
                for table, rows in tables.items():
                    padding = ["suppressed"] * (len(NOT_RELEASED) if table == "wage" else 0)
                    store.insert(table, COLUMNS[table], ((*row, *padding) for row in rows), source=name)
        return make_application(tmp_path, facts=path, disabled=NO_WORDS)

    return make


@pytest.fixture
def about(made_up: Callable[..., Application]) -> Callable[..., Guide]:
    """A guide to electricians in California over made-up rows: ``about(onet={"tool": [...]})``.

    There are wages of electricians, and there are glaziers, of whom no release says more.
    """

    def guide_over(
        code: str = "47-2111",
        view: View = View.DETAILED,
        more_wages: Mapping[str, Rows] | None = None,
        **releases: object,
    ) -> Guide:
        wages: dict[str, Rows] = {
            "area": [("0000000", "United States", "nation", "00"), ("0600000", "California", "state", "06")],
            "occupation": [("47-2111", "Electricians", 1), ("47-2121", "Glaziers", 1)],
            "wage": [("47-2111", "0600000", 70_000, 33.65)],
        }
        for table, rows in (more_wages or {}).items():
            wages[table] = [*wages.get(table, ()), *rows]
        return made_up(oews=wages, **releases).guide(code, "California", view)

    return guide_over


@pytest.fixture
def section_of() -> Callable[[Guide, str], GuideSection | None]:
    """A guide's section by its hook's name without ``guide_``; none if it has no such section."""

    def of(guide: Guide, name: str) -> GuideSection | None:
        return next((one for one in guide.sections if one.spec.hook == f"guide_{name}"), None)

    return of


@pytest.fixture
def named_in(section_of: Callable[[Guide, str], GuideSection | None]) -> Callable[[Guide, str], list[str]]:
    """The ids of the releases that a section names; none if there is no such section."""

    def of(guide: Guide, name: str) -> list[str]:
        section = section_of(guide, name)
        return [] if section is None else sorted(source.id for source in section.sources)

    return of
