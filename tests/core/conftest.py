"""What the tests of facts and of the commands of data share: small stores that a test says the rows of."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import Facts, Source
from occuguide.core.store import rewriting

NAMES: Mapping[str, Sequence[Mapping[str, object]]] = {
    "occupation": [
        {"soc": "11-3051", "title": "Industrial Production Managers", "detailed": 1},
        {"soc": "47-2111", "title": "Electricians", "detailed": 1},
    ],
    "area": [
        {"code": "0600000", "name": "California", "kind": "state", "state": "06"},
        {"code": "0031080", "name": "Los Angeles-Long Beach-Anaheim, CA", "kind": "metropolitan area", "state": "06"},
        {"source": "edd", "code": "OC", "name": "Anaheim MD (Orange County)", "kind": "metropolitan area"},
    ],
    "county": [{"fips": "06059", "name": "Orange County", "state": "06"}],
    "area_county": [
        {"area_source": "oews", "area": "0031080", "county": "Orange County", "state": "06"},
        {"area_source": "edd", "area": "OC", "county": "Orange County", "state": "06"},
    ],
}
"""What every store has, but for a test that says otherwise: two occupations, a county and the areas that it is in."""


@pytest.fixture
def write_store(tmp_path: Path) -> Callable[..., Path]:
    """Write a store: ``write_store("old.sqlite", release="May 2024", wage=[{...}])``; answers its path.

    A row is of the source ``oews``, or of the one that it names; a projection of ``edd``. Wages that a row does not
    give are suppressed.
    """

    def write(name: str = "facts.sqlite", *, release: str = "May 2024", **tables: Sequence[Mapping[str, Any]]) -> Path:
        path = tmp_path / name
        path.unlink(missing_ok=True)
        rows_of = {**NAMES, **tables}
        named = {str(row["source"]) for rows in rows_of.values() for row in rows if "source" in row}
        with rewriting(path, None) as store:
            for source in sorted(named | {"oews", "edd"}):
                store.begin(
                    Source(
                        id=source,
                        title="Wages" if source == "oews" else "Projections",
                        publisher="Bureau",
                        release=release if source == "oews" else "2020-2030",
                        period=release if source == "oews" else "2020-2030",
                        licence="None",
                        attribution="Bureau.",
                        url="https://example.org/",
                        file="figures.csv",
                        sha256="0" * 64,
                    )
                )
            for table, rows in rows_of.items():
                for row in rows:
                    filled = {**_defaults(table, row), **row}
                    source = str(filled.pop("source", "oews"))
                    store.insert(table, tuple(filled), [tuple(filled.values())], source=source)
        return path

    return write


def _defaults(table: str, row: Mapping[str, object]) -> dict[str, object]:
    if table == "area":
        return {"state": "06"}
    if table == "requirement":
        return {"source": "edd", "experience": "None", "training": "None"}
    if table == "distribution":
        return {"suppressed": 0}
    if table == "projection":
        return {"source": "edd", "area": "OC", "base_year": 2020, "projected_year": 2030, "per": "period"}
    if table == "wage":
        return {name: "suppressed" for name in _WAGE_STATUSES if name.removesuffix("_status") not in row}
    return {}


@pytest.fixture
def facts_of(write_store: Callable[..., Path]) -> Iterator[Callable[..., Facts]]:
    """The facts of a store that a test says the rows of: ``facts_of(wage=[{...}])``, as ``write_store`` takes them."""
    opened: list[Facts] = []

    def read(**tables: Sequence[Mapping[str, Any]]) -> Facts:
        opened.append(Facts(write_store(f"facts-{len(opened)}.sqlite", **tables)))
        return opened[-1]

    yield read
    for facts in opened:
        facts.close()


_WAGE_STATUSES = [
    f"{name}_status"
    for name in (
        "employment",
        "jobs_per_1000",
        "location_quotient",
        *(f"{form}_{name}" for form in ("hourly", "annual") for name in ("mean", "p10", "p25", "median", "p75", "p90")),
    )
]


@pytest.fixture
def tamper() -> Callable[..., None]:
    """Change a store behind its own back, checks and all: ``tamper(path, "UPDATE wage SET ...")``."""

    def change(path: Path, *statements: str) -> None:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    return change


@pytest.fixture
def own_project(tmp_path: Path) -> Path:
    """Make the test's folder a project over its own ``facts.sqlite``, without the bundled edition."""
    path = tmp_path / "occuguide.toml"
    path.write_text('facts = "facts.sqlite"\ncache = "cache"\ndisabled = ["edition"]\n', encoding="utf-8")
    return path
