"""Guides made by hand, so that renderers are tested without data and without other plugins."""

from datetime import date
from pathlib import Path

import pytest
from attrs import evolve, field, frozen

from occuguide.core import (
    DUTIES,
    LEADS_TO,
    PAY,
    PROFESSIONAL,
    Area,
    AreaKind,
    Bar,
    BarChart,
    Block,
    BulletList,
    Chapter,
    Column,
    Definition,
    DefinitionList,
    Emphasis,
    Failure,
    Guide,
    GuideChapter,
    GuideSection,
    Kind,
    Link,
    LinkItem,
    Links,
    Measure,
    Note,
    Occupation,
    OccupationLink,
    Paragraph,
    PublishedArea,
    Range,
    RangeChart,
    Renderer,
    SectionSpec,
    Settings,
    Source,
    Specialty,
    Status,
    Strong,
    Table,
    Unit,
    View,
)

OEWS = Source(
    id="oews",
    title="Occupational Employment and Wage Statistics",
    publisher="U.S. Bureau of Labor Statistics",
    release="May 2025",
    period="May 2025",
    licence="Public domain",
    attribution="Source: U.S. Bureau of Labor Statistics, OEWS.",
    url="https://www.bls.gov/oes/",
    file="oesm25ma.zip",
    sha256="0" * 64,
)
ONET = Source(
    id="onet",
    title="O*NET Database",
    publisher="U.S. Department of Labor, Employment and Training Administration",
    release="29.3",
    period="",
    licence="CC BY 4.0",
    attribution=(
        "This page includes information from the O*NET 29.3 Database by the U.S. Department of Labor, "
        "Employment and Training Administration (USDOL/ETA). "
        "Used under the CC BY 4.0 license. O*NET® is a trademark of "
        "USDOL/ETA."
    ),
    url="https://www.onetcenter.org/database.html",
    file="db_29_3_text.zip",
    sha256="1" * 64,
    copied_from="a mirror at https://example.org/onet",
    checked=True,
)
EDD = Source(
    id="edd",
    title="Long-Term Occupational Employment Projections",
    publisher="California Employment Development Department",
    release="2020-2030 edition",
    period="2020-2030",
    licence="California Open Data terms",
    attribution="California Employment Development Department, Labor Market Information Division.",
    url="https://data.ca.gov/dataset/projections",
    file="projections.csv",
    sha256="2" * 64,
)


MANAGERS = Occupation(
    soc="11-3051",
    title="Industrial Production Managers",
    also_called=("Plant Managers", "Production Managers"),
    hidden_titles=("Plant Mgr",),
    specialties=(
        Specialty("11-3051.02", "Geothermal Production Managers"),
        Specialty("11-3051.05", "Methane Operators", "no longer listed"),
    ),
    written=date(2026, 11, 2),
    rests_on=("O*NET 29.3", "the OEWS of May 2025"),
    sources=(ONET,),
)
ORANGE = Area(
    code="06059",
    name="Orange County",
    kind=AreaKind.COUNTY,
    counties=("Orange County",),
    wages=PublishedArea(
        source="oews",
        code="31080",
        name="Los Angeles-Long Beach-Anaheim, CA",
        kind=AreaKind.METROPOLITAN,
        counties=("Los Angeles County", "Orange County"),
    ),
    projections=(PublishedArea(source="oews", code="Orange", name="Orange County", kind=AreaKind.METROPOLITAN),),
    within=(Area(code="06", name="California", kind=AreaKind.STATE),),
)


class People:
    """A directory in which one occupation has a Guide and all others have Profiles."""

    def title(self, soc: str) -> str:
        return f"Occupation {soc}"

    def kind(self, soc: str) -> Kind:
        return Kind.GUIDE if soc == "11-9021" else Kind.PROFILE


class Neighbours:
    """A site that has a page for one occupation only."""

    def occupation(self, link: OccupationLink) -> str | None:
        return "../construction-managers/" if link.soc == "11-9021" else None

    def pages(self, guide: Guide) -> tuple[tuple[str, str | None], ...]:
        return (("Detailed", None), ("Summary", "summary/"), ("Text", "guide.txt"))


def dollars(value: float | None, status: Status = Status.PUBLISHED, unit: Unit = Unit.DOLLARS_A_YEAR) -> Measure:
    return Measure(value=value, unit=unit, status=status, period="May 2025", source=OEWS)


def percent(value: float | None, status: Status = Status.PUBLISHED) -> Measure:
    return Measure(value=value, unit=Unit.PERCENT, status=status, period="2020-2030", source=EDD)


def every_status() -> list[Measure]:
    """A measure of every status."""
    return [
        Measure(
            value=239_200.0 if status in (Status.PUBLISHED, Status.AT_LEAST) else None,
            unit=unit,
            status=status,
        )
        for status in Status
        for unit in (Unit.DOLLARS_A_YEAR, Unit.DOLLARS_AN_HOUR, Unit.JOBS)
    ]


def every_block() -> list[Block]:
    """A block of every kind, with every kind of inline text."""
    return [
        Paragraph(
            (
                "They plan ",
                Strong("and direct"),
                " work, ",
                Emphasis("often under pressure"),
                "; see ",
                Link("the handbook", "https://www.bls.gov/ooh/"),
                ". Half earn more than ",
                dollars(132_620),
                ", as do ",
                OccupationLink("11-9021", "Construction Managers"),
                " and ",
                OccupationLink("51-1011", "First-Line Supervisors"),
                ".",
            )
        ),
        Note("Wages leave out the self-employed."),
        BulletList(("Hire and train workers", ("Keep ", Strong("safe")))),
        Table(
            "Wages by place, May 2025",
            (Column("Place"), Column("Low", numeric=True), Column("Median", numeric=True)),
            (
                ("Orange County", dollars(84_770), dollars(132_620)),
                ("Inyo County", dollars(None, Status.SUPPRESSED), dollars(None, Status.NOT_SURVEYED)),
            ),
        ),
        DefinitionList(
            (Definition("Certified Manager", ("Given by the institute", ("Renewed ", Emphasis("yearly")))),)
        ),
        Links(
            (
                LinkItem(Link("CalJOBS", "https://www.caljobs.ca.gov/"), "job openings"),
                LinkItem(Link("Write", "mailto:a@example.org")),
            )
        ),
        BarChart(
            "Growth by place, 2020-2030",
            (
                Bar("Orange", percent(4.1)),
                Bar("Kern", percent(-2.5)),
                Bar("Chico", percent(None, Status.SUPPRESSED)),
            ),
        ),
        RangeChart(
            "Spread of wages",
            (
                Range(
                    "Orange County",
                    (
                        dollars(84_770),
                        dollars(104_300),
                        dollars(132_620),
                        dollars(178_900),
                        dollars(239_200, Status.AT_LEAST),
                    ),
                ),
                Range(
                    "California",
                    (dollars(79_000), dollars(99_000), dollars(129_000), dollars(170_000), dollars(215_000)),
                ),
            ),
        ),
    ]


def section(
    heading: str, *blocks: Block, chapter: Chapter = DUTIES, hook: str = "", sources: tuple[Source, ...] = ()
) -> GuideSection:
    name = hook or "guide_" + "_".join("".join(char if char.isalnum() else " " for char in heading.lower()).split())
    return GuideSection(
        spec=SectionSpec(hook=name, heading=heading, chapter=chapter, order=10, view=View.DETAILED, summary=None),
        blocks=blocks,
        stated_sources=sources,
        plugins=("tests",),
        authored=True,
    )


@frozen
class Samples:
    """What tests make guides of."""

    dollars = staticmethod(dollars)
    percent = staticmethod(percent)
    every_status = staticmethod(every_status)
    every_block = staticmethod(every_block)
    section = staticmethod(section)
    sources: tuple[Source, ...] = (OEWS, ONET, EDD)
    site: Neighbours = field(factory=Neighbours)
    occupation: Occupation = MANAGERS
    area: Area = ORANGE

    def guide(self, *sections: GuideSection, **changes: object) -> Guide:
        """A guide of sections, in the chapters that they name."""
        chapters: dict[Chapter, list[GuideSection]] = {}
        for one in sections:
            chapters.setdefault(one.spec.chapter, []).append(one)
        guide = Guide(
            occupation=self.occupation,
            area=self.area,
            view=View.DETAILED,
            kind=Kind.GUIDE,
            chapters=tuple(GuideChapter(chapter, tuple(group)) for chapter, group in chapters.items()),
            failures=(),
            directory=People(),
        )
        return evolve(guide, **changes)

    def paragraph(self, *content: object) -> Guide:
        """A guide that holds one paragraph."""
        return self.guide(self.section("What Would I Do?", Paragraph(content)))  # type: ignore[arg-type]

    def full(self, **changes: object) -> Guide:
        """A guide with a block of every kind, measures of every status, and several chapters."""
        statuses = Table(
            "Every status",
            (Column("Number"), Column("Figure", numeric=True)),
            tuple((f"Row {number}", measure) for number, measure in enumerate(every_status(), start=1)),
        )
        return self.guide(
            section("What Would I Do?", *every_block(), sources=(ONET,)),
            section("Working Conditions", Paragraph("Most work in offices near the plant."), sources=(ONET,)),
            section("Wages", statuses, chapter=PAY),
            section(
                "Related Occupations",
                BulletList(((OccupationLink("11-9021", "Construction Managers"),),)),
                chapter=LEADS_TO,
            ),
            section("Codes", Paragraph("SOC 11-3051"), chapter=PROFESSIONAL, hook="guide_codes"),
            failures=(Failure(plugin="broken", hook="guide_benefits", soc="11-3051", error=ValueError("no luck")),),
            **changes,
        )


@pytest.fixture
def samples() -> Samples:
    return Samples()


def _renderer(name: str, settings: Settings) -> Renderer:
    from occuguide.plugins.renderers import html, json, text

    match name:
        case "html":
            return html.renderer(settings)
        case "text":
            return text.renderer(settings)
        case _:
            return json.renderer()


@pytest.fixture(params=["html", "text", "json"])
def renderer(request: pytest.FixtureRequest, tmp_path: Path) -> Renderer:
    """Each renderer in turn."""
    return _renderer(request.param, Settings.default(tmp_path))


@pytest.fixture
def html(tmp_path: Path) -> Renderer:
    return _renderer("html", Settings.default(tmp_path))


@pytest.fixture
def text(tmp_path: Path) -> Renderer:
    return _renderer("text", Settings.default(tmp_path))


@pytest.fixture
def json_renderer(tmp_path: Path) -> Renderer:
    return _renderer("json", Settings.default(tmp_path))
