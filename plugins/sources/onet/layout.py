"""The layout of the O*NET database: its tables, under every name that a release has given them.

Names are those of the data dictionary (https://www.onetcenter.org/dictionary.html). Releases from 30.3 on rename
tables and columns and split some; whatever is new or gone goes through the two tables of this module and nowhere else.
"""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from occuguide.core import ONET_SOC_PATTERN, DataError, Progress, listing
from occuguide.plugins.sources.release import Member, Release
from occuguide.plugins.sources.tables import Row, read_table

CODE = "O*NET-SOC Code"

HEADINGS: Mapping[str, str] = {
    "Job Title": "Alternate Title",
    "Software Title": "Example",
    "Skills Element ID": "Linked Element ID",
    "Skills Element Name": "Linked Element Name",
    "Essential Skills Element ID": "Linked Element ID",
    "Essential Skills Element Name": "Linked Element Name",
    "Transferable Skills Element ID": "Linked Element ID",
    "Transferable Skills Element Name": "Linked Element Name",
    "Abilities Element ID": "Linked Element ID",
    "Abilities Element Name": "Linked Element Name",
}
"""What a column is called here, by what releases call it, where the two differ."""

_RATED = (CODE, "Element ID", "Element Name", "Scale ID", "Data Value")
_LINKED = ("Linked Element ID", "Linked Element Name", "Work Activities Element ID")


@frozen
class Table:
    """A table of the release.

    Args:
        files: The names of its files: in each release, those of one of the groups.
        columns: The columns that are read and must be there.
    """

    files: Sequence[tuple[str, ...]]
    columns: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called today."""
        return " and ".join(self.files[0])


OCCUPATIONS = Table([("Occupation Data",)], (CODE, "Title"))
ALTERNATE_TITLES = Table([("Alternate Titles",), ("Job Titles",)], (CODE, "Alternate Title"))
REPORTED_TITLES = Table([("Sample of Reported Titles",)], (CODE, "Reported Job Title"))
JOB_ZONES = Table([("Job Zones",)], (CODE, "Job Zone"))
TASKS = Table([("Task Statements",)], (CODE, "Task ID", "Task", "Task Type"))
TASK_ACTIVITIES = Table([("Tasks to DWAs",)], (CODE, "Task ID", "DWA ID"))
DETAILED_ACTIVITIES = Table([("DWA Reference",)], ("Element ID", "DWA ID", "DWA Title"))
SKILL_LINKS = Table(
    [
        ("Skills to Work Activities",),
        ("Essential Skills to Work Activities", "Transferable Skills to Work Activities"),
    ],
    _LINKED,
)
ABILITY_LINKS = Table([("Abilities to Work Activities",)], _LINKED)
RATINGS = {
    "skill": Table([("Skills",), ("Essential Skills", "Transferable Skills")], _RATED),
    "ability": Table([("Abilities",)], _RATED),
    "knowledge": Table([("Knowledge",)], _RATED),
    "activity": Table([("Work Activities",)], _RATED),
    "style": Table([("Work Styles",)], _RATED),
    "value": Table([("Work Values",)], _RATED),
    "interest": Table([("Interests",), ("Career Interest Types",)], _RATED),
    "context": Table([("Work Context",)], (*_RATED, "Category")),
}
"""The tables of ratings, by the domain of what they rate."""
EDUCATION = Table(
    [("Education, Training, and Experience",), ("Education", "Training and Experience")], (*_RATED, "Category")
)
CATEGORIES = (
    Table([("Work Context Categories",)], ("Element ID", "Category", "Category Description")),
    Table(
        [
            ("Education, Training, and Experience Categories",),
            ("Education Categories", "Training and Experience Categories"),
        ],
        ("Element ID", "Category", "Category Description"),
    ),
)
DESCRIPTIONS = Table([("Content Model Reference",)], ("Element ID", "Description"))
TECHNOLOGIES = Table(
    [("Technology Skills",), ("Software Skills",)], (CODE, "Example", "Commodity Title", "Hot Technology")
)
TOOLS = Table([("Tools Used",)], (CODE, "Example", "Commodity Title"))
RELATED = Table([("Related Occupations",)], (CODE, "Related O*NET-SOC Code", "Index"))

TABLES = (
    OCCUPATIONS,
    ALTERNATE_TITLES,
    REPORTED_TITLES,
    JOB_ZONES,
    TASKS,
    TASK_ACTIVITIES,
    DETAILED_ACTIVITIES,
    SKILL_LINKS,
    ABILITY_LINKS,
    *RATINGS.values(),
    EDUCATION,
    *CATEGORIES,
    DESCRIPTIONS,
    TECHNOLOGIES,
    TOOLS,
    RELATED,
)
"""Every table that is read."""


class Database:
    """The tables that a release has.

    Args:
        release: The release.
        progress: Told of each table that is read, and of those that the release lacks.
    """

    def __init__(self, release: Release, progress: Progress) -> None:
        self.release = release
        members: dict[str, Member] = {}
        for member in release.members():
            if member.suffix in (".txt", ".xlsx"):
                other = members.setdefault(member.stem.lower(), member)
                if other is not member:
                    raise DataError(
                        f"{other.path / other.inside} and {member.path / member.inside} are the same table of O*NET,"
                        " each of a release of its own",
                        where=release.name,
                        remedy="Name one release.",
                    )
        self.read_me = members.pop("read me", None)
        self._files = {id(table): _files(table, members) for table in TABLES}
        self._progress = progress
        self._read: set[str] = set()

    @property
    def members(self) -> list[Member]:
        """The files that are read."""
        return list({member.name: member for files in self._files.values() for member in files}.values())

    def has(self, table: Table) -> bool:
        """Whether the release has a table."""
        return bool(self._files[id(table)])

    def say_what_is_lacking(self) -> None:
        """Name the tables that the release lacks."""
        lacking = [table.name for table in TABLES if not self.has(table)]
        if lacking:
            self._progress.note(f"The release lacks {listing(lacking)}; what they tell is left out.")

    def rows(self, table: Table) -> Iterator[Row]:
        """The rows of a table; none, if the release lacks it.

        Raises:
            DataError: A file cannot be read, lacks a column, or has a code that is none.
        """
        for member in self._files[id(table)]:
            for row in read_table(member, table.columns, what="this table of an O*NET release", headings=HEADINGS):
                if CODE in table.columns and not ONET_SOC_PATTERN.fullmatch(row[CODE]):
                    raise row.error(CODE, "this is no O*NET-SOC code")
                yield row
            # Some are read twice.
            self._read.add(member.name)
            self._progress(len(self._read), len(self.members), "tables")


def _files(table: Table, members: Mapping[str, Member]) -> tuple[Member, ...]:
    """The files of a table: those of the first group that the release has any of."""
    for group in table.files:
        if found := tuple(members[name.lower()] for name in group if name.lower() in members):
            return found
    return ()
