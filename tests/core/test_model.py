"""The model: names, sections, blocks and errors as plugins and readers meet them."""

import pytest
from attrs.exceptions import FrozenInstanceError

from occuguide.core import (
    AreaKind,
    BulletList,
    Chapter,
    Column,
    Definition,
    DefinitionList,
    Failure,
    Link,
    LinkItem,
    Links,
    Note,
    OccuguideError,
    OccupationLink,
    Paragraph,
    PublishedArea,
    Section,
    Strong,
    Table,
    counties_in_words,
    first_five,
    first_paragraph,
    inlines,
    listing,
    plain,
    slug,
    terms,
    whole,
)
from occuguide.core.errors import did_you_mean


def area(name: str, kind: AreaKind, *counties: str) -> PublishedArea:
    """A published area."""
    return PublishedArea(source="oews", code="x", name=name, kind=kind, counties=counties)


# --- Names ----------------------------------------------------------------------------------------------------


def test_addresses_are_plain_letters_and_hyphens() -> None:
    said = {
        name: slug(name)
        for name in ("Orange County", "Children's, Family & School", "Cañon — Crêpe Makers", "--x--", "日本")
    }
    assert said == {
        "Orange County": "orange-county",
        "Children's, Family & School": "childrens-family-school",
        "Cañon — Crêpe Makers": "canon-crepe-makers",
        "--x--": "x",
        "日本": "",
    }


def test_lists_read_as_sentences() -> None:
    said = [listing(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])]
    assert said == ["", "a", "a and b", "a, b and c"]
    assert listing(["a", "b"], "or") == "a or b"
    assert counties_in_words(["Orange County"]) == "Orange County"
    assert counties_in_words(["Sutter County", "Yuba County"]) == "Sutter and Yuba counties"
    assert counties_in_words(["Roanoke County", "Roanoke city"]) == "Roanoke County and Roanoke city"
    assert counties_in_words(["Acadia Parish", "Lafayette Parish"]) == "Acadia Parish and Lafayette Parish"


def test_published_areas_are_called_by_what_people_call_them() -> None:
    metropolitan, rest = AreaKind.METROPOLITAN, AreaKind.NONMETROPOLITAN
    assert area("Fresno, CA", metropolitan, "Fresno County", "Madera County").in_words == "the Fresno area"
    assert (
        area("Anaheim-Santa Ana-Irvine MD (Orange County)", metropolitan, "Orange County").in_words == "Orange County"
    )
    assert area("Sacramento--Roseville--Arden-Arcade MSA (El Dorado and Yolo Counties)", metropolitan).short_name == (
        "Sacramento-Roseville-Arden-Arcade"
    )
    assert area("North Coast Region of California nonmetropolitan area", rest).in_words == (
        "the North Coast Region of California"
    )
    assert area("Cincinnati, OH-KY-IN", metropolitan).short_name == "Cincinnati"
    assert area("Yuba City, CA", metropolitan, "Sutter County", "Yuba County").with_counties == (
        "the Yuba City area (Sutter and Yuba counties)"
    )


# --- Sections and blocks --------------------------------------------------------------------------------------


def test_a_section_leaves_out_what_is_none() -> None:
    section = Section(None, Paragraph("a"), None, brief=(None, Note("b")))
    assert [type(block) for block in section.blocks] == [Paragraph]
    assert section.brief is not None
    assert [type(block) for block in section.brief] == [Note]


def test_a_section_of_what_is_no_block_is_refused_in_both_its_forms() -> None:
    with pytest.raises(TypeError, match="blocks, not of str"):
        Section("words")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="blocks, not of int"):
        Section(Paragraph("a"), brief=(3,))  # type: ignore[arg-type]


def test_a_section_cannot_be_changed() -> None:
    section = Section(Paragraph("a"))
    with pytest.raises(FrozenInstanceError):
        section.blocks = ()  # type: ignore[misc]


def test_a_table_with_a_row_too_short_is_refused_with_its_caption() -> None:
    with pytest.raises(ValueError, match=r"row 2 of 'Pay' has 1 cells, not 2"):
        Table("Pay", (Column("a"), Column("b")), [("1", "2"), ("3",)])


def test_every_piece_of_a_block_is_met_in_reading_order() -> None:
    said = [
        plain(tuple(inlines(block)))
        for block in (
            Paragraph(("a ", Strong("b"))),
            BulletList(["c", ("d", OccupationLink("11-3051", "e"))]),
            DefinitionList([Definition("f", ["g", "h"])]),
            Links([LinkItem(Link("i", "https://example.org/"), "j")]),
            Table("k", (Column("l"),), [("m",)]),
        )
    ]
    assert said == ["a b", "cde", "fgh", "ij", "m"]


def test_the_cuts_for_the_summary_keep_what_they_say() -> None:
    paragraph, note = Paragraph("a"), Note("n")
    names = DefinitionList([Definition("f", ["g"]), Definition("h", ["i"])])
    bullets = BulletList([str(number) for number in range(9)])
    assert whole((note, paragraph)) == (note, paragraph)
    assert first_paragraph((note, paragraph, Paragraph("b"))) == (paragraph,)
    assert first_paragraph((note,)) == (note,)
    (cut,) = first_five((paragraph, bullets))
    assert isinstance(cut, BulletList)
    assert cut.items == bullets.items[:5]
    (listed,) = terms((paragraph, names))
    assert isinstance(listed, BulletList)
    assert listed.items == (("f",), ("h",))
    assert terms((note, paragraph)) == (paragraph,)


def test_chapters_of_one_title_and_order_are_one() -> None:
    assert Chapter("Wages and Benefits", 20) == Chapter("Wages and Benefits", 20)
    assert Chapter("Wages and Benefits", 20) != Chapter("Wages and Benefits", 21)


# --- Errors ---------------------------------------------------------------------------------------------------


def test_an_error_says_where_what_and_what_to_do() -> None:
    assert str(OccuguideError("it is wrong", where="a.md:3", remedy="Mend it.")) == "a.md:3: it is wrong. Mend it."
    assert str(OccuguideError("it is wrong")) == "it is wrong"
    assert str(OccuguideError("what is it?", remedy="Say.")) == "what is it? Say."


def test_a_failure_without_words_names_its_kind() -> None:
    failure = Failure(plugin="p", hook="guide_wages", soc="11-3051", error=KeyError())
    assert str(failure) == "plugin p, guide_wages for 11-3051: KeyError"
    assert str(Failure(plugin="p", error=ValueError("x"))) == "plugin p: x"


def test_the_nearest_names_are_offered_and_none_that_is_far() -> None:
    assert did_you_mean("WAGSE", ["Wages", "Outlook"]) == "Did you mean Wages?"
    assert did_you_mean("zzz", ["Wages"], "See the list.") == "See the list."
