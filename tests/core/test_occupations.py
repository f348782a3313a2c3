"""Finding the occupation that a user means, and the files that occupations come from."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from occuguide.core import Kind, UnknownNameError
from occuguide.core.application import Application
from occuguide.core.testing import section_text


def found(application: Application, name: str) -> str:
    """The SOC code of the occupation of a name."""
    return application.occupations.find(name).occupation.soc


def not_found(application: Application, name: str) -> str:
    """What is said of a name that is nobody's, or several occupations'."""
    with pytest.raises(UnknownNameError) as unknown:
        application.occupations.find(name)
    return str(unknown.value)


# --- By code --------------------------------------------------------------------------------------------------


def test_an_occupation_is_found_by_its_code_in_every_way_of_writing_it(bundled: Application) -> None:
    for code in ("11-3051", "113051", "11-3051.00", "11-3051.03", "113051.03", "  11-3051 "):
        assert found(bundled, code) == "11-3051"


def test_an_unknown_code_is_said_to_be_unknown(bundled: Application) -> None:
    said = not_found(bundled, "11-3052")
    assert "there is no occupation with the code 11-3052" in said
    assert "11-3051" in said


def test_a_malformed_code_is_told_what_a_code_looks_like(bundled: Application) -> None:
    for code in ("11-305", "11-30511", "11.3051", "11-3051.0", "1130510"):
        assert f"{code} is no SOC code" in not_found(bundled, code)


def onet(code: str, title: str) -> dict[str, object]:
    """A row of the table ``specialty``."""
    return {"source": "onet", "onet_soc": code, "soc": code[:7], "title": title, "interests": ""}


@pytest.fixture
def old_codes(make: Callable[..., Application], write_store: Callable[..., Path]) -> Application:
    """An Occuguide over occupations of today, with what became of a few codes of older editions."""
    names = {
        "11-3051": "Industrial Production Managers",
        "11-9171": "Funeral Home Managers",
        "13-1082": "Project Managers",
        "13-1199": "Business Specialists",
        "15-1252": "Software Developers",
        "15-1253": "Software Testers",
    }
    became = (("11-9061", "11-9171"), ("15-1133", "15-1252"), ("15-1133", "15-1253"))
    became += (("13-1199", "13-1082"), ("13-1199", "13-1199"))
    listed = ("11-9171.02", "11-9061.01", "13-1199.01")
    store = write_store(
        occupation=[{"soc": soc, "title": title, "detailed": 1} for soc, title in names.items()],
        specialty=[onet("11-9171.00", "Funeral Home Managers"), onet("11-9171.01", "Crematory Managers")],
        successor=[
            {"source": "soc", "edition": "SOC 2010", "code": code, "soc": soc, "title": f"Old {code[-4:]}"}
            for code, soc in became
        ],
        designation=[
            {"source": "green", "onet_soc": code, "kind": "green", "category": "x", "edition": "O*NET-SOC 2010"}
            for code in listed
        ],
    )
    return make(facts=store)


def test_a_code_of_today_and_a_title_come_without_notes(old_codes: Application) -> None:
    for name in ("11-9171", "11-9171.00", "Funeral Home Manager", "13-1199"):
        assert old_codes.occupations.find(name).notes == ()


def test_an_old_code_that_became_one_finds_it_and_says_so(old_codes: Application) -> None:
    one = old_codes.occupations.find("11-9061")
    assert one.occupation.soc == "11-9171"
    assert one.notes == ("11-9061, Old 9061 in the SOC 2010, is now 11-9171 Funeral Home Managers.",)


def test_an_old_code_that_was_split_names_each_of_what_it_became(old_codes: Application) -> None:
    said = not_found(old_codes, "15-1133")
    assert "15-1133, Old 1133 in the SOC 2010, was split" in said
    assert "15-1252 Software Developers and 15-1253 Software Testers" in said
    assert "Say which" in said


def test_a_specialty_says_that_figures_are_the_whole_occupations(old_codes: Application) -> None:
    one = old_codes.occupations.find("11-9171.01")
    assert one.occupation.soc == "11-9171"
    (note,) = one.notes
    assert note.startswith("11-9171.01 Crematory Managers is a specialty of 11-9171 Funeral Home Managers; ")
    assert note.endswith("figures are published for the whole occupation only.")


def test_a_specialty_that_an_author_names_comes_with_what_is_to_know_of_it(bundled: Application) -> None:
    (note,) = bundled.occupations.find("11-3051.05").notes
    (specialty,) = (one for one in bundled.occupations.get("11-3051").specialties if one.code == "11-3051.05")
    assert specialty.note
    assert note.startswith(f"11-3051.05 {specialty.title} ({specialty.note}) is a specialty of 11-3051 ")


def test_a_specialty_where_no_release_with_specialties_is_loaded_finds_its_occupation_and_says_so(
    make: Callable[..., Application],
) -> None:
    one = make().occupations.find("47-2111.07")
    assert one.occupation.soc == "47-2111"
    assert one.notes == (
        "No release with the codes of O*NET-SOC is loaded: this is 47-2111, which 47-2111.07 begins with.",
    )


def test_a_retired_code_that_a_list_knows_finds_its_occupation_and_says_so(old_codes: Application) -> None:
    for code in ("11-9171.02", "11-9061.01"):
        one = old_codes.occupations.find(code)
        assert one.occupation.soc == "11-9171"
        (note,) = one.notes
        assert note.startswith(f"{code} is no longer a code of O*NET-SOC")
        assert note.endswith("what is now 11-9171 Funeral Home Managers.")


def test_a_retired_code_whose_soc_code_was_split_is_nobodys_for_sure(old_codes: Application) -> None:
    for code, each in (
        ("13-1199.01", "13-1082 Project Managers and 13-1199 Business Specialists"),
        ("15-1133.00", "15-1252 Software Developers and 15-1253 Software Testers"),
    ):
        said = not_found(old_codes, code)
        assert f"{code[:7]}, which {code} belonged to, was split: it is now {each}" in said
        assert "Say which" in said


def test_a_code_that_never_was_is_unknown(old_codes: Application) -> None:
    assert "there is no occupation with the code 11-9062" in not_found(old_codes, "11-9062")
    assert "there is no occupation with the code 99-1111" in not_found(old_codes, "99-1111.00")
    said = not_found(old_codes, "11-9171.03")
    assert "there is no specialty with the code 11-9171.03" in said
    assert "The codes of Funeral Home Managers are 11-9171.00 and 11-9171.01." in said


# --- By name --------------------------------------------------------------------------------------------------


def test_an_occupation_is_found_by_its_title_in_any_case_and_number(bundled: Application) -> None:
    for name in (
        "Industrial Production Managers",
        "INDUSTRIAL PRODUCTION MANAGERS",
        "industrial production manager",
        "industrial   production  managers",
        "industrial-production-managers",
    ):
        assert found(bundled, name) == "11-3051"


def test_the_singular_follows_english_spelling(bundled: Application) -> None:
    titles = bundled.occupations.titles
    soc = next(soc for soc, title in titles.items() if title.endswith("ies"))
    assert found(bundled, f"{titles[soc][:-3]}y") == soc


def test_an_occupation_is_found_by_what_its_author_says_it_is_called(bundled: Application) -> None:
    assert found(bundled, "plant manager") == "11-3051"
    assert found(bundled, "Plant Managers") == "11-3051"


def test_an_occupation_is_found_by_a_title_that_is_never_shown(bundled: Application) -> None:
    assert found(bundled, "plant mgr") == "11-3051"
    occupation = bundled.occupations.get("11-3051")
    assert "Plant Mgr" not in occupation.also_called


def test_an_occupation_is_found_by_its_specialties(bundled: Application) -> None:
    assert found(bundled, "quality control systems manager") == "11-3051"
    assert found(bundled, "Methane/Landfill Gas Collection System Operators") == "11-3051"
    assert found(bundled, "acute care nurse") == "29-1141"


def test_a_name_of_several_occupations_lists_them(bundled: Application) -> None:
    said = not_found(bundled, "Professor")
    assert said.startswith("'Professor' may be 25-")
    assert "25-1011 Business Teachers, Postsecondary" in said
    assert "Say which" in said


def test_an_unknown_name_gets_the_nearest_ones(bundled: Application) -> None:
    said = not_found(bundled, "industrail production manager")
    assert "no occupation is called 'industrail production manager'" in said
    assert "Did you mean Industrial Production Managers" in said


def test_a_name_like_nothing_is_sent_to_the_search(bundled: Application) -> None:
    assert "occuguide search zzqqzz" in not_found(bundled, "zzqqzz")


def test_odd_names_are_unknown_and_nothing_worse(bundled: Application) -> None:
    for name in ("", " "):
        assert not_found(bundled, name) == "no occupation is named. See `occuguide list`."
    for name in ("'", "%", "😀", "x" * 10_000, "Robert'); DROP TABLE title;--"):
        assert "is called" in not_found(bundled, name)


def test_bytes_that_are_no_text_are_unknown_and_nothing_worse(bundled: Application) -> None:
    assert "is called" in not_found(bundled, "caf\udce9")


def test_no_two_occupations_share_an_address(bundled: Application) -> None:
    slugs = [bundled.occupations.get(soc).slug for soc in bundled.occupations.titles]
    assert len(slugs) > 800
    assert len(set(slugs)) == len(slugs)
    assert "" not in slugs


# --- Guide or Profile -----------------------------------------------------------------------------------------


def test_a_guide_is_one_whose_three_main_sections_somebody_wrote(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> None:
    heads = ("What Would I Do?", "Education, Training, and Other Requirements", "Working Conditions")
    for count, kind in ((3, Kind.GUIDE), (2, Kind.PROFILE)):
        body = "".join(f"## {heading}\n\nWords.\n\n" for heading in heads[:count])
        path = occupation_file(body, folder=f"own{count}")
        application = make(occupations=(path.parent,))
        assert application.guide("47-2111", "Orange").kind is kind
        assert application.occupations.kind("47-2111") is kind


def test_an_occupation_without_a_file_has_a_profile(bundled: Application) -> None:
    assert bundled.occupations.kind("49-9044") is Kind.PROFILE
    assert bundled.guide("49-9044", "Orange").kind is Kind.PROFILE
    assert bundled.occupations.kind("11-3051") is Kind.GUIDE


# --- Files ----------------------------------------------------------------------------------------------------


def test_two_files_of_a_folder_for_one_occupation_are_named_and_the_first_stands(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> None:
    occupation_file("## Benefits\n\nFrom a.\n", name="a.md")
    second = occupation_file("## Benefits\n\nFrom b.\n", name="b.md")
    application = make(occupations=(second.parent,), strict=False)
    assert section_text(application.guide("47-2111", "Orange"), "benefits") == "From a."
    (failure,) = application.registry.failures
    assert failure.plugin == "own/b.md"
    assert str(second) in str(failure)
    assert "a.md" in str(failure)


def test_two_folders_with_files_for_one_occupation_are_joined(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> None:
    one = occupation_file("## Benefits\n\nFrom one.\n", folder="one")
    two = occupation_file("## Benefits\n\nFrom two.\n", folder="two", head='also_called = ["Sparks"]\n')
    application = make(occupations=(two.parent, one.parent))
    assert section_text(application.guide("47-2111", "Orange"), "benefits") == "From one.\nFrom two."
    assert found(application, "spark") == "47-2111"


def test_two_folders_of_one_name_are_told_apart(
    make: Callable[..., Application], occupation_file: Callable[..., Path], tmp_path: Path
) -> None:
    one = occupation_file("## Benefits\n\nFrom one.\n")
    other = tmp_path / "deeper" / "own"
    other.mkdir(parents=True)
    (other / one.name).write_text(one.read_text(encoding="utf-8").replace("one", "other"), encoding="utf-8")
    application = make(occupations=(one.parent, other))
    said = section_text(application.guide("47-2111", "Orange"), "benefits")
    assert sorted(said.split("\n")) == ["From one.", "From other."]


def test_hidden_files_and_other_kinds_of_files_are_left_alone(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> None:
    path = occupation_file()
    for name in (".draft.md", "_notes.md", "README.txt", "__init__.py"):
        (path.parent / name).write_text("nothing of ours", encoding="utf-8")
    application = make(occupations=(path.parent,))
    assert section_text(application.guide("47-2111", "Orange"), "benefits") == "Many."
    assert application.registry.failures == []


def test_a_folder_that_is_not_there_is_named_and_the_rest_goes_on(
    make: Callable[..., Application], tmp_path: Path, failures_of: Callable[..., list[str]]
) -> None:
    application = make(occupations=(tmp_path / "nowhere",), strict=False)
    assert found(application, "Electricians") == "47-2111"
    (said,) = failures_of(application)
    assert str(tmp_path / "nowhere") in said


def test_a_folder_named_like_a_file_and_a_broken_link_are_named_and_the_rest_goes_on(
    make: Callable[..., Application], occupation_file: Callable[..., Path], failures_of: Callable[..., list[str]]
) -> None:
    path = occupation_file()
    (path.parent / "folder.md").mkdir()
    (path.parent / "link.md").symlink_to(path.parent / "gone.md")
    application = make(occupations=(path.parent,), strict=False)
    assert section_text(application.guide("47-2111", "Orange"), "benefits") == "Many."
    said = " ".join(failures_of(application))
    assert "folder.md" in said
    assert "link.md" in said


def test_a_file_that_cannot_be_read_is_read_and_named_once(
    make: Callable[..., Application], occupation_file: Callable[..., Path], failures_of: Callable[..., list[str]]
) -> None:
    path = occupation_file("## Nonsense\n\nx\n")
    application = make(occupations=(path.parent,), strict=False)
    for area in ("Orange", "Los Angeles", "California"):
        application.guide("47-2111", area)
    assert len(failures_of(application)) == 1


def test_an_occupation_of_an_author_that_no_release_knows_has_the_authors_title(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> None:
    path = occupation_file(soc="99-9999", head='title = "Star Gazers"\n')
    application = make(occupations=(path.parent,))
    assert application.occupations.titles["99-9999"] == "Star Gazers"
    guide = application.guide("star gazer", "Orange")
    assert guide.title == "Star Gazers in Orange County"
    assert "No wages are published for this occupation" in section_text(guide, "wages")


def test_a_specialtys_code_that_is_not_the_occupations_is_refused_with_the_known_ones(bundled: Application) -> None:
    said = not_found(bundled, "11-3051.77")
    assert said.startswith(
        "there is no specialty with the code 11-3051.77. The codes of Industrial Production Managers"
    )
    assert "11-3051.00, 11-3051.01" in said
    assert found(bundled, "11-3051.01") == found(bundled, "11-3051.00") == "11-3051"


def test_an_occupation_that_no_release_knows_and_no_author_names_is_a_failure_that_says_so(
    make: Callable[..., Application], occupation_file: Callable[..., Path], failures_of: Callable[..., list[str]]
) -> None:
    folder = occupation_file(soc="99-0001").parent
    application = make(occupations=(folder,), strict=False)
    assert application.guide("99-0001", "Orange").occupation.title == "99-0001"
    (said,) = set(failures_of(application))
    assert "no release that is loaded knows 99-0001, and its author gives no title" in said
    assert 'title = "..."' in said


def test_a_pipe_in_a_folder_of_occupations_is_never_read(
    make: Callable[..., Application], own_folder: Path, failures_of: Callable[..., list[str]]
) -> None:
    os.mkfifo(own_folder / "pipe.md")
    application = make(occupations=(own_folder,), strict=False)
    application.registry.load_all()
    (said,) = failures_of(application)
    assert "own/pipe.md" in said
    assert "this is no file" in said


def test_a_file_that_cannot_be_read_is_named(
    make: Callable[..., Application], own_folder: Path, failures_of: Callable[..., list[str]]
) -> None:
    (own_folder / "gone.md").symlink_to("nowhere.md")
    application = make(occupations=(own_folder,), strict=False)
    application.registry.load_all()
    (said,) = failures_of(application)
    assert "own/gone.md" in said
    assert "the file cannot be read (No such file or directory)" in said
