"""Search by words and topics: what is narrowed, counted and sorted, and what an engine is asked."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve

from occuguide.core import (
    Answer,
    ConfigError,
    Hit,
    Reason,
    Suggestion,
    TopicFigure,
    TopicValue,
    UnknownNameError,
    Why,
    hookimpl,
)
from occuguide.core.application import Application, Results

Search = Callable[..., Results]


class Silent:
    """Progress that nobody watches."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Say nothing."""

    def note(self, words: str) -> None:
        """Say nothing."""


def searching(application: Application) -> Search:
    """Search: ``search("nurse", "green", order="pay")``."""

    def search(typed: str, *topics: str, order: str = "relevance", limit: int = 10, area: str | None = None) -> Results:
        place = application.area(area)
        chosen = application.topics.choose(topics, place)
        return application.search(typed, place, Silent(), chosen=chosen, order=order, limit=limit)

    return search


@pytest.fixture
def search(bundled: Application) -> Search:
    """Search the bundled edition."""
    return searching(bundled)


def shown(results: Results) -> list[str]:
    """The codes of the hits."""
    return [hit.soc for hit in results.hits]


# --- Topics ---------------------------------------------------------------------------------------------------


def test_topics_narrow_what_words_find(search: Search) -> None:
    every, green = search("engineer", limit=1000), search("engineer", "green", limit=1000)
    assert 0 < len(green.found) < len(every.found)
    assert green.hits[0].soc in every.found


def test_topics_let_in_nothing_that_does_not_have_them(search: Search, bundled: Application) -> None:
    found = search("engineer", "green").found
    assert set(found) == set(bundled.topics.matching(found, bundled.topics.choose(["green"], bundled.area())))


def test_topics_alone_find_all_that_have_them_by_title(search: Search, bundled: Application) -> None:
    results = search("", "green", limit=1000)
    chosen = bundled.topics.choose(["green"], bundled.area())
    assert set(shown(results)) == set(bundled.topics.matching(bundled.occupations.titles, chosen))
    titles = [hit.title for hit in results.hits]
    assert titles == sorted(titles, key=str.casefold)
    assert {hit.reason.why for hit in results.hits} == {Why.TOPIC}
    assert all(str(hit.reason) == "" for hit in results.hits)


def test_neither_words_nor_topics_are_all_occupations(search: Search, bundled: Application) -> None:
    assert set(search("   ", limit=10_000).found) == set(bundled.occupations.titles)


def test_topics_that_nothing_has_together_find_nothing(search: Search) -> None:
    results = search("nurse", "education=no formal", "kind=guide")
    assert (results.hits, results.found) == ((), ())


def test_topics_alone_that_nothing_has_together_find_nothing(search: Search) -> None:
    results = search("", "education=doctoral", "kind=guide")
    assert (results.hits, results.found) == ((), ())


def test_counts_tell_what_another_choice_of_the_topic_would_find(search: Search) -> None:
    counts = search("nurse", "education=bachelor").counts()["education"]
    assert sum(1 for count in counts.values() if count) > 1
    for value, count in counts.items():
        assert len(search("nurse", f"education={value}").found) == count, value


def test_counts_of_other_topics_are_of_what_was_found(search: Search) -> None:
    results = search("engineer", "education=bachelor")
    counts = results.counts()["green"]
    assert sum(counts.values()) > 0
    for value, count in counts.items():
        assert len(search("engineer", "education=bachelor", f"green={value}").found) == count, value


# --- Order ----------------------------------------------------------------------------------------------------


def value(figure: TopicFigure | None) -> float:
    """A figure to compare; below all others where there is none."""
    return float("-inf") if figure is None or figure.measure.value is None else figure.measure.value


@pytest.mark.parametrize("order", ["pay", "growth", "openings"])
@pytest.mark.parametrize("typed", ["nurse", ""])
def test_a_figure_sorts_all_that_was_found_the_highest_first(order: str, typed: str, search: Search) -> None:
    results = search(typed, "bright", order=order, limit=50)
    assert set(results.found) == set(search(typed, "bright").found)
    assert shown(results) == list(results.found[:50])
    figures = [value(results.figures.get(soc)) for soc in results.found]
    assert figures == sorted(figures, reverse=True)
    assert figures[0] > float("-inf")


def test_titles_sort_by_their_letters(search: Search) -> None:
    results = search("nurse", order="title", limit=100)
    titles = [hit.title for hit in results.hits]
    assert titles == sorted(titles, key=str.casefold)
    assert len(titles) == len(search("nurse").found)
    assert not results.figures


@pytest.mark.parametrize("order", ["title", "pay", "growth", "openings"])
def test_every_hit_says_why_in_whatever_order(order: str, search: Search) -> None:
    reasons = {hit.soc: str(hit.reason) for hit in search("nurse", limit=1000).hits}
    for hit in search("nurse", order=order, limit=5).hits:
        assert str(hit.reason) == reasons[hit.soc]


@pytest.mark.parametrize("typed", ["nurse", ""])
def test_relevance_in_any_case_is_the_order_without_a_name(typed: str, search: Search) -> None:
    for order in ("Relevance", " RELEVANCE "):
        assert shown(search(typed, "bright", order=order)) == shown(search(typed, "bright"))


@pytest.mark.parametrize("written", ["PAY", "Pay", "pa", "Openings", "grow"])
def test_an_order_is_understood_however_it_is_written(written: str, search: Search) -> None:
    assert search("nurse", order=written).figures


def test_an_order_that_there_is_not_is_refused_with_the_nearest(search: Search) -> None:
    for typed in ("nurse", ""):
        with pytest.raises(UnknownNameError, match="there is no order 'payy'") as caught:
            search(typed, "green", order="payy")
        assert "Did you mean pay?" in str(caught.value)


def test_an_order_that_there_is_not_is_refused_where_nothing_is_found(search: Search) -> None:
    with pytest.raises(UnknownNameError):
        search("zzqq", order="payy")


# --- How many, and where --------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", ["relevance", "title", "pay"])
def test_more_than_there_are_shows_all_of_them(order: str, search: Search) -> None:
    results = search("nurse", order=order, limit=100_000)
    assert shown(results) == list(results.found)
    assert shown(search("nurse", order=order, limit=3)) == shown(results)[:3]


def test_a_code_of_several_shows_no_more_than_asked_for(search: Search) -> None:
    results = search("15-1132", limit=1)
    assert (len(results.hits), len(results.found)) == (1, 2)


def test_the_place_decides_by_its_figures(search: Search) -> None:
    one, other = (search("nurse", order="pay", limit=30, area=area) for area in ("California", "Fresno"))
    assert one.figures != other.figures
    assert set(one.found) == set(other.found)


def test_a_place_does_not_make_the_index_anew(bundled: Application) -> None:
    class Watched(Silent):
        def __call__(self, done: int, total: int, what: str) -> None:
            raise AssertionError("indexed again")

    bundled.search("nurse", bundled.area(), Silent())
    assert bundled.search("nurse", bundled.area("Fresno"), Watched()).hits
    assert bundled.suggest("nurs", bundled.area("Orange"), Watched())


def test_a_title_that_is_never_shown_finds_and_is_not_shown(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> None:
    path = occupation_file(head='hidden_titles = ["Sparky Zebra"]\n')
    application = make(occupations=(path.parent,))
    for typed in ("sparky zebra", '"sparky zebra"', "title:sparky"):
        (hit,) = searching(application)(typed).hits
        assert (hit.soc, str(hit.reason), hit.reason.name) == ("47-2111", "found by another name", "")
    for typed in ("sparky", "zebra", "s"):
        assert not any("Sparky" in one.text for one in application.suggest(typed, application.area(), Silent()))
    application.close()


def test_an_occupation_is_found_by_the_words_of_its_authors_sentence_as_it_is_now(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> None:
    for found, other in (("zebras", "okapis"), ("okapis", "zebras")):
        path = occupation_file(head=f'in_short = "They light the stables of {found}."\n')
        application = make(occupations=(path.parent,))
        (hit,) = searching(application)(found).hits
        assert (hit.soc, str(hit.reason)) == ("47-2111", "in the section What Would I Do?")
        assert "47-2111" not in shown(searching(application)(other))
        application.close()


# --- The engine that the settings name ------------------------------------------------------------------------


class Engine:
    """An engine that finds what it is told to, and keeps what it was asked."""

    def __init__(self, name: str = "whoosh", found: Sequence[str] = ("47-2111", "11-3051")) -> None:
        self.name = name
        self.found = found
        self.asked: list[dict[str, Any]] = []
        self.updates = 0
        self.closed = False

    def update(self, stamps: Mapping[str, str], documents: object, progress: object, *, anew: bool = False) -> int:
        self.updates += 1
        return 0

    def search(
        self, typed: str, popularity: Mapping[str, float], *, among: Collection[str] | None = None, limit: int = 10
    ) -> Answer:
        self.asked.append({"typed": typed, "among": among, "limit": limit, "popularity": popularity})
        found = [soc for soc in self.found if among is None or soc in among]
        hits = [Hit(soc=soc, title=soc, score=1.0, reason=Reason(why=Why.TITLE)) for soc in found[:limit]]
        return Answer(hits=tuple(hits), found=tuple(found))

    def suggest(self, typed: str, popularity: Mapping[str, float], limit: int) -> Sequence[Suggestion]:
        return [Suggestion(text=typed, soc="47-2111", title="Electricians")]

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def with_engines(make: Callable[..., Application]) -> Callable[..., Application]:
    """Make an application with engines of the test's own, and ``search`` set to a name."""

    def made(*engines: Engine, search: str = "whoosh") -> Application:
        def plugin(engine: Engine) -> object:
            @hookimpl
            def search_engine() -> Engine:
                return engine

            return SimpleNamespace(search_engine=search_engine)

        plugins = {f"{engine.name}-plugin": plugin(engine) for engine in engines}
        application = make(plugins, disabled=frozenset({"search"}))
        return Application(evolve(application.settings, search=search), application.registry)

    return made


def test_the_engine_of_the_name_in_the_settings_is_asked(with_engines: Callable[..., Application]) -> None:
    one, other = Engine("one"), Engine("other", found=["51-1011"])
    application = with_engines(one, other, search="other")
    assert searching(application)("x").found == ("51-1011",)
    assert one.asked == []
    application.close()
    assert other.closed


def test_an_engine_that_no_plugin_brings_is_said_with_those_that_there_are(
    with_engines: Callable[..., Application],
) -> None:
    application = with_engines(Engine("one"), Engine("other"), search="sphinx")
    with pytest.raises(ConfigError, match="no plugin brings the search engine 'sphinx'") as caught:
        searching(application)("x")
    for name in ("one", "other"):
        assert name in caught.value.remedy
    assert "`search` in occuguide.toml" in caught.value.remedy


def test_an_engine_is_brought_up_to_date_before_it_is_asked(with_engines: Callable[..., Application]) -> None:
    engine = Engine()
    application = with_engines(engine)
    searching(application)("wires", limit=7)
    assert engine.updates == 1
    (asked,) = engine.asked
    assert (asked["typed"], asked["among"], asked["limit"]) == ("wires", None, 7)
    assert [one.text for one in application.suggest("wir", application.area(), Silent())] == ["wir"]
    assert engine.updates == 2


def test_an_engine_is_told_among_which_to_search(with_engines: Callable[..., Application]) -> None:
    engine = Engine()
    application = with_engines(engine)
    area = application.area()
    desk = TopicValue(name="desk", title="At a desk", socs=frozenset({"11-3051"}))
    results = application.search("wires", area, Silent(), chosen={"place": (desk,)})
    assert engine.asked[0]["among"] == ["11-3051"]
    assert results.found == ("11-3051",)


def test_what_words_find_without_topics_is_asked_for_where_it_is_counted(
    with_engines: Callable[..., Application],
) -> None:
    engine = Engine()
    results = searching(with_engines(engine))("wires", "kind=profile")
    assert len(engine.asked) == 1
    for _ in range(2):
        assert results.counts()["kind"] == {"guide": 1, "profile": 1}
    assert [one["among"] is None for one in engine.asked] == [False, True]


def test_an_order_asks_for_what_is_found_and_for_the_reasons_of_what_is_shown(
    with_engines: Callable[..., Application],
) -> None:
    engine = Engine(found=["51-1011", "47-2111", "11-3051"])
    results = searching(with_engines(engine))("wires", order="title", limit=2)
    assert shown(results) == ["51-1011", "47-2111"]
    assert [one["among"] for one in engine.asked] == [None, ("51-1011", "47-2111")]
    none = Engine(found=[])
    searching(with_engines(none))("wires", order="title")
    assert len(none.asked) == 1


def test_topics_alone_do_not_need_an_engine(with_engines: Callable[..., Application]) -> None:
    engine = Engine()
    assert searching(with_engines(engine))("", "kind").hits
    assert (engine.updates, engine.asked) == (0, [])
