"""What releases publish of an occupation: wages, projections, tasks, titles."""

from attrs import frozen

from occuguide.core.area import PublishedArea
from occuguide.core.measures import Measure, Source

PERCENTILES = ("p10", "p25", "median", "p75", "p90")
"""The percentiles of a wage distribution that a release gives; ``median`` is the 50th."""


@frozen(kw_only=True)
class Pay:
    """The wages of an occupation in one unit.

    Args:
        p10, p25, median, p75, p90: Percentiles: this share of the workers earns less.
        mean: The mean, with its relative standard error.
    """

    p10: Measure
    p25: Measure
    median: Measure
    p75: Measure
    p90: Measure
    mean: Measure

    @property
    def percentiles(self) -> tuple[Measure, Measure, Measure, Measure, Measure]:
        """The five percentiles, lowest first."""
        return (self.p10, self.p25, self.median, self.p75, self.p90)


@frozen(kw_only=True)
class Wages:
    """What a release says of an occupation's wages in one area.

    Args:
        area: The area that they are published for.
        employment: Employees; the self-employed are not counted.
        hourly: By the hour.
        annual: By the year.
        jobs_per_1000: Of every 1,000 jobs in the area, how many are the occupation's.
        location_quotient: The occupation's share of the area's jobs over its share of the nation's.
        source: The release.
    """

    area: PublishedArea
    employment: Measure
    hourly: Pay
    annual: Pay
    jobs_per_1000: Measure
    location_quotient: Measure
    source: Source


@frozen(kw_only=True)
class Projection:
    """What a release says of an occupation's employment to come in one area.

    Args:
        area: The area that it is published for.
        base_year: The year it starts from.
        projected_year: The year it leads to.
        base: Jobs in the base year.
        projected: Jobs in the projected year.
        change: Jobs gained or lost.
        growth: The change in percent of the base.
        average_growth: The same for all occupations together, in this area and period.
        exits: Openings over the whole period by people who leave the labor force.
        transfers: Openings over the whole period by people who move to another occupation.
        openings: All openings over the whole period: exits, transfers and change.
        education, experience, training: What the release says is typical for entry; empty if it does not say.
        source: The release.
    """

    area: PublishedArea
    base_year: int
    projected_year: int
    base: Measure
    projected: Measure
    change: Measure
    growth: Measure
    average_growth: Measure
    exits: Measure
    transfers: Measure
    openings: Measure
    education: str
    experience: str
    training: str
    source: Source

    @property
    def period(self) -> str:
        """The period, such as ``2020-2030``."""
        return f"{self.base_year}-{self.projected_year}"


@frozen(kw_only=True)
class Task:
    """A task of an occupation.

    Args:
        text: What is done.
        core: Whether it is one of the occupation's core tasks.
    """

    text: str
    core: bool


@frozen(kw_only=True)
class Title:
    """A title that an occupation goes by.

    Args:
        text: The title, in the singular.
        soc: The SOC code of the occupation.
        kind: ``reported`` (people gave it as their job's title) or ``alternate`` (some source lists it).
    """

    text: str
    soc: str
    kind: str
