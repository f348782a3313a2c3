"""What the tests of the documentation share: a project's folder, and Occuguide run in it."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import frozen

from occuguide.core import cli
from occuguide.core.application import Application
from occuguide.core.testing import make_application

PREPARED = {
    "counties.csv": "county_fips,county,oews_area_code\n06059,Orange,0031080\n",
    "projections.csv": (
        "Area Type,Area Name (County Names),Period,SOC Level,Standard Occupational Classification (SOC),"
        "Occupational Title,Base Year Employment Estimate,Projected Year Employment Estimate,Numeric Change,"
        "Percentage Change,Exits,Transfers,Total  Job Openings,Entry Level Education,Work Experience,Job Training\n"
        "State,California,2020-2030,4,47-2111,Electricians,70300,83100,12800,18.2,22270,56340,91410,N/A,None,N/A\n"
    ),
    "onet_folder/Occupation Data.txt": "O*NET-SOC Code\tTitle\tDescription\n47-2111.00\tElectricians\tWire.\n",
    "national_projections.csv": (
        'Occupation Title,Occupation Code,"Employment, 2024","Employment, 2034",'
        '"Employment Change, 2024-2034","Employment Percent Change, 2024-2034",'
        '"Occupational Openings, 2024-2034 Annual Average",Typical Entry-Level Education,'
        "Work Experience in a Related Occupation,Typical on-the-job Training\n"
        "Electricians,47-2111,800.0,880.0,80.0,10.0,80.0,High school diploma or equivalent,None,Apprenticeship\n"
    ),
    "cip_soc_folder/CIP2020_SOC2018_Crosswalk.csv": (
        "CIP2020Code,CIP2020Title,SOC2018Code,SOC2018Title\n46.0302,Electrician.,47-2111,Electricians\n"
    ),
    "Green Occupations.txt": "O*NET-SOC Code\tGreen Occupational Category\n47-2111.00\tGreen Increased Demand\n",
    "oews_folder/oe.data.0.Current": (
        "series_id\tyear\tperiod\tvalue\tfootnote_codes\nOEUN000000000000047211101\t2025\tA01\t1000\t\n"
    ),
    "oews_folder/oe.area": "state_code\tarea_code\tareatype_code\tarea_name\n00\t0000000\tN\tNational\n",
    "oews_folder/oe.occupation": "occupation_code\toccupation_name\tdisplay_level\n472111\tElectricians\t3\n",
    "oews_folder/oe.footnote": "footnote_code\tfootnote_text\n8\tEstimate not released.\n",
    "all_states.csv": (
        "stfips,areaname,code,name,baseyear,base,projyear,proj,change,percentchange,avgannualopenings\n"
        "41, Oregon,47-2111,Electricians,2020,9000,2030,9900,900,10.0,1000\n"
    ),
    "soc_folder/soc_structure_2018.csv": (
        "Major Group,Minor Group,Broad Group,Detailed Occupation,\n,,,47-2111,Electricians\n"
    ),
    "our_occupations/_notes.md": "Nothing yet.\n",
    "drafts/barbers.md": (
        '+++\nsoc = "39-5011"\nwritten = 2026-11-23\n+++\n\n## Benefits\n'
        "Some barbers put away $3,000 of tips.\n\nThose who rent a chair utilize what they save.\n"
    ),
    "occuguide.toml": 'occupations = ["our_occupations"]\n',
}
"""The files that the documentation's commands take for granted."""


NEVADA = Path(__file__).parents[1] / "plugins" / "packs" / "nevada.md"


@frozen
class Run:
    """What a command did."""

    status: int
    out: str
    err: str


def prepare(folder: Path) -> Path:
    """A folder with the files, so that each command finds what it names."""
    for name, content in PREPARED.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return folder


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def shared_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project for commands that only read: its search index is built once."""
    return prepare(tmp_path_factory.mktemp("project"))


@pytest.fixture(autouse=True)
def _own_folders(shared_project: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shared_project)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.delenv("OCCUGUIDE_CONFIG", raising=False)


@pytest.fixture
def new_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project for commands that import facts."""
    monkeypatch.chdir(prepare(tmp_path))
    return tmp_path


@pytest.fixture
def small_project(new_project: Path, small_facts: Path) -> Path:
    """A project of few occupations, for commands that make every guide."""
    shutil.copyfile(small_facts, new_project / "facts.sqlite")
    return new_project


@pytest.fixture
def nevada_project(new_project: Path, nevada_facts: Path) -> Path:
    """A project of Nevada, with the pack that the documentation shows."""
    shutil.copyfile(nevada_facts, new_project / "facts.sqlite")
    shutil.copyfile(NEVADA, new_project / "nevada.md")
    (new_project / "occuguide.toml").write_text('pack = "nevada.md"\ndisabled = ["guides"]\n', "utf-8")
    return new_project


@pytest.fixture
def two_stores(small_project: Path) -> Path:
    """A project whose store differs from last year's: the release, and one median."""
    last_year = shutil.copyfile(small_project / "facts.sqlite", small_project / "last_year.sqlite")
    connection = sqlite3.connect(last_year)
    connection.execute("UPDATE source SET release = 'May 2024' WHERE id = 'oews'")
    connection.execute("UPDATE wage SET annual_median = 120000 WHERE soc = '11-3051' AND area = '0031080'")
    connection.commit()
    connection.close()
    return small_project


@pytest.fixture
def occuguide(capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Runs a command in this process."""

    def run(*arguments: str) -> Run:
        capsys.readouterr()
        status = cli.run(list(arguments))
        said = capsys.readouterr()
        return Run(status, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """Occuguide as it is installed, with the bundled facts."""
    application = make_application(tmp_path_factory.mktemp("application"))
    yield application
    application.facts.close()
