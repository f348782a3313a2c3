"""Building a site: what changed is made, what did not is taken over, and the whole takes the old site's place."""

import glob
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import closing, contextmanager
from pathlib import Path

from attrs import frozen
from filelock import FileLock, Timeout

from occuguide.core import OutputError
from occuguide.plugins.web.builder.files import found_in, take_over
from occuguide.plugins.web.builder.making import Made, make_parts
from occuguide.plugins.web.builder.manifest import MARK, BuiltPart, Manifest, read
from occuguide.plugins.web.builder.switch import clean, switch
from occuguide.plugins.web.routes import Part
from occuguide.plugins.web.table import RouteTable


@frozen(kw_only=True)
class Built:
    """What a build did.

    Args:
        files: How many files the site has.
        written: How many of them were written; the others were there already.
        removed: How many files of the old site are gone.
    """

    files: int
    written: int
    removed: int


def build(
    table: RouteTable,
    output: Path,
    on_part: Callable[[int, int], None],
    *,
    anew: bool = False,
    processes: int = 1,
) -> Built:
    """Build a site. A page that fails is left out and its failure kept; the others are written.

    Whatever happens, even an end without warning, the folder holds the old site whole or the new one whole. Files in
    it that no build wrote are kept.

    Args:
        table: The routes.
        output: The site's folder; made if it is not there.
        on_part: Called with how many parts of how many are done.
        anew: Whether to make all pages, whatever changed.
        processes: How many processes may work at once.

    Raises:
        OutputError: The folder holds something else or cannot be written, or another build is writing it.
        OccuguideError: A template or a setting is wrong. What was there stands.
    """
    try:
        _check(output)
        # The folder that a link leads to is replaced, and the link stays.
        output = output.resolve()
        output.parent.mkdir(parents=True, exist_ok=True)
        with _locked(output):
            return _build(table, output, on_part, anew, processes)
    except OSError as error:
        raise OutputError(f"the site cannot be written ({error})", where=str(output)) from error


def _check(output: Path) -> None:
    if Path.cwd().is_relative_to(output.resolve()):
        raise OutputError(
            "the current folder is this one, or in it", where=str(output), remedy="Name another, or change to another."
        )
    if not output.exists():
        return
    if not output.is_dir():
        raise OutputError("the output is a file, not a folder", where=str(output), remedy="Name a folder.")
    if output.is_mount():
        # It could not be exchanged for another.
        raise OutputError("the folder is a file system of its own", where=str(output), remedy="Name a folder in it.")
    if any(output.iterdir()) and not (output / MARK).is_file():
        raise OutputError(
            "the folder holds files that are no site made by `occuguide build`",
            where=str(output),
            remedy="Name an empty or a new folder.",
        )


@contextmanager
def _locked(output: Path) -> Iterator[None]:
    """Let no other build write the same site meanwhile. The system lets go of a lock whose process has ended."""
    lock = FileLock(output.with_name(f".{output.name}.lock"))
    try:
        with lock.acquire(timeout=0):
            yield
    except Timeout as error:
        raise OutputError(
            "another build is writing this site", where=str(output), remedy="Wait until it is done."
        ) from error


def _build(table: RouteTable, output: Path, on_part: Callable[[int, int], None], anew: bool, processes: int) -> Built:
    draft_prefix = f".{output.name}.draft-"
    # Nobody else builds: the lock is held.
    clean(output.parent.glob(f"{glob.escape(draft_prefix)}*"), output)
    exists = output.exists()
    # Where the manifest is lost, so is what builds wrote: all is made anew.
    known = read(output) if exists else None
    old = known or Manifest()
    parts = {part.name: part for part in table.parts()}
    fresh = set() if anew else _fresh(old, parts, table.directory, found_in(output) if exists else {})
    stale = [name for name in parts if name not in fresh]
    if not stale and exists and old.parts.keys() == parts.keys():
        return Built(files=len(old.files), written=0, removed=0)
    draft = Path(tempfile.mkdtemp(dir=output.parent, prefix=draft_prefix))
    try:
        draft.chmod(stat.S_IMODE(output.stat().st_mode) if exists else 0o755)
        new = Manifest(directory=table.directory, parts={name: old.parts[name] for name in parts if name in fresh})
        for path in new.files:
            take_over(f"{output}/{path}", f"{draft}/{path}")
        failures = table.website.application.registry.failures
        before = len(failures)
        made: list[Made] = []
        with closing(make_parts(table, stale, draft, output if exists else None, processes)) as making:
            for one in making:
                made.append(one)
                on_part(len(made), len(stale))
        # A plugin is asked once for what several parts show: what it fails at of an occupation is to be tried again
        # with that, whichever part asked; what is of none, with all parts that are of none.
        failed = {one.soc for one in failures if one.soc} | {one.soc for one in failures[before:]}
        for one in made:
            part = parts[one.name]
            stamp = "" if one.failures or part.soc in failed else part.stamp
            new.parts[one.name] = BuiltPart(stamp, one.linked, one.files)
        if exists:
            _keep_foreign(output, draft, known)
        new.write(draft)
        switch(draft, output)
    finally:
        # After the switch, this is the old site.
        shutil.rmtree(draft, ignore_errors=True)
    return Built(
        files=len(new.files),
        written=sum(one.written for one in made),
        removed=len(old.files.keys() - new.files.keys()),
    )


def _fresh(
    old: Manifest,
    parts: Mapping[str, Part],
    directory: Mapping[str, tuple[str, ...]],
    found: Mapping[str, tuple[int, int]],
) -> Set[str]:
    """The names of the parts that are as they would be made, with all their files as they were written."""
    _, last = found.get(MARK, (0, 0))
    changed = old.changed_since(directory)

    def untouched(path: str, size: int) -> bool:
        return path in found and found[path][0] == size and found[path][1] <= last

    return {
        name
        for name, part in old.parts.items()
        if part.stamp
        and name in parts
        and part.stamp == parts[name].stamp
        and changed.isdisjoint(part.linked)
        and all(untouched(path, size) for path, size in part.files.items())
    }


def _keep_foreign(output: Path, draft: Path, old: Manifest | None) -> None:
    """Have files in the new site that no build wrote.

    Args:
        output: The site's folder.
        draft: The new site.
        old: What builds wrote; if nobody knows, all that stands where a page is to be.

    Raises:
        OutputError: One stands where a page is to be.
    """
    ours = {MARK} if old is None else {MARK, *old.files}
    for path in sorted(found_in(output).keys() - ours):
        try:
            take_over(f"{output}/{path}", f"{draft}/{path}")
        except (FileExistsError, NotADirectoryError) as error:
            if old is not None:
                raise OutputError(
                    "this file was not written by a build, and a page of the site belongs there",
                    where=f"{output}/{path}",
                    remedy="Move it elsewhere.",
                ) from error
