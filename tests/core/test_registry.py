"""The registry: what it takes in, what it refuses, whom it asks and in which order."""

import random
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pluggy
import pytest

from occuguide.core import (
    PAY,
    Area,
    Chapter,
    Facts,
    Guide,
    GuideSection,
    Paragraph,
    Place,
    PluginError,
    Section,
    Settings,
    View,
    hookimpl,
    section,
    whole,
)
from occuguide.core.application import Application
from occuguide.core.registry import Registry
from occuguide.core.testing import check_plugin, make_application, section_text


def saying(words: str, hook: str = "guide_benefits", **how: Any) -> Callable[..., Section]:
    """An implementation that says some words."""

    @hookimpl(specname=hook, **how)
    def say() -> Section:
        return Section(Paragraph(words))

    return say


def failed_note(plugin: str) -> str:
    """What a section says of a plugin that failed in it."""
    return f"A part of this section could not be made: the plugin {plugin} failed."


def of(guide: Guide, hook: str) -> GuideSection:
    """A section of a guide."""
    return next(section for section in guide.sections if section.spec.hook == hook)


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """A registry where nothing is installed."""
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: [])
    return Registry(Settings.default(tmp_path))


# --- A section depends on what it asks for --------------------------------------------------------------------


def test_a_section_that_does_not_name_area_is_asked_once_and_shared_by_every_area(
    make: Callable[..., Application],
) -> None:
    asked: list[str] = []

    @hookimpl
    def guide_benefits(facts: Facts) -> Section:
        asked.append("once")
        return Section(Paragraph("The same everywhere."))

    application = make({"mine": SimpleNamespace(guide_benefits=guide_benefits)})
    guides = [application.guide("47-2111", area) for area in ("Orange", "Los Angeles", "California", "US")]
    assert asked == ["once"]
    assert len({id(of(guide, "guide_benefits")) for guide in guides}) == 1


def test_a_section_that_names_area_is_asked_for_each_area(make: Callable[..., Application]) -> None:
    @hookimpl
    def guide_benefits(area: Area) -> Section:
        return Section(Paragraph(area.name))

    application = make({"mine": SimpleNamespace(guide_benefits=guide_benefits)})
    orange, angeles = (application.guide("47-2111", area) for area in ("Orange", "Los Angeles"))
    assert section_text(orange, "benefits") == "Orange County"
    assert section_text(angeles, "benefits") == "Los Angeles County"


def test_one_answer_that_names_area_does_not_make_the_others_be_asked_again(
    make: Callable[..., Application],
) -> None:
    asked: list[str] = []

    @hookimpl(specname="guide_benefits")
    def fixed() -> Section:
        asked.append("fixed")
        return Section(Paragraph("Fixed."))

    @hookimpl(specname="guide_benefits")
    def local(area: Area) -> Section:
        return Section(Paragraph(area.name))

    application = make({"a": SimpleNamespace(fixed=fixed), "b": SimpleNamespace(local=local)})
    orange, angeles = (application.guide("47-2111", area) for area in ("Orange", "Los Angeles"))
    assert asked == ["fixed"]
    assert of(orange, "guide_benefits").blocks[0] is of(angeles, "guide_benefits").blocks[0]
    assert section_text(angeles, "benefits") == "Fixed.\nLos Angeles County"


def test_the_answers_for_one_occupation_are_not_given_for_another(make: Callable[..., Application]) -> None:
    @hookimpl
    def guide_benefits(occupation: Any) -> Section:
        return Section(Paragraph(occupation.title))

    application = make({"mine": SimpleNamespace(guide_benefits=guide_benefits)})
    said = [section_text(application.guide(soc, "Orange"), "benefits") for soc in ("47-2111", "51-1011", "47-2111")]
    assert said == ["Electricians", "Crew Leads", "Electricians"]


# --- The order of answers -------------------------------------------------------------------------------------


def test_answers_stand_in_one_order_however_the_plugins_are_installed(
    make: Callable[..., Application],
) -> None:
    plugins = {
        "zebra": SimpleNamespace(say=saying("lead of zebra", place=Place.LEAD)),
        "bear": SimpleNamespace(say=saying("body of bear")),
        "cat": SimpleNamespace(say=saying("body of cat")),
        "ant": SimpleNamespace(say=saying("note of ant", place=Place.NOTE)),
    }
    names = list(plugins)
    for seed in range(6):
        random.Random(seed).shuffle(names)
        application = make({name: plugins[name] for name in names})
        guide = application.guide("47-2111", "Orange")
        assert section_text(guide, "benefits").split("\n") == [
            "lead of zebra",
            "body of bear",
            "body of cat",
            "note of ant",
        ]
        assert of(guide, "guide_benefits").plugins == ("zebra", "bear", "cat", "ant")


# --- Replacing ------------------------------------------------------------------------------------------------


def test_an_answer_takes_the_place_of_the_plugins_answer_that_it_replaces(
    make: Callable[..., Application],
) -> None:
    application = make(
        {
            "old": SimpleNamespace(say=saying("old"), tools=saying("old tools", "guide_tools")),
            "new": SimpleNamespace(say=saying("new", replaces={"old"})),
        }
    )
    guide = application.guide("47-2111", "Orange")
    assert section_text(guide, "benefits") == "new"
    assert section_text(guide, "tools") == "old tools"


def test_replacing_for_one_occupation_leaves_the_answer_for_the_others(
    make: Callable[..., Application],
) -> None:
    application = make(
        {
            "old": SimpleNamespace(say=saying("old")),
            "new": SimpleNamespace(SOC="47-2111", say=saying("new", replaces={"old"})),
        }
    )
    assert section_text(application.guide("47-2111", "Orange"), "benefits") == "new"
    assert section_text(application.guide("51-1011", "Orange"), "benefits") == "old"


def test_replacing_a_plugin_that_there_is_none_of_names_both(make: Callable[..., Application]) -> None:
    application = make({"new": SimpleNamespace(say=saying("new", replaces={"wagse"}))})
    with pytest.raises(PluginError) as refused:
        application.guide("47-2111", "Orange")
    assert str(refused.value).startswith("new, guide_benefits: ")
    assert "'wagse'" in str(refused.value)
    assert "Did you mean wages" in str(refused.value)


def test_where_a_replaced_plugin_is_none_all_answers_stand_and_it_is_a_failure(
    make: Callable[..., Application], failures_of: Callable[..., list[str]]
) -> None:
    plugins = {
        "old": SimpleNamespace(say=saying("old")),
        "new": SimpleNamespace(say=saying("new", replaces={"old", "wagse"})),
    }
    application = make(plugins, strict=False)
    assert section_text(application.guide("47-2111", "Orange"), "benefits").split("\n") == ["new", "old"]
    (said,) = set(failures_of(application))
    assert "guide_benefits" in said
    assert "it replaces the plugin 'wagse', and there is none of that name. Did you mean wages?" in said


def test_in_a_ring_all_answers_stand_and_it_is_a_failure(
    make: Callable[..., Application], failures_of: Callable[..., list[str]]
) -> None:
    plugins = {
        "left": SimpleNamespace(say=saying("left", replaces={"right"})),
        "right": SimpleNamespace(say=saying("right", replaces={"left"})),
    }
    application = make(plugins, strict=False)
    assert section_text(application.guide("47-2111", "Orange"), "benefits").split("\n") == ["left", "right"]
    (said,) = set(failures_of(application))
    assert "replace each other" in said


def test_a_plugin_that_is_switched_off_and_a_file_can_be_replaced_too(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> None:
    folder = occupation_file("## Benefits\n\nMany.\n").parent
    plugin = SimpleNamespace(say=saying("new", replaces={"wages", "own/electricians.md"}))
    application = make({"new": plugin}, occupations=(folder,), disabled=frozenset({"wages"}))
    assert section_text(application.guide("47-2111", "Orange"), "benefits") == "new"


def test_one_string_of_names_to_replace_is_refused() -> None:
    with pytest.raises(TypeError, match="replaces is several names, such as"):
        hookimpl(replaces="wages")


def test_what_is_no_text_in_a_block_is_the_failure_of_its_plugin_alone(
    make: Callable[..., Application], failures_of: Callable[..., list[str]]
) -> None:
    @hookimpl
    def guide_benefits() -> Section:
        return Section(Paragraph(("fine", object())))  # type: ignore[arg-type]

    plugins = {"bad": SimpleNamespace(guide_benefits=guide_benefits), "good": SimpleNamespace(say=saying("good"))}
    application = make(plugins, strict=False)
    guide = application.guide("47-2111", "Orange")
    assert section_text(guide, "benefits").split("\n") == [failed_note("bad"), "good"]
    (said,) = failures_of(application)
    assert said.startswith("plugin bad, guide_benefits for 47-2111: a block's text is made of words")
    for renderer in application.renderers.values():
        assert b"good" in application.render(renderer, guide)


def test_a_plugin_that_exits_is_a_failure_that_names_it(
    make: Callable[..., Application], failures_of: Callable[..., list[str]]
) -> None:
    @hookimpl
    def guide_benefits() -> Section:
        raise SystemExit(0)

    plugins = {"exit": SimpleNamespace(guide_benefits=guide_benefits), "good": SimpleNamespace(say=saying("good"))}
    application = make(plugins, strict=False)
    said = section_text(application.guide("47-2111", "Orange"), "benefits")
    assert said.split("\n") == [failed_note("exit"), "good"]
    assert failures_of(application) == ["plugin exit, guide_benefits for 47-2111: it called sys.exit"]


def test_a_renderer_that_returns_text_is_a_failure_that_names_it(make: Callable[..., Application]) -> None:
    for returned, why in (("words", "it returned str, not bytes"), (None, "it returned NoneType, not bytes")):
        worded = SimpleNamespace(name="worded", render=lambda *_, returned=returned: returned)
        application = make()
        with pytest.raises(PluginError, match=why) as error:
            application.render(worded, application.guide("47-2111", "Orange"))  # type: ignore[arg-type]
        assert "renderer worded for 47-2111, Orange County" in str(error.value)


def test_two_plugins_that_replace_each_other_are_both_named(make: Callable[..., Application]) -> None:
    application = make(
        {
            "left": SimpleNamespace(say=saying("left", replaces={"right"})),
            "right": SimpleNamespace(say=saying("right", replaces={"left"})),
        }
    )
    with pytest.raises(PluginError, match=r"left and right|right and left"):
        application.guide("47-2111", "Orange")


def test_three_plugins_that_replace_one_another_in_a_ring_are_an_error(
    make: Callable[..., Application],
) -> None:
    application = make(
        {
            "one": SimpleNamespace(say=saying("one", replaces={"two"})),
            "two": SimpleNamespace(say=saying("two", replaces={"three"})),
            "three": SimpleNamespace(say=saying("three", replaces={"one"})),
        }
    )
    with pytest.raises(PluginError, match="replace"):
        application.guide("47-2111", "Orange")


def test_a_mutual_replacement_is_found_though_a_third_plugin_replaces_one_of_the_two(
    make: Callable[..., Application],
) -> None:
    application = make(
        {
            "left": SimpleNamespace(say=saying("left", replaces={"right"})),
            "right": SimpleNamespace(say=saying("right", replaces={"left"})),
            "third": SimpleNamespace(say=saying("third", replaces={"right"})),
        }
    )
    with pytest.raises(PluginError, match="replace each other"):
        application.guide("47-2111", "Orange")


# --- What is refused at registration --------------------------------------------------------------------------


def refusal(plugin: object, name: str = "mine") -> str:
    """What a plugin's author is told."""
    with pytest.raises(PluginError) as refused:
        check_plugin(plugin, name)
    return str(refused.value)


def test_an_unknown_hook_is_refused_with_the_nearest_one() -> None:
    said = refusal(SimpleNamespace(say=saying("x", "guide_wage")))
    assert "plugin mine, guide_wage" in said
    assert "Did you mean guide_wages" in said


def test_an_argument_that_the_hook_does_not_offer_is_refused() -> None:
    @hookimpl
    def guide_wages(county: str) -> None: ...

    said = refusal(SimpleNamespace(guide_wages=guide_wages))
    assert said.startswith("plugin mine, guide_wages:")
    assert "'county'" in said
    assert "occupation, area, facts" in said


def test_the_all_areas_hooks_do_not_offer_an_area() -> None:
    @hookimpl
    def guide_wages_all_areas(area: Area) -> None: ...

    assert "'area'" in refusal(SimpleNamespace(guide_wages_all_areas=guide_wages_all_areas))


def test_a_default_is_refused() -> None:
    @hookimpl
    def guide_wages(area: object = None) -> None: ...

    said = refusal(SimpleNamespace(guide_wages=guide_wages))
    assert said.startswith("plugin mine, guide_wages:")
    assert "area" in said
    assert "no defaults" in said


def test_a_keyword_only_parameter_is_refused() -> None:
    @hookimpl
    def guide_wages(*, area: object) -> None: ...

    assert refusal(SimpleNamespace(guide_wages=guide_wages)).startswith("plugin mine, guide_wages:")


def test_starred_parameters_are_refused() -> None:
    @hookimpl(specname="guide_wages")
    def many(*args: object) -> None: ...

    @hookimpl(specname="guide_wages")
    def named(**kwargs: object) -> None: ...

    assert "*args" in refusal(SimpleNamespace(many=many))
    assert "**kwargs" in refusal(SimpleNamespace(named=named))


def test_pluggys_ways_to_blur_the_order_are_refused() -> None:
    marker = pluggy.HookimplMarker("occuguide")
    for option in ("tryfirst", "trylast", "hookwrapper"):

        def guide_wages() -> Any:
            yield

        said = refusal(SimpleNamespace(guide_wages=marker(**{option: True})(guide_wages)))
        assert said.startswith("plugin mine, guide_wages:")
        assert option in said

    def wrapping() -> Any:
        return (yield)

    said = refusal(SimpleNamespace(wrapping=marker(wrapper=True, specname="guide_wages")(wrapping)))
    assert "wrapper" in said


def test_a_malformed_soc_code_is_refused() -> None:
    for code in ("11-305", "113051", "11-3051.00", 113051):
        said = refusal(SimpleNamespace(SOC=code, say=saying("x")))
        assert said.startswith("plugin mine:")
        assert repr(code) in said
        assert "11-3051" in said


def test_a_name_that_is_taken_is_refused(registry: Registry) -> None:
    registry.register(SimpleNamespace(say=saying("x")), "mine")
    with pytest.raises(PluginError, match=r"plugin mine: the name is taken"):
        registry.register(SimpleNamespace(say=saying("y")), "mine")


def test_a_plugin_that_answers_nothing_is_told_so_by_the_test_kit() -> None:
    assert "it answers no hook" in refusal(SimpleNamespace(guide_wages=lambda: None))


def test_a_refused_plugin_leaves_nothing_behind(registry: Registry) -> None:
    bad = SimpleNamespace(good=saying("x"), bad=saying("y", "guide_nothing"))
    with pytest.raises(PluginError):
        registry.register(bad, "mine")
    assert registry.implementations("guide_benefits") == ()
    assert [info.name for info in registry.plugins] == []


def test_the_test_kit_says_which_hooks_a_good_plugin_answers() -> None:
    assert check_plugin(SimpleNamespace(say=saying("x"), tools=saying("y", "guide_tools"))) == (
        "guide_benefits",
        "guide_tools",
    )


# --- A third party's own section ------------------------------------------------------------------------------


class Unions:
    """A plugin with a section in a chapter of its own, and one between the kernel's."""

    @staticmethod
    @section("Unions", chapter=Chapter("Working Together", 25), order=10, summary=whole)
    def guide_unions(occupation: object, area: object, facts: object) -> None:
        """Which unions there are."""

    @staticmethod
    @section("Tips", chapter=PAY, order=12)
    def guide_tips(occupation: object, area: object, facts: object) -> None:
        """What customers leave."""

    @staticmethod
    @hookimpl(specname="guide_unions")
    def answer() -> Section:
        return Section(Paragraph("The IBEW."))


def test_a_third_partys_section_stands_in_its_chapter_and_in_the_summary(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> None:
    path = occupation_file("## Benefits\n\nMany.\n\n## Wages\n\nGood.\n\n## Tips\n\nNone.\n")
    application = make({"unions": Unions}, occupations=(path.parent,))
    guide = application.guide("47-2111", "Orange")
    order = [(chapter.chapter.title, [s.spec.heading for s in chapter.sections]) for chapter in guide.chapters]
    assert order[0] == ("Wages and Benefits", ["Wages", "Tips", "Benefits"])
    assert order[1] == ("Working Together", ["Unions"])
    assert order[2][0] == "Job Outlook"
    assert section_text(guide, "unions") == "The IBEW."
    summary = application.guide("47-2111", "Orange", View.SUMMARY)
    assert section_text(summary, "unions") == "The IBEW."
    assert section_text(summary, "tips") == ""


def test_a_third_partys_section_is_a_heading_for_authors(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> None:
    path = occupation_file("## Unions\n\nLocal 441.\n")
    application = make({"unions": Unions}, occupations=(path.parent,))
    assert section_text(application.guide("47-2111", "Orange"), "unions") == "Local 441.\nThe IBEW."


def test_a_section_of_a_name_that_there_is_already_is_refused(make: Callable[..., Application]) -> None:
    class Again:
        @staticmethod
        @section("Pay", chapter=PAY, order=10)
        def guide_wages(occupation: object) -> None: ...

    with pytest.raises(PluginError, match="guide_wages is declared already"):
        make({"again": Again})


def test_two_sections_of_one_heading_are_refused(make: Callable[..., Application]) -> None:
    class Again:
        @staticmethod
        @section("Wages", chapter=PAY, order=11)
        def guide_my_wages(occupation: object) -> None: ...

    with pytest.raises(PluginError, match="Wages"):
        make({"again": Again})


# --- Only one of a kind ---------------------------------------------------------------------------------------


def test_two_renderers_of_one_name_are_both_named(make: Callable[..., Application]) -> None:
    @hookimpl
    def renderer() -> object:
        return SimpleNamespace(name="text", suffix=".txt", media_type="text/plain", render=None)

    application = make({"mine": SimpleNamespace(renderer=renderer)})
    with pytest.raises(PluginError) as refused:
        application.renderer("text")
    assert "mine and text bring 'text'" in str(refused.value)
    assert "disabled" in str(refused.value)


def test_two_search_engines_of_one_name_are_both_named(make: Callable[..., Application]) -> None:
    @hookimpl
    def search_engine() -> object:
        return SimpleNamespace(name="whoosh")

    application = make({"mine": SimpleNamespace(search_engine=search_engine)})
    with pytest.raises(PluginError, match="both mine and search bring 'whoosh'"):
        _ = application.search_engine


def test_two_editions_are_both_named(make: Callable[..., Application], tmp_path: Path) -> None:
    @hookimpl
    def fact_edition() -> Path:
        return tmp_path / "edition.sqlite"

    application = make({"mine": SimpleNamespace(fact_edition=fact_edition)}, facts=tmp_path / "there-is-none.sqlite")
    with pytest.raises(PluginError, match="edition and mine both answer"):
        _ = application.facts


def test_two_sources_of_one_name_are_both_named(make: Callable[..., Application]) -> None:
    @hookimpl
    def fact_source() -> object:
        return SimpleNamespace(name="oews", title="", formats="")

    application = make({"mine": SimpleNamespace(fact_source=fact_source)})
    with pytest.raises(PluginError, match="mine and oews bring 'oews'"):
        _ = application.sources


def test_two_readers_of_one_suffix_are_both_named(
    make: Callable[..., Application], occupation_file: Callable[..., Path], failures_of: Callable[..., list[str]]
) -> None:
    @hookimpl
    def occupation_reader() -> object:
        return SimpleNamespace(suffix=".md", soc=lambda path: "51-1011", load=None)

    application = make(
        {"mine": SimpleNamespace(occupation_reader=occupation_reader)},
        strict=False,
        occupations=(occupation_file().parent,),
    )
    try:
        application.registry.authored()
    except PluginError as refused:
        said = str(refused)
    else:
        said = " ".join(failures_of(application))
    assert "markdown" in said
    assert "mine" in said


# --- Switched off, or broken ----------------------------------------------------------------------------------


def test_a_plugin_that_is_switched_off_is_not_asked(make: Callable[..., Application]) -> None:
    application = make(disabled=frozenset({"wages"}))
    guide = application.guide("47-2111", "Orange")
    assert "guide_wages" not in [section.spec.hook for section in guide.sections]
    assert "wages" not in [info.name for info in application.registry.plugins]


def test_a_plugin_that_is_switched_off_is_not_even_imported(
    installed: Callable[..., None], tmp_path: Path, make: Callable[..., Application]
) -> None:
    installed("broken", error=RuntimeError("boom"))
    application = make(disabled=frozenset({"broken"}))
    assert application.registry.failures == []


def test_a_plugin_that_cannot_be_imported_is_named_and_the_rest_goes_on(
    installed: Callable[..., None], run: Callable[..., Any], project: Callable[..., Path]
) -> None:
    installed("broken", error=ImportError("no module named torch"))
    project()
    ran = run("show", "11-3051", "--area", "Orange")
    assert ran.status == 1
    assert "$128,540" in ran.out
    assert ran.err.count("plugin broken: the plugin cannot be imported") == 1
    assert "no module named torch" in ran.err
    assert "disabled" in ran.err


def test_a_plugin_that_cannot_be_imported_is_named_also_when_the_command_fails_without_it(
    installed: Callable[..., None], run: Callable[..., Any]
) -> None:
    installed("edition", error=ImportError("no such file"))
    ran = run("list")
    assert ran.status == 1
    assert "there is no fact store" in ran.err
    assert "plugin edition: the plugin cannot be imported" in ran.err


def test_a_plugin_that_is_refused_is_named_and_the_rest_goes_on(
    installed: Callable[..., None], run: Callable[..., Any], project: Callable[..., Path]
) -> None:
    installed("wrong", SimpleNamespace(say=saying("x", "guide_wage")))
    project()
    ran = run("list")
    assert ran.status == 1
    assert "Electricians" in ran.out
    assert "plugin wrong, guide_wage" in ran.err


def test_the_test_kit_refuses_to_go_on_when_an_installed_plugin_is_broken(
    installed: Callable[..., None], tmp_path: Path
) -> None:
    installed("broken", error=ImportError("gone"))
    with pytest.raises(PluginError, match="broken"):
        make_application(tmp_path)


def test_a_plugin_that_raises_fails_for_itself_alone(
    make: Callable[..., Application], failed_in: Callable[[Guide], list[tuple[str, str, str]]]
) -> None:
    @hookimpl
    def guide_benefits() -> Section:
        raise KeyError("missing")

    application = make(
        {"bad": SimpleNamespace(guide_benefits=guide_benefits), "good": SimpleNamespace(say=saying("Good."))},
        strict=False,
    )
    guide = application.guide("11-3051", "Orange")
    assert failed_in(guide) == [("bad", "guide_benefits", "11-3051")]
    said = section_text(guide, "benefits")
    assert "the plugin bad failed" in said
    assert "Good." in said
    assert "$128,540" in section_text(guide, "wages")
    assert str(application.registry.failures[0]).startswith("plugin bad, guide_benefits for 11-3051:")


def test_a_plugin_that_returns_what_it_must_not_fails_for_itself_alone(
    make: Callable[..., Application], failed_in: Callable[[Guide], list[tuple[str, str, str]]]
) -> None:
    @hookimpl
    def guide_benefits() -> Any:
        return "many"

    @hookimpl
    def guide_tools() -> Any:
        return Section("many")  # type: ignore[arg-type]

    application = make({"bad": SimpleNamespace(guide_benefits=guide_benefits, guide_tools=guide_tools)}, strict=False)
    guide = application.guide("51-1011", "Orange")
    assert failed_in(guide) == [("bad", "guide_tools", "51-1011"), ("bad", "guide_benefits", "51-1011")]
    said = [str(failure) for failure in guide.failures]
    assert "blocks, not of str" in said[0]
    assert "it returned a str" in said[1]


def test_a_description_of_the_wrong_type_fails_for_itself_alone(make: Callable[..., Application]) -> None:
    @hookimpl
    def describe_occupation() -> Any:
        return {"title": "x"}

    application = make({"bad": SimpleNamespace(describe_occupation=describe_occupation)}, strict=False)
    assert application.occupations.get("47-2111").title == "Electricians"
    assert [(one.plugin, one.hook, one.soc) for one in application.registry.failures] == [
        ("bad", "describe_occupation", "47-2111")
    ]


def test_a_failure_raises_in_tests(make: Callable[..., Application]) -> None:
    @hookimpl
    def guide_benefits() -> Section:
        raise KeyError("missing")

    application = make({"bad": SimpleNamespace(guide_benefits=guide_benefits)})
    with pytest.raises(KeyError, match="missing"):
        application.guide("47-2111", "Orange")


def test_an_occupation_file_that_cannot_be_read_raises_in_tests(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> None:
    path = occupation_file("## No Such Heading\n\nx\n")
    application = make(occupations=(path.parent,))
    with pytest.raises(Exception, match="No Such Heading"):
        application.guide("47-2111", "Orange")


def test_a_command_ends_with_status_1_and_names_each_failure_once(
    installed: Callable[..., None], run: Callable[..., Any], project: Callable[..., Path]
) -> None:
    @hookimpl
    def guide_benefits(area: Area) -> Section:
        raise ValueError("no benefits")

    installed("bad", SimpleNamespace(guide_benefits=guide_benefits))
    project()
    ran = run("show", "47-2111", "--area", "Orange")
    assert ran.status == 1
    assert ran.err == "error: plugin bad, guide_benefits for 47-2111: no benefits\n"
    assert "the plugin bad failed" in ran.out


def test_plugins_that_hand_out_nonsense_are_named_without_a_traceback(
    installed: Callable[..., None], run: Callable[..., Any], project: Callable[..., Path]
) -> None:
    project()
    installed("nonsense", SimpleNamespace(give=hookimpl(specname="renderer")(lambda: 7)))
    ran = run("show", "47-2111")
    assert ran.status == 1
    assert "nonsense" in ran.err


def test_a_plugin_that_has_nothing_to_hand_out_is_no_failure(make: Callable[..., Application]) -> None:
    application = make({"nothing": SimpleNamespace(give=hookimpl(specname="renderer")(lambda: None))})
    assert application.renderers.keys() == make().renderers.keys() > set()


def test_folders_that_are_none_are_named_without_a_traceback(
    installed: Callable[..., None], run: Callable[..., Any], project: Callable[..., Path]
) -> None:
    project()
    installed("nonsense", SimpleNamespace(give=hookimpl(specname="occupation_folders")(lambda: None)))
    ran = run("list")
    assert ran.status == 1
    assert "nonsense" in ran.err
    assert "Electricians" in ran.out


def test_a_renderer_that_raises_is_named_without_a_traceback(
    installed: Callable[..., None], run: Callable[..., Any], project: Callable[..., Path]
) -> None:
    class Broken:
        name = "broken"
        suffix = ".broken"
        media_type = "text/plain"

        def render(self, guide: Guide, site: object = None) -> bytes:
            raise ZeroDivisionError("by nought")

    project()
    installed("breaker", SimpleNamespace(give=hookimpl(specname="renderer")(lambda: Broken())))
    ran = run("show", "47-2111", "--format", "broken")
    assert ran.status == 1
    assert "broken" in ran.err
    assert "by nought" in ran.err


def test_a_command_of_a_name_that_is_taken_is_named_and_the_kernels_stands(
    installed: Callable[..., None], run: Callable[..., Any], project: Callable[..., Path]
) -> None:
    import click

    mine = click.Command("list", callback=lambda: click.echo("mine"))
    installed("taker", SimpleNamespace(give=hookimpl(specname="commands")(lambda: [mine])))
    project()
    ran = run("build", "--help")
    assert "Build a site" in ran.out
    ran = run("nothing")
    assert ran.status == 2
    ran = run("list")
    assert "Electricians" in ran.out


def test_a_summary_cut_that_raises_fails_for_its_section_alone(make: Callable[..., Application]) -> None:
    def cut(blocks: object) -> Any:
        raise ValueError("no brief")

    class Mine:
        @staticmethod
        @section("Mine", chapter=PAY, order=99, summary=cut)
        def guide_mine(occupation: object) -> None:
            """Mine."""

    application = make({"specs": Mine, "mine": SimpleNamespace(say=saying("Mine.", "guide_mine"))}, strict=False)
    guide = application.guide("11-3051", "Orange", View.SUMMARY)
    assert "$128,540" in section_text(guide, "wages")
    (failure,) = guide.failures
    assert failure.hook == "guide_mine"


def test_a_class_of_the_kernel_among_a_plugins_names_is_no_answer(make: Callable[..., Application]) -> None:
    plugin = SimpleNamespace(Section=Section, Area=Area, Place=Place, hookimpl=hookimpl, say=saying("Good."))
    application = make({"mine": plugin})
    assert section_text(application.guide("47-2111", "Orange"), "benefits") == "Good."


def test_a_plugin_may_import_the_hook_that_it_answers(make: Callable[..., Application]) -> None:
    from occuguide.core.hookspecs import guide_benefits

    application = make({"mine": SimpleNamespace(guide_benefits=guide_benefits, say=saying("Good."))})
    assert section_text(application.guide("47-2111", "Orange"), "benefits") == "Good."


def test_help_goes_by_the_configuration_that_is_named(
    run: Callable[..., Any], project: Callable[..., Path], tmp_path: Path
) -> None:
    other = project('disabled = ["web"]\n').rename(tmp_path / "other.toml")
    project()
    assert "Build a site" in run("--help").out
    assert "Build a site" not in run("--config", str(other), "--help").out
