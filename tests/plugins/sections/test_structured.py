"""Structured content: what an author lists of an occupation is shown in every format, and kept as it is in JSON."""

import html
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from occuguide.core import Guide, OccupationLink, View, inlines
from occuguide.core.application import Application
from occuguide.core.testing import section_text
from occuguide.plugins.renderers.json import schema

ALONE = frozenset({"codes", "outlook", "pack", "wages"})
"""The plugins that would answer for any occupation of the small store."""

HEAD = """
yellow_pages = ["Electric Contractors", "Lighting & Signs"]

[[licences]]
name = "C-10 contractor license"
issuer = "Contractors State License Board"
authority = "the Contractors State License Law"
requires = "four years of work at journey level"
exam = "one on law and one on the trade"
renewal = "renewed every two years"
url = "https://www.cslb.ca.gov/"
checked = 2026-11-01

[[licences]]
name = "Trainee registration"
issuer = "Electrician Certification Unit"
requires = "OSHA cards and a school"

[[certifications]]
name = "Fire Alarm Systems, Level I"
issuer = "NICET"
requires = "six months of work"
checked = 2026-10-31

[[advancement]]
title = "Foremen"
takes = "some years in the trade"

[[advancement]]
title = "Leaders of crews"
soc = "51-1011"
takes = "CPR and a calm voice"

[[related]]
soc = "51-1011"
why = "lead a crew from a line"

[[related]]
soc = "49-9044"
why = "set the machines that electricians wire"

[[links]]
title = "IBEW"
url = "https://www.ibew.org/"
about = "A union & its schools"

[[links]]
title = "NECA"
url = "https://www.necanet.org/"

[codes.top]
"0952.20" = "Electrical"

[codes.cip]
"46.0302" = "Electrician"
"""

MODULE = '''
"""Electricians."""
from datetime import date

from occuguide.core import Credential, Description, Link, LinkItem, ProgramCode, Related, Step, hookimpl

SOC = "47-2111"


@hookimpl
def describe_occupation() -> Description:
    return Description(
        written=date(2026, 11, 22),
        yellow_pages=("Electric Contractors", "Lighting & Signs"),
        licences=(
            Credential(
                name="C-10 contractor license",
                issuer="Contractors State License Board",
                authority="the Contractors State License Law",
                requires="four years of work at journey level",
                exam="one on law and one on the trade",
                renewal="renewed every two years",
                url="https://www.cslb.ca.gov/",
                checked=date(2026, 11, 1),
            ),
            Credential(
                name="Trainee registration",
                issuer="Electrician Certification Unit",
                requires="OSHA cards and a school",
            ),
        ),
        certifications=(
            Credential(
                name="Fire Alarm Systems, Level I",
                issuer="NICET",
                requires="six months of work",
                checked=date(2026, 10, 31),
            ),
        ),
        advancement=(
            Step(title="Foremen", takes="some years in the trade"),
            Step(title="Leaders of crews", soc="51-1011", takes="CPR and a calm voice"),
        ),
        related=(
            Related("51-1011", "lead a crew from a line"),
            Related("49-9044", "set the machines that electricians wire"),
        ),
        links=(
            LinkItem(Link("IBEW", "https://www.ibew.org/"), "A union & its schools"),
            LinkItem(Link("NECA", "https://www.necanet.org/")),
        ),
        programs=(
            ProgramCode("top", "0952.20", "Electrical"),
            ProgramCode("cip", "46.0302", "Electrician"),
        ),
    )
'''
"""The same as a module."""

SHOWN = {
    "licences": (
        "C-10 contractor license",
        "Contractors State License Board",
        ", under the Contractors State License Law.",
        "The law asks for: four years of work at journey level.",
        "Exam: one on law and one on the trade.",
        "To keep it: renewed every two years.",
        "https://www.cslb.ca.gov/",
        "Compared with the issuer's page on 2026-11-01.",
        "Trainee registration",
        "Electrician Certification Unit",
        "The law asks for: OSHA cards and a school.",
        "Requirements change, and those above were not compared with the issuers' own pages. Ask the issuer.",
    ),
    "certifications": (
        "Fire Alarm Systems, Level I",
        "NICET",
        "Takes: six months of work.",
        "Compared with the issuer's page on 2026-10-31.",
        "Requirements change. Ask the issuer.",
    ),
    "advancement": (
        "Steps up from here, the nearest first:",
        "Foremen",
        "Takes some years in the trade.",
        "Leaders of crews",
        "Takes CPR and a calm voice.",
    ),
    "related": ("Crew Leads", "lead a crew from a line", "49-9044", "set the machines that electricians wire"),
    "yellow_pages": ("Electric Contractors", "Lighting & Signs"),
    "other_sources": ("IBEW", "A union & its schools", "https://www.ibew.org/", "NECA", "https://www.necanet.org/"),
    "codes": (
        "CIP, Classification of Instructional Programs 2020",
        "Electrician",
        "46.0302",
        "TOP, Taxonomy of Programs of the California Community Colleges",
        "Electrical",
        "0952.20",
    ),
}
"""What each section says, in its order but for addresses."""


@pytest.fixture
def listing(make: Callable[..., Application], occupation_file: Callable[..., Path]) -> Application:
    """An Occuguide in which nothing is known of electricians but what an author lists."""
    return make(occupations=(occupation_file("", head=HEAD).parent,), disabled=ALONE)


@pytest.fixture
def listed(listing: Application) -> Guide:
    """What is listed, as a guide."""
    return listing.guide("47-2111", "Orange")


@pytest.fixture
def about_credentials(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> Callable[[str], list[str]]:
    """What a section on licenses says, line by line, of a head that lists them as given."""

    def said(head: str) -> list[str]:
        application = make(occupations=(occupation_file("", head=head).parent,), disabled=ALONE)
        return section_text(application.guide("47-2111", "Orange"), "licences").split("\n")

    return said


# --- What a reader reads --------------------------------------------------------------------------------------


def test_each_list_makes_its_section_and_there_is_none_besides(listed: Guide) -> None:
    hooks = [section.spec.hook.removeprefix("guide_") for section in listed.sections]
    assert sorted(hooks) == sorted(SHOWN)
    assert all(section.plugins == ("structured",) for section in listed.sections)


@pytest.mark.parametrize("name", ["html", "json", "text"])
def test_all_that_is_listed_stands_in_every_format(name: str, listing: Application, listed: Guide) -> None:
    page = " ".join(html.unescape(listing.render(listing.renderer(name), listed).decode()).split())
    for section in listed.sections:
        # JSON has the lists themselves as well, before the sections.
        _, _, shown = page.rpartition(section.spec.heading)
        for words in SHOWN[section.spec.hook.removeprefix("guide_")]:
            assert words in shown, section.spec.heading


def test_what_is_listed_first_stands_first(listing: Application, listed: Guide) -> None:
    page = " ".join(listing.render(listing.renderer("text"), listed).decode().split())
    for section in listed.sections:
        _, _, shown = page.rpartition(section.spec.heading)
        stands = [words for words in SHOWN[section.spec.hook.removeprefix("guide_")] if not words.startswith("https:")]
        assert sorted(stands, key=shown.index) == stands


def test_a_module_says_what_a_markdown_file_says(
    make: Callable[..., Application], listing: Application, listed: Guide, tmp_path: Path
) -> None:
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / "electricians.py").write_text(MODULE, encoding="utf-8")
    by_module = make(occupations=(folder,), disabled=ALONE)
    for name in ("html", "json", "text"):
        page = by_module.render(by_module.renderer(name), by_module.guide("47-2111", "Orange"))
        assert page == listing.render(listing.renderer(name), listed), name


def test_steps_and_related_occupations_that_are_known_are_links(listed: Guide) -> None:
    links = {
        section.spec.hook: [
            (piece.soc, piece.text)
            for block in section.blocks
            for piece in inlines(block)
            if isinstance(piece, OccupationLink)
        ]
        for section in listed.sections
    }
    assert links["guide_advancement"] == [("51-1011", "Leaders of crews")]
    assert links["guide_related"] == [("51-1011", "Crew Leads"), ("49-9044", "49-9044")]


def test_the_summary_keeps_names_alone(listing: Application) -> None:
    brief = listing.guide("47-2111", "Orange", View.SUMMARY)
    said = {section.spec.anchor: section_text(brief, section.spec.anchor) for section in brief.sections}
    assert said == {
        "licences": "C-10 contractor licenseTrainee registration",
        "certifications": "Fire Alarm Systems, Level I",
        "related": "Crew Leads49-9044",
    }


def test_where_nothing_is_listed_there_is_no_section(listing: Application) -> None:
    assert listing.guide("51-1011", "Orange").sections == ()


# --- Checked and unchecked ------------------------------------------------------------------------------------

CHECKED = '[[licences]]\nname = "One"\nissuer = "A"\nrequires = "work"\nchecked = 2026-11-01\n'
UNCHECKED = '[[licences]]\nname = "Two"\nissuer = "B"\nrequires = "work"\n'
COMPARED = "Compared with the issuer's page on 2026-11-01."


@pytest.mark.parametrize(
    ("head", "compared", "warned"),
    [(CHECKED, 1, False), (UNCHECKED, 0, True), (CHECKED + UNCHECKED, 1, True), (UNCHECKED + CHECKED, 1, True)],
)
def test_a_reader_is_told_which_were_compared_and_whether_any_was_not(
    head: str, compared: int, warned: bool, about_credentials: Callable[[str], list[str]]
) -> None:
    *credentials, note = about_credentials(head)
    assert " ".join(credentials).count(COMPARED) == compared
    assert ("were not compared with the issuers' own pages" in note) is warned
    assert note.endswith("Ask the issuer.")


def test_nothing_is_said_of_what_is_not_known(about_credentials: Callable[[str], list[str]]) -> None:
    said = " ".join(about_credentials(UNCHECKED))
    for words in ("under", "Exam", "To keep it", "http", "Compared"):
        assert words not in said


# --- JSON -----------------------------------------------------------------------------------------------------


def as_json(application: Application, view: View = View.DETAILED) -> Any:
    """The guide to electricians, as a program reads it."""
    guide = application.guide("47-2111", "Orange", view)
    return json.loads(application.render(application.renderer("json"), guide))


@pytest.mark.parametrize("view", View)
def test_json_keeps_to_its_schema_in_every_view(view: View, listing: Application) -> None:
    kept = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    kept.validate(as_json(listing, view))


def test_json_has_the_lists_as_they_are(listing: Application) -> None:
    occupation = as_json(listing)["occupation"]
    assert occupation["licences"] == [
        {
            "name": "C-10 contractor license",
            "issuer": "Contractors State License Board",
            "authority": "the Contractors State License Law",
            "requires": "four years of work at journey level",
            "exam": "one on law and one on the trade",
            "renewal": "renewed every two years",
            "url": "https://www.cslb.ca.gov/",
            "checked": "2026-11-01",
        },
        {
            "name": "Trainee registration",
            "issuer": "Electrician Certification Unit",
            "authority": "",
            "requires": "OSHA cards and a school",
            "exam": "",
            "renewal": "",
            "url": "",
            "checked": None,
        },
    ]
    assert [one["checked"] for one in occupation["certifications"]] == ["2026-10-31"]
    assert occupation["advancement"] == [
        {"title": "Foremen", "takes": "some years in the trade", "soc": ""},
        {"title": "Leaders of crews", "takes": "CPR and a calm voice", "soc": "51-1011"},
    ]
    assert occupation["related"] == [
        {"soc": "51-1011", "why": "lead a crew from a line"},
        {"soc": "49-9044", "why": "set the machines that electricians wire"},
    ]
    assert occupation["yellow_pages"] == ["Electric Contractors", "Lighting & Signs"]
    assert occupation["links"] == [
        {"title": "IBEW", "url": "https://www.ibew.org/", "about": "A union & its schools"},
        {"title": "NECA", "url": "https://www.necanet.org/", "about": ""},
    ]
    assert {tuple(one.values()) for one in occupation["programs"]} == {
        ("top", "0952.20", "Electrical"),
        ("cip", "46.0302", "Electrician"),
    }


@pytest.mark.parametrize("soc", ["11-3051", "21-1018", "47-2111", "53-3032", "39-5011"])
def test_written_guides_and_profiles_keep_to_the_schema_too(
    soc: str, written: Callable[[str], Guide], listing: Application
) -> None:
    kept = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    kept.validate(json.loads(listing.renderer("json").render(written(soc))))
