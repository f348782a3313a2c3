"""The text renderer."""

import pytest

from occuguide.core import (
    Bar,
    BarChart,
    BulletList,
    Column,
    Definition,
    DefinitionList,
    Link,
    LinkItem,
    Links,
    Note,
    Paragraph,
    Status,
    Table,
)

LONG = "Supervisors of production and operating workers in plants of every kind, " * 4


def lines(text, guide) -> list[str]:
    return text.render(guide).decode().split("\n")


def body(text, samples, *blocks) -> list[str]:
    """The lines of the blocks, without the guide's head and foot."""
    found = lines(text, samples.guide(samples.section("What Would I Do?", *blocks)))
    start = found.index("What Would I Do?") + 3
    end = next((number for number, line in enumerate(found) if line.startswith(("Source", "Sources"))), len(found))
    return found[start:end]


@pytest.mark.parametrize("columns", range(2, 12))
def test_lines_have_eighty_columns_at_most_and_no_spaces_at_their_ends(text, samples, columns):
    rows = [[LONG[:60], *[samples.dollars(123_456_789 * 10**number) for number in range(columns - 1)]]] * 3
    rows.append([LONG, *[samples.dollars(None, Status.NOT_SURVEYED)] * (columns - 1)])
    guide = samples.guide(
        samples.section(
            LONG,
            Paragraph(LONG),
            Paragraph("x" * 300),
            Note(LONG),
            BulletList((LONG,)),
            Table(LONG, [Column(LONG), *[Column("A column's heading", numeric=True)] * (columns - 1)], rows),
            DefinitionList((Definition(LONG, (LONG,)),)),
            Links((LinkItem(Link(LONG, "https://example.org/"), LONG),)),
            BarChart(LONG, (Bar(LONG, samples.percent(3.0)), Bar("職業案内" * 30, samples.percent(-3.0)))),
        ),
        *samples.full().sections[1:],
    )
    for line in lines(text, guide):
        assert len(line) <= 80
        assert line == line.rstrip()


def test_an_address_is_not_broken(text, samples):
    url = f"https://example.org/{'a' * 100}"
    assert any(url in line for line in body(text, samples, Paragraph(("See ", Link("the page", url), "."))))


def test_titles_are_underlined(text, samples):
    found = lines(text, samples.full())
    assert found[:2] == ["Industrial Production Managers in Orange County", "=" * 47]
    assert found[found.index("Working Conditions") + 1] == "-" * 18


def test_bullets_hang(text, samples):
    first, second, *_ = body(text, samples, BulletList((LONG,)))
    assert first.startswith("- Supervisors")
    assert second.startswith("  ")


def test_figures_are_aligned_at_the_right(text, samples):
    table = Table(
        "Wages",
        (Column("Place"), Column("Median", numeric=True)),
        (("Orange", samples.dollars(132_620)), ("Kern", samples.dollars(98_000))),
    )
    assert body(text, samples, table)[2:6] == [
        "Place     Median",
        "------  --------",
        "Orange  $132,620",
        "Kern     $98,000",
    ]


def test_a_table_without_rows_shows_its_columns(text, samples):
    assert "Place  Median" in body(text, samples, Table("Wages", (Column("Place"), Column("Median")), ()))


def test_a_table_that_is_too_wide_becomes_records(text, samples):
    columns = [Column("Place"), *[Column(f"Figure{number:04}", numeric=True) for number in range(9)]]
    row = ["Orange", *[samples.dollars(1_000 + number) for number in range(9)]]
    found = body(text, samples, Table("Wages", columns, [row]))
    assert "Place: Orange" in found
    assert "Figure0008: $1,008" in found


def test_bars_of_losses_and_gains_lie_on_either_side_of_zero(text, samples):
    chart = BarChart("Growth", (Bar("Orange", samples.percent(10.0)), Bar("Kern", samples.percent(-5.0))))
    gain, loss = body(text, samples, chart)[2:4]
    assert gain.index("|") == loss.index("|")
    assert gain.count("#") == pytest.approx(2 * loss.count("#"), abs=1)
    assert gain.index("|") < gain.index("#")
    assert loss.index("#") < loss.index("|")
    assert loss.endswith("-5.0%")


def test_a_range_is_drawn_on_the_axis_that_is_given(text, samples):
    drawn = "\n".join(body(text, samples, samples.every_block()[-1]))
    top_coded, whole = (line for line in drawn.split("\n") if "[=" in line and "25th" not in line)
    assert top_coded.endswith(">")
    assert whole.endswith("|")
    assert "$50,000" in drawn
    assert "$250,000" in drawn


def test_ideographs_take_two_columns(text, samples):
    table = Table("Names", (Column("Name"), Column("Code")), (("職業", "1"), ("abcd", "2")))
    assert body(text, samples, table)[4:6] == ["職業  1", "abcd  2"]
