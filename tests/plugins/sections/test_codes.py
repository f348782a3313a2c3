"""Codes, names and tasks."""

from collections.abc import Callable

from occuguide.core import BulletList, Guide, Note, Table
from occuguide.core.application import Application
from occuguide.core.blocks import plain

Guides = Callable[..., Guide]


def tables(guide: Guide) -> list[list[list[str]]]:
    (section,) = (one for one in guide.sections if one.spec.anchor == "codes")
    return [
        [[plain(cell) for cell in row] for row in block.rows]
        for block in section.blocks
        if isinstance(block, Table) and block.caption.startswith(("SOC", "O*NET"))
    ]


def test_the_code_and_the_interests_of_the_occupation_and_its_specialties(guide: Guides) -> None:
    soc, onet = tables(guide("11-3051"))
    assert soc == [["Industrial Production Managers", "11-3051"]]
    assert onet[0] == ["Industrial Production Managers", "11-3051.00", "ECR"]
    codes = [row[1] for row in onet]
    assert codes == sorted(codes)
    assert "11-3051.05" not in codes, "O*NET 29.3 no longer lists it"
    assert len(codes) == 6


def test_an_occupation_that_onet_does_not_know_has_its_soc_code_alone(guide: Guides) -> None:
    """21-1018 joins SOC occupations in the wages and the projections."""
    title = "Substance Abuse, Behavioral Disorder, and Mental Health Counselors"
    assert tables(guide("21-1018")) == [[[title, "21-1018"]]]


def test_interests_that_are_not_published_are_said_to_be_so(made_up: Callable[..., Application]) -> None:
    application = made_up(
        oews={
            "area": [("0600000", "California", "state", "06")],
            "occupation": [("47-2111", "Electricians", 1)],
            "wage": [("47-2111", "0600000", 70_000, 33.65)],
        },
        onet={"specialty": [("47-2111.00", "47-2111", "Electricians", "")]},
    )
    assert tables(application.guide("47-2111"))[1] == [["Electricians", "47-2111.00", "none published"]]


def test_the_codes_do_not_depend_on_the_area(guide: Guides) -> None:
    (here,) = (one for one in guide("11-3051", "California").sections if one.spec.anchor == "codes")
    (there,) = (one for one in guide("11-3051", "Orange County").sections if one.spec.anchor == "codes")
    assert here is there


def test_reported_titles_and_specialties_are_the_occupations(guide: Guides) -> None:
    occupation = guide("33-2011").occupation
    assert "Wildland Firefighter" in occupation.also_called
    managers = guide("11-3051").occupation
    assert "11-3051.00" not in [one.code for one in managers.specialties]
    assert "11-3051.01" in [one.code for one in managers.specialties]
    assert "onet" in [source.id for source in managers.sources]


def test_tasks_have_the_core_ones_first(made_up: Callable[..., Application]) -> None:
    application = made_up(
        oews={
            "area": [("0600000", "California", "state", "06")],
            "occupation": [("47-2111", "Electricians", 1), ("47-2112", "Others", 1), ("47-2113", "None", 1)],
            "wage": [("47-2111", "0600000", 70_000, 33.65)],
        },
        onet={
            "specialty": [("47-2111.00", "47-2111", "Electricians", "")],
            "task": [
                ("47-2111.00", 1, "Tidy up.", 0),
                ("47-2111.00", 2, "Run wires.", 1),
                ("47-2112.00", 3, "Sort.", 0),
            ],
        },
    )

    def blocks(soc: str) -> list[BulletList | Note]:
        sections = application.guide(soc).sections
        return [
            block
            for one in sections
            if one.spec.anchor == "tasks"
            for block in one.blocks
            if isinstance(block, BulletList | Note)
        ]

    core, between, others = blocks("47-2111")
    assert isinstance(core, BulletList)
    assert isinstance(between, Note)
    assert isinstance(others, BulletList)
    assert [plain(item) for item in core.items] == ["Run wires."]
    assert [plain(item) for item in others.items] == ["Tidy up."]
    (alone,) = blocks("47-2112")
    assert isinstance(alone, BulletList)
    assert blocks("47-2113") == []


def test_the_bundled_edition_has_no_tasks_to_show(guide: Guides) -> None:
    assert "tasks" not in {section.spec.anchor for section in guide("33-2011").sections}
