"""What goes wrong while a site is built: whatever it is, the old site stands or the new one does, whole."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from occuguide.core import Application, Description, Guide, OccuguideError, Section, hookimpl
from occuguide.core.topics import Topic, TopicValue
from occuguide.plugins.web.builder import build as make_site
from occuguide.plugins.web.builder import switch as switching
from occuguide.plugins.web.table import RouteTable
from occuguide.plugins.web.website import Website

Run = Callable[..., Any]
Store = Callable[..., Path]

SECONDS = 60
"""How long anything may take on a machine that is busy."""

MANY = "".join(
    f"INSERT INTO occupation VALUES ('oews', '53-{number:04}', 'Workers {number}', 1);" for number in range(1000, 1040)
)
"""Occupations enough for several processes."""

SLOW = """
import pathlib, time
SOC = "51-1011"
pathlib.Path({started!r}).touch()
time.sleep(600)
"""
"""An occupation's file that takes very long."""

STUCK = """
import pathlib, time
from occuguide.core import hookimpl
SOC = "53-1030"

@hookimpl
def guide_benefits():
    pathlib.Path({started!r}).touch()
    time.sleep(600)
"""
"""An occupation's file that never answers."""

DIES = """
import os
from occuguide.core import hookimpl
SOC = "53-1030"

@hookimpl
def guide_benefits():
    os._exit(3)
"""
"""An occupation's file that ends whoever asks it."""


def listing(folder: Path) -> list[str]:
    """What is in a folder, but the lock, which stays there."""
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


@pytest.fixture
def off(off: frozenset[str]) -> frozenset[str]:
    """Without guides and sentences of ours: processes of their own would have all, and the test one guide."""
    return off | {"guides", "in-short"}


@pytest.fixture
def old(build: Run, project: Callable[..., Path], site: Any) -> Mapping[str, bytes]:
    """The files of a site that is there."""
    project()
    assert build("--area", "Orange").status == 0
    return dict(site.files)


class Building:
    """A build in a process of its own."""

    def __init__(self, folder: Path, *options: str, variables: Mapping[str, str] | None = None, **how: Any) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "occuguide.core", "build", *options],
            cwd=folder,
            env={**os.environ, **(variables or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **how,
        )

    def end(self) -> tuple[int, str]:
        """Wait for the end: the exit status, and what it said of what went wrong."""
        _, said = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, said

    @property
    def children(self) -> list[int]:
        """The processes that it started."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in found.read_text("ascii").split()]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Building]]:
    """Start a build in a process of its own: ``start("--area", "Orange", variables={...})``."""
    started: list[Building] = []

    def building(*options: str, **how: Any) -> Building:
        started.append(Building(tmp_path, *options, **how))
        return started[-1]

    yield building
    for one in started:
        with one.process:
            one.process.kill()


def until(true: Callable[[], object]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.01)


def gone(number: int) -> bool:
    """Whether a process has ended; one that nobody waited for has, too."""
    try:
        return Path(f"/proc/{number}/stat").read_text("ascii").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


# --- An end without warning ---------------------------------------------------------------------------------

KILLER = """
import atexit, os, signal, sys
folder, at, seen = os.environ["KILL_IN"], int(os.environ["KILL_AT"]), []
places = (folder + "/site", folder + "/.site.draft-")

def hook(event, arguments):
    if event.startswith(("os.", "open", "ctypes.dlsym")) and (
        event in ("os.remove", "os.rmdir", "ctypes.dlsym")
        or any(isinstance(one, str | bytes | os.PathLike) and os.fsdecode(one).startswith(places) for one in arguments)
    ):
        seen.append(event)
        if len(seen) == at:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(hook)
atexit.register(lambda: print(*seen))
"""
"""Kills its process as it is about to do the Nth thing to a site or beside it; says what all of them were."""


def test_a_build_that_is_killed_at_any_moment_leaves_the_old_site_or_the_new_one(
    build: Run, project: Callable[..., Path], start: Callable[..., Building], site: Any, tmp_path: Path
) -> None:
    (tmp_path / "killer").mkdir()
    (tmp_path / "killer" / "sitecustomize.py").write_text(KILLER, encoding="utf-8")
    path = os.pathsep.join(filter(None, (str(tmp_path / "killer"), os.environ.get("PYTHONPATH"))))

    def killed(at: int) -> Building:
        return start("--area", "Orange", variables={"PYTHONPATH": path, "KILL_IN": str(tmp_path), "KILL_AT": str(at)})

    def named(name: str) -> None:
        project(f'[site]\nname = "{name}"\n')

    sites = {}
    named("One")
    assert build("--area", "Orange").status == 0
    (site / "CNAME").write_text("guides.example.org", encoding="utf-8")
    sites["One"] = site.files
    named("Two")
    said, _ = killed(0).process.communicate(timeout=SECONDS)
    events = said.splitlines()[-1].split()
    moments, switch = len(events), events.index("ctypes.dlsym") + 1
    sites["Two"] = site.files
    homes = {files["index.html"] for files in sites.values()}
    assert moments > 150
    assert len(homes) == 2
    choose = random.Random(1)
    # All of those when one site takes the other's place, and some of the many before and after.
    at = [*range(switch - 2, switch + 5), *(choose.randrange(1, moments) for _ in range(15))]
    choose.shuffle(at)
    wanted, switched, left = "One", 0, 0
    for moment in at:
        named(wanted)
        building = killed(moment)
        while building.process.poll() is None:
            assert (site / "index.html").read_bytes() in homes
            time.sleep(0.001)
        assert building.end()[0] == -signal.SIGKILL
        now = next((name for name, files in sites.items() if files == site.files), "neither")
        assert now in sites, f"after {moment} of {moments}"
        left += any("draft" in name for name in listing(tmp_path))
        switched += now == wanted
        wanted = "Two" if now == "One" else "One"
    # The moments were of every sort.
    assert 0 < switched < len(at)
    assert left
    named("Two")
    assert build("--area", "Orange").status == 0
    assert site.files == sites["Two"]
    assert not any("draft" in name for name in listing(tmp_path))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="there is no /proc here to look for processes in")
def test_the_processes_of_a_build_that_is_killed_end_too_and_leave_nothing(
    build: Run, store: Store, start: Callable[..., Building], site: Any, tmp_path: Path
) -> None:
    store()
    assert build("--area", "Orange").status == 0
    before = site.files
    store(MANY)
    building = start("--area", "Orange")
    until(lambda: building.process.poll() is not None or len(list(tmp_path.glob(".site.draft-*/orange-county/*"))) > 20)
    children = building.children
    building.process.kill()
    assert building.end()[0] == -signal.SIGKILL
    until(lambda: all(map(gone, children)))
    assert site.files == before
    store()
    assert build("--area", "Orange").status == 0
    assert not any("draft" in name for name in listing(tmp_path))


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_told_to_stop_leaves_the_old_site_and_nothing_beside_it(
    old: Mapping[str, bytes],
    project: Callable[..., Path],
    start: Callable[..., Building],
    site: Any,
    tmp_path: Path,
    by: signal.Signals,
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/leads.py").write_text(SLOW.format(started=str(tmp_path / "started")), encoding="utf-8")
    project('occupations = ["own"]\n')
    before = listing(tmp_path)
    building = start("--area", "Orange")
    until((tmp_path / "started").exists)
    building.process.send_signal(by)
    assert building.end() == (1, "error: stopped\n")
    assert site.files == old
    assert listing(tmp_path) == sorted([*before, "started"])


def test_a_build_of_several_processes_that_is_stopped_ends_at_once_whatever_they_are_at(
    build: Run, store: Store, start: Callable[..., Building], site: Any, tmp_path: Path
) -> None:
    store(MANY, settings='occupations = ["own"]\n')
    (tmp_path / "own").mkdir()
    assert build("--area", "Orange").status == 0
    before, beside = site.files, listing(tmp_path)
    (tmp_path / "own/stuck.py").write_text(STUCK.format(started=str(tmp_path / "started")), encoding="utf-8")
    for seconds in (0.0, 0.1, 0.3, None):
        building = start("--area", "Orange", "--anew", start_new_session=True)
        until(lambda building=building: building.process.poll() is not None or any(tmp_path.glob(".site.draft-*")))
        if seconds is None:
            until((tmp_path / "started").exists)
        else:
            time.sleep(seconds)
        # From the keyboard, the signal goes to all processes.
        os.killpg(building.process.pid, signal.SIGINT)
        assert building.end() == (1, "error: stopped\n")
        assert site.files == before
        assert set(listing(tmp_path)) - {"started"} == set(beside)


def test_where_the_system_cannot_switch_two_folders_at_once_nothing_is_lost_between_the_two_steps(
    old: Mapping[str, bytes],
    build: Run,
    project: Callable[..., Path],
    site: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(switching, "_exchange", lambda: None)
    (site / "CNAME").write_text("guides.example.org", encoding="utf-8")
    project('[site]\nname = "Ours"\n')
    assert build("--area", "Orange").status == 0
    assert "Ours" in site.page("index.html").text
    project()
    assert build("--area", "Orange").status == 0
    assert site.files == {**old, "CNAME": b"guides.example.org"}
    # An end without warning between the two steps: the old site is away, the new one not yet there.
    (tmp_path / "site").rename(tmp_path / ".site.draft-abcd-old")
    (tmp_path / ".site.draft-abcd").mkdir()
    assert build("--area", "Orange").status == 0
    assert site.files == {**old, "CNAME": b"guides.example.org"}
    assert not any("draft" in name for name in listing(tmp_path))


def test_the_old_site_stands_when_the_new_one_cannot_take_its_place(
    old: Mapping[str, bytes], build: Run, site: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside, real = listing(tmp_path), os.replace

    def failing(source: Any, target: Any) -> None:
        if Path(target).name == "site" and "old" not in Path(source).name:
            raise OSError(16, "Device or resource busy")
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(switching, "_exchange", lambda: None)
        patch.setattr(os, "replace", failing)
        ran = build("--area", "Los Angeles")
    assert ran.status == 1
    assert "the site cannot be written ([Errno 16] Device or resource busy)" in ran.err
    assert site.files == old
    assert listing(tmp_path) == beside


# --- What cannot be written ---------------------------------------------------------------------------------


def test_a_file_that_cannot_be_written_whole_leaves_the_old_site(
    old: Mapping[str, bytes], start: Callable[..., Building], site: Any, tmp_path: Path
) -> None:
    beside = listing(tmp_path)

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    status, said = start("--area", "Los Angeles", preexec_fn=small).end()
    assert status == 1
    assert said.startswith(f"error: {tmp_path / 'site'}: the site cannot be written ([Errno 27] File too large")
    assert len(said.splitlines()) == 1
    assert site.files == old
    assert listing(tmp_path) == beside


def in_a_namespace(script: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run a shell's script where it may mount what it likes, seen by nobody else."""
    if shutil.which("unshare") is None:
        pytest.skip("there is no `unshare` on the PATH")
    allowed = subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False)
    if allowed.returncode:
        pytest.skip("this user may not mount file systems, not even for themselves")
    command = f'occuguide() {{ {sys.executable} -m occuguide.core "$@"; }}\nset -u\n{script}'
    return subprocess.run(
        ["unshare", "-rm", "sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_full_disk_leaves_the_old_site(project: Callable[..., Path], tmp_path: Path) -> None:
    project()
    (tmp_path / "disk").mkdir()
    ran = in_a_namespace(
        """
        mount -t tmpfs -o size=500k tmpfs disk || exit 99
        occuguide build --area Orange --output disk/site || exit 98
        cp -r disk/site before
        ls -A disk
        echo ---
        occuguide build --area "Los Angeles" --area "California" --area "United States" --output disk/site
        echo $?
        diff -r before disk/site && echo same
        ls -A disk
        """,
        tmp_path,
    )
    if ran.returncode == 99:
        pytest.skip(f"no file system can be mounted here ({ran.stderr.strip()})")
    first, _, second = ran.stdout.partition("---\n")
    assert "No space left on device" in ran.stderr
    assert "the site cannot be written" in ran.stderr
    assert second.splitlines() == ["1", "same", *first.splitlines()[1:]]


def test_a_folder_that_may_not_be_written_in_is_named(project: Callable[..., Path], tmp_path: Path) -> None:
    project()
    (tmp_path / "disk").mkdir()
    ran = in_a_namespace(
        """
        occuguide build --area Orange --output disk/site || exit 98
        cp -r disk/site before
        mount --bind disk disk && mount -o remount,bind,ro disk || exit 99
        occuguide build --area "Los Angeles" --output disk/site; echo $?
        occuguide build --area "Los Angeles" --output disk/other; echo $?
        diff -r before disk/site && echo same
        """,
        tmp_path,
    )
    if ran.returncode == 99:
        pytest.skip(f"no file system can be mounted here ({ran.stderr.strip()})")
    assert ran.stdout.splitlines()[1:] == ["1", "1", "same"]
    assert ran.stderr.count("the site cannot be written ([Errno 30] Read-only file system") == 2
    assert len(ran.stderr.splitlines()) == 2


def test_where_files_cannot_be_in_two_folders_at_once_they_are_copied(
    old: Mapping[str, bytes],
    build: Run,
    project: Callable[..., Path],
    site: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    (site / "CNAME").write_text("guides.example.org", encoding="utf-8")
    times = {path: changed for path, (_, changed) in site.made.items()}
    (site / "tips.html").unlink()
    ran = build("--area", "Orange")
    assert (ran.status, ran.err) == (0, "")
    assert ", 1 of them written" in ran.out
    assert site.files == {**old, "CNAME": b"guides.example.org"}
    assert {path for path, (_, changed) in site.made.items() if times[path] != changed} == {
        "tips.html",
        ".occuguide-site",
    }


# --- What is not the build's own ----------------------------------------------------------------------------


def test_what_somebody_put_into_the_site_is_kept_whatever_changes(
    build: Run, store: Store, site: Any, tmp_path: Path
) -> None:
    store()
    build("--area", "Orange", "--area", "Los Angeles")
    own = {
        "CNAME": b"guides.example.org",
        ".well-known/security.txt": b"Contact: mailto:errors@example.org",
        "los-angeles-county/poster.pdf": b"%PDF",
        "los-angeles-county/.htaccess": b"Deny",
        "orange-county/electricians/notes.txt": b"mine",
        ".git/config": b"[core]",
    }
    for path, content in own.items():
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_bytes(content)
    (site / ".git/refs/heads").mkdir(parents=True)
    (site / "latest").symlink_to("orange-county")
    (site / "nowhere").symlink_to("/nothing/at/all")
    (site / ".git/config").chmod(0o600)
    kept = {path: site.made[path] for path in own}
    for change, options in (
        ((), ("--area", "Orange", "--area", "Los Angeles")),
        ((), ("--area", "Orange", "--anew")),
        (("UPDATE wage SET annual_median = 99999 WHERE soc = '47-2111'",), ("--area", "Orange", "--format", "text")),
        ((), ("--area", "California")),
    ):
        store(*change)
        ran = build(*options)
        assert (ran.status, ran.err) == (0, "")
        assert {path: site.made[path] for path in own} == kept
        assert (site / ".git/refs/heads").is_dir()
        assert (site / ".git/config").stat().st_mode & 0o777 == 0o600
        assert os.readlink(site / "latest") == "orange-county"
        assert os.readlink(site / "nowhere") == "/nothing/at/all"
        assert f"{len(site.files) - 1 - len(own)} files are in site" in ran.out
    assert "los-angeles-county/electricians.html" not in site.files


def test_what_somebody_puts_into_the_site_while_it_is_built_is_kept(
    old: Mapping[str, bytes], build: Run, site: Any, installed: Callable[..., None]
) -> None:
    @hookimpl
    def guide_benefits() -> None:
        (site / "CNAME").write_text("guides.example.org", encoding="utf-8")

    installed("meanwhile", SimpleNamespace(guide_benefits=guide_benefits))
    assert build("--area", "Orange").status == 0
    assert site.files["CNAME"] == b"guides.example.org"


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("los-angeles-county/electricians.html", "los-angeles-county/electricians.html"),
        ("los-angeles-county", "los-angeles-county"),
        ("los-angeles-county/index.html/notes.txt", "los-angeles-county/index.html/notes.txt"),
    ],
)
def test_a_file_that_stands_where_a_page_is_to_be_is_named_and_all_stands(
    old: Mapping[str, bytes], build: Run, site: Any, tmp_path: Path, path: str, named: str
) -> None:
    beside = listing(tmp_path)
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text("mine", encoding="utf-8")
    ran = build("--area", "Orange", "--area", "Los Angeles")
    assert ran.status == 1
    assert ran.err == (
        f"error: {site / named}: this file was not written by a build, and a page of the site belongs there. "
        "Move it elsewhere.\n"
    )
    assert site.files == {**old, path: b"mine"}
    assert listing(tmp_path) == beside
    assert build("--area", "Orange").status == 0
    assert site.files[path] == b"mine"


def test_a_folder_of_other_files_is_never_touched(build: Run, site: Any, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (site / "thesis.txt").write_text("years of work", encoding="utf-8")
    ran = build("--area", "Orange")
    assert ran.status == 1
    assert "site: the folder holds files that are no site made by `occuguide build`" in ran.err
    assert site.files == {"thesis.txt": b"years of work"}


# --- Where the site is --------------------------------------------------------------------------------------


def test_an_empty_folder_and_a_folder_within_new_ones_are_taken(build: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for output in ("empty", "new/er/est", "with [odd] *names?"):
        assert build("--area", "Orange", "--output", output).status == 0
        assert (tmp_path / output / "index.html").is_file()
        assert (tmp_path / output).stat().st_mode & 0o777 == 0o755


def test_what_a_killed_build_left_is_cleaned_whatever_the_folder_is_called(build: Run, tmp_path: Path) -> None:
    for name in ("site", "a[b]*"):
        (tmp_path / f".{name}.draft-abcd" / "california").mkdir(parents=True)
        assert build("--area", "Orange", "--output", name).status == 0
        assert not (tmp_path / f".{name}.draft-abcd").exists()


def test_the_rights_of_the_sites_folder_stay(build: Run, project: Callable[..., Path], tmp_path: Path) -> None:
    project()
    build("--area", "Orange")
    (tmp_path / "site").chmod(0o2750)
    build("--area", "Los Angeles")
    assert (tmp_path / "site").stat().st_mode & 0o7777 == 0o2750


def test_an_output_that_is_a_file_is_refused(build: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    ran = build("--output", "out")
    assert ran.status == 1
    assert ran.err == "error: out: the output is a file, not a folder. Name a folder.\n"
    assert build("--output", "out/site").status == 1
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_an_output_that_is_a_link_is_what_it_leads_to(build: Run, project: Callable[..., Path], tmp_path: Path) -> None:
    project()
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "soon").symlink_to(tmp_path / "not yet there")
    before = listing(tmp_path)
    for _ in range(2):
        assert build("--area", "Orange", "--output", "link", "--anew").status == 0
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real" / "index.html").is_file()
    assert listing(tmp_path) == before
    assert build("--area", "Orange", "--output", "soon").status == 0
    assert (tmp_path / "not yet there" / "index.html").is_file()


def test_the_current_folder_and_one_around_it_are_refused(
    old: Mapping[str, bytes], build: Run, site: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for inside, output in (("site", "."), ("site/orange-county", ".."), ("site/orange-county", "../../site")):
        monkeypatch.chdir(tmp_path / inside)
        ran = build("--area", "Orange", "--output", output)
        assert ran.status == 1
        assert "the current folder is this one, or in it. Name another, or change to another." in ran.err
    assert site.files == old


def test_the_second_of_two_builds_of_one_site_is_refused_at_once(
    old: Mapping[str, bytes],
    build: Run,
    project: Callable[..., Path],
    start: Callable[..., Building],
    site: Any,
    tmp_path: Path,
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/leads.py").write_text(SLOW.format(started=str(tmp_path / "started")), encoding="utf-8")
    project('occupations = ["own"]\n')
    first = start("--area", "Orange")
    until((tmp_path / "started").exists)
    project()
    ran = build("--area", "Los Angeles")
    assert ran.status == 1
    assert "another build is writing this site. Wait until it is done." in ran.err
    assert site.files == old
    assert build("--area", "Orange", "--output", "another").status == 0
    first.process.kill()
    first.end()
    assert build("--area", "Orange").status == 0


# --- What plugins fail at -----------------------------------------------------------------------------------


def test_a_section_that_fails_says_so_is_named_once_and_is_tried_again(
    build: Run, project: Callable[..., Path], site: Any, installed: Callable[..., None]
) -> None:
    project()
    well = [False]

    @hookimpl
    def guide_wages(area: object) -> Section | None:
        if well[0]:
            return None
        raise ValueError("no wages")

    installed("bad", SimpleNamespace(guide_wages=guide_wages))
    for _ in range(2):
        ran = build("--area", "Orange", "--area", "Los Angeles")
        assert ran.status == 1
        assert ran.err.splitlines() == [
            f"error: plugin bad, guide_wages for {soc}: no wages" for soc in ("11-3051", "47-2111", "51-1011")
        ]
        text = site.page("orange-county/industrial-production-managers.html").text
        assert "the plugin bad failed" in text
        assert "$128,540" in text
        assert site.broken_links() == []
    assert ", 0 of them written" in ran.out
    well[0] = True
    ran = build("--area", "Orange", "--area", "Los Angeles")
    assert (ran.status, ran.err) == (0, "")
    assert not any("the plugin bad failed" in page.text for page in site.pages.values())


def test_a_description_that_fails_once_is_tried_again(
    build: Run, project: Callable[..., Path], site: Any, installed: Callable[..., None]
) -> None:
    project()
    well = [False]

    @hookimpl
    def describe_occupation(soc: str) -> Description:
        if soc == "47-2111" and not well[0]:
            raise ValueError("no words")
        return Description(also_called=("Also Sparky",))

    installed("bad", SimpleNamespace(describe_occupation=describe_occupation))
    assert build("--area", "Orange").err == "error: plugin bad, describe_occupation for 47-2111: no words\n"
    assert "Also Sparky" not in site.page("orange-county/electricians.html").text
    well[0] = True
    assert build("--area", "Orange").status == 0
    assert "Also Sparky" in site.page("orange-county/electricians.html").text
    last = site.made
    assert build("--area", "Orange").status == 0
    assert site.made == last


def test_a_topic_that_fails_is_on_no_page_and_is_on_all_when_it_is_well_again(
    build: Run, project: Callable[..., Path], site: Any, installed: Callable[..., None]
) -> None:
    project()
    well = [False]

    def values(*_: object) -> list[TopicValue]:
        if well[0]:
            return [TopicValue(name="all", title="All of them", socs=("47-2111",))]
        raise ValueError("no luck")

    @hookimpl
    def topic() -> Topic:
        return Topic(name="luck", title="Luck", values=values)

    installed("lucky", SimpleNamespace(topic=topic))
    ran = build("--area", "Orange")
    assert (ran.status, ran.err) == (1, "error: plugin lucky, topic: no luck\n")
    assert "topics/luck/all.html" not in site.files
    well[0] = True
    assert build("--area", "Orange").status == 0
    assert "Electricians" in site.page("topics/luck/all.html").text
    assert build("--area", "Orange", "--output", "new").status == 0
    assert site.files == type(site)(site.folder.with_name("new")).files


class Picky:
    """A format that fails for electricians."""

    name = "picky"
    suffix = ".picky"
    media_type = "text/plain"

    def __init__(self, raises: BaseException) -> None:
        self.raises: BaseException | None = raises

    def render(self, guide: Guide, site: object = None) -> bytes:
        if guide.occupation.soc == "47-2111" and self.raises is not None:
            raise self.raises
        return guide.title.encode()


@pytest.mark.parametrize("raises", [ValueError("no sparks"), OccuguideError("no sparks"), SystemExit("no sparks")])
def test_a_format_that_fails_leaves_its_pages_out_is_named_once_and_is_tried_again(
    build: Run, project: Callable[..., Path], site: Any, installed: Callable[..., None], raises: BaseException
) -> None:
    project()
    picky = Picky(raises)
    installed("picky", SimpleNamespace(give=hookimpl(specname="renderer")(lambda: picky)))
    ran = build("--area", "Orange", "--area", "Los Angeles", "--format", "picky")
    assert ran.status == 1
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith("error: plugin picky, renderer for 47-2111: ")
    assert "no sparks" in ran.err
    files = site.files
    assert "orange-county/electricians.html" in files
    assert not any(path.endswith("electricians.picky") for path in files)
    assert files["los-angeles-county/crew-leads.picky"] == b"Crew Leads in Los Angeles County"
    picky.raises = None
    assert build("--area", "Orange", "--area", "Los Angeles", "--format", "picky").status == 0
    assert site.files["orange-county/electricians.picky"] == b"Electricians in Orange County"


def test_a_build_that_is_stopped_in_a_plugin_leaves_the_old_site(
    old: Mapping[str, bytes], build: Run, site: Any, tmp_path: Path, installed: Callable[..., None]
) -> None:
    beside = listing(tmp_path)
    picky = Picky(KeyboardInterrupt())
    installed("picky", SimpleNamespace(give=hookimpl(specname="renderer")(lambda: picky)))
    assert build("--area", "Orange", "--format", "picky").status == 1
    assert site.files == old
    assert listing(tmp_path) == beside


def test_a_damaged_fact_store_stops_the_build_and_leaves_the_old_site(build: Run, store: Store, site: Any) -> None:
    path = store()
    build("--area", "Orange")
    before = site.files
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'wage'").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    ran = build("--area", "Orange")
    assert ran.status == 1
    assert "own.sqlite" in ran.err
    assert "malformed" in ran.err
    assert site.files == before


# --- Several processes --------------------------------------------------------------------------------------


@pytest.fixture
def table(
    store: Store, make: Callable[..., Application], off: frozenset[str], tmp_path: Path
) -> Callable[[], RouteTable]:
    """Make the routes of occupations enough for several processes, some of which somebody wrote for."""
    (tmp_path / "own").mkdir()
    facts = store(MANY)

    def made() -> RouteTable:
        application = make(facts=facts, occupations=(tmp_path / "own",), disabled=off, strict=False)
        return RouteTable(Website(application, ("Orange",)))

    return made


def nothing(done: int, total: int) -> None:
    """Nobody is told how far the build is."""


def failed(table: RouteTable) -> set[str]:
    """What is said at the end of a build."""
    return {str(failure) for failure in table.website.application.registry.failures}


FAILS = """
from occuguide.core import OccupationLink, Paragraph, Section, hookimpl
SOC = "53-10{number}"

class Odd(Exception):
    def __init__(self, one, two):
        self.one, self.two, self.back = one, two, lambda: self

@hookimpl
def guide_benefits(area):
    {statement}

@hookimpl
def guide_related():
    return Section(Paragraph((OccupationLink("53-1020", "some"), OccupationLink("47-2111", "others"))))
"""


def test_several_processes_make_what_one_makes_and_say_what_failed(
    table: Callable[[], RouteTable], site_in: Any, tmp_path: Path
) -> None:
    for number, statement in (
        (10, 'raise ValueError("no luck")'),
        (20, "raise SystemExit(1)"),
        (30, "raise Odd(1, 2)"),
        (35, "raise ValueError"),
    ):
        written = FAILS.format(number=number, statement=statement)
        (tmp_path / "own" / f"occupation_{number}.py").write_text(written, encoding="utf-8")
    one, two = table(), table()
    built = make_site(one, tmp_path / "one", nothing)
    shown: list[tuple[int, int]] = []
    assert make_site(two, tmp_path / "two", lambda done, total: shown.append((done, total)), processes=2) == built
    assert site_in(tmp_path / "one").files == site_in(tmp_path / "two").files
    assert failed(two) == failed(one)
    assert "plugin own/occupation_10.py, guide_benefits for 53-1010: no luck" in failed(two)
    assert "plugin own/occupation_20.py, guide_benefits for 53-1020: it called sys.exit" in failed(two)
    assert "plugin own/occupation_35.py, guide_benefits for 53-1035: ValueError" in failed(two)
    assert len(failed(two)) == 4
    assert shown == [(number, shown[-1][1]) for number in range(1, shown[-1][1] + 1)]
    # What failed is tried again, and nothing else.
    again = table()
    tried: list[int] = []
    assert make_site(again, tmp_path / "two", lambda done, total: tried.append(total), processes=2).written == 0
    assert set(tried) == {4}
    assert failed(again) == failed(one)


def test_a_process_that_ends_without_a_word_is_told_of_and_the_old_site_stands(
    table: Callable[[], RouteTable], site_in: Any, tmp_path: Path
) -> None:
    make_site(table(), tmp_path / "site", nothing)
    before, beside = site_in(tmp_path / "site").files, listing(tmp_path)
    (tmp_path / "own/dies.py").write_text(DIES, encoding="utf-8")
    with pytest.raises(OccuguideError) as raised:
        make_site(table(), tmp_path / "site", nothing, anew=True, processes=2)
    assert str(raised.value) == (
        "a process that was making pages ended without a word: memory ran out, or a plugin ended it. "
        "Free some memory, or switch off the plugins that are not Occuguide's own, and build again."
    )
    assert site_in(tmp_path / "site").files == before
    assert listing(tmp_path) == beside
