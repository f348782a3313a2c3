"""Finding: which occupations some words find, in which order, and why."""

from collections.abc import Callable
from typing import Any

import pytest

from occuguide.core import Document, Name, Passage, Strong, Why
from occuguide.core.blocks import plain
from occuguide.search_index.engine import Engine
from occuguide.search_index.entries import MANY

Found = Callable[..., list[tuple[str, str]]]
Socs = Callable[..., list[str]]


# --- Why ------------------------------------------------------------------------------------------------------


def test_an_occupation_is_found_by_its_title(found: Found) -> None:
    assert found("electrician")[0] == ("47-2111", "its title")
    assert found("industrial production managers")[0] == ("11-3051", "its title")


def test_an_occupation_is_found_by_another_title_in_any_case_and_number(found: Found) -> None:
    for words in ("plant managers", "PLANT MANAGER", "plant-manager", "  plant   manager!", "Plant Manager's"):
        assert found(words)[0] == ("11-3051", "also called Plant Managers"), words


def test_a_title_that_is_never_shown_finds_and_is_not_the_reason(few: Engine) -> None:
    (hit, *_) = few.search("works boss", {}).hits
    assert (hit.soc, str(hit.reason), hit.reason.name) == ("11-3051", "found by another name", "")


def test_an_occupation_is_found_by_its_specialty(found: Found) -> None:
    assert found("biofuels") == [("11-3051", "specialty Biofuels Production Managers")]


def test_an_occupation_is_found_by_what_a_section_says_and_the_words_are_strong(few: Engine) -> None:
    (hit,) = few.search("scada", {}).hits
    assert (hit.soc, str(hit.reason)) == ("11-3051", "in the section Tools and Technology")
    assert Strong("SCADA") in hit.reason.snippet
    assert "software is called SCADA" in plain(hit.reason.snippet)


def test_the_section_that_has_more_of_the_words_is_the_reason(found: Found) -> None:
    assert found("what breaks in a factory")[0] == ("11-3051", "in the section What Would I Do?")


def test_a_snippet_shows_the_words_around_those_that_matched(engine: Engine, corpus: Any) -> None:
    text = f"{'Before. ' * 100}They mend kettles, and kettles again. {'After. ' * 100}"
    corpus.put(Document(soc="49-9999", title="Menders", names=(), passages=(Passage("o", "Overview", text),)))
    corpus.update(engine)
    (hit,) = engine.search("kettle", {}).hits
    said = plain(hit.reason.snippet)
    assert len(said) < 300
    assert said.startswith("… ")
    assert said.endswith(" …")
    assert [piece for piece in hit.reason.snippet if isinstance(piece, Strong)] == [Strong("kettles")] * 2


def test_a_snippet_shows_words_that_end_in_signs(engine: Engine, corpus: Any) -> None:
    said = Passage("tools", "Tools and Technology", "They write C# and C++, among others.")
    corpus.put(Document(soc="15-9999", title="Coders", names=(), passages=(said,)))
    corpus.update(engine)
    (hit,) = engine.search("c#", {}).hits
    assert Strong("C#") in hit.reason.snippet


def test_the_reason_is_the_section_that_was_asked_for_by_name(engine: Engine, corpus: Any) -> None:
    sections = (
        Passage("overview", "What Would I Do?", "They mend kettles."),
        Passage("tools", "Tools and Technology", "Kettle irons, copper tongs and kettle lids of copper."),
    )
    names = (Name("Copper Kettle Mender", Why.CALLED),)
    corpus.put(Document(soc="49-9999", title="Tinkers", names=names, passages=sections))
    corpus.update(engine)
    assert str(engine.search("copper kettle", {}).hits[0].reason) == "also called Copper Kettle Mender"
    for name, heading in (("overview", "What Would I Do?"), ("tools", "Tools and Technology")):
        (hit,) = engine.search(f"{name}:kettle copper", {}).hits
        assert str(hit.reason) == f"in the section {heading}"


@pytest.fixture
def with_excel(engine: Engine, corpus: Any) -> Engine:
    """An engine over so many occupations that a word which all sections have is left out of the index."""
    said = (Passage("tools", "Tools and Technology", "Excel is what all of them use."),)
    corpus.by_soc = {}
    for number in range(MANY):
        corpus.put(Document(soc=f"99-{number:04}", title=f"Kind {number}", names=(), passages=said))
    corpus.put(Document(soc="25-2051", title="Excellence Coaches", names=(), passages=said))
    corpus.update(engine)
    return engine


def test_a_word_that_most_sections_have_is_not_said_to_fit_nothing(with_excel: Engine) -> None:
    answer = with_excel.search("excel", {})
    assert (answer.notes, answer.nearest, answer.did_you_mean) == ((), False, "")
    assert with_excel.search("excelent", {}).notes


def test_a_word_that_most_sections_have_is_a_reason_only_where_it_was_asked_for(with_excel: Engine) -> None:
    (hit,) = with_excel.search("excel", {}).hits
    assert (hit.soc, str(hit.reason)) == ("25-2051", "its title")
    (hit,) = with_excel.search("tools:excel coach", {}).hits
    assert str(hit.reason) == "in the section Tools and Technology"
    assert Strong("Excel") in hit.reason.snippet


def test_what_a_score_is_the_sum_of_is_said(few: Engine) -> None:
    for hit in few.search("production manager", {}).hits:
        assert hit.score == pytest.approx(sum(hit.parts.values()))
        assert hit.parts


# --- Order ----------------------------------------------------------------------------------------------------


def test_a_title_counts_more_than_a_word_in_a_section(socs: Socs) -> None:
    codes = socs("managers")
    assert set(codes[:2]) == {"11-1021", "11-3051"}
    assert "47-2111" not in codes[:2]


def test_scores_fall_and_the_hits_are_the_first_of_what_was_found(few: Engine) -> None:
    for words in ("managers", "nurse", "production managers plant", "truck driver patient"):
        answer = few.search(words, {}, limit=2)
        scores = [hit.score for hit in answer.hits]
        assert scores == sorted(scores, reverse=True)
        assert [hit.soc for hit in answer.hits] == list(answer.found[:2])
        assert len(set(answer.found)) == len(answer.found)


def test_no_more_than_asked_for_is_shown_and_all_that_fits_is_counted(few: Engine) -> None:
    for limit in (1, 2, 1000):
        answer = few.search("nurse", {}, limit=limit)
        assert len(answer.hits) == min(limit, 2)
        assert answer.found == ("29-1141", "29-1171") or answer.found == ("29-1171", "29-1141")


def test_of_two_that_fit_alike_the_one_that_more_people_work_in_comes_first(few: Engine) -> None:
    for first, other in (("53-3032", "53-3033"), ("53-3033", "53-3032")):
        answer = few.search("truck driver", {first: 900_000.0, other: 100.0})
        assert answer.found[:2] == (first, other)


def test_only_those_among_which_to_search_are_found(few: Engine) -> None:
    answer = few.search("nurse", {}, among=["29-1171", "47-2111"])
    assert answer.found == ("29-1171",)
    assert few.search("nurse", {}, among=[]).found == ()


def test_a_word_that_nothing_holds_does_not_undo_the_others(found: Found) -> None:
    assert found("electricians zzqq")[0] == ("47-2111", "its title")


def test_an_older_code_lets_in_no_other_occupation(few: Engine) -> None:
    assert few.search("truck driver", {}, among=["53-3032"]).found == ("53-3032",)


# --- In whatever words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "soc"),
    [
        ("director of nursing", "29-1141"),
        ("nursing director", "29-1141"),
        ("nursing, director", "29-1141"),
        ("RN", "29-1141"),
        ("r.n.", "29-1141"),
        ("plant mgr", "11-3051"),
        ("Plant Manager (Food)", "11-3051"),
        ("drivers of trucks", "53-3032"),
        ("truckdriver", "53-3032"),
        ("fire fighter", "33-2011"),
        ("fire-fighters", "33-2011"),
        ("FIREFIGHTER", "33-2011"),
        ("trucker", "53-3032"),
        ("Électricien", "47-2111"),
    ],
)
def test_wording_abbreviations_and_joined_words_do_not_matter(typed: str, soc: str, few: Engine) -> None:
    assert few.search(typed, {"53-3032": 900_000.0}).found[0] == soc


def test_a_line_of_a_job_advert_finds_the_job(found: Found) -> None:
    line = "NOW HIRING!! Truck Driver - Night Shift - $22/hr, weekends off, sign-on bonus, no experience needed"
    assert {soc for soc, _ in found(line)[:2]} == {"53-3032", "53-3033"}
    assert found("Full-time Registered Nurse (RN) needed immediately")[0][0] == "29-1141"


def test_words_that_only_tell_when_one_works_are_searched_where_there_are_no_others(
    engine: Engine, corpus: Any
) -> None:
    corpus.put(Document(soc="43-9999", title="Clerks", names=(Name("Weekend Shift Clerk", Why.CALLED),), passages=()))
    corpus.update(engine)
    assert engine.search("weekend shift", {}).found == ("43-9999",)


def test_two_titles_at_once_find_both(socs: Socs) -> None:
    for words in ("electrician firefighter", "electricians or firefighters", "firefighter, electrician"):
        assert set(socs(words)[:2]) == {"33-2011", "47-2111"}, words


# --- Did you mean ---------------------------------------------------------------------------------------------


def test_a_misspelled_word_is_taken_for_the_one_that_was_meant_and_it_is_said(few: Engine) -> None:
    answer = few.search("light truck drivver", {})
    assert answer.found[0] == "53-3033"
    assert answer.did_you_mean == "light truck driver"
    (note,) = answer.notes
    assert "drivver" in note
    assert "driver" in note.replace("drivver", "")


def test_a_word_is_not_taken_for_another_form_of_it(engine: Engine, corpus: Any) -> None:
    for number, titled in enumerate(("Accounting Clerks", "Stockers", "Shelvers", "Smoking Room Stewards")):
        corpus.put(Document(soc=f"43-999{number}", title=titled, names=(), passages=()))
    corpus.update(engine)
    answer = engine.search("acounting", {})
    assert (answer.found[0], answer.did_you_mean) == ("43-9990", "accounting")
    for words, soc in (("stocking", "43-9991"), ("shelves", "43-9992"), ("stocking shelves", "43-9991")):
        answer = engine.search(words, {})
        assert soc in answer.found
        assert answer.did_you_mean == "", words


def test_a_word_that_is_right_is_left_as_it_is(few: Engine) -> None:
    for words in ("truck driver", "plant managers", "scada", "electrician"):
        answer = few.search(words, {})
        assert (answer.did_you_mean, answer.notes, answer.nearest) == ("", (), False), words


def test_what_nothing_fits_is_answered_with_the_nearest_and_it_is_said(few: Engine) -> None:
    answer = few.search("electrofoo", {})
    assert answer.nearest
    assert answer.found == ("47-2111",)
    assert answer.notes == ("Nothing fits these words. These are the nearest.",)


def test_where_nothing_is_near_nothing_is_found(few: Engine) -> None:
    for words in ("zzqq", "qqzz xxyy", "مرحبا", "😀"):
        answer = few.search(words, {})
        assert (answer.hits, answer.found, answer.nearest) == ((), (), True), words
