"""Occupations as Python modules."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from occuguide.core.application import Application
from occuguide.core.testing import section_text

MODULE = """
from occuguide.core import Paragraph, Section, hookimpl

SOC = "47-2111"


@hookimpl
def guide_benefits(occupation):
    return Section(Paragraph(f"{len(occupation.title)} letters."))
"""


@pytest.fixture
def module(own_folder: Path) -> Callable[..., Path]:
    """Write a module beside others."""

    def write(text: str | bytes, name: str = "electricians.py") -> Path:
        path = own_folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_a_module_in_a_folder_answers_for_its_occupation_alone(
    make: Callable[..., Application], module: Callable[..., Path], own_folder: Path
) -> None:
    module(MODULE)
    application = make(occupations=(own_folder,))
    assert section_text(application.guide("47-2111", "Orange"), "benefits") == "12 letters."
    assert section_text(application.guide("51-1011", "Orange"), "benefits") == ""


def test_a_module_and_a_markdown_file_for_one_occupation_in_one_folder_are_named(
    make: Callable[..., Application],
    module: Callable[..., Path],
    occupation_file: Callable[..., Path],
    failures_of: Callable[..., list[str]],
) -> None:
    module(MODULE)
    path = occupation_file("## Benefits\n\nFrom Markdown.\n")
    application = make(occupations=(path.parent,), strict=False)
    assert section_text(application.guide("47-2111", "Orange"), "benefits") == "From Markdown."
    (said,) = failures_of(application)
    assert "electricians.py" in said
    assert "electricians.md" in said


def test_a_module_is_not_run_until_its_occupation_is_asked_for(
    make: Callable[..., Application], module: Callable[..., Path], own_folder: Path, tmp_path: Path
) -> None:
    module(f'SOC = "47-2111"\nopen({str(tmp_path / "ran")!r}, "w").close()\n')
    application = make(occupations=(own_folder,))
    application.guide("51-1011", "Orange")
    assert not (tmp_path / "ran").exists()
    application.guide("47-2111", "Orange")
    assert (tmp_path / "ran").exists()


def test_a_module_with_dataclasses_can_be_run(
    make: Callable[..., Application], module: Callable[..., Path], own_folder: Path
) -> None:
    head = "from __future__ import annotations\nfrom dataclasses import dataclass\n"
    module(head + MODULE + "\n\n@dataclass\nclass Rate:\n    hourly: float\n")
    application = make(occupations=(own_folder,), strict=False)
    guide = application.guide("47-2111", "Orange")
    assert application.registry.failures == []
    assert section_text(guide, "benefits") == "12 letters."


def failing(make: Callable[..., Application], folder: Path) -> Any:
    """The one failure of a folder."""
    application = make(occupations=(folder,), strict=False)
    assert "47-2111" in application.occupations.titles
    application.registry.load_all()
    (failure,) = application.registry.failures
    return failure


def test_a_module_that_raises_is_named_with_what_it_raised(
    make: Callable[..., Application], module: Callable[..., Path], own_folder: Path
) -> None:
    path = module('SOC = "47-2111"\n1 / 0\n')
    failure = failing(make, own_folder)
    assert failure.plugin == "own/electricians.py"
    assert str(path) in str(failure)
    assert "ZeroDivisionError" in str(failure)


def test_a_module_without_its_code_is_named(
    make: Callable[..., Application], module: Callable[..., Path], own_folder: Path
) -> None:
    module("x = 1\n")
    said = str(failing(make, own_folder))
    assert "electricians.py" in said
    assert 'SOC = "11-3051"' in said


def test_a_module_with_a_malformed_code_is_named_and_makes_no_occupation(
    make: Callable[..., Application], module: Callable[..., Path], own_folder: Path
) -> None:
    module('SOC = "47-211"\n')
    application = make(occupations=(own_folder,), strict=False)
    assert "47-211" not in application.occupations.titles
    application.registry.load_all()
    (failure,) = application.registry.failures
    assert "47-211" in str(failure)


def test_a_module_that_is_not_utf_8_is_named(
    make: Callable[..., Application], module: Callable[..., Path], own_folder: Path
) -> None:
    module(b'SOC = "47-2111"\n# caf\xe9\n')
    assert "electricians.py" in str(failing(make, own_folder))


def test_a_module_with_a_hook_that_is_none_is_named(
    make: Callable[..., Application], module: Callable[..., Path], own_folder: Path
) -> None:
    module(MODULE.replace("guide_benefits", "guide_benefit"))
    said = str(failing(make, own_folder))
    assert "own/electricians.py, guide_benefit" in said
    assert "Did you mean guide_benefits" in said
