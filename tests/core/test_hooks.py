"""Every hook, asked through the door that a plugin uses; what each does for the reader of a guide."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest

from occuguide.core import (
    Answer,
    Area,
    DefinitionList,
    Description,
    Documents,
    Facts,
    Guide,
    Hit,
    Occupation,
    Paragraph,
    Progress,
    Reason,
    Renderer,
    Section,
    Settings,
    Stamps,
    Suggestion,
    Table,
    View,
    Why,
    hookimpl,
    hookspecs,
    plain,
)
from occuguide.core.application import Application
from occuguide.core.testing import section_text

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def guide(bundled: Application) -> Guide:
    """The guide for industrial production managers in Orange County."""
    return bundled.guide("11-3051", "Orange")


@pytest.fixture(scope="module")
def summary(bundled: Application) -> Guide:
    """Its summary."""
    return bundled.guide("11-3051", "Orange", View.SUMMARY)


@pytest.fixture(scope="module")
def all_areas(bundled: Application) -> Guide:
    """Its figures for all areas."""
    return bundled.guide("11-3051", "Orange", View.ALL_AREAS)


def test_every_hook_has_a_test_that_bears_its_name() -> None:
    hooks = [name for name in dir(hookspecs) if hasattr(getattr(hookspecs, name), "occuguide_spec")]
    assert "guide_wages_all_areas" in hooks
    assert "renderer" in hooks
    tested: set[str] = set()
    for path in TESTS.rglob("test_*.py"):
        for name in re.findall(r"def test_hook_(\w+)\(", path.read_text(encoding="utf-8")):
            fitting = [hook for hook in hooks if name == hook or name.startswith(f"{hook}_")]
            tested.add(max(fitting, key=len, default=""))
    assert sorted(set(hooks) - tested) == []


# --- What Would I Do? ----------------------------------------------------------------------------------------


def test_hook_guide_overview_opens_the_guide_and_the_summary(guide: Guide, summary: Guide) -> None:
    assert section_text(guide, "overview").startswith("A factory is a puzzle with many pieces")
    assert guide.sections[0].spec.hook == summary.sections[0].spec.hook == "guide_overview"
    assert section_text(summary, "overview") == section_text(guide, "overview").split("\n")[0]


def test_hook_guide_tools_stands_in_the_detailed_guide_only(guide: Guide, summary: Guide) -> None:
    assert "SCADA" in section_text(guide, "tools")
    assert section_text(summary, "tools") == ""


def test_hook_guide_green_specialties_names_the_four(guide: Guide) -> None:
    said = section_text(guide, "green_specialties")
    for name in ("Geothermal", "Biofuels", "Biomass power plant", "Hydroelectric"):
        assert f"{name}" in said


def test_hook_guide_tasks_gives_thirteen_tasks_and_five_in_the_summary(guide: Guide, summary: Guide) -> None:
    whole = next(section for section in guide.sections if section.spec.hook == "guide_tasks")
    table = next(block for block in whole.blocks if isinstance(block, Table))
    (short,) = next(section for section in summary.sections if section.spec.hook == "guide_tasks").blocks
    assert len(table.rows) == 13
    assert isinstance(short, Table)
    assert short.rows == table.rows[:5]


def test_hook_guide_skill_definitions_says_what_the_skills_of_the_tasks_mean(
    bundled: Application, guide: Guide
) -> None:
    meanings = bundled.guide("11-3051", "Orange", View.DEFINITIONS)
    assert [section.spec.hook for section in meanings.sections] == ["guide_skill_definitions"]
    (defined,) = meanings.sections[0].blocks
    assert isinstance(defined, DefinitionList)
    names = [plain(item.term) for item in defined.items]
    assert "Management of Personnel Resources" in names
    assert names == sorted(set(names))
    assert section_text(guide, "skill_definitions") == ""


def test_hook_guide_working_conditions_says_where_they_work(guide: Guide) -> None:
    assert "plant floor" in section_text(guide, "working_conditions")


def test_hook_guide_fit_names_the_strongest_interest(guide: Guide) -> None:
    assert "Enterprising" in section_text(guide, "fit")


# --- Wages and Benefits --------------------------------------------------------------------------------------


def test_hook_guide_wages_gives_the_published_median_of_the_wage_area(guide: Guide) -> None:
    said = section_text(guide, "wages")
    assert "The median wage in the Los Angeles-Long Beach-Anaheim area was $128,540 a year" in said
    assert "Wages are not published for Orange County alone." in said


def test_hook_guide_wages_all_areas_stands_in_a_view_of_its_own(all_areas: Guide, guide: Guide) -> None:
    assert "$161,880" in section_text(all_areas, "wages_all_areas")
    assert section_text(guide, "wages_all_areas") == ""
    assert section_text(all_areas, "wages") == ""


def test_hook_guide_benefits_says_what_comes_with_the_pay(guide: Guide) -> None:
    assert "health insurance" in section_text(guide, "benefits")


# --- Job Outlook ---------------------------------------------------------------------------------------------


def test_hook_guide_outlook_gives_the_published_jobs_and_growth(guide: Guide) -> None:
    said = section_text(guide, "outlook")
    assert "2,690" in said
    assert "2,930" in said
    assert "8.9%" in said


def test_hook_guide_outlook_all_areas_stands_in_a_view_of_its_own(all_areas: Guide, guide: Guide) -> None:
    said = section_text(all_areas, "outlook_all_areas")
    assert "25,000" in said
    assert "2,690" in said
    assert section_text(guide, "outlook_all_areas") == ""


# --- How Do I Qualify? ---------------------------------------------------------------------------------------


def test_hook_guide_education_is_cut_to_a_paragraph_in_the_summary(guide: Guide, summary: Guide) -> None:
    first, *more = section_text(guide, "education").split("\n")
    assert more
    assert section_text(summary, "education") == first
    assert first.startswith("There is more than one way in.")


def test_hook_guide_experience_says_how_much(guide: Guide) -> None:
    assert "five years or more" in section_text(guide, "experience")


def test_hook_guide_early_planning_is_for_high_school(guide: Guide) -> None:
    assert "In high school" in section_text(guide, "early_planning")


def test_hook_guide_continuing_education_says_how_they_keep_up(guide: Guide) -> None:
    assert "Six Sigma" in section_text(guide, "continuing_education")


def test_hook_guide_licences_keeps_the_names_alone_in_the_summary(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> None:
    path = occupation_file(head='[[licences]]\nname = "C-10"\nissuer = "CSLB"\nrequires = "four years of work"\n')
    application = make(occupations=(path.parent,))
    assert "four years" not in section_text(application.guide("47-2111", "Orange", View.SUMMARY), "licences")
    assert section_text(application.guide("47-2111", "Orange", View.SUMMARY), "licences") == "C-10"
    assert "The law asks for: four years of work." in section_text(application.guide("47-2111", "Orange"), "licences")


def test_hook_guide_certifications_keeps_the_names_alone_in_the_summary(guide: Guide, summary: Guide) -> None:
    assert "Renewed every five years" not in section_text(summary, "certifications")
    assert "Certified Manager (CM)" in section_text(summary, "certifications")
    assert "enewed every five years" in section_text(guide, "certifications")


def test_hook_guide_training_leads_to_college_navigator(guide: Guide) -> None:
    assert "College Navigator" in section_text(guide, "training")


# --- The rest ------------------------------------------------------------------------------------------------


def test_hook_guide_industries_names_manufacturing(guide: Guide) -> None:
    assert "manufacturing" in section_text(guide, "industries")


def test_hook_guide_job_search_names_caljobs(guide: Guide) -> None:
    assert "CalJOBS" in section_text(guide, "job_search")


def test_hook_guide_yellow_pages_lists_headings(guide: Guide) -> None:
    assert "Machine Shops" in section_text(guide, "yellow_pages")


def test_hook_guide_employers_says_how_to_list_them(guide: Guide) -> None:
    assert "employer search" in section_text(guide, "employers")


def test_hook_guide_employers_say_is_left_out_until_somebody_was_asked(
    guide: Guide, make: Callable[..., Application]
) -> None:
    @hookimpl
    def guide_employers_say() -> Section:
        return Section(Paragraph("Nine of ten were hiring."))

    assert section_text(guide, "employers_say") == ""
    asked = make({"survey": SimpleNamespace(guide_employers_say=guide_employers_say)})
    answered = asked.guide("47-2111", "Orange")
    assert section_text(answered, "employers_say") == "Nine of ten were hiring."
    assert "What Employers Say" in [chapter.chapter.title for chapter in answered.chapters]


def test_hook_guide_advancement_says_what_comes_next(guide: Guide) -> None:
    assert "Chief operating officers" in section_text(guide, "advancement")


def test_hook_guide_related_keeps_the_titles_alone_in_the_summary(guide: Guide, summary: Guide) -> None:
    for said in (section_text(guide, "related"), section_text(summary, "related")):
        assert "General and Operations Managers" in said
    assert "run a whole business or site" in section_text(guide, "related")
    assert "run a whole business or site" not in section_text(summary, "related")


def test_hook_guide_other_sources_lists_links(guide: Guide) -> None:
    assert "National Association of Manufacturers" in section_text(guide, "other_sources")


def test_hook_guide_codes_joins_the_codes_of_facts_and_of_the_author(guide: Guide) -> None:
    said = section_text(guide, "codes")
    assert said.index("11-3051.00") < said.index("52.0216")


# --- Occupations ---------------------------------------------------------------------------------------------


def test_hook_describe_occupation_puts_an_authors_titles_before_a_generic_plugins(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> None:
    @hookimpl
    def describe_occupation(soc: str) -> Description | None:
        return Description(also_called=("Sparks", "Wirers")) if soc == "47-2111" else None

    path = occupation_file(head='also_called = ["Wire Pullers", "Sparks"]\n')
    application = make({"aaa": SimpleNamespace(describe_occupation=describe_occupation)}, occupations=(path.parent,))
    assert application.occupations.get("47-2111").also_called == ("Wire Pullers", "Sparks", "Wirers")
    assert application.occupations.get("51-1011").also_called == ()


def test_hook_occupation_folders_brings_the_occupations_of_a_third_partys_folder(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> None:
    path = occupation_file(soc="99-0001", head='title = "Time Keepers"\n')

    @hookimpl
    def occupation_folders() -> Iterable[Path]:
        return [path.parent]

    application = make({"theirs": SimpleNamespace(occupation_folders=occupation_folders)})
    assert application.occupations.find("time keeper").occupation.soc == "99-0001"


def test_hook_occupation_reader_brings_a_kind_of_file(make: Callable[..., Application], own_folder: Path) -> None:
    (own_folder / "electricians.plain").write_text("47-2111 They wire.", encoding="utf-8")

    class Plain:
        suffix = ".plain"

        def soc(self, path: Path) -> str:
            return path.read_text(encoding="utf-8").split()[0]

        def load(self, path: Path, headings: dict[str, str]) -> object:
            words = path.read_text(encoding="utf-8").split(maxsplit=1)[1]

            @hookimpl(specname=headings["What Would I Do?"])
            def overview() -> Section:
                return Section(Paragraph(words))

            return SimpleNamespace(SOC=self.soc(path), overview=overview)

    @hookimpl
    def occupation_reader() -> Plain:
        return Plain()

    application = make({"plain": SimpleNamespace(occupation_reader=occupation_reader)}, occupations=(own_folder,))
    assert section_text(application.guide("47-2111", "Orange"), "overview") == "They wire."


# --- Facts ---------------------------------------------------------------------------------------------------


def test_hook_fact_source_is_imported_from_by_its_name(
    run: Callable[..., object], project: Callable[[str], Path], installed: Callable[..., None], tmp_path: Path
) -> None:
    class Source:
        name = "mine"
        title = "My release"
        formats = "Any file."

        def load(self, paths: object, store: object, progress: object) -> int:
            return 7

    installed("mine", SimpleNamespace(fact_source=hookimpl(specname="fact_source")(lambda: Source())))
    project("").write_text('facts = "mine.sqlite"\n', encoding="utf-8")
    ran = run("data", "import", "mine", "any.csv")
    assert (ran.status, ran.out.split(" are in ")[0]) == (0, "7 rows of My release")
    assert (tmp_path / "mine.sqlite").is_file()


def test_hook_fact_edition_is_read_where_the_user_has_no_store(
    make: Callable[..., Application], tmp_path: Path, small_facts: Path
) -> None:
    @hookimpl
    def fact_edition() -> Path:
        return small_facts

    application = make(
        {"theirs": SimpleNamespace(fact_edition=fact_edition)},
        facts=tmp_path / "none.sqlite",
        disabled=frozenset({"edition"}),
    )
    assert application.facts.path == small_facts
    assert application.facts.title("51-1011") == "Crew Leads"


# --- Ways out ------------------------------------------------------------------------------------------------


def test_hook_renderer_is_a_format_of_the_show_command(
    run: Callable[..., object], project: Callable[..., Path], installed: Callable[..., None]
) -> None:
    class Shout:
        name = "shout"
        suffix = ".shout"
        media_type = "text/plain"

        def render(self, guide: Guide, site: object = None) -> bytes:
            return guide.title.upper().encode()

    @hookimpl
    def renderer(settings: Settings) -> Renderer:
        return Shout()

    installed("shout", SimpleNamespace(renderer=renderer))
    project('area = "Orange"\n')
    ran = run("show", "47-2111", "--format", "shout")
    assert (ran.status, ran.out, ran.err) == (0, "ELECTRICIANS IN ORANGE COUNTY", "")


def test_hook_search_engine_answers_searches(
    run: Callable[..., Any], project: Callable[..., Path], installed: Callable[..., None]
) -> None:
    class Engine:
        name = "mine"
        held: Mapping[str, str]

        def update(self, stamps: Stamps, documents: Documents, progress: Progress, *, anew: bool = False) -> int:
            self.held = {document.soc: document.title for document in documents(stamps)}
            return len(self.held)

        def search(self, typed: str, popularity: Mapping[str, float], **_options: object) -> Answer:
            found = [soc for soc, title in self.held.items() if typed in title]
            reason = Reason(why=Why.TITLE)
            return Answer(
                hits=tuple(Hit(soc=soc, title=self.held[soc], score=1.0, reason=reason) for soc in found),
                found=tuple(found),
            )

        def suggest(self, typed: str, popularity: Mapping[str, float], limit: int) -> list[Suggestion]:
            return [Suggestion(text=f"{typed}...", soc="47-2111", title=self.held["47-2111"])]

        def close(self) -> None:
            del self.held

    @hookimpl
    def search_engine(settings: Settings) -> Engine:
        return Engine()

    installed("mine", SimpleNamespace(search_engine=search_engine))
    project('search = "mine"\n')
    ran = run("search", "Lead")
    assert (ran.status, ran.out, ran.err) == (0, "51-1011  Crew Leads  its title\n", "")
    assert run("suggest", "Lea").out == "Lea...  47-2111  Electricians\n"


def test_hook_commands_adds_to_the_command_line(
    run: Callable[..., object], project: Callable[..., Path], installed: Callable[..., None]
) -> None:
    @click.command("greet", help="Say a word of welcome.")
    def greet() -> None:
        click.echo("Welcome.")

    installed("greeter", SimpleNamespace(commands=hookimpl(specname="commands")(lambda: [greet])))
    project()
    ran = run("greet")
    assert (ran.status, ran.out, ran.err) == (0, "Welcome.\n", "")
    assert "Say a word of welcome." in run("--help").out


def test_hooks_offer_the_arguments_that_an_implementation_names(
    make: Callable[..., Application],
) -> None:
    @hookimpl
    def guide_wages(facts: Facts, area: Area, occupation: Occupation) -> Section:
        return Section(Paragraph(f"{occupation.title}; {area.name}; {len(facts.occupations)}"))

    application = make({"mine": SimpleNamespace(guide_wages=guide_wages)}, disabled=frozenset({"wages"}))
    said = section_text(application.guide("47-2111", "Orange"), "wages")
    assert said == "Electricians; Orange County; 3"
