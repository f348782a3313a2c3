"""The small store: a handful of facts, made by code, for tests that should not lean on a whole edition.

All figures are made up, or were true once: nothing follows from them. What there is:

=========  ==============================  ==========================================================
11-3051    Industrial Production Managers  wages everywhere, the highest in the nation top-coded;
                                           projections, a loss among them
47-2111    Electricians                    wages in the state and the wage area, some suppressed;
                                           no projections
51-1011    Crew Leads                      no figure at all
=========  ==============================  ==========================================================

Los Angeles County and Orange County are one wage area, and a projection area each. They lie in California, and this in
the United States, which have wages and no projections.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from attrs import evolve

from occuguide.core.measures import Source
from occuguide.core.store import Store, rewriting

OCCUPATIONS: Mapping[str, str] = MappingProxyType(
    {"11-3051": "Industrial Production Managers", "47-2111": "Electricians", "51-1011": "Crew Leads"}
)
"""The titles of its occupations, by SOC code."""

_WAGES = Source(
    id="oews",
    title="Wages",
    publisher="Bureau",
    release="May 2025",
    period="May 2025",
    licence="None",
    attribution="Bureau.",
    url="https://example.org/",
    file="wages.csv",
    sha256="0" * 64,
)
_PROJECTIONS = evolve(_WAGES, id="edd", title="Projections", period="2020-2030", release="2020-2030")

_NATION, _STATE, _WAGE_AREA = "0000000", "0600000", "0031080"

_AREAS = {
    "oews": [
        (_NATION, "United States", "nation", "00"),
        (_STATE, "California", "state", "06"),
        (_WAGE_AREA, "Los Angeles-Long Beach-Anaheim, CA", "metropolitan area", "06"),
    ],
    "edd": [
        ("LA", "Los Angeles MD (Los Angeles County)", "metropolitan area", "06"),
        ("OC", "Anaheim MD (Orange County)", "metropolitan area", "06"),
    ],
}
_COUNTIES = [("06037", "Los Angeles County", "06"), ("06059", "Orange County", "06")]
_MEMBERS = [
    ("oews", _WAGE_AREA, "Los Angeles County", "06"),
    ("oews", _WAGE_AREA, "Orange County", "06"),
    ("edd", "LA", "Los Angeles County", "06"),
    ("edd", "OC", "Orange County", "06"),
]

Cell = tuple[float | None, str | None]
"""A figure and what is known of it, as the store's tables have them side by side."""

_SUPPRESSED: Cell = (None, "suppressed")
_FIGURES = (
    "employment",
    "jobs_per_1000",
    "location_quotient",
    *(f"{form}_{name}" for form in ("hourly", "annual") for name in ("mean", "p10", "p25", "median", "p75", "p90")),
)
"""The figures of a row of wages; those that ``_PAID`` does not give are suppressed."""

_PAID: Sequence[tuple[str, str, Mapping[str, Cell]]] = [
    (
        "11-3051",
        _NATION,
        {"annual_median": (126060, None), "annual_p75": (161880, None), "annual_p90": (239200, "at_least")},
    ),
    ("11-3051", _STATE, {"annual_median": (130000, None), "annual_p75": (173660, None)}),
    ("11-3051", _WAGE_AREA, {"annual_median": (128540, None), "annual_p75": (163110, None)}),
    ("47-2111", _STATE, {"annual_median": (76000, None)}),
    ("47-2111", _WAGE_AREA, {"annual_median": (75000, None)}),
]

_PROJECTED = (
    *("soc", "area", "base_year", "projected_year", "base_employment", "projected_employment"),
    *("change", "percent_change", "exits", "transfers", "openings", "per"),
)
_JOBS = [
    ("11-3051", "OC", 2020, 2030, 2690, 2930, 240, 8.9, 540, 1330, 2110, "period"),
    ("11-3051", "LA", 2020, 2030, 6070, 6030, -40, -0.7, 1000, 2000, 2960, "period"),
]


def small_facts(path: Path, occupations: Mapping[str, str] | None = None) -> Path:
    """Write the small store: three occupations, two counties, their state and the nation.

    Args:
        path: The file to write.
        occupations: Titles by SOC code of occupations to know beside its own; they have no figures.

    Returns:
        The file.

    Raises:
        DataError: It cannot be written.
    """
    with rewriting(path, None) as store:
        for source in (_WAGES, _PROJECTIONS):
            store.begin(source)
        _insert_names(store, {**(occupations or {}), **OCCUPATIONS})
        statuses = [name for figure in _FIGURES for name in (figure, f"{figure}_status")]
        store.insert("wage", ("soc", "area", *statuses), _wages(), source=_WAGES.id)
        store.insert("projection", _PROJECTED, _JOBS, source=_PROJECTIONS.id)
    return path


def _insert_names(store: Store, titles: Mapping[str, str]) -> None:
    """What occupations and places are called, and which counties make an area."""
    detailed = [(soc, title, 1) for soc, title in titles.items()]
    store.insert("occupation", ("soc", "title", "detailed"), detailed, source=_WAGES.id)
    for source, areas in _AREAS.items():
        store.insert("area", ("code", "name", "kind", "state"), areas, source=source)
    store.insert("county", ("fips", "name", "state"), _COUNTIES, source=_WAGES.id)
    store.insert("area_county", ("area_source", "area", "county", "state"), _MEMBERS, source=_WAGES.id)


def _wages() -> Iterator[tuple[object, ...]]:
    for soc, area, given in _PAID:
        cells = (given.get(figure, _SUPPRESSED) for figure in _FIGURES)
        yield (soc, area, *(part for cell in cells for part in cell))
