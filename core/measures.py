"""Measures: a figure with its unit, period, source and, where there is no figure, the reason."""

from enum import StrEnum
from sys import intern
from typing import assert_never

from attrs import field, frozen


@frozen(kw_only=True)
class Source:
    """A release that facts came from.

    Args:
        id: The short name of the importer that read it, such as ``oews``.
        title: The publication's name.
        publisher: Who publishes it.
        release: Which edition of it, such as ``May 2025``.
        period: The time that its figures are for.
        licence: The licence, as stated by the publisher or by the copy's holder.
        attribution: The wording that the licence asks for.
        url: The publisher's page.
        file: The file's name as it was read.
        sha256: The file's SHA-256 in hexadecimal; of the sorted digests, where a release is several files.
        copied_from: Where the copy came from, if it was not had from the publisher; else empty.
        checked: Whether the file was compared with the publisher's own.
    """

    id: str
    title: str
    publisher: str
    release: str
    period: str
    licence: str
    attribution: str
    url: str
    file: str
    sha256: str
    copied_from: str = ""
    checked: bool = False

    @property
    def citation(self) -> str:
        """The source in one line: publisher, title, release."""
        return f"{self.publisher}, {self.title}, {self.release}"

    @property
    def provenance(self) -> str:
        """Where the file came from and whether it was compared with the official one, in a sentence."""
        origin = f"Read from a copy: {self.copied_from}." if self.copied_from else "Read from the file as given."
        compared = "Compared with" if self.checked else "Not checked against"
        return f"{origin} {compared} the official file."


class Status(StrEnum):
    """What is known of a figure. The values are stored in fact stores and shown in JSON."""

    PUBLISHED = "published"
    AT_LEAST = "at_least"
    """The release gives a bound only: the figure is the bound or more (top-coded)."""
    SUPPRESSED = "suppressed"
    """The publisher has an estimate and does not release it."""
    NOT_PUBLISHED = "not_published"
    """Not published in this form: by the hour only, or by the year only."""
    NOT_APPLICABLE = "not_applicable"
    NOT_SURVEYED = "not_surveyed"
    """The release has no row for this occupation in this place."""
    NOT_LOADED = "not_loaded"
    """No release that could hold the figure has been imported."""


class Unit(StrEnum):
    """The unit of a measure."""

    DOLLARS_AN_HOUR = "USD/hour"
    DOLLARS_A_YEAR = "USD/year"
    JOBS = "jobs"
    OPENINGS = "openings"
    OPENINGS_A_YEAR = "openings/year"
    """Openings a year, on average over the period."""
    PERCENT = "percent"
    PER_1000_JOBS = "per 1,000 jobs"
    RATIO = "ratio"
    SCORE = "score"
    """A rating on the release's own scale."""


@frozen(kw_only=True)
class Measure:
    """One figure as published, or the reason that there is none.

    Args:
        value: The figure in ``unit``; the bound, if ``status`` is ``AT_LEAST``; otherwise none.
        unit: What ``value`` counts.
        status: What is known of the figure.
        period: The time that it is for, such as ``May 2025`` or ``2020-2030``.
        source: The release that it came from; none if nothing was loaded.
        rse: Relative standard error in percent, where the release gives one for this very figure.
        code: The occupation's code that it was published under.
        row: Where it stands in the fact store: the table, the row's key and the column.
    """

    value: float | None = field()
    unit: Unit
    status: Status = Status.PUBLISHED
    period: str = field(default="", converter=intern)
    source: Source | None = None
    rse: float | None = None
    code: str = field(default="", converter=intern)
    row: str = ""

    @value.validator
    def _value_goes_with_status(self, _attribute: object, value: float | None) -> None:
        if (value is None) == self.has_value:
            raise ValueError(f"a measure of status {self.status!r} with the value {value!r}")

    @property
    def has_value(self) -> bool:
        """Whether there is a figure or a bound to show."""
        return self.status in (Status.PUBLISHED, Status.AT_LEAST)

    def __str__(self) -> str:
        """Say the measure as every format shows it: ``$132,620``, ``$239,200 or more``, ``not released``."""
        match self.status:
            case Status.PUBLISHED:
                return self._figure()
            case Status.AT_LEAST:
                return f"{self._figure()} or more"
            case Status.SUPPRESSED:
                return "not released"
            case Status.NOT_PUBLISHED:
                return _NOT_PUBLISHED.get(self.unit, "not published")
            case Status.NOT_APPLICABLE:
                return "does not apply"
            case Status.NOT_SURVEYED:
                return "no figure for this area"
            case Status.NOT_LOADED:
                return "not loaded"
            case _:
                assert_never(self.status)

    def _figure(self) -> str:
        value = self.value or 0.0
        match self.unit:
            case Unit.DOLLARS_AN_HOUR:
                return f"${value:,.2f}"
            case Unit.DOLLARS_A_YEAR:
                return f"${value:,.0f}"
            case Unit.JOBS | Unit.OPENINGS | Unit.OPENINGS_A_YEAR:
                return f"{value:,.0f}"
            case Unit.PERCENT:
                return f"{value:,.1f}%"
            case Unit.PER_1000_JOBS | Unit.RATIO | Unit.SCORE:
                return f"{value:,.2f}"
            case _:
                assert_never(self.unit)


_NOT_PUBLISHED = {
    Unit.DOLLARS_AN_HOUR: "yearly only",
    Unit.DOLLARS_A_YEAR: "hourly only",
}
