"""Working conditions: those that stand above the average, with the answer that most workers gave."""

from collections.abc import Callable

from occuguide.core import Guide
from occuguide.core.testing import section_text

Guides = Callable[..., Guide]
Named = Callable[[Guide, str], list[str]]


NOISE, HEIGHTS, SITTING = "4.C.2.b", "4.C.2.h", "4.C.2.i"


def test_conditions_above_the_average_stand_with_the_answer_most_given(about: Guides, named_in: Named) -> None:
    found = about(
        onet={
            "element": [
                (NOISE, "Noise", "context", 3.0, None),
                (HEIGHTS, "Heights", "context", 2.0, None),
                (SITTING, "Sitting", "context", 3.5, None),
            ],
            "rating": [
                ("47-2111.00", NOISE, 3.5, 0),
                ("47-2111.00", HEIGHTS, 4.0, 0),
                ("47-2111.00", SITTING, 2.0, 0),
            ],
            "category": [(HEIGHTS, 1, "Never"), (HEIGHTS, 5, "Every day")],
            "distribution": [("47-2111.00", HEIGHTS, 1, 20.0, 0), ("47-2111.00", HEIGHTS, 5, 80.0, 0)],
        }
    )
    said = section_text(found, "working_conditions")
    assert said.index("Heights") < said.index("Noise"), "what stands out most comes first"
    assert "80.0% answered: Every day" in said
    assert "rated 3.50" in said, "a condition without answers has its rating"
    assert "Sitting" not in said, "it is below the average"
    assert named_in(found, "working_conditions") == ["onet"]


def test_no_more_than_ten_are_shown(about: Guides) -> None:
    ids = [f"4.C.{number:02}" for number in range(14)]
    found = about(
        onet={
            "element": [(id_, f"Condition {id_}", "context", 1.0, None) for id_ in ids],
            "rating": [("47-2111.00", id_, 2.0, 0) for id_ in ids],
        }
    )
    assert section_text(found, "working_conditions").count("Condition ") == 10


def test_a_rating_that_the_release_would_not_show_is_not_shown(about: Guides) -> None:
    found = about(onet={"element": [(NOISE, "Noise", "context", 3.0, None)], "rating": [("47-2111.00", NOISE, 5.0, 1)]})
    assert section_text(found, "working_conditions") == ""


def test_an_answer_that_the_release_would_not_show_is_not_taken_for_the_one_most_given(about: Guides) -> None:
    found = about(
        onet={
            "element": [(HEIGHTS, "Heights", "context", 2.0, None), (NOISE, "Noise", "context", 3.0, None)],
            "rating": [("47-2111.00", HEIGHTS, 4.0, 0), ("47-2111.00", NOISE, 3.5, 0)],
            "category": [(HEIGHTS, 1, "Never"), (HEIGHTS, 5, "Every day"), (NOISE, 1, "Never")],
            "distribution": [
                ("47-2111.00", HEIGHTS, 1, 20.0, 0),
                ("47-2111.00", HEIGHTS, 5, 80.0, 1),
                ("47-2111.00", NOISE, 1, 100.0, 1),
            ],
        }
    )
    said = section_text(found, "working_conditions")
    assert "20.0% answered: Never" in said
    assert "Every day" not in said
    assert "rated 3.50" in said, "where no answer may be shown, the rating is"


def test_where_no_release_says_anything_there_is_no_section(about: Guides, guide: Guides) -> None:
    assert section_text(about(), "working_conditions") == ""
    assert section_text(guide("33-2011"), "working_conditions") == "", "the bundled edition has none"
