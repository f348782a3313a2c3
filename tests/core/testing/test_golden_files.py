"""Golden files: what differs is shown, and what is meant is written."""

from pathlib import Path

import pytest

from occuguide.core.testing import check_golden

REWRITE = "OCCUGUIDE_REWRITE_GOLDEN"


@pytest.fixture(autouse=True)
def _as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the tests were run with."""
    monkeypatch.delenv(REWRITE, raising=False)


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    path = tmp_path / "guide.txt"
    path.write_bytes(b"Electricians\n\nThey wire.\nThey earn well.\n")
    return path


def test_what_is_as_it_was_passes(golden: Path) -> None:
    check_golden(golden.read_bytes(), golden)


def test_what_differs_is_shown_line_by_line_with_what_to_do(golden: Path) -> None:
    with pytest.raises(AssertionError) as failed:
        check_golden(b"Electricians\n\nThey wire houses.\nThey earn well.\n", golden)
    said = str(failed.value).splitlines()
    assert "-They wire." in said
    assert "+They wire houses." in said
    assert "Electricians" not in said
    assert f"{REWRITE}=1" in said[-1]


def test_what_differs_in_its_line_ends_alone_is_told_so(golden: Path) -> None:
    with pytest.raises(AssertionError, match="in their line ends"):
        check_golden(golden.read_bytes().replace(b"\n", b"\r\n"), golden)


def test_what_is_no_text_may_be_golden_too(tmp_path: Path) -> None:
    path = tmp_path / "guide.pdf"
    path.write_bytes(b"%PDF\xff\xfe")
    check_golden(b"%PDF\xff\xfe", path)
    with pytest.raises(AssertionError, match=r"guide\.pdf is not what is rendered now"):
        check_golden(b"%PDF\xff\xff", path)


def test_a_golden_file_that_is_not_there_is_asked_for_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "guide.txt"
    with pytest.raises(AssertionError, match=f"there is no golden file .*{REWRITE}=1"):
        check_golden(b"Electricians\n", path)
    assert not path.exists()


def test_golden_files_are_written_where_that_is_asked_for(
    golden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(REWRITE, "1")
    new = tmp_path / "golden" / "new.txt"
    for path in (golden, new):
        check_golden(b"Plumbers\n", path)
        assert path.read_bytes() == b"Plumbers\n"
    monkeypatch.setenv(REWRITE, "0")
    with pytest.raises(AssertionError):
        check_golden(b"Glaziers\n", new)
