"""The HTML renderer."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve

from occuguide.core import (
    DUTIES,
    Bar,
    BarChart,
    Column,
    Link,
    OccupationLink,
    Paragraph,
    Range,
    RangeChart,
    Settings,
    Status,
    Strong,
    Table,
    Unit,
)
from occuguide.plugins.renderers import html as html_plugin
from occuguide.plugins.renderers.html.page import Drawing
from occuguide.plugins.renderers.templates import environment

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """A page taken apart; tags that are not closed in order are a mistake."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute of {tag} is given twice"
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"{tag} is closed and was not opened"
        assert self.open.pop() == tag

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


@pytest.fixture
def page(html, samples):
    return Page(html.render(samples.full(), samples.site).decode())


def test_tags_are_closed_in_order(html, samples):
    for guide in (samples.full(), samples.guide(), samples.paragraph("<b>&</p>")):
        for site in (None, samples.site):
            Page(html.render(guide, site).decode())


def test_it_says_its_language_title_and_description(page, html, samples):
    assert page.all("html") == [{"lang": "en"}]
    named = {attributes.get("name"): attributes.get("content") for attributes in page.all("meta")}
    assert named["viewport"] == "width=device-width, initial-scale=1"
    assert named["description"].startswith("Industrial Production Managers in Orange County: Occupational Guide.")
    assert len(named["description"]) <= 156
    assert b"<title>Industrial Production Managers in Orange County | Occupational Guide</title>" in html.render(
        samples.full()
    )


def test_it_needs_nothing_from_elsewhere(page):
    assert page.all("script", "img", "iframe") == []
    assert [attributes["href"] for attributes in page.all("link")] == ["data:,"]


def test_ids_are_unique_and_every_jump_arrives(page):
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    jumps = [attributes["href"][1:] for attributes in page.all("a") if attributes["href"].startswith("#")]
    assert {"guide", "working-conditions", "sources-and-licenses"} <= set(jumps)
    assert set(jumps) <= set(ids)


def test_headings_go_down_one_level_at_a_time(page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_a_heading_that_is_the_chapters_is_not_repeated(html, samples):
    markup = html.render(samples.full()).decode()
    assert '<h2 id="what-would-i-do">What Would I Do?</h2>' in markup
    assert '<h3 id="what-would-i-do"' not in markup
    assert '<h3 id="wages">Wages</h3>' in markup


def test_the_chapters_heading_does_not_stand_for_a_section_that_is_not_its_first(html, samples):
    guide = samples.guide(
        samples.section("Working Conditions", Paragraph("One."), chapter=DUTIES),
        samples.section("What Would I Do?", Paragraph("Two."), chapter=DUTIES),
    )
    markup = html.render(guide).decode()
    assert '<h3 id="what-would-i-do">What Would I Do?</h3>' in markup
    Page(markup)


def test_tables_name_their_columns_and_rows(page):
    heads = page.all("th")
    assert heads
    assert {attributes["scope"] for attributes in heads} == {"col", "row"}
    assert {attributes.get("data-label") for attributes in page.all("td")} >= {"Low", "Median", "Figure"}


def test_charts_are_drawn_and_their_figures_stand_beside_them(html, samples):
    chart = BarChart("Growth", (Bar("Orange", samples.percent(4.0)), Bar("Kern", samples.percent(-4.0))))
    markup = html.render(samples.guide(samples.section("Outlook", chart))).decode()
    bars = Page(markup).all("rect")
    assert [(bar["x"], bar["width"]) for bar in bars] == [("50.0%", "50.0%"), ("0.0%", "50.0%")]
    assert all(attributes["aria-hidden"] == "true" for attributes in Page(markup).all("svg"))
    assert '<span class="figure">4.0%</span>' in markup
    assert '<span class="figure">-4.0%</span>' in markup


def test_a_bound_is_drawn_as_an_open_end(html, samples):
    markup = html.render(samples.guide(samples.section("Wages", samples.every_block()[-1]))).decode()
    ends = re.findall(r'class="whisker" x1="([\d.]+)%" x2="([\d.]+)%"', markup)
    lines = [(float(left), float(right)) for left, right in ends if left != right]
    caps = [float(left) for left, right in ends if left == right]
    assert lines[0][1] == 100.0  # Orange County's 90th percentile is a bound.
    assert 100.0 not in caps
    assert lines[1][1] in caps


def test_an_address_is_escaped(html, samples):
    markup = html.render(samples.paragraph(Link("here", "https://example.org/?a=1&b=2"))).decode()
    assert 'href="https://example.org/?a=1&amp;b=2" rel="external"' in markup


def test_an_address_cannot_leave_its_attribute(html, samples):
    markup = html.render(samples.paragraph(Link("here", 'https://example.org/" onclick="alert(1)'))).decode()
    assert all("onclick" not in attributes for _, attributes in Page(markup).tags)


def test_an_occupation_without_a_page_is_not_linked(html, samples):
    guide = samples.paragraph(OccupationLink("51-1011", "Supervisors"), OccupationLink("11-9021", "Builders"))
    markup = html.render(guide, samples.site).decode()
    assert '<a href="../construction-managers/">Builders</a>' in markup
    assert ">Supervisors</a>" not in markup


def test_the_other_views_and_formats_are_linked_and_the_current_one_is_marked(html, samples):
    markup = html.render(samples.full(), samples.site).decode()
    assert '<span aria-current="page">Detailed</span>' in markup
    assert '<a href="guide.txt">Text</a>' in markup
    assert "Views and formats" not in html.render(samples.full()).decode()


def test_a_users_stylesheet_takes_the_place_of_the_own(samples, tmp_path):
    (tmp_path / "guide.css").write_text("body { color: teal; } /* {{ not a template }} */", encoding="utf-8")
    renderer = html_plugin.renderer(evolve(Settings.default(tmp_path), templates=tmp_path))
    markup = renderer.render(samples.full()).decode()
    assert "body { color: teal; } /* {{ not a template }} */" in markup
    assert "--paper" not in markup


@pytest.mark.parametrize("name", ["blocks.html.jinja", "chapters.html.jinja"])
def test_every_macro_of_a_users_takes_the_place_of_the_own(name, samples, tmp_path):
    macro = re.compile(r"({% macro (\w+)\(.*?\) %})")
    own = (Path(html_plugin.__file__).parent / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(macro.sub(r"\1[our \2]", own), encoding="utf-8")
    renderer = html_plugin.renderer(evolve(Settings.default(tmp_path), templates=tmp_path))
    names = [found[1] for found in macro.findall(own)]
    assert len(names) >= 3
    guide = samples.guide(samples.section("Wages", *samples.every_block()), samples.section("Growth", Paragraph("Up.")))
    for _ in range(2):
        markup = renderer.render(guide, samples.site).decode()
        assert [name for name in names if f"[our {name}]" not in markup] == []


def test_rows_that_say_the_same_under_other_headings_keep_their_own(html, samples):
    row = ("Orange County", samples.dollars(90_000))
    tables = [Table("Wages", (Column("Area"), Column(heading, numeric=True)), (row,)) for heading in ("Low", "High")]
    cells = Page(html.render(samples.guide(samples.section("Wages", *tables))).decode()).all("td")
    assert [cell["data-label"] for cell in cells] == ["Low", "High"]


def test_figures_that_differ_in_status_alone_are_told_apart(html, samples):
    measures = [samples.dollars(239_200, status) for status in (Status.PUBLISHED, Status.AT_LEAST)]
    rows = [("Here", measure) for measure in measures]
    markup = html.render(samples.guide(samples.section("Wages", Table("Wages", (Column("Area"), Column("Pay")), rows))))
    assert re.findall(rb"<td.*?><span>(.*?)</span>", markup) == [b"$239,200", b"$239,200 or more"]


def test_a_cell_may_be_a_list(html, samples):
    table = Table("Wages", (Column("Area"), Column("Pay")), ((["Orange ", Strong("County")], ["much"]),))
    markup = html.render(samples.guide(samples.section("Wages", table)))
    assert b"Orange <strong>County</strong>" in markup
    assert b"<span>much</span>" in markup


def test_tables_and_charts_of_one_unit_of_pay_say_which(html, samples):
    yearly, hourly = samples.dollars(90_000), evolve(samples.dollars(43.27), unit=Unit.DOLLARS_AN_HOUR)
    columns = (Column("Area"), Column("Pay"), Column("Pay"))
    shown = [
        *(Table("Pay", columns, (("Here", *row),)) for row in ((yearly, yearly), (hourly, hourly), (yearly, hourly))),
        Table("Growth", columns[:2], (("Here", samples.percent(4.0)),)),
        RangeChart("Pay", (Range("Here", (hourly,) * 5),)),
    ]
    tags = Page(html.render(samples.guide(samples.section("Wages", *shown))).decode()).all("div", "figure")
    wrapping = [tag for tag in tags if tag.get("class") in ("table", "chart ranges")]
    assert [tag.get("data-pay") for tag in wrapping] == ["year", "hour", None, None, "hour"]


def test_chapters_are_drawn_for_another_frame(samples, tmp_path):
    """As the site does: its templates first, then the renderer's, and the user's before both."""
    ours, users = tmp_path / "ours", tmp_path / "users"
    for folder in (ours, users):
        folder.mkdir()
    frame = '{% import "chapters.html.jinja" as inside %}<main>{{ inside.chapters(chapters) }}</main>'
    (ours / "frame.html.jinja").write_text(frame, encoding="utf-8")
    (users / "frame.html.jinja").write_text('<b>Ours</b>{% include "own/frame.html.jinja" %}', encoding="utf-8")
    templates = environment((ours, Path(html_plugin.__file__).parent), users, escape=True)
    chapters = Drawing(templates).chapters(samples.full(), samples.site)
    markup = templates.get_template("frame.html.jinja").render(chapters=chapters)
    alone = html_plugin.renderer(Settings.default(tmp_path)).render(samples.full(), samples.site).decode()
    assert markup.startswith("<b>Ours</b><main>")
    assert re.search("<main.*?>(.*)</main>", markup, re.DOTALL)[1].strip() == (
        re.search("<main.*?>(.*)</main>", alone, re.DOTALL)[1].strip()
    )


def test_a_users_template_may_add_to_the_own(samples, tmp_path):
    (tmp_path / "guide.html.jinja").write_text(
        '{% extends "own/guide.html.jinja" %}{% block footer %}<p>Our office</p>{{ super() }}{% endblock %}',
        encoding="utf-8",
    )
    renderer = html_plugin.renderer(evolve(Settings.default(tmp_path), templates=tmp_path))
    markup = renderer.render(samples.full()).decode()
    assert markup.index("Working Conditions") < markup.index("Our office") < markup.index("License: CC BY 4.0")
    Page(markup)
