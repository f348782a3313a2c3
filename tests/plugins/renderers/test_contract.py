"""What every renderer keeps to."""

import html as html_module
import json
import re

import pytest
from attrs import evolve

from occuguide.core import (
    Bar,
    BarChart,
    BulletList,
    Column,
    ConfigError,
    Definition,
    DefinitionList,
    Kind,
    Link,
    LinkItem,
    Links,
    Note,
    OccupationLink,
    Paragraph,
    Range,
    RangeChart,
    Renderer,
    Settings,
    Status,
    Strong,
    Table,
    View,
)
from occuguide.plugins.renderers import html as html_plugin
from occuguide.plugins.renderers import json as json_plugin
from occuguide.plugins.renderers import text as text_plugin

HOSTILE = "<script>alert('x')</script> \"]]( & --> {{ 7 * 7 }} </style> \\"


def said(renderer: Renderer, rendered: bytes) -> str:
    """What a reader of the format gets to read, in one line."""
    text = rendered.decode()
    match renderer.name:
        case "html":
            text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
            text = html_module.unescape(re.sub(r"<[^>]*>", "", text))
        case "json":
            text = " ".join(strings(json.loads(text)))
        case _:
            pass
    return " ".join(text.split())


def strings(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [found for item in value.values() for found in strings(item)]
        case list():
            # Pieces of one text stand together, as a reader of the JSON would join them.
            if value and all(isinstance(item, dict) and "text" in item for item in value):
                return ["".join(piece["text"] for piece in value)]
            return [found for item in value for found in strings(item)]
        case _:
            return []


# --- The hook -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("plugin", "name"), [(html_plugin, "html"), (text_plugin, "text")])
def test_hook_renderer_hands_out_a_format_with_its_name(plugin, name, tmp_path):
    assert plugin.renderer(Settings.default(tmp_path)).name == name


def test_hook_renderer_hands_out_json():
    assert json_plugin.renderer().name == "json"


def test_a_renderer_says_how_its_files_and_answers_are_called(renderer):
    expected = {
        "html": (".html", "text/html; charset=utf-8"),
        "text": (".txt", "text/plain; charset=utf-8"),
        "json": (".json", "application/json"),
    }
    assert (renderer.suffix, renderer.media_type) == expected[renderer.name]


# --- What is said -------------------------------------------------------------------------------------------


FACTS = [
    "Industrial Production Managers in Orange County",
    "Plant Managers",
    "Geothermal Production Managers",
    "no longer listed",
    "What Would I Do?",
    "Working Conditions",
    "Wages and Benefits",
    "Related Occupations",
    "Half earn more than $132,620, as do Construction Managers",
    "and direct",
    "often under pressure",
    "https://www.bls.gov/ooh/",
    "Wages leave out the self-employed.",
    "Hire and train workers",
    "Wages by place, May 2025",
    "Median",
    "Inyo County",
    "$84,770",
    "Certified Manager",
    "Given by the institute",
    "Renewed yearly",
    "CalJOBS",
    "job openings",
    "https://www.caljobs.ca.gov/",
    "mailto:a@example.org",
    "Growth by place, 2020-2030",
    "Chico",
    "-2.5%",
    "Spread of wages",
    "$178,900",
    "$215,000",
    "O*NET 29.3",
    "the OEWS of May 2025",
    "Read from a copy: a mirror at https://example.org/onet. Compared with the official file.",
    "CC BY 4.0",
]


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_stands_in_every_format(renderer, samples, fact):
    rendered = renderer.render(samples.full())
    # An address may stand where it is not read: behind a link's words.
    assert fact in said(renderer, rendered) or fact.encode() in rendered


def test_every_status_is_said_in_words(renderer, samples):
    text = said(renderer, renderer.render(samples.full()))
    for measure in samples.every_status():
        assert str(measure) in text
    assert "$239,200 or more" in text


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.PUBLISHED])
def test_charts_say_measures_that_they_cannot_draw(renderer, samples, status):
    measure = samples.dollars(239_200 if status is Status.AT_LEAST else None, status)
    chart = BarChart("Wages", (Bar("Here", measure), Bar("There", samples.dollars(100_000))))
    text = said(renderer, renderer.render(samples.guide(samples.section("Wages", chart))))
    assert str(measure) in text
    assert "$100,000" in text


def test_a_chart_without_any_figure_is_still_shown(renderer, samples):
    none = samples.dollars(None, Status.SUPPRESSED)
    chart = BarChart("Growth", (Bar("Here", none),))
    ranges = RangeChart("Spread", (Range("Orange", (none, none, none, none, none)),))
    text = said(renderer, renderer.render(samples.guide(samples.section("Wages", chart, ranges))))
    assert text.count("not released") == 6


def test_the_attribution_of_every_source_stands_word_for_word(renderer, samples):
    text = said(renderer, renderer.render(samples.full()))
    for source in samples.sources:
        assert source.attribution in text
        assert source.licence in text
        assert source.citation in text


def test_hidden_titles_are_never_shown(renderer, samples):
    assert b"Plant Mgr" not in renderer.render(samples.full())


def test_it_says_whether_it_is_a_guide_or_a_profile(renderer, samples):
    assert "Guide" in said(renderer, renderer.render(samples.paragraph("Hello.")))
    assert "Profile" in said(renderer, renderer.render(evolve(samples.paragraph("Hello."), kind=Kind.PROFILE)))


def test_letters_of_all_scripts_come_through(renderer, samples):
    words = "Señoras y señores — Žižek, 職業案内, ‏עברית, 🧑‍🏭"
    assert words in said(renderer, renderer.render(samples.paragraph(words)))


def test_hostile_words_are_shown_as_words(renderer, samples):
    section = samples.section(
        HOSTILE,
        Paragraph((HOSTILE, Strong(HOSTILE))),
        Note(HOSTILE),
        BulletList((HOSTILE,)),
        Table(HOSTILE, (Column(HOSTILE), Column(HOSTILE, numeric=True)), ((HOSTILE, HOSTILE),)),
        DefinitionList((Definition(HOSTILE, (HOSTILE,)),)),
        Links((LinkItem(Link(HOSTILE, "https://example.org/"), HOSTILE),)),
        BarChart(HOSTILE, (Bar(HOSTILE, samples.percent(1.0)),)),
    )
    occupation = evolve(samples.occupation, title=HOSTILE, also_called=(HOSTILE,), rests_on=(HOSTILE,))
    rendered = renderer.render(samples.guide(section, occupation=occupation))
    assert said(renderer, rendered).count("<script>alert('x')</script>") >= 10
    assert "49" not in said(renderer, rendered)


def test_control_characters_do_not_reach_the_reader(renderer, samples):
    rendered = renderer.render(samples.paragraph("red \x1b[31malert\x07 \u202ebackwards \x00end"))
    assert not re.search(rb"[\x00-\x08\x0b-\x1f]", rendered)


def test_half_a_surrogate_pair_does_not_stop_it(renderer, samples):
    assert "half ? pair" in said(renderer, renderer.render(samples.paragraph("half \ud83d pair")))


# --- Links --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org", " https:"]
)
def test_an_address_that_is_not_safe_is_shown_and_not_linked(renderer, samples, url):
    guide = samples.guide(
        samples.section("Links", Paragraph((Link("here", url),)), Links((LinkItem(Link("there", url)),)))
    )
    rendered = renderer.render(guide)
    assert f"here ({url.strip()}".replace(" ", "") in said(renderer, rendered).replace(" ", "")
    assert f'href="{url}'.encode() not in rendered
    assert f'"url": "{url}'.encode() not in rendered


def test_an_occupation_is_named_with_what_it_has(renderer, samples):
    for site in (None, samples.site):
        rendered = renderer.render(samples.full(), site)
        if renderer.name == "json":
            found = re.findall(r'"text": "([^"]*)",\s*"kind": "(\w+)"', rendered.decode())
            assert ("Construction Managers", "Guide") in found
            assert ("First-Line Supervisors", "Profile") in found
        else:
            assert "Construction Managers (Guide)" in said(renderer, rendered)
            assert "First-Line Supervisors (Profile)" in said(renderer, rendered)


def test_one_section_in_two_guides_has_each_sites_addresses(renderer, samples):
    guide = samples.paragraph(OccupationLink("11-9021", "Construction Managers"))
    alone, with_site, alone_again = (renderer.render(guide, site) for site in (None, samples.site, None))
    assert b"../construction-managers/" not in alone
    assert alone == alone_again
    assert (b"../construction-managers/" in with_site) == (renderer.name != "text")


# --- Heads and feet -----------------------------------------------------------------------------------------


def test_nothing_is_said_of_titles_and_specialties_that_there_are_not(renderer, samples):
    occupation = evolve(samples.occupation, also_called=(), specialties=(), written=None, rests_on=(), sources=())
    text = said(renderer, renderer.render(evolve(samples.paragraph("Hello."), occupation=occupation)))
    assert "May also be called" not in text
    assert "Specialties" not in text
    assert "Written" not in text
    assert "Sources and licences" not in text


def test_a_summary_says_when_it_was_written_and_leaves_out_what_it_rests_on(renderer, samples):
    whole, summary = (
        said(renderer, renderer.render(samples.full(view=view))) for view in (View.DETAILED, View.SUMMARY)
    )
    rests_on = samples.occupation.rests_on[-1]
    assert rests_on in whole
    if renderer.name != "json":  # which leaves nothing out that is typed
        assert rests_on not in summary
        assert "Written" in summary


def test_the_view_of_all_areas_names_no_area(renderer, samples):
    text = said(renderer, renderer.render(evolve(samples.paragraph("Hello."), view=View.ALL_AREAS)))
    assert "Industrial Production Managers: all areas" in text
    assert "Orange County" not in text


def test_the_view_of_definitions_says_what_it_is_and_names_no_area(renderer, samples):
    text = said(renderer, renderer.render(evolve(samples.paragraph("Hello."), view=View.DEFINITIONS)))
    assert "Industrial Production Managers: what the skills mean" in text
    assert "Orange County" not in text


def test_a_guide_without_any_section_is_rendered(renderer, samples):
    assert "Industrial Production Managers" in said(renderer, renderer.render(samples.guide()))


def test_the_same_guide_gives_the_same_bytes(renderer, samples, tmp_path):
    first = renderer.render(samples.full())
    assert renderer.render(samples.full()) == first
    assert type(renderer)().render(samples.full()) == first


def test_it_ends_with_one_newline(renderer, samples):
    rendered = renderer.render(samples.full())
    assert rendered.endswith(b"\n")
    assert not rendered.endswith(b"\n\n")


# --- Templates of the user's --------------------------------------------------------------------------------


@pytest.mark.parametrize(("plugin", "template"), [(html_plugin, "guide.html.jinja"), (text_plugin, "guide.txt.jinja")])
def test_a_users_template_takes_the_place_of_the_own_by_name(plugin, template, samples, tmp_path):
    (tmp_path / template).write_text("Ours: {{ guide.title }}", encoding="utf-8")
    renderer = plugin.renderer(evolve(Settings.default(tmp_path), templates=tmp_path))
    assert renderer.render(samples.full()).strip() == b"Ours: Industrial Production Managers in Orange County"


def test_a_users_folder_without_templates_changes_nothing(samples, tmp_path):
    settings = Settings.default(tmp_path)
    for plugin in (html_plugin, text_plugin):
        own = plugin.renderer(settings).render(samples.full())
        assert plugin.renderer(evolve(settings, templates=tmp_path)).render(samples.full()) == own


@pytest.mark.parametrize("mistake", ["\n\n{% if %}", "\n\n{{ guide.nothing }}", "\n\n{{ nothing }}"])
@pytest.mark.parametrize(("plugin", "template"), [(html_plugin, "guide.html.jinja"), (text_plugin, "guide.txt.jinja")])
def test_a_mistake_in_a_users_template_is_named_with_file_and_line(plugin, template, mistake, samples, tmp_path):
    (tmp_path / template).write_text(mistake, encoding="utf-8")
    renderer = plugin.renderer(evolve(Settings.default(tmp_path), templates=tmp_path))
    with pytest.raises(ConfigError, match=re.escape(f"{tmp_path / template}:3")):
        renderer.render(samples.full())
