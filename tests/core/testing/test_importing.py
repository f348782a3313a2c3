"""import_release: a release is read into a store as a user's import would read it."""

import csv
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from attrs import evolve

from occuguide.core import DataError, Facts, Progress, Store
from occuguide.core.testing import import_release, small_facts


class Vacancies:
    """Imports a file of vacancies."""

    name = "vacancies"
    title = "Vacancies"
    formats = "One CSV file."
    downloads = ()

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        (path,) = paths
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        store.begin(evolve(self.source, id=self.name, file=path.name))
        columns = ("soc", "area", "key", "value", "unit", "period")
        measures = ((soc, area, "vacancies", float(number), "jobs", "2026") for soc, area, number in rows)
        progress.note("Vacancies of less than a week are not counted.")
        return store.insert("measure", columns, measures, source=self.name)


@pytest.fixture
def vacancies(small: Facts) -> Vacancies:
    source = Vacancies()
    source.source = small.sources["oews"]
    return source


def test_the_rows_of_a_release_stand_beside_what_is_there(vacancies: Vacancies, tmp_path: Path) -> None:
    (tmp_path / "vacancies.csv").write_text("47-2111,06059,31\n", encoding="utf-8")
    store = small_facts(tmp_path / "facts.sqlite")
    notes = import_release(vacancies, [tmp_path / "vacancies.csv"], store)
    facts = Facts(store)
    (county,) = (area for area in facts.areas if area.name == "Orange County")
    assert str(facts.measures_by_occupation(county, "vacancies")["47-2111"]) == "31"
    assert len(facts.loaded("wage")) == 1
    facts.close()
    assert notes == ("Vacancies of less than a week are not counted.",)


def test_a_release_that_is_refused_leaves_the_store_as_it_was(vacancies: Vacancies, tmp_path: Path) -> None:
    (tmp_path / "vacancies.csv").write_text("47-2111,06059,31\n47-2111,06059,32\n", encoding="utf-8")
    store = small_facts(tmp_path / "facts.sqlite")
    before = store.read_bytes()
    with pytest.raises(DataError, match="a row twice"):
        import_release(vacancies, [tmp_path / "vacancies.csv"], store)
    assert store.read_bytes() == before


def test_the_kit_needs_no_pytest_but_for_its_fixtures() -> None:
    script = "import sys, occuguide.core.testing; sys.exit('pytest' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], timeout=60, check=False).returncode == 0
