"""A guide, made up, with the mistakes that guides were found to have as they grew old, each at its line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from occuguide.core import Application
from occuguide.plugins.authoring.check.checking import check

# What stands after ~~ is what the line is found for, and no part of the guide.
MARK = " ~~ "
OLD = """\
+++ ~~ reading-grade
soc = "11-3051"
in_short = "Plant managers utilize workers, machines and money in order to make goods well." ~~ jargon jargon
written = 2021-03-01 ~~ review-date

[[specialties]]
code = "11-3051.05" ~~ unknown-specialty
title = "Landfill Gas Plant Operators"

[[certifications]]
name = "Lean Leader" ~~ credential-issuer
issuer = "Various"
requires = "An exam"

[[certifications]]
name = "Green Plant Specialist" ~~ credential-checked
issuer = "Society of Plant Engineers"
requires = "An exam"
checked = 2020-06-01

[[related]]
soc = "11-3199" ~~ broken-link
why = "run other parts of a firm"
+++

## What Would I Do?

Managers oversee the manufacturing of a variety of merchandise in a diverse combination of industries. ~~ jargon
They formulate methodologies to maximize the productivity of facilities, personnel and capital resources. \
They determine whether additional machinery, additional overtime, additional subcontractors or alternative production \
sequences would be economically preferable, and they communicate their recommendations to executive management and to \
representatives of organized labor. ~~ long-sentence

## Important Tasks and Related Skills

| Task | Skill used |
| --- | --- |
| Review production schedules | Management of Personnel Resources |
| Initiate inventory programs | | ~~ empty-cell

## Will This Job Fit Me?

The occupation is Realistic, with tools and machinery, and Investigative as well. ~~ interests

## Wages

The median wage in 2020 for the occupation in California is $114,377 annually. ~~ contradicting-figure

In California, half of all managers earn more than {{ wages.annual.median }} annually. ~~ unplaced-figure wrong-place

| Annual wages | Low | Median | High |
| --- | --- | --- | --- |
| 2020 | | | | ~~ empty-cell empty-cell empty-cell

## Job Outlook

Employment is expected to increase by 44.1 percent, or 800 jobs. ~~ bare-figure contradicting-figure
It will grow slower than average for all occupations. ~~ bare-figure
That was projected for the period between 2016 and 2026. ~~ bare-period

In {{ outlook.area }}, employment is projected to change by {{ outlook.change }} positions. ~~ periods-apart

| Area | Projected growth | ~~ table
| --- | --- |

## Where Would I Work?

| Industry | Share of employment |
| --- | --- |
| Metal products | 10.3% | ~~ bare-figure

## Finding a Job

Applicants search the listings of employers. Online systems include CareerMarket at and the state's own. ~~ lost-address

To find the nearest career center, call the state. Its counselors assist without charge.

Applicants search the listings of employers. Online systems include CareerMarket at and the state's own. \
~~ repeated-paragraph lost-address

To find the nearest career center, call the state. Its counselors assist without charge. ~~ repeated-paragraph

See www.careers.ca.gov for additional information. ~~ bare-address

## What Employers Say ~~ empty-section

## Where Could This Job Lead?

A foreman with a record of excellent performance may be promoted. ~~ gendered
"""


@pytest.fixture
def guide(files: Callable[..., Path]) -> tuple[Path, list[tuple[int, str]]]:
    """The folder of the guide, and what is to be found in it, by line."""
    lines, expected = list[str](), list[tuple[int, str]]()
    for number, line in enumerate(OLD.splitlines(), 1):
        text, _, rules = line.partition(MARK)
        lines.append(text)
        expected += [(number, rule) for rule in rules.split()]
    return files({"plant_managers.md": "\n".join(lines) + "\n"}), sorted(expected)


def test_each_mistake_is_found_at_its_line_and_nothing_else(
    guide: tuple[Path, list[tuple[int, str]]], bundled: Application
) -> None:
    folder, expected = guide
    found = check(bundled, [folder], date(2026, 11, 23)).findings
    assert sorted((one.line, one.rule) for one in found) == expected
