"""The written guides: each is complete, says when it was written and what it rests on, and is shown everywhere."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from occuguide import occupations
from occuguide.core import Kind, View
from occuguide.core.application import Application

FOLDER = Path(occupations.__file__).parent
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix in (".md", ".py") and path.name[0] != "_")

LISTED = {"Yellow Page Headings": "yellow_pages", "Related Occupations": "related", "Other Sources": "links"}
"""The sections that a guide's lists fill, each with its list."""

FROM_FACTS = {"What Employers Say", "For the Career Professional"}
"""The sections that wait for a survey, or hold codes alone."""

UNREAD = (b"{{", b"<!--", b"+++")
"""What stands in a guide's file and is nobody's to read."""


@pytest.fixture(scope="module")
def headings() -> Sequence[str]:
    """Every heading that an author may write, as the documentation lists them."""
    documented = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text("utf-8")
    _, table = documented.split("| Heading | Chapter |\n| --- | --- |\n")
    return re.findall(r"^\| ([^|]+) \|", table.partition("\n\n")[0], re.MULTILINE)


@pytest.fixture(params=FILES)
def soc(request: pytest.FixtureRequest, bundled: Application) -> str:
    """The SOC code of each guide's file in turn."""
    (code,) = (one.soc for one in bundled.registry.plugins if one.name == f"occupations/{request.param}")
    return code


def test_the_twelve_guides_are_for_twelve_occupations(bundled: Application) -> None:
    assert len(FILES) == 12
    assert len(bundled.registry.authored()) == 12


def test_it_is_a_guide_and_not_a_profile(soc: str, bundled: Application) -> None:
    assert bundled.occupations.kind(soc) is Kind.GUIDE
    assert bundled.guide(soc, "Orange County").kind is Kind.GUIDE


def test_it_has_every_section_and_its_author_wrote_those_that_are_words(
    soc: str, headings: Sequence[str], bundled: Application
) -> None:
    guide = bundled.guide(soc, "California")
    sections = {section.spec.heading: section for section in guide.sections}
    assert len(headings) == 25
    for heading in {*headings} - FROM_FACTS:
        # What nobody calls green work needs no words on it.
        if heading != "Green Economy" or bundled.facts.designations(soc, "green"):
            assert sections[heading].authored or heading in LISTED, heading
    for name in (*LISTED.values(), "in_short", "also_called", "hidden_titles", "advancement"):
        assert getattr(guide.occupation, name), name


def test_every_credential_says_who_gives_it_and_what_it_takes(soc: str, bundled: Application) -> None:
    occupation = bundled.occupations.get(soc)
    for credential in (*occupation.licences, *occupation.certifications):
        assert credential.issuer, credential.name
        assert credential.requires, credential.name
        assert not credential.url or credential.url.startswith("https://"), credential.name


def test_it_says_when_it_was_written_and_what_it_rests_on(soc: str, bundled: Application) -> None:
    guide = bundled.guide(soc, "Alpine County")
    written, rests_on = guide.occupation.written, guide.occupation.rests_on
    assert written is not None
    assert rests_on
    said = " ".join(bundled.render(bundled.renderer("text"), guide).decode().split())
    assert f"Written {written:%B} {written.day}, {written.year}; rests on: {'; '.join(rests_on)}." in said


def test_it_is_shown_for_every_place_in_every_format_and_view_without_a_failure(soc: str, bundled: Application) -> None:
    occupation = bundled.occupations.get(soc)
    title = occupation.title.partition(",")[0].encode()
    contents = {section.spec.heading for section in bundled.guide(soc, "California").sections}
    for area in bundled.facts.areas:
        for view in View:
            guide = bundled.composer.guide(occupation, area, view)
            assert guide.failures == (), (area.name, view)
            if view is View.DETAILED:
                assert {section.spec.heading for section in guide.sections} == contents, area.name
            for renderer in bundled.renderers.values():
                rendered = renderer.render(guide)
                assert title in rendered, (area.name, view, renderer.name)
                assert not any(sign in rendered for sign in UNREAD), (area.name, view, renderer.name)
