"""Figures in prose: typed where they should be cited, or cited where they are not for."""

from collections.abc import Callable

import pytest

from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rules import figures

Places = Callable[..., list[tuple[str, int, int]]]

HERE = "In {{ wages.area }}, half earn {{ wages.annual.median }} or more."
THERE = "In {{ outlook.area }}, there are {{ outlook.base }} jobs."


def wages(said: str) -> str:
    return f"## Wages\n\n{steady(said)}\n"


def outlook(said: str) -> str:
    return f"## Job Outlook\n\n{steady(said)}\n"


def steady(said: str) -> str:
    """Some words behind others; an exception stands above what it is for."""
    return said if said.startswith("<!--") else f"The work is steady. {said}"


def computed(amount: str) -> str:
    """A module whose sentence on pay has an amount that it works out, or that is typed."""
    return f"@hookimpl\ndef guide_wages():\n    return Section(Paragraph(f'A license costs {amount} or so.'))\n"


FAILING = [
    ("bare-figure", wages("A license costs $90 or so."), 7, 37),
    ("bare-figure", wages("A license costs $ 90 or so."), 7, 37),
    ("bare-figure", wages("Most pass, at 85 percent."), 7, 35),
    ("bare-figure", outlook("There will be 1,200 new jobs."), 7, 35),
    ("bare-figure", outlook("Jobs grow much faster than the average."), 7, 31),
    ("bare-figure", computed("$90"), 12, 48),
    ("contradicting-figure", wages("Half earn $1,234,567 a year."), 7, 31),
    ("contradicting-figure", wages("They earn $9 thousand at first."), 7, 31),
    ("contradicting-figure", outlook("Jobs will grow by 99% soon."), 7, 39),
    ("bare-figure", wages("Most pass, at 85\npercent."), 7, 35),
    ("bare-figure", wages("It grows much faster than\nthe average."), 7, 30),
    ("bare-figure", computed("85 '\n    f'percent"), 12, 48),
    ("bare-period", outlook("That is so from 2016 to 2026."), 7, 37),
    ("bare-period", outlook("That is so in 2020-30."), 7, 35),
    ("wrong-place", f"## Wages\n\n{HERE} In Fresno, it is {{{{ wages.annual.p25 }}}}.\n", 7, 70),
    ("wrong-place", f"## Wages\n\n{HERE} In the United States, it is {{{{ wages.annual.p25 }}}}.\n", 7, 74),
    ("wrong-place", f"## Wages\n\n{HERE} In {{{{ outlook.area }}}}, it is {{{{ wages.annual.p25 }}}}.\n", 7, 67),
    ("unplaced-figure", "## Wages\n\nMany.\n\nHalf earn {{ wages.annual.median }} or more.\n", 9, 1),
    ("unplaced-figure", "## Job Outlook\n\nIt grows by {{ outlook.growth }}.\n", 7, 1),
]

PASSING = [
    ("contradicting-figure", wages("<!-- allow bare-figure: set by law -->\nYou pay a fee of $125 once you\npass.")),
    ("contradicting-figure", wages("<!-- allow bare-figure: a study's -->\nThey make 30 percent fewer trips.")),
    ("bare-figure", wages("<!-- allow bare-figure: the fee is set by law -->\nA license costs $90 or so.")),
    ("bare-figure", wages("Exams have 110 questions, and 24 hours of class a term.")),
    ("bare-figure", wages("They work faster than most.")),
    ("bare-figure", computed("${30 * 3}")),
    ("contradicting-figure", wages("<!-- allow bare-figure: as an example -->\nHalf earn $76,160 a year.")),
    ("contradicting-figure", wages("<!-- allow bare-figure: as an example -->\nHalf earn $76k or $76 thousand.")),
    ("contradicting-figure", wages("<!-- allow bare-figure: as an example -->\nA fine is $1,234,567.")),
    ("contradicting-figure", outlook("<!-- allow bare-figure: as an example -->\nJobs will grow by 18.2% soon.")),
    ("bare-period", outlook("The law is of 2016. It held in 2020, and for 30 years before.")),
    ("bare-period", f"## Job Outlook\n\n{THERE} That is so in {{{{ outlook.period }}}}.\n"),
    ("wrong-place", f"## Wages\n\n{HERE} California asks for a license.\n"),
    ("wrong-place", f"## Wages\n\n{HERE}\n\n## Job Outlook\n\n{THERE}\n"),
    ("unplaced-figure", f"## Wages\n\n{HERE} One in ten earns {{{{ wages.annual.p90 }}}} or more.\n"),
]

# Teachers are paid by the year, actors by the hour; of these, only the nation has projections.
FAILING_ELSEWHERE = [
    ("unpublished-figure", "25-2021", "## Wages\n\nIn {{ wages.area }}, it is {{ wages.hourly.median }}.\n", 7, 1),
    ("unpublished-figure", "27-2011", f"## Wages\n\nThe work is rare. {HERE}\n", 7, 19),
]
PASSING_ELSEWHERE = [
    ("unpublished-figure", "25-2021", f"## Wages\n\n{HERE}\n"),
    ("unpublished-figure", "27-2011", "## Wages\n\nIn {{ wages.area }}, it is {{ wages.hourly.p10 }}.\n"),
    ("unpublished-figure", "27-2011", f"## Job Outlook\n\n{THERE}\n"),
]


def test_every_rule_of_the_family_has_cases(cover: Callable[..., None]) -> None:
    cover(figures, [*FAILING, *FAILING_ELSEWHERE], [*PASSING, *PASSING_ELSEWHERE])


@pytest.mark.parametrize(("rule", "text", "line", "column"), FAILING)
def test_is_found_at_its_place(rule: str, text: str, line: int, column: int, places: Places) -> None:
    assert places(text, apart=100) == [(rule, line, column)]


@pytest.mark.parametrize(("rule", "text"), PASSING)
def test_what_is_near_it_is_fine(rule: str, text: str, places: Places) -> None:
    assert places(text, apart=100) == []


@pytest.mark.parametrize(("rule", "soc", "text", "line", "column"), FAILING_ELSEWHERE)
def test_is_found_for_the_occupation(rule: str, soc: str, text: str, line: int, column: int, places: Places) -> None:
    found = places(text, soc, apart=100)
    assert set(found) == {(rule, line, column)}


@pytest.mark.parametrize(("rule", "soc", "text"), PASSING_ELSEWHERE)
def test_is_fine_for_the_occupation(rule: str, soc: str, text: str, places: Places) -> None:
    assert places(text, soc, apart=100) == []


def test_the_fact_that_a_figure_contradicts_is_named(find: Callable[..., list[Finding]]) -> None:
    (pay,) = find(wages("Half earn $12,345 a year."))
    assert "'$12,345' contradicts the facts: the median in California is $76,160 a year" in str(pay)
    (growth,) = find(outlook("Jobs will grow by 99% soon."))
    assert "'99%' contradicts the facts: the projected change is " in str(growth)


def test_every_typed_figure_is_found(places: Places) -> None:
    assert [column for _, _, column in places(wages("A license costs $90, a book $95."))] == [37, 49]
