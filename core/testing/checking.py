"""Checking a plugin: whether it is accepted, and whether each of its answers is what its hook asks for.

What it answers is asked as Occuguide asks it, over the small store: for every occupation and place there, and for the
occupations that the plugin brings.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from attrs import evolve, frozen

from occuguide.core.application import Application
from occuguide.core.area import Area
from occuguide.core.blocks import Block
from occuguide.core.cli import COMMANDS
from occuguide.core.errors import DataError, OccuguideError, PluginError
from occuguide.core.facts import Facts
from occuguide.core.guide import Guide, GuideChapter, GuideSection, Section, SectionSpec, View
from occuguide.core.implementation import Implementation
from occuguide.core.occupation import Description
from occuguide.core.pack import Pack
from occuguide.core.protocols import Download
from occuguide.core.testing.application import make_application
from occuguide.core.testing.progress import Unwatched
from occuguide.core.testing.small_store import OCCUPATIONS, small_facts
from occuguide.core.topics import Topic

_SEE = "See what the hook returns in docs/hooks.md."


def check_plugin(plugin: object, name: str = "plugin") -> tuple[str, ...]:
    """Check that a plugin would be accepted, beside those that are installed, and that its answers are sound.

    Every hook that it answers is asked: those of sections for each occupation and place of the small store, and each
    answer is rendered in every format. The occupations that the plugin brings are asked for as well.

    Args:
        plugin: A module, or any object with hook implementations.
        name: The name that it would go by.

    Returns:
        The hooks that it answers.

    Raises:
        PluginError: It would be refused, it answers no hook at all, or an answer is not what it must be: the error
            names the hook, the occupation and the place.
        ContentError: A file of an occupation that it brings is not what it should be.
    """
    with (
        _named(name),
        TemporaryDirectory() as folder,
        closing(make_application(Path(folder), {name: plugin})) as application,
    ):
        (info,) = (info for info in application.registry.plugins if info.name == name)
        if not info.hooks:
            raise PluginError("it answers no hook", where=f"plugin {name}", remedy="Mark its functions with @hookimpl.")
        small_facts(application.settings.facts, _titles(application))
        _Check(application, name, info.soc).run()
    return info.hooks


def _titles(application: Application) -> Mapping[str, str]:
    """The titles, by SOC code, of the occupations that somebody wrote for; where an edition knows them."""
    titles: dict[str, str] = {}
    for _, edition in application.registry.collect("fact_edition"):
        # One that is no edition is named where it is checked.
        if isinstance(edition, Path):
            with suppress(DataError), closing(Facts(edition)) as facts:
                known = facts.occupations
                titles |= {soc: known[soc] for soc in application.registry.authored() if soc in known}
    return titles


@frozen
class _Check:
    """The check of one plugin.

    Args:
        application: An Occuguide over the small store that the plugin is registered in. Failures raise.
        plugin: The plugin's name.
        soc: The occupation that it answers for; empty if for every one.
    """

    application: Application
    plugin: str
    soc: str

    def run(self) -> None:
        """Ask every hook that the plugin answers."""
        checks: Mapping[str, Callable[[Implementation], None]] = {
            "describe_occupation": self._description,
            "occupation_folders": self._folders,
            "occupation_reader": self._reader,
            "fact_source": self._source,
            "fact_edition": self._edition,
            "site_packs": self._packs,
            "job_search_tips": self._tips,
            "topic": self._topics,
            "renderer": self._renderer,
            "search_engine": self._engine,
            "commands": self._commands,
        }
        for implementation in self._implementations():
            hook = implementation.hook
            if hook in self.application.registry.sections:
                self._section(implementation, self.application.registry.sections[hook])
            elif hook in checks:
                checks[hook](implementation)

    # --- What is asked, and for what ------------------------------------------------------------------------

    def _implementations(self) -> Iterator[Implementation]:
        registry = self.application.registry
        (info,) = (info for info in registry.plugins if info.name == self.plugin)
        for hook in dict.fromkeys(info.hooks):
            regions = registry.regions.get(hook, frozenset())
            yield from (one for one in registry.implementations(hook, self.soc, regions) if one.plugin == self.plugin)

    def _brought(self) -> Iterator[tuple[str, str]]:
        """The name and the occupation of each occupation file in the folders that the plugin names."""
        folders = {
            folder.resolve()
            for plugin, folder in self.application.registry.collect_each("occupation_folders", Path)
            if plugin == self.plugin
        }
        for info in self.application.registry.plugins:
            if info.soc and Path(info.origin).parent in folders:
                yield info.name, info.soc

    @property
    def _socs(self) -> Sequence[str]:
        if self.soc:
            return (self.soc,)
        return tuple(dict.fromkeys((*OCCUPATIONS, *(soc for _, soc in self._brought()))))

    def _areas(self, implementation: Implementation) -> Sequence[Area]:
        """The places to ask for: those of its region, if the small store has any; one, if it asks for none."""
        areas = self.application.facts.areas
        regions = self.application.composer.regions
        within = [area for area in areas if not implementation.region or implementation.region in regions(area)]
        return (within or areas) if "area" in implementation.arguments else areas[:1]

    def _where(self, hook: str, soc: str = "", area: Area | None = None) -> str:
        asked = f" for {soc}" if soc else ""
        place = f"{',' if soc else ' for'} {area.name}" if area else ""
        return f"plugin {self.plugin}, {hook}{asked}{place}"

    def _ask(self, implementation: Implementation, where: str, **offered: object) -> Any:
        with _raised(where):
            return implementation(**offered)

    def _ask_each(self, implementation: Implementation, kind: type[Any], what: str, **offered: object) -> Sequence[Any]:
        """The things that a hook hands out, of which there may be several."""
        where = self._where(implementation.hook)
        answer = self._ask(implementation, where, **offered)
        with _raised(where):
            things = list(answer) if isinstance(answer, Iterable) else [answer]
        for thing in things:
            _must(isinstance(thing, kind), f"it handed out {thing!r}, which is no {what}", where)
        return things

    # --- Sections and occupations ---------------------------------------------------------------------------

    def _section(self, implementation: Implementation, spec: SectionSpec) -> None:
        for soc in self._socs:
            for area in self._areas(implementation):
                where = self._where(spec.hook, soc, area)
                answer = self._answer(implementation, area, where, occupation=self.application.occupations.get(soc))
                for guide in self._shown(spec, answer, soc, area, where):
                    self._render(guide, where)

    def _answer(self, implementation: Implementation, area: Area, where: str, **offered: object) -> Section | None:
        answer = self._ask(implementation, where, area=area, facts=self.application.facts, **offered)
        said = f"it returned a {type(answer).__name__}"
        _must(answer is None or isinstance(answer, Section), said, where, "This hook returns a Section or None.")
        section: Section | None = answer
        return section

    def _shown(self, spec: SectionSpec, answer: Section | None, soc: str, area: Area, where: str) -> Iterator[Guide]:
        """Guides that hold the answer alone: in the view of its section, and cut for the summary."""
        if answer is None:
            return
        shown: dict[View, Sequence[Block]] = {spec.view: answer.blocks}
        if spec.summary is not None:
            with _raised(where):
                shown[View.SUMMARY] = spec.summary(answer.blocks if answer.brief is None else answer.brief)
        for view, blocks in shown.items():
            section = GuideSection(
                spec=spec,
                blocks=tuple(blocks),
                stated_sources=answer.sources,
                plugins=(self.plugin,),
                authored=bool(self.soc),
            )
            yield Guide(
                occupation=self.application.occupations.get(soc),
                area=area,
                view=view,
                kind=self.application.registry.kind(soc),
                chapters=(GuideChapter(spec.chapter, (section,)),),
                failures=(),
                directory=self.application.occupations,
            )

    def _render(self, guide: Guide, where: str) -> None:
        for renderer in self.application.renderers.values():
            try:
                self.application.render(renderer, guide)
            except OccuguideError as error:
                raise PluginError(f"its answer cannot be rendered ({error})", where=where) from error

    def _description(self, implementation: Implementation) -> None:
        for soc in self._socs:
            where = self._where(implementation.hook, soc)
            answer = self._ask(implementation, where, soc=soc, facts=self.application.facts)
            _must(answer is None or isinstance(answer, Description), f"it returned a {type(answer).__name__}", where)
            # Joined with what others say of the occupation.
            self.application.occupations.get(soc)

    def _folders(self, implementation: Implementation) -> None:
        self._ask_each(implementation, Path, "path")
        for name, soc in self._brought():
            self.application.registry.load(soc)
            _Check(self.application, name, soc).run()

    def _reader(self, implementation: Implementation) -> None:
        where = self._where(implementation.hook)
        reader = self._ask(implementation, where)
        _has_words(reader, ("suffix",), where)
        _has_methods(reader, ("soc", "load"), where)
        _must(reader.suffix.startswith("."), f"its suffix is {reader.suffix!r}", where, "Begin it with a dot.")
        self.application.registry.keyed("occupation_reader", "suffix")

    # --- Regions --------------------------------------------------------------------------------------------

    def _packs(self, implementation: Implementation) -> None:
        packs = self._ask_each(implementation, Pack, "Pack", settings=self.application.settings)
        self.application.registry.load_all()
        for pack in packs:
            _Check(self.application, pack.name, "").run()

    def _tips(self, implementation: Implementation) -> None:
        for area in self._areas(implementation):
            self._answer(implementation, area, self._where(implementation.hook, area=area))

    # --- Facts and topics -----------------------------------------------------------------------------------

    def _source(self, implementation: Implementation) -> None:
        where = self._where(implementation.hook)
        source = self._ask(implementation, where)
        _has_words(source, ("name", "title", "formats"), where)
        _has_methods(source, ("load",), where)
        with _raised(where):
            downloads = list(source.downloads)
        for download in downloads:
            _must(isinstance(download, Download), f"its downloads hold {download!r}", where)
        _must(source.name in self.application.sources, f"there is no source {source.name!r} afterwards", where)

    def _edition(self, implementation: Implementation) -> None:
        where = self._where(implementation.hook)
        edition = self._ask(implementation, where)
        _must(isinstance(edition, Path), f"it returned a {type(edition).__name__}, not a Path", where)
        # It may not have been made yet.
        if edition.exists():
            with _raised(where):
                Facts(edition).close()

    def _topics(self, implementation: Implementation) -> None:
        for topic in self._ask_each(implementation, Topic, "Topic"):
            for area in self.application.facts.areas:
                with _raised(self._where(f"{implementation.hook} {topic.name}", area=area)):
                    self.application.topics.values(topic.name, area)
                    self.application.topics.figures(topic.name, area)

    # --- Ways out -------------------------------------------------------------------------------------------

    def _renderer(self, implementation: Implementation) -> None:
        where = self._where(implementation.hook)
        renderer = self._ask(implementation, where, settings=self.application.settings)
        _has_words(renderer, ("name", "suffix", "media_type"), where)
        _must(renderer.suffix.startswith("."), f"its suffix is {renderer.suffix!r}", where, "Begin it with a dot.")
        _must("/" in renderer.media_type, f"its media type is {renderer.media_type!r}", where)
        own = self.application.renderer(renderer.name)
        for soc in self._socs:
            occupation = self.application.occupations.get(soc)
            for area in self.application.facts.areas:
                for view in View:
                    guide = self.application.composer.guide(occupation, area, view)
                    with _raised(f"{self._where(implementation.hook, soc, area)}, {view}"):
                        self.application.render(own, guide)

    def _engine(self, implementation: Implementation) -> None:
        where = self._where(implementation.hook)
        engine = self._ask(implementation, where, settings=self.application.settings)
        if engine is None:
            return
        _has_words(engine, ("name",), where)
        _has_methods(engine, ("state", "update", "search", "suggest", "close"), where)
        settings = evolve(self.application.settings, search=engine.name)
        with closing(Application(settings, self.application.registry)) as application:
            titles, area = application.occupations.titles, application.area()
            for typed in (*titles.values(), "no such words"):
                with _raised(f"{where}, asked for {typed!r}"):
                    found = application.search(typed, area, Unwatched()).found
                    suggested = [one.soc for one in application.suggest(typed[:4], area, Unwatched())]
                    application.index_state()
                for soc in (*found, *suggested):
                    _must(soc in titles, f"asked for {typed!r}, it found {soc!r}, which there is none of", where)

    def _commands(self, implementation: Implementation) -> None:
        where = self._where(implementation.hook)
        own = self._ask_each(implementation, click.Command, "click command")
        given = self.application.registry.collect_each("commands", click.Command)
        taken = {*COMMANDS, *(command.name for plugin, command in given if plugin != self.plugin)}
        for command in own:
            _must(command.name not in taken, f"the command {command.name!r} is taken", where, "Give it another name.")
            with _raised(f"{where}, {command.name} --help"):
                _help(command, click.Context(command, info_name=command.name))


# --- Small pieces --------------------------------------------------------------------------------------------


def _help(command: click.Command, ctx: click.Context) -> None:
    """Ask for the help of a command, and of those within it."""
    command.get_help(ctx)
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            within = command.get_command(ctx, name)
            if within is not None:
                _help(within, click.Context(within, parent=ctx, info_name=name))


@contextmanager
def _named(plugin: str) -> Iterator[None]:
    """Say of an error that names no place whose it is."""
    try:
        yield
    except OccuguideError as error:
        if error.where:
            raise
        raise PluginError(error.problem, where=f"plugin {plugin}", remedy=error.remedy) from error


@contextmanager
def _raised(where: str) -> Iterator[None]:
    """Say of whatever a plugin raises where it was asked."""
    try:
        yield
    except (Exception, SystemExit) as error:
        raise PluginError(f"it raised {type(error).__name__}: {error}", where=where) from error


def _must(holds: bool, problem: str, where: str, remedy: str = _SEE) -> None:
    if not holds:
        raise PluginError(problem, where=where, remedy=remedy)


def _has_words(thing: object, names: Iterable[str], where: str) -> None:
    for name in names:
        value = getattr(thing, name, None)
        _must(isinstance(value, str) and value != "", f"its {name} is {value!r}, and must be a string", where)


def _has_methods(thing: object, names: Iterable[str], where: str) -> None:
    for name in names:
        _must(callable(getattr(thing, name, None)), f"it has no method {name}", where)
