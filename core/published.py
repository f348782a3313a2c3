"""What releases publish of an occupation: wages, projections, ratings, tasks, titles and the rest."""

from attrs import frozen

from occuguide.core.area import PublishedArea
from occuguide.core.measures import Measure, Source

PERCENTILES = ("p10", "p25", "median", "p75", "p90")
"""The percentiles of a wage distribution that a release gives; ``median`` is the 50th."""


@frozen(kw_only=True)
class Composite:
    """A code that releases publish several occupations under, and none of them apart.

    Args:
        soc: The code.
        title: What the release calls it.
        components: The SOC code and the title of each occupation that it joins.
    """

    soc: str
    title: str
    components: tuple[tuple[str, str], ...]


@frozen(kw_only=True)
class Successor:
    """What became of a code of an older edition.

    Args:
        edition: The edition, such as ``SOC 2010``.
        code: The old code.
        title: The title that it had.
        soc: The SOC code of today; one of several, where the old code was split.
    """

    edition: str
    code: str
    title: str
    soc: str


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
        composite: What they are published under, where that is not the occupation's own code.
    """

    area: PublishedArea
    employment: Measure
    hourly: Pay
    annual: Pay
    jobs_per_1000: Measure
    location_quotient: Measure
    source: Source
    composite: Composite | None = None


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
        exits: Openings by people who leave the labor force. The unit of the three says whether they are counted over
            the whole period or a year on average, as the release has them.
        transfers: Openings by people who move to another occupation.
        openings: All openings: exits, transfers and change.
        education, experience, training: What the release says is typical for entry; empty if it does not say.
        source: The release.
        composite: What it is published under, where that is not the occupation's own code.
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
    composite: Composite | None = None

    @property
    def period(self) -> str:
        """The period, such as ``2020-2030``."""
        return f"{self.base_year}-{self.projected_year}"


@frozen(kw_only=True)
class Requirement:
    """What a release of projections calls typical for entry into an occupation.

    Args:
        education: The education at entry.
        experience: The work experience in a related occupation; empty if the release does not say.
        training: The training on the job; empty if the release does not say.
        source: The release.
        composite: What it is said of, where that is not the occupation alone.
    """

    education: str
    experience: str
    training: str
    source: Source
    composite: Composite | None = None


@frozen(kw_only=True)
class Task:
    """A task of an occupation.

    Args:
        text: What is done.
        core: Whether it is one of the occupation's core tasks.
        activities: The ids of the work activities that its detailed work activities are instances of.
    """

    text: str
    core: bool
    activities: tuple[str, ...] = ()


@frozen(kw_only=True)
class Title:
    """A title that an occupation goes by.

    Args:
        text: The title, in the singular.
        soc: The SOC code of the occupation.
        kind: ``reported`` (people gave it as their job's title); ``direct`` or ``alternate`` (the SOC, or O*NET, lists
            it).
    """

    text: str
    soc: str
    kind: str


@frozen(kw_only=True)
class Element:
    """Something that occupations are rated on: a skill, an ability, a work style.

    Args:
        id: Its id in the O*NET content model.
        name: Its name.
        domain: ``skill``, ``ability``, ``knowledge``, ``activity``, ``style``, ``value``, ``interest`` or ``context``.
    """

    id: str
    name: str
    domain: str


@frozen(kw_only=True)
class Rating:
    """How an occupation is rated on an element.

    Args:
        element: The element.
        score: How important it is, how far it is met, or how often it occurs, on the release's scale; suppressed
            where the release recommends not to show it.
        mean: The mean score of all rated occupations; none if the score is not shown.
    """

    element: Element
    score: Measure
    mean: float | None

    @property
    def above_mean(self) -> float:
        """By how much the score exceeds the mean; less than nothing, if it is not shown."""
        if self.score.value is None or self.mean is None:
            return float("-inf")
        return self.score.value - self.mean


@frozen(kw_only=True)
class Tool:
    """A tool or a technology that people in an occupation use.

    Args:
        name: Its name.
        kind: ``tool`` or ``technology``.
        category: What kind of thing it is.
        hot: Whether employers often ask for it, in whatever occupation.
        in_demand: Whether they often ask for it in this one.
    """

    name: str
    kind: str
    category: str
    hot: bool
    in_demand: bool


@frozen(kw_only=True)
class Program:
    """A program of study that prepares for an occupation.

    Args:
        cip: Its code in the Classification of Instructional Programs.
        title: Its title.
    """

    cip: str
    title: str


@frozen(kw_only=True)
class IndustryEmployment:
    """An occupation's employees in an industry, in the nation.

    Args:
        code: The industry's code.
        name: Its name.
        employment: The employees.
        annual_median: Their median wage a year.
    """

    code: str
    name: str
    employment: Measure
    annual_median: Measure


@frozen(kw_only=True)
class Share:
    """The share of an occupation's workers in a category.

    Args:
        category: The category.
        percent: The share.
    """

    category: str
    percent: Measure


@frozen(kw_only=True)
class Designation:
    """What a list says of an occupation or one of its specialties.

    Args:
        code: The O*NET-SOC code on the list.
        edition: The edition of O*NET-SOC that the code is of.
        category: What the list says.
    """

    code: str
    edition: str
    category: str
