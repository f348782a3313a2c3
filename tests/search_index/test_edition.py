"""The bundled edition: what people type finds what a counselor would name."""

import re
from collections.abc import Callable

import pytest

from occuguide.core import Strong
from occuguide.core.application import Application, Results
from occuguide.core.blocks import plain

Search = Callable[..., Results]


class Silent:
    """Progress that nobody watches."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Say nothing."""

    def note(self, words: str) -> None:
        """Say nothing."""


@pytest.fixture
def search(bundled: Application) -> Search:
    """Search in California: ``search("energy", "green", "education=bachelor")``."""

    def results(typed: str, *topics: str, order: str = "relevance", limit: int = 10) -> Results:
        area = bundled.area()
        chosen = bundled.topics.choose(topics, area)
        return bundled.search(typed, area, Silent(), chosen=chosen, order=order, limit=limit)

    return results


@pytest.mark.parametrize(
    ("typed", "soc"),
    [
        ("RN", "29-1141"),
        ("cdl driver", "53-3032"),
        ("plant mgr", "11-3051"),
        ("asst principle", "11-9032"),
        ("11-3051.02", "11-3051"),
        ("113051", "11-3051"),
        ("29-1141.00", "29-1141"),
        ("plant manager", "11-3051"),
        ("electrician", "47-2111"),
        ("electricians", "47-2111"),
        ("electrishian", "47-2111"),
        ("registred nurse", "29-1141"),
        ("cashier", "41-2011"),
        ("software developer", "15-1252"),
        ("director of nursing", "11-9111"),
        ("nursing director", "11-9111"),
        ("3rd grade teacher", "25-2021"),
        ("truckdriver", "53-3032"),
        ("fire fighter", "33-2011"),
        ("Forklift Operator - Night Shift - $22/hr - Immediate Hire, no experience needed", "53-7051"),
        ("Now hiring! Full-time Registered Nurse (RN) ICU nights, sign-on bonus", "29-1141"),
        ("janitor", "37-2011"),
        ("title:nurse", "29-1141"),
        ('"nurse practitioner"', "29-1171"),
    ],
)
def test_the_first_is_the_one_that_a_counselor_would_name(typed: str, soc: str, search: Search) -> None:
    first, *_ = search(typed).hits
    assert first.soc == soc
    assert str(first.reason)


def test_another_title_is_named_as_the_reason(search: Search) -> None:
    assert str(search("plant manager").hits[0].reason) == "also called Plant Managers"


def test_a_specialty_is_named_by_its_code(search: Search) -> None:
    (hit,) = search("11-3051.02").hits
    assert str(hit.reason) == "its code 11-3051.02, Geothermal Production Managers"


@pytest.mark.parametrize(
    ("typed", "soc"),
    [
        ("mopeds", "49-3052"),
        ("bouquet", "27-1023"),
        ("voters", "19-3094"),
        ("tainted", "47-4041"),
        ("jobless", "43-4061"),
        ("grenades", "55-3016"),
    ],
)
def test_a_word_that_stands_in_an_occupations_sentence_alone_finds_it(
    typed: str, soc: str, search: Search, bundled: Application
) -> None:
    (hit,) = search(typed).hits
    sentence = bundled.occupations.get(soc).in_short
    assert hit.soc == soc
    assert str(hit.reason) == "in the section What Would I Do?"
    (strong,) = (piece.text for piece in hit.reason.snippet if isinstance(piece, Strong))
    assert strong in sentence
    assert sentence[-25:] in plain(hit.reason.snippet)
    page = bundled.render(bundled.renderer("text"), bundled.guide(soc, "California")).decode()
    assert strong not in " ".join(page.split()).replace(sentence, "")


def test_nurses_without_practitioners(search: Search) -> None:
    results = search("nurse -practitioner", limit=100)
    assert results.hits[0].soc == "29-1141"
    assert "29-1171" in search("nurse").found
    assert "29-1171" not in results.found
    assert not any("Practitioner" in f"{hit.title} {hit.reason.name}" for hit in results.hits)


def test_a_skill_is_found_in_its_section(search: Search) -> None:
    results = search("skill:negotiation")
    assert results.hits
    assert not results.notes
    for hit in results.hits:
        assert hit.reason.name == "Important Tasks and Related Skills"
        assert Strong("Negotiation") in hit.reason.snippet


def test_a_skill_is_shown_without_the_figures_of_its_table(search: Search) -> None:
    for hit in search("skill:negotiation", limit=40).hits:
        assert not any(map(str.isdigit, plain(hit.reason.snippet))), hit.soc


def test_a_code_and_words_leave_no_row_without_a_reason(search: Search) -> None:
    for limit in (1, 2, 3):
        hits = search("29-1141 nurse", limit=limit).hits
        assert (len(hits), hits[0].soc) == (limit, "29-1141")
        assert all(str(hit.reason) for hit in hits)


def test_a_word_that_most_sections_have_is_not_said_to_fit_nothing(search: Search) -> None:
    results = search("excel")
    assert (results.notes, results.nearest) == ((), False)


def test_words_are_not_taken_for_other_forms_of_them(search: Search) -> None:
    assert search("acounting").did_you_mean == "accounting"
    for words in ("stocking", "shelves", "stocking shelves"):
        assert search(words).did_you_mean == "", words


def test_green_work_with_energy_for_a_bachelors_degree(search: Search) -> None:
    results = search("energy", "green", "education=bachelor", limit=100)
    assert results.hits[0].soc == "17-2199"
    assert "Energy Engineer" in results.hits[0].reason.name
    assert set(results.found) < set(search("energy").found)


def test_two_titles_at_once_find_both(search: Search) -> None:
    assert {"47-2111", "41-2011"} <= {hit.soc for hit in search("cashiers electrician", limit=4).hits}
    assert {"47-2111", "47-2152"} <= {hit.soc for hit in search("electrician or plumber", limit=4).hits}


def test_a_retired_code_finds_what_became_of_it(search: Search) -> None:
    results = search("15-1132")
    assert set(results.found) == {"15-1252", "15-1253"}
    for hit in results.hits:
        assert str(hit.reason) == "its code 15-1132, Software Developers, Applications in the SOC 2010"


def test_a_code_that_there_is_not_finds_the_nearest(search: Search) -> None:
    results = search("11-3999", limit=1000)
    assert results.nearest
    assert "There is no occupation with the code 11-3999." in results.notes
    assert {hit.soc[:4] for hit in results.hits} == {"11-3"}


def test_every_title_finds_its_occupation(search: Search, bundled: Application) -> None:
    # Some titles differ in nothing but what they leave out: "Surgeons" and "Surgeons, Except Ophthalmologists".
    plain = {
        soc: title for soc, title in bundled.occupations.titles.items() if not re.search("Except|All Other", title)
    }
    missed = {title for soc, title in sorted(plain.items())[::25] if search(title, limit=1).hits[0].soc != soc}
    assert missed == set()


@pytest.mark.parametrize(
    ("begun", "title"),
    [
        ("registered n", "Registered Nurses"),
        ("nurs reg", "Registered Nurses"),
        ("regsitered nu", "Registered Nurses"),
        ("electrici", "Electricians"),
        ("elektrician", "Electricians"),
        ("software dev", "Software Developers"),
        ("cashi", "Cashiers"),
        ("plant man", "Plant Managers"),
    ],
)
def test_a_title_is_suggested_while_it_is_typed(begun: str, title: str, bundled: Application) -> None:
    suggested = bundled.suggest(begun, bundled.area(), Silent(), 5)
    assert title in [one.text for one in suggested]
