"""The hooks: everything that a plugin can answer. Each is documented with an example in ``docs/hooks.md``.

A section hook is asked once for an occupation in an area, and answers with a ``Section`` or with ``None`` where
it has nothing to say. All answers are kept, ordered by place (lead, body, note) and then by the plugin's name. An
implementation is given only the arguments that it names: one that does not name ``area`` is asked once for an
occupation, and its answer serves every area.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

from occuguide.core.area import Area
from occuguide.core.facts import Facts
from occuguide.core.guide import Section, View
from occuguide.core.occupation import Description, Occupation
from occuguide.core.sections import (
    DUTIES,
    EMPLOYERS_SAY,
    FINDING,
    LEADS_TO,
    OTHER_SOURCES,
    OUTLOOK,
    PAY,
    PROFESSIONAL,
    PROJECT,
    QUALIFY,
    WHERE,
    first_five,
    first_paragraph,
    section,
    terms,
    whole,
)

if TYPE_CHECKING:
    import click

    from occuguide.core.config import Settings
    from occuguide.core.pack import Pack
    from occuguide.core.protocols import FactSource, OccupationReader, Renderer
    from occuguide.core.search import SearchEngine
    from occuguide.core.topics import Topic

hookspec = pluggy.HookspecMarker(PROJECT)


# --- What Would I Do? ---------------------------------------------------------------------------------------


@section("What Would I Do?", chapter=DUTIES, order=10, summary=first_paragraph)
def guide_overview(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """What people in the occupation do, in a few paragraphs. The summary keeps the first."""


@section("Tools and Technology", chapter=DUTIES, order=20)
def guide_tools(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """The tools, machines and software that they use."""


@section("Green Economy", chapter=DUTIES, order=30)
def guide_green_specialties(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """What the green economy changes in the work, and the green specialties."""


@section("Important Tasks and Related Skills", chapter=DUTIES, order=40, summary=first_five)
def guide_tasks(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """The main tasks, most important first, each with a skill that it takes."""


@section("What the Skills Mean", chapter=DUTIES, order=45, view=View.DEFINITIONS)
def guide_skill_definitions(occupation: Occupation, facts: Facts) -> Section | None:
    """What the names of the skills mean that the section on tasks shows. Shown in a view of its own."""


@section("Working Conditions", chapter=DUTIES, order=50)
def guide_working_conditions(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """Where and when they work, what is hard or dangerous, and whether unions are usual."""


@section("Will This Job Fit Me?", chapter=DUTIES, order=60)
def guide_fit(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """The interests and ways of working that the occupation suits."""


# --- Wages and Benefits -------------------------------------------------------------------------------------


@section("Wages", chapter=PAY, order=10, summary=whole)
def guide_wages(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """What the occupation pays in the area, and beside it in the state and the nation."""


@section("Wages in All Areas", chapter=PAY, order=15, view=View.ALL_AREAS)
def guide_wages_all_areas(occupation: Occupation, facts: Facts) -> Section | None:
    """What the occupation pays in every area. Shown in a view of its own."""


@section("Benefits", chapter=PAY, order=20)
def guide_benefits(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """The benefits that usually come with the pay."""


# --- Job Outlook --------------------------------------------------------------------------------------------


@section("Job Outlook", chapter=OUTLOOK, order=10, summary=whole)
def guide_outlook(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """How employment is projected to change, and how many openings there will be and why."""


@section("Job Outlook in All Areas", chapter=OUTLOOK, order=15, view=View.ALL_AREAS)
def guide_outlook_all_areas(occupation: Occupation, facts: Facts) -> Section | None:
    """Projected employment in every area. Shown in a view of its own."""


# --- How Do I Qualify? --------------------------------------------------------------------------------------


@section("Education, Training, and Other Requirements", chapter=QUALIFY, order=10, summary=first_paragraph)
def guide_education(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """The education and training that employers look for. The summary keeps the first paragraph."""


@section("Experience", chapter=QUALIFY, order=20)
def guide_experience(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """The experience that counts, and how one gets it."""


@section("Early Career Planning", chapter=QUALIFY, order=30)
def guide_early_planning(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """What to take up in high school."""


@section("Continuing Education", chapter=QUALIFY, order=40)
def guide_continuing_education(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """How they keep up, by choice or by law."""


@section("Licensing", chapter=QUALIFY, order=50, summary=terms)
def guide_licences(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """The licences that the law asks for. The summary keeps their names."""


@section("Certification", chapter=QUALIFY, order=60, summary=terms)
def guide_certifications(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """The certifications that help. The summary keeps their names."""


@section("Where Can I Find Training?", chapter=QUALIFY, order=70)
def guide_training(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """How to find programs and schools."""


# --- Where Would I Work? ------------------------------------------------------------------------------------


@section("Where Would I Work?", chapter=WHERE, order=10)
def guide_industries(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """The industries that employ the occupation."""


# --- Finding a Job ------------------------------------------------------------------------------------------


@section("Finding a Job", chapter=FINDING, order=10)
def guide_job_search(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """How people find work in the occupation."""


@section("Yellow Page Headings", chapter=FINDING, order=20)
def guide_yellow_pages(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """Headings in business directories under which employers stand."""


@section("Find Possible Employers", chapter=FINDING, order=30)
def guide_employers(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """How to list employers nearby."""


# --- What Employers Say -------------------------------------------------------------------------------------


@section("What Employers Say", chapter=EMPLOYERS_SAY, order=10)
def guide_employers_say(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """What employers answered when they were asked; left out where nobody was asked."""


# --- Where Could This Job Lead? -----------------------------------------------------------------------------


@section("Where Could This Job Lead?", chapter=LEADS_TO, order=10)
def guide_advancement(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """The jobs that this one leads to."""


@section("Related Occupations", chapter=LEADS_TO, order=20, summary=terms)
def guide_related(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """Occupations that are close to this one, and why. The summary keeps their names."""


# --- Other Sources, For the Career Professional -------------------------------------------------------------


@section("Other Sources", chapter=OTHER_SOURCES, order=10)
def guide_other_sources(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """Where to read on."""


@section("For the Career Professional", chapter=PROFESSIONAL, order=10)
def guide_codes(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """The occupation's codes: SOC, O*NET-SOC, interests, programs of study."""


# --- Occupations --------------------------------------------------------------------------------------------


@hookspec
def describe_occupation(soc: str, facts: Facts) -> Description | None:
    """What the plugin knows of an occupation beside its sections: titles, specialties, when it was written.

    Asked of the generic plugins and of the occupation's own. All answers are joined, an author's first.
    """


@hookspec
def occupation_folders() -> Iterable[Path]:
    """Folders of occupation files, one occupation a file. All answers are joined."""


@hookspec
def occupation_reader() -> "OccupationReader":
    """A reader for one kind of occupation file, chosen by the file's suffix. Two for one suffix are refused."""


# --- Facts --------------------------------------------------------------------------------------------------


@hookspec
def fact_source() -> "FactSource":
    """An importer for one kind of release, for ``occuguide data import``. Two of one name are refused."""


@hookspec
def fact_edition() -> Path:
    """A fact store to read where the user has none of their own. Two are refused: switch one plugin off."""


# --- Regions ------------------------------------------------------------------------------------------------


@hookspec
def site_packs(settings: "Settings") -> "Iterable[Pack]":
    """Regions' words, links and defaults. All answers are joined: each pack has its say within its place."""


@hookspec
def job_search_tips(area: Area, facts: Facts) -> Section | None:
    """What the site's page of job-search tips says beside its own words, for its place. All answers are shown."""


# --- Finding occupations ------------------------------------------------------------------------------------


@hookspec
def topic() -> "Topic":
    """A topic that occupations are found by, such as education or pay. Two of one name are refused."""


# --- Ways out -----------------------------------------------------------------------------------------------


@hookspec
def renderer(settings: "Settings") -> "Renderer":
    """A format for guides. Two of one name are refused."""


@hookspec
def search_engine(settings: "Settings") -> "SearchEngine | None":
    """An engine for search, chosen by its name in the configuration. Two of one name are refused."""


@hookspec
def commands() -> "Iterable[click.Command]":
    """Commands to add to ``occuguide``. A name that is taken is refused."""
