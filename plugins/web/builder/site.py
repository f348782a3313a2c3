"""Building a site: what changed is made, what did not is taken over, and the whole takes the old site's place."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen
from filelock import FileLock, Timeout

from occuguide.core import OutputError
from occuguide.plugins.web.builder.making import Made, failed, make_parts
from occuguide.plugins.web.builder.manifest import MARK, BuiltPart, Manifest, found_in, read
from occuguide.plugins.web.builder.switch import switch
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
    _check(output)
    # The folder that a link leads to is replaced, and the link stays.
    output = output.resolve()
    if output == Path.cwd():
        raise OutputError("this is the current folder", where=str(output), remedy="Name another, or change to another.")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with _locked(output):
            return _build(table, output, on_part, anew, processes)
    except OSError as error:
        raise OutputError(f"the site cannot be written ({error})", where=str(output)) from error


def _check(output: Path) -> None:
    if not output.exists():
        return
    if not output.is_dir():
        raise OutputError("the output is a file, not a folder", where=str(output), remedy="Name a folder.")
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


def _build(
    table: RouteTable, output: Path, on_part: Callable[[int, int], None], anew: bool, processes: int
) -> Built:
    _remove_drafts(output)
    exists = output.exists()
    old = read(output) if exists else Manifest()
    found = found_in(output) if exists else {}
    stamps = {part.name: part.stamp for part in table.parts()}
    fresh = set() if anew else _fresh(old, stamps, table.directory, found)
    stale = [name for name in stamps if name not in fresh]
    if not stale and exists and old.parts.keys() == stamps.keys():
        return Built(files=len(old.files), written=0, removed=0)
    foreign = found.keys() - old.files.keys() - {MARK}
    draft = Path(tempfile.mkdtemp(dir=output.parent, prefix=_draft_prefix(output)))
    try:
        draft.chmod(0o755)
        new = Manifest(directory=table.directory, parts={name: old.parts[name] for name in stamps if name in fresh})
        _take_over(output, draft, (path for part in new.parts.values() for path in part.files))
        written = 0
        for number, made in enumerate(make_parts(table, stale, draft, output if exists else None, processes), start=1):
            new.parts[made.name] = _built(table, made, stamps)
            written += made.written
            on_part(number, len(stale))
        _keep_foreign(output, draft, foreign)
        new.write(draft)
        switch(draft, output)
    finally:
        # After the switch, this is the old site.
        shutil.rmtree(draft, ignore_errors=True)
    return Built(files=len(new.files), written=written, removed=len(old.files.keys() - new.files.keys()))


def _draft_prefix(output: Path) -> str:
    return f".{output.name}.draft-"


def _remove_drafts(output: Path) -> None:
    """Remove what builds left that ended without warning. Nobody else builds: the lock is held."""
    for left in output.parent.glob(f"{_draft_prefix(output)}*"):
        shutil.rmtree(left, ignore_errors=True)


def _fresh(
    old: Manifest,
    stamps: Mapping[str, str],
    directory: Mapping[str, tuple[str, str]],
    found: Mapping[str, tuple[int, int]],
) -> set[str]:
    """The names of the parts that are as they would be made, with all their files as they were written."""
    _, last = found.get(MARK, (0, 0))
    changed = old.changed_since(directory)

    def untouched(path: str, size: int) -> bool:
        return path in found and found[path][0] == size and found[path][1] <= last

    return {
        name
        for name, part in old.parts.items()
        if part.stamp
        and part.stamp == stamps.get(name)
        and changed.isdisjoint(part.linked)
        and all(untouched(path, size) for path, size in part.files.items())
    }


def _built(table: RouteTable, made: Made, stamps: Mapping[str, str]) -> BuiltPart:
    registry = table.website.application.registry
    for failure in failed(made):
        if str(failure) not in map(str, registry.failures):
            registry.keep(failure)
    return BuiltPart("" if made.failures else stamps[made.name], made.linked, made.files)


def _take_over(output: Path, draft: Path, paths: Iterable[str]) -> None:
    """Have files of the old site in the new one: the very same, so that nothing is written."""
    source, target = str(output), str(draft)
    folders = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder not in folders:
            os.makedirs(f"{target}/{folder}", exist_ok=True)
            folders.add(folder)
        os.link(f"{source}/{path}", f"{target}/{path}")


def _keep_foreign(output: Path, draft: Path, paths: Iterable[str]) -> None:
    """Have files in the new site that no build wrote.

    Raises:
        OutputError: One stands where a page is to be.
    """
    for path in sorted(paths):
        source, target = output / path, draft / path
        if target.exists() or target.is_symlink():
            raise OutputError(
                "this file was not written by a build, and a page of the site belongs there",
                where=str(source),
                remedy="Move it elsewhere.",
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_symlink():
            target.symlink_to(source.readlink())
        else:
            os.link(source, target)
