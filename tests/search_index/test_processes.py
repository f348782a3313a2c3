"""Several processes and one index: killed at any moment, and searching while another indexes."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

INDEXER = Path(__file__).with_name("indexer.py")
PATIENCE = 120
"""For how many seconds a process is waited for, that nothing hangs for ever."""

ALL, CHANGED, FIRST = 300, 40, 7
"""As in ``indexer.py``."""


def start(*arguments: object) -> "subprocess.Popen[str]":
    """Start a process of ``indexer.py``."""
    command = [sys.executable, "-W", "error", str(INDEXER), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


def printed(process: "subprocess.Popen[str]") -> str:
    """What a process prints, which has to end well."""
    try:
        out, err = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    assert (process.returncode, err) == (0, "")
    return out


def whole(held: dict[str, int]) -> bool:
    """Whether an index is all of one version, or what an update of some occupations makes of one."""
    return sum(held.values()) == ALL and sorted(held.values()) in ([ALL], [CHANGED, ALL - CHANGED])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked on this system")
def test_a_kill_at_any_moment_of_indexing_leaves_the_old_index_or_the_new_one(tmp_path: Path) -> None:
    folder = tmp_path / "search"
    before, *turns = json.loads(printed(start("killed", folder)))
    assert len(turns) == 50
    held = before["held"]
    for version, turn in enumerate(turns, start=FIRST):
        new = {f"version{version}": ALL}
        if not turn["anew"]:
            new = {f"version{version}": CHANGED, "version0": ALL - CHANGED}
        assert turn["held"] in (held, new), version
        if not turn["killed"]:
            assert turn["held"] == new, version
        held = turn["held"]
    killed = [turn["anew"] for turn in turns if turn["killed"]]
    assert min(Counter(killed).values()) >= 10, "most were done before they were killed: nothing is shown"
    # What the killed ones left is swept away after a while, and does not grow in the way of anybody.
    drafts = [path for path in folder.iterdir() if path.name.startswith("new-")]
    assert drafts
    for path in drafts:
        os.utime(path, (0, 0))
    printed(start("indexed", folder, 1))
    assert not any(path.name.startswith("new-") for path in folder.iterdir())


def test_two_processes_search_while_a_third_indexes(tmp_path: Path) -> None:
    folder, stop = tmp_path / "search", tmp_path / "stop"
    printed(start("indexed", folder, 1))
    searching = [start("searched", folder, stop) for _ in range(2)]
    try:
        printed(start("indexed", folder, 30))
    finally:
        stop.touch()
        told = [(*one.communicate(timeout=PATIENCE), one.returncode) for one in searching]
    for out, err, status in told:
        assert (status, err) == (0, "")
        answers = json.loads(out)
        assert all(map(whole, answers))
        assert len({json.dumps(answer, sort_keys=True) for answer in answers}) > 1, "it never saw a new one"


def test_commands_at_once_on_an_empty_cache_all_find(tmp_path: Path, small_facts: Path) -> None:
    (tmp_path / "occuguide.toml").write_text(f'facts = "{small_facts}"\ncache = "cache"\n', encoding="utf-8")
    command = [sys.executable, "-W", "error", "-m", "occuguide.core", "search", "electrician"]
    started = [
        subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        for _ in range(4)
    ]
    answers = [(one.communicate(timeout=PATIENCE)[0], one.returncode) for one in started]
    for out, status in answers:
        assert status == 0
        assert out.split()[:2] == ["47-2111", "Electricians"]
    current = (tmp_path / "cache" / "search" / "whoosh" / "current").read_text("ascii")
    assert (tmp_path / "cache" / "search" / "whoosh" / current / "manifest.json").is_file()
