"""check_plugin: what is wrong with a plugin is found before anybody reads a guide, and is named."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest

from occuguide.core import (
    PAY,
    Answer,
    AreaKind,
    Block,
    ContentError,
    Description,
    Download,
    Note,
    Pack,
    Paragraph,
    PluginError,
    Section,
    Suggestion,
    Topic,
    TopicValue,
    hookimpl,
    section,
)
from occuguide.core.testing import check_plugin


def answering(hook: str, answer: Callable[..., Any]) -> SimpleNamespace:
    """A plugin that answers one hook."""
    return SimpleNamespace(answer=hookimpl(specname=hook)(answer))


def handing_out(hook: str, thing: object) -> SimpleNamespace:
    return answering(hook, lambda: thing)


def refusal(plugin: object) -> str:
    with pytest.raises(PluginError) as refused:
        check_plugin(plugin, "mine")
    return str(refused.value)


# --- Sections ------------------------------------------------------------------------------------------------


def test_a_section_is_asked_for_every_occupation_and_place() -> None:
    asked = []

    def answer(occupation: Any, area: Any) -> None:
        asked.append((occupation.soc, area.kind))

    assert check_plugin(answering("guide_benefits", answer)) == ("guide_benefits",)
    socs = ("11-3051", "47-2111", "51-1011")
    kinds = (AreaKind.NATION, AreaKind.STATE, AreaKind.COUNTY, AreaKind.COUNTY, AreaKind.METROPOLITAN)
    assert sorted(asked) == sorted(itertools.product(socs, kinds))


def test_a_section_that_raises_is_named_with_the_occupation_and_the_place() -> None:
    def answer(occupation: Any, area: Any) -> Section:
        if occupation.soc == "51-1011" and area.kind is AreaKind.COUNTY:
            raise ZeroDivisionError("no jobs here")
        return Section(Paragraph("Fine."))

    assert refusal(answering("guide_benefits", answer)) == (
        "plugin mine, guide_benefits for 51-1011, Los Angeles County: it raised ZeroDivisionError: no jobs here"
    )


def test_a_section_that_exits_is_named() -> None:
    def answer() -> None:
        raise SystemExit(3)

    assert "it raised SystemExit: 3" in refusal(answering("guide_benefits", answer))


def test_a_section_that_is_none_is_refused() -> None:
    said = refusal(handing_out("guide_benefits", "Many."))
    assert said.startswith("plugin mine, guide_benefits for 11-3051, United States: it returned a str.")
    assert "This hook returns a Section or None." in said


def test_a_section_that_a_format_cannot_show_is_found(installed: Callable[..., None]) -> None:
    class Picky(Shout):
        def render(self, guide: Any, site: object = None) -> bytes:
            if any(isinstance(block, Note) for block in guide.sections[0].blocks):
                raise NotImplementedError("notes")
            return b""

    installed("picky", rendering(Picky()))
    assert check_plugin(handing_out("guide_benefits", Section(Paragraph("Many.")))) == ("guide_benefits",)
    said = refusal(handing_out("guide_benefits", Section(Note("Ask."))))
    assert said.startswith("plugin mine, guide_benefits for 11-3051, United States: its answer cannot be rendered")
    assert "renderer shout" in said
    assert "NotImplementedError: notes" in said


def test_a_cut_for_the_summary_that_fails_is_named() -> None:
    def cut(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return (blocks[1],)

    @section("Tips", chapter=PAY, order=12, summary=cut)
    def guide_tips() -> Section | None:
        """What customers leave."""

    plugin = SimpleNamespace(
        guide_tips=guide_tips, answer=hookimpl(specname="guide_tips")(lambda: Section(Paragraph("Some.")))
    )
    assert "plugin mine, guide_tips for 11-3051, United States: it raised IndexError" in refusal(plugin)


def test_an_answer_that_replaces_a_plugin_that_there_is_none_of_is_refused() -> None:
    plugin = SimpleNamespace(answer=hookimpl(specname="guide_benefits", replaces={"wagse"})(lambda: None))
    assert "it replaces the plugin 'wagse', and there is none of that name. Did you mean wages?" in refusal(plugin)


# --- Occupations ---------------------------------------------------------------------------------------------


def test_a_plugin_of_one_occupation_is_asked_for_that_one() -> None:
    asked = []
    plugin = answering("guide_overview", lambda occupation: asked.append((occupation.soc, occupation.title)))
    plugin.SOC = "47-2121"
    assert check_plugin(plugin) == ("guide_overview",)
    assert asked == [("47-2121", "Glaziers")]


def test_an_occupation_that_nobody_knows_must_have_a_title() -> None:
    plugin = answering("guide_overview", lambda: None)
    plugin.SOC = "99-0001"
    assert "plugin mine: no release that is loaded knows 99-0001" in refusal(plugin)
    plugin.titled = hookimpl(specname="describe_occupation")(lambda soc: Description(title="Time Keepers"))
    assert check_plugin(plugin) == ("describe_occupation", "guide_overview")


def test_a_description_that_is_none_is_refused() -> None:
    said = refusal(answering("describe_occupation", lambda soc: {"also_called": ["Sparks"]}))
    assert said.startswith("plugin mine, describe_occupation for 11-3051: it returned a dict")


def test_the_occupations_that_a_plugin_brings_are_asked_for_their_sections(tmp_path: Path) -> None:
    path = tmp_path / "glaziers.md"
    path.write_text('+++\nsoc = "47-2121"\nwritten = 2026-11-22\n+++\n## Benefits\n\nMany.\n', encoding="utf-8")
    plugin = handing_out("occupation_folders", [tmp_path])
    assert check_plugin(plugin) == ("occupation_folders",)

    path.write_text(path.read_text("utf-8").replace("## Benefits", "## Benefit"), encoding="utf-8")
    with pytest.raises(ContentError, match=r"glaziers\.md:5.*'Benefit'"):
        check_plugin(plugin)


def test_a_module_of_an_occupation_that_raises_is_named_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "glaziers.py").write_text(
        "from occuguide.core import hookimpl\n"
        'SOC = "47-2121"\n\n'
        "@hookimpl\ndef guide_overview(area):\n    return area.nothing\n",
        encoding="utf-8",
    )
    said = refusal(handing_out("occupation_folders", [tmp_path]))
    assert said.startswith(
        f"plugin {tmp_path.name}/glaziers.py, guide_overview for 47-2121, United States: it raised AttributeError"
    )


def test_a_folder_that_is_no_path_is_refused() -> None:
    assert refusal(handing_out("occupation_folders", ["occupations"])).startswith(
        "plugin mine: it handed out 'occupations'"
    )


@pytest.mark.parametrize(
    ("reader", "problem"),
    [
        (SimpleNamespace(suffix=".plain", soc=str), "it has no method load"),
        (SimpleNamespace(suffix="plain", soc=str, load=str), "its suffix is 'plain'. Begin it with a dot."),
        (SimpleNamespace(soc=str, load=str), "plugin mine: it handed out namespace("),
        (SimpleNamespace(suffix=".md", soc=str, load=str), "bring '.md'"),
    ],
)
def test_a_reader_that_is_none_is_refused(reader: object, problem: str) -> None:
    assert problem in refusal(handing_out("occupation_reader", reader))


# --- Facts and topics ----------------------------------------------------------------------------------------


class Source:
    """A source as it should be."""

    name = "mine"
    title = "My Survey"
    formats = "One file."
    downloads = (Download(address="https://example.org/survey.csv"),)

    def load(self, paths: object, store: object, progress: object) -> int:
        return 0


def test_a_source_that_says_what_it_is_passes() -> None:
    assert check_plugin(handing_out("fact_source", Source())) == ("fact_source",)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("title", None, "its title is None, and must be a string"),
        ("formats", ["csv"], "its formats is ['csv'], and must be a string"),
        ("load", None, "it has no method load"),
        ("downloads", ["https://example.org/"], "its downloads hold 'https://example.org/'"),
        ("name", "oews", "bring 'oews'"),
    ],
)
def test_a_source_that_is_none_is_refused(name: str, value: object, problem: str) -> None:
    source = Source()
    setattr(source, name, value)
    assert problem in refusal(handing_out("fact_source", source))


def test_an_edition_that_is_no_fact_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    assert check_plugin(handing_out("fact_edition", path)) == ("fact_edition",)
    path.write_text("soc,wage\n", encoding="utf-8")
    said = refusal(handing_out("fact_edition", path))
    assert said.startswith("plugin mine, fact_edition: it raised DataError")
    assert "not a fact store" in said
    assert "it returned a str, not a Path" in refusal(handing_out("fact_edition", str(path)))


def test_a_topic_is_asked_for_its_values_in_every_place() -> None:
    asked = []

    def values(occupations: Any, area: Any, facts: Any) -> Iterator[TopicValue]:
        asked.append(area.name)
        yield TopicValue(name="all", title="All", socs=occupations.titles)

    assert check_plugin(handing_out("topic", Topic(name="mine", title="Mine", values=values))) == ("topic",)
    assert len(asked) == 5


def test_a_topic_that_fails_is_named_with_the_place() -> None:
    def values(occupations: object, area: Any, facts: object) -> list[TopicValue]:
        return [area.wages.nothing]

    said = refusal(handing_out("topic", Topic(name="mine", title="Mine", values=values)))
    assert said.startswith("plugin mine, topic mine for United States: it raised AttributeError")
    assert "which is no Topic" in refusal(handing_out("topic", SimpleNamespace(name="mine", title="Mine")))


# --- Ways out ------------------------------------------------------------------------------------------------


class Shout:
    """A renderer as it should be."""

    name = "shout"
    suffix = ".shout"
    media_type = "text/plain"

    def render(self, guide: Any, site: object = None) -> bytes:
        return str(guide.title).upper().encode()


def rendering(renderer: object) -> SimpleNamespace:
    return answering("renderer", lambda: renderer)


def test_a_renderer_that_renders_passes() -> None:
    assert check_plugin(rendering(Shout())) == ("renderer",)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("name", "", "its name is '', and must be a string"),
        ("suffix", "shout", "its suffix is 'shout'"),
        ("media_type", "text", "its media type is 'text'"),
        ("name", "text", "bring 'text'"),
        ("render", lambda guide, site=None: guide.title, "it returned str, not bytes"),
        ("render", lambda guide, site=None: guide.nothing, "'Guide' object has no attribute 'nothing'"),
    ],
)
def test_a_renderer_that_is_none_is_refused(name: str, value: object, problem: str) -> None:
    renderer = Shout()
    setattr(renderer, name, value)
    assert problem in refusal(rendering(renderer))


def test_a_renderer_that_fails_in_one_view_is_named_with_it() -> None:
    class Failing(Shout):
        def render(self, guide: Any, site: object = None) -> bytes:
            if guide.view == "summary" and guide.area.kind is AreaKind.COUNTY:
                raise KeyError("chart")
            return b""

    said = refusal(rendering(Failing()))
    assert said.startswith("plugin mine, renderer for 11-3051, Los Angeles County, summary: it raised PluginError")
    assert "KeyError: 'chart'" in said


class Engine:
    """An engine that finds nothing."""

    name = "mine"

    def state(self, stamps: object) -> None: ...

    def update(self, stamps: object, documents: object, progress: object, *, anew: bool = False) -> int:
        return 0

    def search(self, typed: str, popularity: Mapping[str, float], **_options: object) -> Any:
        return Answer()

    def suggest(self, typed: str, popularity: object, limit: int) -> list[Any]:
        return []

    def close(self) -> None: ...


def test_an_engine_that_lacks_a_library_answers_none() -> None:
    assert check_plugin(handing_out("search_engine", None)) == ("search_engine",)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("suggest", None, "it has no method suggest"),
        (
            "suggest",
            lambda *_arguments: [Suggestion(text="Nobody", soc="99-9999", title="Nobody")],
            "it found '99-9999', which there is none of",
        ),
        ("search", lambda *_arguments, **_options: 1 / 0, "it raised ZeroDivisionError"),
    ],
)
def test_an_engine_that_is_none_is_refused(name: str, value: object, problem: str) -> None:
    engine = Engine()
    setattr(engine, name, value)
    assert problem in refusal(handing_out("search_engine", engine))


def test_commands_are_asked_for_their_help() -> None:
    @click.group("greet", help="Words of welcome.")
    def greet() -> None: ...

    @greet.command("loudly", help="Say it aloud.")
    def loudly() -> None: ...

    assert check_plugin(handing_out("commands", [greet])) == ("commands",)
    loudly.params.append("not a parameter")  # type: ignore[arg-type]
    assert refusal(handing_out("commands", [greet])).startswith("plugin mine, commands, greet --help: it raised")


def test_a_command_that_is_taken_or_none_is_refused() -> None:
    for name in ("show", "build"):
        said = refusal(handing_out("commands", [click.Command(name)]))
        assert said == f"plugin mine, commands: the command {name!r} is taken. Give it another name."
    assert "which is no click command" in refusal(handing_out("commands", [print]))


# --- Regions -------------------------------------------------------------------------------------------------


def test_a_plugin_of_a_region_is_asked_within_it() -> None:
    asked = []
    plugin = answering("guide_benefits", lambda area: asked.append(area.name))
    plugin.AREA = "California"
    assert check_plugin(plugin) == ("guide_benefits",)
    assert sorted(set(asked)) == [
        *("California", "Los Angeles County", "Los Angeles-Long Beach-Anaheim, CA", "Orange County")
    ]


def test_a_plugin_of_a_region_that_the_small_store_has_not_is_asked_all_the_same() -> None:
    plugin = answering("guide_benefits", lambda area: area.nothing)
    plugin.AREA = "Nevada"
    assert "it raised AttributeError" in refusal(plugin)


def test_a_pack_is_loaded_and_asked_for_what_it_says(tmp_path: Path) -> None:
    def words(answer: Callable[..., Any]) -> Callable[..., object]:
        return lambda headings: SimpleNamespace(
            AREA="California", say=hookimpl(specname=headings["Benefits"])(lambda area: answer())
        )

    def bringing(load: Callable[..., object]) -> SimpleNamespace:
        return answering("site_packs", lambda: [Pack(path=tmp_path / "ours.md", area="California", load=load)])

    assert check_plugin(bringing(words(lambda: Section(Paragraph("Many."))))) == ("site_packs",)
    said = refusal(bringing(words(lambda: "Many.")))
    assert said.startswith(f"plugin {tmp_path.name}/ours.md, guide_benefits for 11-3051, California: it returned a str")


def test_tips_are_asked_for_in_every_place() -> None:
    said = refusal(answering("job_search_tips", lambda area: area.name))
    assert said.startswith("plugin mine, job_search_tips for United States: it returned a str")
    assert check_plugin(answering("job_search_tips", lambda: None)) == ("job_search_tips",)
