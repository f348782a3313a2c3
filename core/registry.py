"""The registry: which plugins there are, and which of their functions answer which hook.

pluggy gives the markers, the specifications and the registration. The calls are made here, one implementation at a
time, so that an answer knows its plugin, a failure stays its plugin's own, and an occupation is loaded only when it
is asked for.
"""

import functools
import importlib.metadata
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, TypeVar, cast

import pluggy
from attrs import frozen

from occuguide.core import hookspecs
from occuguide.core.config import Settings
from occuguide.core.errors import ConfigError, ContentError, PluginError, did_you_mean
from occuguide.core.facts import fingerprint
from occuguide.core.guide import Failure, SectionSpec, View
from occuguide.core.implementation import Implementation, implementations_of, replaced
from occuguide.core.occupation import SOC_PATTERN, Kind
from occuguide.core.occupation_files import OccupationFile, scan
from occuguide.core.pack import Pack
from occuguide.core.sections import PROJECT, SPEC_ATTRIBUTE
from occuguide.core.words import listing

AUTHORED = ("guide_overview", "guide_education", "guide_working_conditions")
"""The sections that somebody must have written for an occupation to have a Guide and not a Profile."""

Thing = TypeVar("Thing")


@frozen(kw_only=True)
class PluginInfo:
    """What is said of a plugin to its user.

    Args:
        name: Its name.
        origin: The distribution or the file that it came from.
        soc: The occupation it is for; empty if for every one.
        area: The place it is for, by its name or code; empty if for every one.
        hooks: The hooks that it answers; empty for a file that was not asked for yet.
    """

    name: str
    origin: str
    soc: str = ""
    area: str = ""
    hooks: tuple[str, ...] = ()


class Registry:
    """The plugins and their implementations.

    Args:
        settings: Which plugins are switched off, and which folders hold occupations.
        strict: Whether a plugin's failure is raised instead of kept apart, as in tests.
    """

    def __init__(self, settings: Settings, *, strict: bool = False) -> None:
        self.settings = settings
        self._strict = strict
        self.failures: list[Failure] = []
        self.sections: dict[str, SectionSpec] = {}
        self._manager = pluggy.PluginManager(PROJECT)
        self._specs: dict[str, Callable[..., object]] = {}
        self._info: dict[str, PluginInfo] = {}
        self._implementations: dict[tuple[str, str], list[Implementation]] = {}
        self._regions: dict[str, set[str]] = {}
        self._file_names: Set[str] = frozenset()
        self._files: Mapping[str, Sequence[OccupationFile]] | None = None
        self._declare(hookspecs)
        self._discover()

    def keep(self, failure: Failure) -> None:
        """Keep a plugin's failure apart, to be said at the end; raise it, if this registry is strict."""
        if self._strict:
            failure.error.add_note(f"This is a failure of the plugin {failure.plugin}.")
            raise failure.error
        self.failures.append(failure)

    # --- Discovery and registration -------------------------------------------------------------------------

    def _discover(self) -> None:
        """Import and register the installed plugins; those that cannot be are kept as failures."""

        @functools.cache
        def origin_of(distribution: importlib.metadata.Distribution) -> str:
            # Each look at a name or a version reads the distribution's metadata anew.
            metadata = distribution.metadata
            return f"{metadata['Name']} {metadata['Version']}"

        found: list[tuple[str, object, str]] = []
        entry_points = sorted(importlib.metadata.entry_points(group=PROJECT), key=lambda point: point.name)
        for point in entry_points:
            if point.name in self.settings.disabled:
                continue
            try:
                plugin = point.load()
            except (Exception, SystemExit) as error:
                problem = PluginError(
                    f"the plugin cannot be imported ({type(error).__name__}: {error})",
                    remedy="Mend or uninstall it, or name it in `disabled` in occuguide.toml.",
                )
                self.keep(Failure(plugin=point.name, error=problem))
                continue
            found.append((point.name, plugin, origin_of(point.dist) if point.dist else ""))
        # All sections are declared before any answer is checked, whichever plugin declares them.
        for step in (self._declare_safely, self._register_safely):
            for name, plugin, origin in found:
                step(plugin, name, origin)

    def _declare_section(self, spec: SectionSpec) -> None:
        for other in self.sections.values():
            if other.heading == spec.heading:
                raise PluginError(
                    f"the section {spec.hook} has the heading {spec.heading!r}, and so has {other.hook}",
                    remedy="An author writes under a heading: give your section one of its own.",
                )
        self.sections[spec.hook] = spec

    def add(self, plugin: object, name: str, *, origin: str = "") -> None:
        """Take in a plugin that was not found by discovery: the hooks that it declares, and its answers.

        Raises:
            PluginError: It is refused.
        """
        self._declare(plugin)
        self.register(plugin, name, origin=origin)

    def _register_safely(self, plugin: object, name: str, origin: str) -> None:
        try:
            self.register(plugin, name, origin=origin)
        except PluginError as error:
            self.keep(Failure(plugin=name, error=error))

    def _declare_safely(self, plugin: object, name: str, _origin: str) -> None:
        try:
            self._declare(plugin)
        except (ValueError, PluginError) as error:
            self.keep(Failure(plugin=name, error=error))

    def _declare(self, holder: object) -> None:
        """Take over the hooks that a module or object declares."""
        declared = {
            name: function
            for name, function in inspect.getmembers(holder, callable)
            if hasattr(function, f"{PROJECT}_spec") and function not in self._specs.values()
        }
        for name, function in declared.items():
            if name in self._specs:
                raise PluginError(f"the hook {name} is declared already", remedy="Give your section a name of its own.")
            if (spec := getattr(function, SPEC_ATTRIBUTE, None)) is not None:
                self._declare_section(spec)
            self._specs[name] = function
        if declared:
            self._manager.add_hookspecs(cast("ModuleType", SimpleNamespace(**declared)))

    def register(self, plugin: object, name: str, *, origin: str = "") -> None:
        """Register a plugin: a module, or any object with hook implementations.

        Args:
            plugin: The plugin. If it has an attribute ``SOC``, it answers for that occupation alone; if it has an
                attribute ``AREA``, a place's full name or code, for that place and those within it.
            name: A name of its own.
            origin: Where it came from, to be shown to the user.

        Raises:
            PluginError: The name is taken, a hook does not exist, or a signature is not allowed.
        """
        soc = getattr(plugin, "SOC", "")
        if soc and not (isinstance(soc, str) and SOC_PATTERN.fullmatch(soc)):
            raise PluginError(
                f"SOC is {soc!r}, which is no SOC code",
                where=f"plugin {name}",
                remedy='Write it with two and four digits, such as "11-3051".',
            )
        region = getattr(plugin, "AREA", "")
        if not isinstance(region, str):
            raise PluginError(
                f"AREA is {region!r}, which is no place's name",
                where=f"plugin {name}",
                remedy='Write it as `occuguide areas` does, such as "California".',
            )
        found = list(implementations_of(plugin, name, soc, self._specs, self._manager, region))
        try:
            self._manager.register(plugin, name)
        except ValueError as error:
            raise PluginError("the name is taken by another plugin", where=f"plugin {name}") from error
        for implementation in found:
            self._implementations.setdefault((implementation.hook, soc), []).append(implementation)
            if region:
                self._regions.setdefault(implementation.hook, set()).add(region)
        hooks = tuple(sorted(implementation.hook for implementation in found))
        self._info[name] = PluginInfo(name=name, origin=origin, soc=soc, area=region, hooks=hooks)

    # --- Occupations ----------------------------------------------------------------------------------------

    def about(self, hook: str) -> str:
        """What the docstring of a hook's declaration says; empty if it has none."""
        return inspect.getdoc(self._specs[hook]) or ""

    @property
    def headings(self) -> Mapping[str, str]:
        """The hook of each heading that an author may write under."""
        specs = sorted(self.sections.values(), key=lambda spec: spec.place)
        return {spec.heading: spec.hook for spec in specs if spec.view is View.DETAILED}

    def _occupation_files(self) -> Mapping[str, Sequence[OccupationFile]]:
        """The files of occupations by SOC code, looked for when they are first needed."""
        if self._files is None:
            # There are none while they are looked for, which asks plugins too.
            self._files = {}
            readers = self.keyed("occupation_reader", "suffix")
            found = scan(self.folders(), readers, self.settings.disabled)
            for failure in found.failures:
                self.keep(failure)
            self._files, self._file_names = found.files, found.names
            self._check_disabled(found.names)
        return self._files

    def folders(self) -> tuple[Path, ...]:
        """The folders of occupation files: those that plugins bring, and those that the settings name."""
        brought = [folder for _, folder in self.collect_each("occupation_folders", Path)]
        return (*brought, *self.settings.occupations)

    def _known_names(self) -> Set[str]:
        """The names of all plugins, whether they are loaded, waiting or switched off."""
        self._occupation_files()
        return self._info.keys() | self._file_names | self.settings.disabled

    def _check_disabled(self, files: Set[str]) -> None:
        """Name what the settings switch off and is not there: a misspelt name switches nothing off."""
        known = {*files, *(point.name for point in importlib.metadata.entry_points(group=PROJECT))}
        for name in sorted(self.settings.disabled - known):
            error = ConfigError(
                "`disabled` in occuguide.toml names this plugin, and there is none of that name",
                remedy=did_you_mean(name, known, "See `occuguide plugins`."),
            )
            self.keep(Failure(plugin=name, error=error))

    def authored(self) -> tuple[str, ...]:
        """The SOC codes that somebody wrote for, in order."""
        registered = {info.soc for info in self._info.values() if info.soc}
        return tuple(sorted({*self._occupation_files(), *registered}))

    def file_versions(self) -> tuple[tuple[str, str], ...]:
        """The SOC code of every occupation file, and what tells the version of it that was read from another."""
        return tuple((soc, file.version) for soc, files in self._occupation_files().items() for file in files)

    def answers_in(self, path: Path) -> tuple[Implementation, ...]:
        """The implementations in an occupation's file of any folder. It is read anew, and not registered.

        Raises:
            OccuguideError: There is no reader for its suffix, or it is not what it should be.
        """
        readers = self.keyed("occupation_reader", "suffix")
        if path.suffix not in readers:
            raise ContentError(
                f"there is no reader for files of the kind {path.suffix!r}",
                where=str(path),
                remedy=f"There are {listing(sorted(readers))}.",
            )
        # A module that is for no occupation is none of ours, and is not run.
        soc = readers[path.suffix].soc(path)
        plugin = readers[path.suffix].load(path, dict(self.headings))
        return tuple(implementations_of(plugin, path.name, soc, self._specs, self._manager))

    def list_versions(self) -> tuple[str, ...]:
        """What tells versions of the lists that stand beside occupation files, such as sentences on all of them."""
        lists = (path for folder in self.folders() for path in sorted(folder.glob("*.toml")))
        return tuple("".join(fingerprint(path)) for path in lists)

    def load(self, soc: str) -> None:
        """Load the files of an occupation, if there are any and it was not done before."""
        for file in self._occupation_files().get(soc, ()):
            if self._manager.has_plugin(file.name) or self._manager.is_blocked(file.name):
                continue
            try:
                plugin = file.reader.load(file.path, dict(self.headings))
                self.register(plugin, file.name, origin=str(file.path))
            except (Exception, SystemExit) as error:  # a reader may be anybody's
                self._manager.set_blocked(file.name)
                self.keep(Failure(plugin=file.name, soc=soc, error=error))

    def load_all(self) -> None:
        """Load every occupation and pack."""
        for soc in self._occupation_files():
            self.load(soc)
        self._load_packs()

    def kind(self, soc: str) -> Kind:
        """Guide, if somebody wrote the sections that make one; else Profile."""
        self.load(soc)
        return Kind.GUIDE if all((hook, soc) in self._implementations for hook in AUTHORED) else Kind.PROFILE

    # --- Regions --------------------------------------------------------------------------------------------

    @functools.cached_property
    def packs(self) -> tuple[Pack, ...]:
        """The packs that plugins hand out."""
        return tuple(pack for _, pack in self.collect_each("site_packs", Pack, settings=self.settings))

    def _load_packs(self) -> None:
        """Register the words of the packs, if that was not done before."""
        for pack in self.packs:
            if self._manager.has_plugin(pack.name) or self._manager.is_blocked(pack.name):
                continue
            try:
                self.register(pack.load(self.headings), pack.name, origin=str(pack.path))
            except (Exception, SystemExit) as error:  # a pack may be anybody's
                self._manager.set_blocked(pack.name)
                self.keep(Failure(plugin=pack.name, error=error))

    @functools.cached_property
    def regions(self) -> Mapping[str, Set[str]]:
        """The places that plugins answer within, by hook, as the plugins name them; those of the packs among them."""
        self._load_packs()
        return {hook: frozenset(names) for hook, names in self._regions.items()}

    # --- Asking ---------------------------------------------------------------------------------------------

    def implementations(self, hook: str, soc: str = "", regions: Set[str] = frozenset()) -> tuple[Implementation, ...]:
        """Those that answer a hook, in the order of their answers.

        Where one replaces a plugin that there is none of, or some replace each other, that is a failure and all stand.

        Args:
            hook: The hook.
            soc: The occupation that it is asked for; none, for those that answer for every one.
            regions: The regions that it is asked in: those that answer within another are left out.
        """
        if soc:
            self.load(soc)
        if regions:
            self._load_packs()
        own = self._implementations.get((hook, soc), []) if soc else []
        candidates = [*own, *self._implementations.get((hook, ""), [])]
        if hook in self._regions:
            candidates = [one for one in candidates if not one.region or one.region in regions]
        left_out: set[str] = set()
        if any(implementation.answer.replaces for implementation in candidates):
            try:
                left_out = replaced(hook, candidates, self._known_names())
            except PluginError as error:
                self.keep(Failure(plugin=hook, error=error))
        standing = [implementation for implementation in candidates if implementation.plugin not in left_out]
        return tuple(sorted(standing, key=lambda standing: (standing.answer.place, standing.plugin)))

    def collect(self, hook: str, **offered: object) -> Iterator[tuple[str, Any]]:
        """The answers of the generic plugins to a hook, with their names; one that fails is kept as a failure."""
        for implementation in self.implementations(hook):
            try:
                yield implementation.plugin, implementation(**offered)
            except (Exception, SystemExit) as error:
                self.keep(Failure(plugin=implementation.plugin, hook=hook, error=error))

    def collect_each(self, hook: str, kind: type[Thing], **offered: object) -> Iterator[tuple[str, Thing]]:
        """The things in the generic plugins' answers to a hook that answers with several; nonsense is a failure."""
        for implementation in self.implementations(hook):
            try:
                answer = implementation(**offered)
                things = list(answer) if isinstance(answer, Iterable) else [answer]
            except (Exception, SystemExit) as error:  # whatever a plugin raises is its own failure
                self.keep(Failure(plugin=implementation.plugin, hook=hook, error=error))
                continue
            for thing in things:
                if isinstance(thing, kind):
                    yield implementation.plugin, thing
                else:
                    self._nonsense(implementation.plugin, hook, thing)

    def _nonsense(self, plugin: str, hook: str, thing: object) -> None:
        error = PluginError(f"it handed out {thing!r}", remedy="See what the hook returns in docs/hooks.md.")
        self.keep(Failure(plugin=plugin, hook=hook, error=error))

    def keyed(self, hook: str, key: str = "name", **offered: object) -> dict[str, Any]:
        """The things that plugins hand out by a hook, by an attribute that tells them apart.

        A plugin that answers none has nothing to hand out, as where what it stands on is not installed.

        Args:
            hook: The hook.
            key: The attribute.
            **offered: The hook's arguments.

        Raises:
            PluginError: Two plugins hand out things of one key.
        """
        things: dict[str, Any] = {}
        givers: dict[str, str] = {}
        for plugin, thing in self.collect(hook, **offered):
            if thing is None:
                continue
            value = getattr(thing, key, None)
            if not isinstance(value, str):
                self._nonsense(plugin, hook, thing)
            elif value in things:
                raise PluginError(
                    f"both {givers[value]} and {plugin} bring {value!r}",
                    where=hook,
                    remedy="Name one of the two plugins in `disabled` in occuguide.toml.",
                )
            else:
                things[value] = thing
                givers[value] = plugin
        return things

    def only(self, hook: str, **offered: object) -> Any:
        """The one thing that plugins hand out by a hook; none, if none does.

        Raises:
            PluginError: Several plugins do.
        """
        answers = list(self.collect(hook, **offered))
        if len(answers) > 1:
            raise PluginError(
                f"the plugins {' and '.join(name for name, _ in answers)} both answer, and only one may",
                where=hook,
                remedy="Name all but one in `disabled` in occuguide.toml.",
            )
        return answers[0][1] if answers else None

    @property
    def names(self) -> Set[str]:
        """The names of the plugins that are loaded, and of those that are switched off; files' names among neither."""
        return {name for name, info in self._info.items() if not info.soc} | self.settings.disabled

    @property
    def plugins(self) -> tuple[PluginInfo, ...]:
        """Every plugin by name; files with the hooks that they answer, if they were loaded."""
        waiting = [
            PluginInfo(name=file.name, origin=str(file.path), soc=soc)
            for soc, files in self._occupation_files().items()
            for file in files
        ]
        waiting += [PluginInfo(name=pack.name, origin=str(pack.path), area=pack.area) for pack in self.packs]
        known = {info.name: info for info in (*waiting, *self._info.values())}
        return tuple(known[name] for name in sorted(known))
