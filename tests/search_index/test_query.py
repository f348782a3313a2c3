"""Queries: codes, phrases, fields and exclusions."""

from collections.abc import Callable

import pytest

from occuguide.search_index import finding
from occuguide.search_index.engine import Engine
from occuguide.search_index.query import MOST_WORDS, field_names, parse

Found = Callable[..., list[tuple[str, str]]]
Socs = Callable[..., list[str]]

ANYWHERE = "Nothing has these words where they were asked for: they were searched for anywhere."


# --- Codes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        *("11-3051", "113051", "11-3051.00", "113051.00", "(11-3051)", "11-3051,", "11 3051", "11.3051", "11 - 3051"),
        *("11\u20103051", "11\u20113051", "11\u20133051", "11\u2014 3051", "11\u22123051", "11\u20133051.00"),
    ],
)
def test_a_code_finds_its_occupation_however_it_is_written(typed: str, few: Engine) -> None:
    answer = few.search(typed, {})
    assert answer.found == ("11-3051",)
    assert str(answer.hits[0].reason).startswith("its code 11-3051")


def test_the_code_of_a_specialty_finds_the_occupation_and_names_the_specialty(found: Found) -> None:
    assert found("11-3051.03") == [("11-3051", "its code 11-3051.03, Biofuels Production Managers")]


def test_a_code_of_an_older_edition_finds_all_that_became_of_it(few: Engine) -> None:
    answer = few.search("11-1029", {})
    assert set(answer.found) == {"11-1021", "11-3051"}
    assert {str(hit.reason) for hit in answer.hits} == {"its code 11-1029, Other Managers in the SOC 2010"}


def test_a_code_that_there_is_not_is_said_and_the_nearest_are_found(few: Engine) -> None:
    answer = few.search("29-1999", {})
    assert answer.nearest
    assert set(answer.found) == {"29-1141", "29-1171"}
    assert answer.notes == ("There is no occupation with the code 29-1999.", "These have the nearest codes.")


def test_a_code_of_nothing_near_finds_nothing_and_it_is_said(few: Engine) -> None:
    answer = few.search("99-9999", {})
    assert (answer.found, answer.nearest) == ((), True)
    assert answer.notes == ("There is no occupation with the code 99-9999.",)


def test_a_code_comes_before_what_words_find(socs: Socs) -> None:
    assert socs("nurse 47-2111") in (["47-2111", "29-1141", "29-1171"], ["47-2111", "29-1171", "29-1141"])
    assert socs("47-2111 11-1021") == ["47-2111", "11-1021"]


def test_no_more_is_shown_by_a_code_than_asked_for(few: Engine) -> None:
    answer = few.search("11-1029", {}, limit=1)
    assert (len(answer.hits), len(answer.found)) == (1, 2)


def test_the_nearest_codes_are_searched_among_those_that_may_be_found(few: Engine) -> None:
    assert few.search("29-1999", {}, among=["29-1171"]).found == ("29-1171",)
    assert few.search("29-1141", {}, among=["29-1171"]).hits == ()


@pytest.mark.parametrize("number", ["120000", "12 0000", "12.2024", "$120000", "2911410"])
def test_a_number_that_no_code_has_is_no_code(number: str, few: Engine) -> None:
    answer = few.search(f"staff nurse {number}", {})
    assert (answer.found[0], answer.nearest) == ("29-1141", False)
    assert answer.notes == ()


def test_a_code_stays_first_beside_a_phrase_that_nothing_has(few: Engine) -> None:
    answer = few.search('47-2111 nurse "works of zanzibar"', {})
    assert answer.found[0] == "47-2111"
    assert str(answer.hits[0].reason) == "its code 47-2111"
    assert "29-1141" in answer.found
    assert answer.notes[0] == ANYWHERE


def test_a_code_that_words_find_too_takes_up_one_row(few: Engine) -> None:
    for limit in (1, 2, 3):
        answer = few.search("29-1141 nurse", {}, limit=limit)
        assert [hit.soc for hit in answer.hits] == ["29-1141", "29-1171"][:limit]
        assert answer.found == ("29-1141", "29-1171")


def test_a_number_that_is_no_code_is_words(found: Found) -> None:
    for words in ("electrician 4721111", "electrician 47-21", "electrician 47.2111"):
        assert found(words)[0][0] == "47-2111"


# --- Phrases --------------------------------------------------------------------------------------------------


def test_a_phrase_stands_side_by_side_in_any_number(socs: Socs) -> None:
    assert socs('"nurse practitioner"') == ["29-1171"]
    assert socs('"PLANT  managers"') == ["11-3051"]
    assert socs('"plant manager"') == ["11-3051"]
    assert socs('"look after patients"') in (["29-1141", "29-1171"], ["29-1171", "29-1141"])


def test_the_words_of_a_phrase_that_stand_apart_do_not_fit(socs: Socs) -> None:
    assert "11-3051" in socs("industrial managers")
    assert socs('"production managers"') == ["11-3051"]
    assert "11-1021" not in socs('"production managers"')


def test_a_phrase_that_nothing_has_is_searched_anywhere_and_it_is_said(few: Engine) -> None:
    answer = few.search('"practitioner nurse"', {})
    assert answer.found[0] == "29-1171"
    assert answer.notes == (ANYWHERE,)


def test_a_quotation_mark_that_is_not_closed_is_nothing(found: Found) -> None:
    assert found('"electrician')[0] == ("47-2111", "its title")


# --- Fields ---------------------------------------------------------------------------------------------------


def test_a_title_is_asked_for_by_its_field(socs: Socs) -> None:
    assert set(socs("nurse look after")) == {"29-1141", "29-1171"}
    assert socs("title:practitioner look after") == ["29-1171"]
    assert set(socs("title:managers")) == {"11-1021", "11-3051"}
    assert socs('title:"staff nurse"') == ["29-1141"]
    assert socs("Title:Firefighter") == ["33-2011"]


def test_a_section_goes_by_its_name_and_by_the_words_that_it_alone_has(socs: Socs) -> None:
    for field in ("tasks", "task", "skill", "SKILLS", "important"):
        assert socs(f"{field}:negotiation") == ["11-1021"], field
    assert socs("tools:scada") == ["11-3051"]
    assert socs("skill:negotiation patients") == ["11-1021"]


def test_a_field_that_has_no_such_word_is_searched_anywhere_and_it_is_said(few: Engine) -> None:
    answer = few.search("tools:pension", {})
    assert (answer.found, answer.notes) == (("47-2111",), (ANYWHERE,))


def test_a_field_that_nobody_knows_is_a_word(found: Found) -> None:
    assert found("nonsense:electrician")[0] == ("47-2111", "its title")
    assert found("electrician:nonsense")[0] == ("47-2111", "its title")
    assert found("title: electrician")[0] == ("47-2111", "its title")


def test_a_word_of_two_headings_names_neither() -> None:
    named = field_names({"tasks": "Important Tasks", "tools": "Important Tools"})
    assert "important" not in named
    assert (named["task"], named["tool"], named["title"]) == ("tasks", "tools", "title")


def test_no_section_takes_the_name_of_the_field_of_titles() -> None:
    assert field_names({"title": "Other Titles"})["title"] == "title"


# --- Exclusions -----------------------------------------------------------------------------------------------


def test_a_minus_leaves_out_by_the_occupations_title(socs: Socs) -> None:
    assert socs("nurse -practitioner") == ["29-1141"]
    assert socs("nurse -practitioners") == ["29-1141"]
    assert socs('nurse -"nurse practitioner"') == ["29-1141"]


def test_a_title_with_an_excluded_word_is_not_the_reason(found: Found) -> None:
    assert found("director of nursing")[0] == ("29-1141", "also called Director of Nursing")
    reasons = dict(found("nursing -director"))
    assert "29-1141" in reasons
    assert "Director" not in reasons["29-1141"]


def test_an_exclusion_alone_is_taken_as_words(found: Found) -> None:
    assert found("-electrician")[0] == ("47-2111", "its title")


def test_an_excluded_phrase_leaves_titles_that_have_its_words_apart_as_the_reason(found: Found) -> None:
    assert found('nurse -"nurse practitioner"') == [("29-1141", "also called Staff Nurse")]


def test_a_hyphen_within_or_between_words_excludes_nothing(socs: Socs) -> None:
    assert socs("tractor-trailer")[0] == "53-3032"
    assert "53-3032" in socs("truck - driver")
    assert "53-3032" in socs("truck -")


def test_an_exclusion_holds_where_a_phrase_is_searched_anywhere(socs: Socs) -> None:
    assert "29-1171" not in socs('"staff nurses of zanzibar" -practitioner')


def test_what_excludes_everything_finds_nothing(few: Engine) -> None:
    assert few.search("electrician -electricians", {}).hits == ()


# --- What is read of it ---------------------------------------------------------------------------------------


def test_a_long_query_is_cut_and_it_is_said(few: Engine) -> None:
    for words in ("electrician " * 800, "electrician " + "x" * 10_000):
        answer = few.search(words, {})
        assert answer.found[0] == "47-2111"
        assert answer.notes[0] == "Only the first 24 words were read."
    assert few.search("electrician " * 24, {}).notes == ()


def test_the_words_of_what_is_left_out_are_counted_among_those_that_are_read() -> None:
    query = parse("".join(f"-k{number} " for number in range(MOST_WORDS)) + "nurse", {}, bool)
    assert query.cut
    assert "nurse" not in query.text
    assert not parse("".join(f"-k{number} " for number in range(MOST_WORDS - 1)) + "nurse", {}, bool).cut


def test_what_is_said_many_times_is_read_once(few: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[object] = []

    def counted(name: str) -> None:
        real = getattr(finding, name)

        def count(*arguments: object) -> object:
            looked_up.append(name)
            return real(*arguments)

        monkeypatch.setattr(finding, name, count)

    def look_ups(typed: str) -> int:
        looked_up.clear()
        assert few.search(typed, {}).found
        return len(looked_up)

    for name in ("together", "_stands", "_has"):
        counted(name)
    for typed in ('"look after patients"', "title:nurse", "overview:patients"):
        assert look_ups(f"{typed} " * 8) == look_ups(typed) > 0, typed
    assert parse("nurse " + "-practitioner " * 8, {}, bool).excluded == (("practitioner",),)


def test_no_word_is_cut_in_two() -> None:
    assert set(parse("of " * 2000, {}, bool).text.split()) == {"of"}


def test_everything_together_is_told_apart() -> None:
    fields = {"skill": "tasks", "title": "title"}
    query = parse('big skill:wiring "night work" -title:boss 47-2111 foo:bar', fields, bool)
    assert query.codes == ("47-2111",)
    assert query.phrases == (("night", "work"),)
    assert query.fields == {"tasks": {"wiring"}}
    assert query.excluded == (("boss",),)
    assert query.text == "big wiring night work foo bar"
