"""Citations: figures in authored text that are always those of the release, and of the reader's place."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from occuguide.core import ContentError, GuideSection, Measure, Note, inlines
from occuguide.core.application import Application
from occuguide.core.citations import PATHS, Citations
from occuguide.core.testing import section_text


def wages_section(application: Application, area: str) -> GuideSection:
    """The wages section of the guide for electricians."""
    guide = application.guide("47-2111", area)
    return next(section for section in guide.sections if section.spec.hook == "guide_wages")


@pytest.fixture
def written(make: Callable[..., Application], occupation_file: Callable[..., Path]) -> Callable[..., Application]:
    """An Occuguide without the generic sections, in which somebody wrote for an occupation."""

    def wrote(body: str, soc: str = "47-2111") -> Application:
        path = occupation_file(body, soc=soc)
        return make(occupations=(path.parent,), disabled=frozenset({"guides", "wages", "outlook"}))

    return wrote


def test_a_citation_becomes_the_figure_of_the_readers_wage_area(written: Callable[..., Application]) -> None:
    application = written("## Wages\n\nHalf earn more than {{ wages.annual.median }} in {{wages.area}}.\n")
    said = {area: section_text(application.guide("47-2111", area), "wages") for area in ("Orange", "California")}
    assert said == {
        "Orange": "Half earn more than $75,000 in the Los Angeles-Long Beach-Anaheim area.",
        "California": "Half earn more than $76,000 in California.",
    }


def test_a_cited_figure_keeps_its_source_and_status(written: Callable[..., Application]) -> None:
    application = written("## Wages\n\nHalf earn more than {{ wages.annual.median }}.\n")
    section = wages_section(application, "Orange")
    (figure,) = [piece for piece in inlines(section.blocks[0]) if isinstance(piece, Measure)]
    assert figure.value == 75000
    assert figure.source is not None
    assert figure.source.id == "oews"
    assert [source.id for source in section.sources] == ["oews"]


def test_a_sentence_that_cites_what_is_not_published_here_is_left_out_and_the_foot_says_so(
    written: Callable[..., Application],
) -> None:
    application = written(
        "## Wages\n\nPay is good. The top quarter begins at {{ wages.annual.p75 }}. It rises with years.\n"
    )
    section = wages_section(application, "Orange")
    said = section_text(application.guide("47-2111", "Orange"), "wages").split("\n")
    assert said[0] == "Pay is good. It rises with years."
    assert said[1] == "One passage is left out here, for want of a figure published for Orange County."
    assert isinstance(section.blocks[-1], Note)


def test_nothing_is_said_to_be_left_out_where_every_figure_is_published(
    written: Callable[..., Application],
) -> None:
    application = written("## Wages\n\nThe top quarter begins at {{ wages.annual.p75 }}.\n", "11-3051")
    assert section_text(application.guide("11-3051", "Orange"), "wages") == "The top quarter begins at $163,110."


def test_items_and_rows_that_cite_what_is_not_published_are_left_out_whole(
    written: Callable[..., Application],
) -> None:
    application = written(
        "## Wages\n\n- Median {{ wages.annual.median }}\n- High {{ wages.annual.p75 }}\n\n"
        "| What | Pay |\n| --- | --- |\n| Median | {{ wages.annual.median }} |\n| High | {{ wages.annual.p75 }} |\n"
    )
    said = section_text(application.guide("47-2111", "Orange"), "wages")
    assert "High" not in said
    assert said.count("$75,000") == 2
    assert said.endswith("\n2 passages are left out here, for want of a figure published for Orange County.")


def test_a_section_of_which_nothing_is_left_still_says_why(written: Callable[..., Application]) -> None:
    application = written("## Job Outlook\n\nThere are {{ outlook.base }} jobs.\n")
    assert section_text(application.guide("47-2111", "Orange"), "outlook") == (
        "One passage is left out here, for want of a figure published for Orange County."
    )


def test_an_abbreviation_does_not_cut_a_sentence_in_two(written: Callable[..., Application]) -> None:
    application = written("## Wages\n\nIn the U.S. Pay is {{ wages.annual.p75 }} a year. The rest stands.\n")
    assert section_text(application.guide("47-2111", "Orange"), "wages").startswith("The rest stands.")


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Ask Dr. Smith about {{ wages.annual.p75 }} pay. All good.", "All good."),
        ("Ask at St. Anne and No. 5 for {{ wages.annual.p75 }} pay. All good.", "All good."),
        ("Sparks Inc. pays {{ wages.annual.p75 }} a year. All good.", "All good."),
        ('They call {{ wages.annual.p75 }} "a lot." The next one has none.', "The next one has none."),
        ("They call {{ wages.annual.p75 }} (a lot.) The next one has none.", "The next one has none."),
        ("Pay is {{ wages.annual.p75 }} here. 5 of 10 stay.", "5 of 10 stay."),
        ("Some pay {{ wages.annual.p75 }}? “Many do!” All good.", "“Many do!” All good."),
    ],
)
def test_a_sentence_is_left_out_whole_and_its_neighbour_stays(
    words: str, left: str, written: Callable[..., Application]
) -> None:
    application = written(f"## Wages\n\n{words}\n")
    assert section_text(application.guide("47-2111", "Orange"), "wages").split("\n") == [
        left,
        "One passage is left out here, for want of a figure published for Orange County.",
    ]


def test_a_sentence_about_a_missing_outlook_is_left_out_though_it_names_a_doctor(
    written: Callable[..., Application],
) -> None:
    application = written("## Job Outlook\n\nAsk Dr. Smith about {{ outlook.base }} jobs. All good.\n")
    assert section_text(application.guide("47-2111", "Orange"), "outlook").split("\n")[0] == "All good."


def test_a_row_that_cites_several_missing_figures_counts_once(written: Callable[..., Application]) -> None:
    application = written(
        "## Wages\n\n| What | Pay | Again |\n| --- | --- | --- |\n| Median | {{ wages.annual.median }} | - |\n"
        "| High | {{ wages.annual.p75 }} | {{ wages.annual.p75 }} |\n"
    )
    said = section_text(application.guide("47-2111", "Orange"), "wages")
    assert said.endswith("\nOne passage is left out here, for want of a figure published for Orange County.")


def test_the_outlook_of_a_place_with_two_projection_areas_is_not_cited(
    written: Callable[..., Application],
) -> None:
    application = written("## Job Outlook\n\nThere were {{ outlook.base }} jobs. Work is steady.\n", "11-3051")
    assert section_text(application.guide("11-3051", "Orange"), "outlook").startswith("There were 2,690 jobs.")
    both = section_text(application.guide("11-3051", "Los Angeles-Long Beach-Anaheim"), "outlook")
    assert both.startswith("Work is steady.")
    assert "One passage is left out here" in both


@pytest.fixture
def joint(make: Callable[..., Application], write_store: Callable[..., Path]) -> Application:
    """An Occuguide over figures of California that are published for managers and others together."""
    return make(
        facts=write_store(
            occupation=[
                {"source": source, "soc": soc, "title": title, "detailed": 1}
                for source in ("oews", "edd")
                for soc, title in (("11-3051", "Managers"), ("11-3058", "Managers and Others"))
            ],
            composite=[{"soc": "11-3058", "component": soc, "basis": "named"} for soc in ("11-3051", "11-3059")],
            wage=[{"soc": "11-3058", "area": "0600000", "annual_median": 100_000}],
            projection=[{"soc": "11-3058", "area": "CA", "base_employment": 700, "openings": 90}],
            area=[
                {"code": "0600000", "name": "California", "kind": "state", "state": "06"},
                {"source": "edd", "code": "CA", "name": "California", "kind": "state", "state": "06"},
            ],
            county=[],
            area_county=[],
        )
    )


def cited(application: Application, soc: str, *paths: str) -> list[str]:
    """What the paths print for an occupation in California; ``None`` where nothing can be cited."""
    citations = Citations(application.occupations.get(soc), application.area("California"), application.facts)
    return [str(citations.get(path)) for path in paths]


def test_figures_of_several_occupations_together_are_not_cited_as_those_of_one(joint: Application) -> None:
    paths = ("wages.annual.median", "wages.area", "outlook.base", "outlook.openings", "outlook.period")
    assert cited(joint, "11-3051", *paths) == ["None"] * 5
    assert cited(joint, "11-3058", *paths) == ["$100,000", "California", "700", "90", "2020-2030"]


def test_openings_are_cited_only_where_they_are_those_of_the_whole_period(
    make: Callable[..., Application], write_store: Callable[..., Path]
) -> None:
    row = {"soc": "11-3051", "area": "CA", "base_employment": 700, "openings": 90, "exits": 30, "transfers": 40}
    paths = ("outlook.openings", "outlook.exits", "outlook.transfers", "outlook.base")
    for per, said in (("period", ["90", "30", "40", "700"]), ("year", [*["None"] * 3, "700"])):
        store = write_store(
            f"{per}.sqlite",
            area=[{"source": "edd", "code": "CA", "name": "California", "kind": "state"}],
            projection=[{**row, "per": per}],
        )
        assert cited(make(facts=store), "11-3051", *paths) == said


def test_text_that_cites_depends_on_the_area_and_text_that_does_not_is_shared(
    written: Callable[..., Application],
) -> None:
    application = written("## Wages\n\nPay is {{ wages.annual.median }}.\n\n## Benefits\n\nMany.\n")
    orange, state = (application.guide("47-2111", area) for area in ("Orange", "California"))
    by_hook = [{one.spec.hook: one for one in guide.sections} for guide in (orange, state)]
    assert by_hook[0]["guide_benefits"] is by_hook[1]["guide_benefits"]
    assert by_hook[0]["guide_wages"] is not by_hook[1]["guide_wages"]


def test_every_path_that_may_be_cited_can_be(bundled: Application) -> None:
    citations = Citations(bundled.occupations.get("11-3051"), bundled.area("Orange"), bundled.facts)
    said = {path: str(citations.get(path)) for path in PATHS}
    assert said["wages.annual.median"] == "$128,540"
    assert said["wages.annual.p75"] == "$163,110"
    assert said["outlook.base"] == "2,690"
    assert said["outlook.projected"] == "2,930"
    assert said["outlook.growth"] == "8.9%"
    assert said["outlook.change"] == "240"
    assert said["outlook.openings"] == "2,110"
    assert said["outlook.area"] == "Orange County"
    assert said["outlook.period"] == "2020-2030"
    assert said["wages.period"] == "May 2025"
    assert "None" not in said.values()


# --- Wrong citations ------------------------------------------------------------------------------------------


@pytest.fixture
def said(make: Callable[..., Application], occupation_file: Callable[..., Path]) -> Callable[[str], str]:
    """What the author of a body is told, from the file's name on."""

    def told(body: str) -> str:
        path = occupation_file(body)
        registry = make().registry
        reader = registry.keyed("occupation_reader", "suffix")[".md"]
        with pytest.raises(ContentError) as error:
            reader.load(path, dict(registry.headings))
        return str(error.value).removeprefix(f"{path.parent}/")

    return told


def test_an_unknown_fact_is_told_with_line_and_column_and_the_nearest(said: Callable[[str], str]) -> None:
    told = said("## Wages\n\nOne line.\nPay is {{ wages.annual.medain }}.\n")
    assert told.startswith("electricians.md:8:11: there is no fact 'wages.annual.medain' to cite.")
    assert "Did you mean wages.annual.median" in told


def test_a_fact_like_no_other_gets_the_list(said: Callable[[str], str]) -> None:
    assert "outlook.openings" in said("## Wages\n\n{{ zzz }}\n")


def test_braces_that_are_no_citation_are_told_with_line_and_column(said: Callable[[str], str]) -> None:
    for body, place in (
        ("Pay is {{ wages.annual.median }.", "7:8"),
        ("Pay is wages.annual.median }}.", "7:28"),
        ("Pay is {{ }}.", "7:8"),
    ):
        told = said(f"## Wages\n\n{body}\n")
        assert re.match(rf"electricians\.md:{place}\b", told), (body, told)


def test_a_citation_over_two_lines_is_refused(said: Callable[[str], str]) -> None:
    assert said("## Wages\n\nPay is {{ wages.\nannual.median }}.\n").startswith("electricians.md:")


def test_a_citation_in_emphasis_or_a_link_is_refused(said: Callable[[str], str]) -> None:
    for words in ("**{{ wages.annual.median }}**", "[{{ wages.annual.median }}](https://example.org/)"):
        told = said(f"## Wages\n\nPay is {words}.\n")
        assert told.startswith("electricians.md:7:")
        assert "a citation cannot stand in a link or in emphasis" in told


def test_a_citation_in_a_tables_head_is_refused(said: Callable[[str], str]) -> None:
    told = said("## Wages\n\n| {{ wages.area }} | Pay |\n| --- | --- |\n| a | b |\n")
    assert told.startswith("electricians.md:7")


def test_single_braces_are_text(written: Callable[..., Application]) -> None:
    application = written("## Wages\n\nA set is {a, b}.\n")
    assert section_text(application.guide("47-2111", "Orange"), "wages") == "A set is {a, b}."
