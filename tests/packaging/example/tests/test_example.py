"""Each of our plugins, with the test kit."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from occuguide.core import Application, DataError, Guide, View
from occuguide.core.testing import check_golden, check_plugin, import_release, section_text, small_facts

from occuguide_example import apprentices, figures, register, trades

PLUGINS = {"apprentices": apprentices, "figures": figures, "trades": trades}


@pytest.mark.parametrize(
    ("plugin", "hooks"),
    [
        (trades, ("occupation_folders",)),
        (register, ("fact_source",)),
        (apprentices, ("guide_apprentices", "topic")),
        (figures, ("renderer",)),
    ],
)
def test_a_plugin_is_accepted_and_sound(plugin: ModuleType, hooks: tuple[str, ...]) -> None:
    assert check_plugin(plugin) == hooks


def test_the_occupation_is_there_with_its_words(guide: Callable[..., Guide]) -> None:
    found = guide("glaziers", "Orange County", plugins=PLUGINS)
    assert found.occupation.written is not None
    assert "wind nor rain" in section_text(found, "overview")


def test_the_section_says_the_figures_of_the_place_below_the_authors_words(guide: Callable[..., Guide]) -> None:
    assert section_text(guide("glaziers", "Orange County", plugins=PLUGINS), "apprentices").splitlines() == [
        "Most glaziers learn the trade as apprentices, and are paid while they learn.",
        "Apprentices registered in Orange County in 2026: 120.",
    ]


def test_the_section_says_those_of_the_state_where_the_place_has_none(guide: Callable[..., Guide]) -> None:
    assert section_text(guide("electricians", "Los Angeles County", plugins=PLUGINS), "apprentices").splitlines() == [
        "Apprentices registered in California in 2026: 9,120.",
        "Their pay begins at 45.0% of a trained worker's.",
    ]


def test_the_section_is_left_out_where_nothing_is_known(guide: Callable[..., Guide]) -> None:
    assert section_text(guide("11-3051", "Orange County", plugins=PLUGINS), "apprentices") == ""


def test_the_guide_names_the_register_as_a_source(guide: Callable[..., Guide]) -> None:
    found = guide("electricians", "Orange County", plugins=PLUGINS, alone=True)
    assert [source.citation for source in found.sources] == ["Example Council of Trades, Register of Apprentices, 2026"]


def test_occupations_are_sorted_by_their_apprentices(application: Callable[..., Application]) -> None:
    made = application(PLUGINS)
    socs, county = tuple(made.occupations.titles), made.area("Orange County")
    assert list(made.topics.sorted_by("apprentices", socs, county))[:2] == ["47-2111", "47-2121"]
    (registered, not_said) = made.topics.values("apprentices", county)
    assert registered.socs == {"47-2111", "47-2121"}
    assert not_said.socs == {"11-3051", "51-1011"}


@pytest.mark.parametrize("view", [View.DETAILED, View.SUMMARY])
def test_the_format_has_every_figure(view: View, application: Callable[..., Application]) -> None:
    made = application(PLUGINS, alone=True)
    rendered = made.render(made.renderer("figures"), made.guide("electricians", "Orange County", view))
    check_golden(rendered, Path(__file__).with_name("golden") / f"electricians.{view.value}.csv")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("soc,area\n47-2111,06059\n", "this is no register of apprentices"),
        ("soc,area,year,registered,first_pay\n47-2111,06059,2026,many,45\n", "row 2, column registered: 'many'"),
        (
            "soc,area,year,registered,first_pay\n47-2111,06059,2026,1,45\n47-2111,06037,2025,1,45\n",
            "the file is of several years",
        ),
    ],
)
def test_a_file_that_is_no_release_is_refused(content: str, problem: str, tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=problem):
        import_release(register.Register(), [file], small_facts(tmp_path / "facts.sqlite"))
