"""Markdown occupations: what becomes of what an author writes, and what the author of a bad file is told."""

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from occuguide.core import (
    BulletList,
    ContentError,
    DefinitionList,
    Emphasis,
    Guide,
    Link,
    OccupationLink,
    Paragraph,
    Section,
    Strong,
    Table,
    hookimpl,
    inline_text,
    inlines,
)
from occuguide.core.application import Application
from occuguide.core.testing import section_text

HEAD = '+++\nsoc = "47-2111"\nwritten = 2026-11-22\n+++\n'


@pytest.fixture
def guide(make: Callable[..., Application], own_folder: Path) -> Callable[..., Guide]:
    """The guide of a file that is written as given, bytes or text."""

    def made(content: str | bytes, soc: str = "47-2111") -> Guide:
        raw = content if isinstance(content, bytes) else content.encode()
        (own_folder / "one.md").write_bytes(raw)
        application = make(occupations=(own_folder,), disabled=frozenset({"wages", "outlook", "codes", "pack"}))
        guide = application.guide(soc, "Orange")
        assert application.registry.failures == []
        return guide

    return made


@pytest.fixture
def told(make: Callable[..., Application], own_folder: Path) -> Callable[..., str]:
    """What is said of a bad file, from its name on; a good file beside it is read all the same."""

    def failing(content: str | bytes) -> str:
        raw = content if isinstance(content, bytes) else content.encode()
        (own_folder / "bad.md").write_bytes(raw)
        good = HEAD.replace("47-2111", "51-1011") + "## Benefits\n\nThe other stands.\n"
        (own_folder / "good.md").write_text(good, encoding="utf-8")
        application = make(occupations=(own_folder,), strict=False)
        assert section_text(application.guide("51-1011", "Orange"), "benefits") == "The other stands."
        application.registry.load_all()
        (failure,) = application.registry.failures
        assert failure.plugin == "own/bad.md"
        assert isinstance(failure.error, ContentError)
        return str(failure).partition(f"{own_folder}/")[2]

    return failing


# --- What is written is what is read --------------------------------------------------------------------------


def test_paragraphs_lists_tables_and_links_become_blocks(guide: Callable[..., Guide]) -> None:
    made = guide(
        HEAD + "## Benefits\n\nMany, *some* **good**.\n\n- One\n- [Two](https://example.org/)\n\n"
        "| Kind | For |\n| --- | --- |\n| Health | [crew leads](51-1011) |\n"
    )
    (section,) = made.sections
    paragraph, bullets, table = section.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == ("Many, ", Emphasis("some"), " ", Strong("good"), ".")
    assert isinstance(bullets, BulletList)
    assert bullets.items == (("One",), (Link("Two", "https://example.org/"),))
    assert isinstance(table, Table)
    assert [column.heading for column in table.columns] == ["Kind", "For"]
    assert table.rows == ((("Health",), (OccupationLink("51-1011", "crew leads"),)),)


def test_sections_stand_in_the_guides_order_whatever_the_files(guide: Callable[..., Guide]) -> None:
    made = guide(HEAD + "## Benefits\n\nb\n\n## What Would I Do?\n\na\n")
    assert [section.spec.anchor for section in made.sections] == ["overview", "benefits"]


def test_windows_line_ends_a_byte_order_mark_and_tabs_are_read(guide: Callable[..., Guide]) -> None:
    text = HEAD.replace('soc = "', 'soc\t=\t"') + "## Benefits\n\nMany\tthings.\n\n-\tOne\n"
    raw = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    (section,) = guide(raw).sections
    assert "\r" not in "".join(map(str, (piece for block in section.blocks for piece in inlines(block))))
    assert [type(block) for block in section.blocks] == [Paragraph, BulletList]


def test_a_file_without_a_last_line_end_is_read(guide: Callable[..., Guide]) -> None:
    assert section_text(guide(HEAD + "## Benefits\n\nMany."), "benefits") == "Many."


def test_a_head_alone_is_enough(guide: Callable[..., Guide]) -> None:
    made = guide(HEAD.replace("written", 'yellow_pages = ["Electricians"]\nwritten'))
    assert section_text(made, "yellow_pages") == "Electricians"


def test_lines_of_a_paragraph_are_joined_by_spaces(guide: Callable[..., Guide]) -> None:
    made = guide(HEAD + "## Benefits\n\nOne\ntwo  \nthree.\n")
    assert section_text(made, "benefits") == "One two three."


def test_emphasis_and_links_over_two_lines_keep_the_space(guide: Callable[..., Guide]) -> None:
    made = guide(HEAD + "## Benefits\n\n**two\nwords** and [College\nNavigator](https://example.org/).\n")
    assert section_text(made, "benefits") == "two words and College Navigator."


def test_nothing_that_stands_in_emphasis_or_in_a_link_is_lost_in_silence(told: Callable[..., str]) -> None:
    for words in ("**a `code` b**", "**[to](https://example.org/)**", "*a <b>c</b>*", "[a ![b](c.png)](https://x.org)"):
        text = HEAD + f"## Benefits\n\nSee {words}.\n"
        assert told(text).startswith("bad.md:7"), words


def test_words_that_stand_strong_in_a_tables_head_are_kept(guide: Callable[..., Guide]) -> None:
    made = guide(HEAD + "## Benefits\n\n| **Kind** | *For* whom |\n| --- | --- |\n| a | b |\n")
    table = made.sections[0].blocks[0]
    assert isinstance(table, Table)
    assert [column.heading for column in table.columns] == ["Kind", "For whom"]


def test_entities_and_escapes_are_read_as_what_they_stand_for(guide: Callable[..., Guide]) -> None:
    made = guide(HEAD + "## Benefits\n\nR&amp;D \\*not strong\\* &mdash; 5 < 6\n")
    assert section_text(made, "benefits") == "R&D *not strong* — 5 < 6"


def test_the_head_adds_credentials_with_what_they_take(guide: Callable[..., Guide]) -> None:
    made = guide(
        HEAD.removesuffix("+++\n") + '[[licences]]\nname = "C-10"\nissuer = "CSLB"\nrequires = "four years of work"\n'
        'url = "https://www.cslb.ca.gov/"\nrenewal = "renewed every two years"\n'
        'authority = "the License Law"\nexam = "two of them"\nchecked = 2026-11-01\n+++\n'
        "## Licensing\n\nThe law asks for one.\n"
    )
    said = section_text(made, "licences")
    assert said.startswith("The law asks for one.\n")
    for words in (
        "C-10",
        "From CSLB, under the License Law.",
        "Exam: two of them.",
        "four years of work.",
        "To keep it: renewed every two years.",
        "Compared with the issuer's page on ",
    ):
        assert words in said
    assert "were not compared" not in said


def test_a_credential_that_nobody_checked_says_so(guide: Callable[..., Guide]) -> None:
    made = guide(HEAD.removesuffix("+++\n") + '[[certifications]]\nname = "X"\nissuer = "Y"\nrequires = "Z"\n+++\n')
    assert "were not compared with the issuers' own pages" in section_text(made, "certifications")


def test_related_occupations_are_links_with_their_titles(guide: Callable[..., Guide]) -> None:
    made = guide(HEAD.removesuffix("+++\n") + '[[related]]\nsoc = "51-1011"\nwhy = "lead crews"\n+++\n')
    (section,) = made.sections
    assert OccupationLink("51-1011", "Crew Leads") in list(inlines(section.blocks[0]))


# --- What others' answers give way ----------------------------------------------------------------------------

REPLACING = HEAD.removesuffix("+++\n") + 'replaces = ["generic"]\n'


@pytest.fixture
def beside(make: Callable[..., Application], own_folder: Path) -> Callable[..., Application]:
    """An Occuguide with a file as given, beside generic plugins that answer about benefits and training."""

    def made(content: str, *, strict: bool = True) -> Application:
        @hookimpl
        def guide_benefits() -> Section:
            return Section(Paragraph("Generic benefits."))

        @hookimpl
        def guide_training() -> Section:
            return Section(Paragraph("Generic training."))

        (own_folder / "one.md").write_text(content, encoding="utf-8")
        generic = SimpleNamespace(guide_benefits=guide_benefits, guide_training=guide_training)
        other = SimpleNamespace(guide_benefits=guide_benefits)
        plugins = {"generic": generic, "other": other}
        return make(plugins, occupations=(own_folder,), strict=strict, disabled=frozenset({"pack"}))

    return made


def test_a_file_takes_the_place_of_the_plugins_that_it_names_in_the_sections_that_it_writes(
    beside: Callable[..., Application],
) -> None:
    application = beside(REPLACING + "+++\n## Benefits\n\nOurs.\n")
    made = application.guide("47-2111", "Orange")
    assert section_text(made, "benefits") == "Ours.\nGeneric benefits."
    (benefits,) = (section for section in made.sections if section.spec.hook == "guide_benefits")
    assert benefits.plugins == ("own/one.md", "other")
    assert section_text(made, "training") == "Generic training."
    assert section_text(application.guide("51-1011", "Orange"), "benefits") == "Generic benefits.\nGeneric benefits."


def test_a_file_that_names_no_plugin_stands_before_them_all(beside: Callable[..., Application]) -> None:
    made = beside(HEAD + "## Benefits\n\nOurs.\n").guide("47-2111", "Orange")
    assert section_text(made, "benefits") == "Ours.\nGeneric benefits.\nGeneric benefits."


def test_what_the_head_adds_to_a_section_takes_the_place_of_others_too(
    make: Callable[..., Application], own_folder: Path
) -> None:
    @hookimpl
    def guide_licences() -> Section:
        return Section(Paragraph("Ask the State."))

    licence = '[[licences]]\nname = "C-10"\nissuer = "CSLB"\nrequires = "Work"\n'
    for head, generic in ((REPLACING, False), (HEAD.removesuffix("+++\n"), True)):
        (own_folder / "one.md").write_text(f"{head}{licence}+++\n", encoding="utf-8")
        application = make({"generic": SimpleNamespace(guide_licences=guide_licences)}, occupations=(own_folder,))
        said = section_text(application.guide("47-2111", "Orange"), "licences")
        assert "C-10" in said
        assert ("Ask the State." in said) is generic


def test_a_plugin_that_there_is_none_of_is_a_failure_that_names_the_file_and_all_stands(
    beside: Callable[..., Application],
) -> None:
    application = beside(REPLACING.replace("generic", "genric") + "+++\n## Benefits\n\nOurs.\n", strict=False)
    made = application.guide("47-2111", "Orange")
    assert section_text(made, "benefits") == "Ours.\nGeneric benefits.\nGeneric benefits."
    (failure,) = application.registry.failures
    assert "own/one.md, guide_benefits: it replaces the plugin 'genric', and there is none of that name" in str(failure)
    assert "Did you mean generic" in str(failure)


def test_the_bundled_guide_says_no_section_twice(bundled: Application) -> None:
    for section in bundled.guide("11-3051", "Orange").sections:
        if section.spec.hook in ("guide_overview", "guide_tools"):
            assert section.plugins == ("occupations/industrial_production_managers.md",)
        if section.spec.hook == "guide_employers":
            words_of_the_state = "packs/california.md"
            assert section.plugins == ("occupations/industrial_production_managers.md", words_of_the_state)
        if section.spec.hook == "guide_related":
            assert section.plugins == ("structured",), "the author's list, and not the release's"


def test_comments_are_not_shown(guide: Callable[..., Guide]) -> None:
    body = "<!-- for the next author -->\n## Benefits\n\n"
    body += "<!-- one -->\nMany <!-- two --> days.\n\n- Sick leave <!-- three -->\n"
    assert section_text(guide(HEAD + body), "benefits") == "Many days.\nSick leave"


def test_a_comment_cuts_neither_a_paragraph_nor_a_table_nor_a_list(guide: Callable[..., Guide]) -> None:
    body = "## Benefits\n\nSick\n<!-- one -->\nleave.\n\n| A | B |\n| --- | --- |\n| a | b |\n<!-- | two\nlines -->\n"
    made = guide(HEAD + body + "| c | d <!-- | --> |\n\n- x\n<!-- three -->\n- y\n")
    paragraph, table, items = made.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == ("Sick leave.",)
    assert isinstance(table, Table)
    assert [[inline_text(cell[0]) for cell in row] for row in table.rows] == [["a", "b"], ["c", "d"]]
    assert isinstance(items, BulletList)
    assert len(items.items) == 2


def test_a_fault_below_comments_is_told_at_its_own_line(told: Callable[..., str]) -> None:
    said = told(HEAD + "## Benefits\n\n<!-- one\ntwo -->\nFine.\n<!-- three -->\n\nSee <!-- four --> `this`.\n")
    assert said.startswith("bad.md:12:20: a guide cannot hold code"), said


def test_a_comment_without_an_end_is_told(told: Callable[..., str]) -> None:
    said = told(HEAD + "## Benefits\n\n<!-- Fine.\n")
    assert said.startswith("bad.md:7:1: the comment that begins here has no end. Close it with -->.")


def test_a_section_that_holds_comments_alone_is_not_yet_written(guide: Callable[..., Guide]) -> None:
    made = guide(HEAD + "## Benefits\n\n<!-- What comes with the pay. -->\n\n## Experience\n\nSome.\n")
    assert [section.spec.hook for section in made.sections] == ["guide_experience"]


def test_steps_up_stand_in_their_order_and_say_what_they_take(guide: Callable[..., Guide]) -> None:
    steps = '[[advancement]]\ntitle = "Leads"\nsoc = "51-1011"\ntakes = "some years"\n'
    steps += '[[advancement]]\ntitle = "Owners"\ntakes = "a license"\n'
    made = guide(HEAD.removesuffix("+++\n") + steps + "+++\n")
    (section,) = made.sections
    assert OccupationLink("51-1011", "Leads") in list(inlines(section.blocks[1]))
    said = section_text(made, "advancement")
    steps_up = section.blocks[1]
    assert isinstance(steps_up, DefinitionList)
    took = [definition.details for definition in steps_up.items]
    assert took == [(("Takes some years.",),), (("Takes a license.",),)]
    assert said.index("Takes some years.") < said.index("Owners") < said.index("Takes a license.")


def test_a_second_head_is_refused_at_its_line(told: Callable[..., str]) -> None:
    said = told(HEAD + "## Benefits\n\nFine.\n\n" + HEAD)
    assert said.startswith("bad.md:9:1: the file has a second head. Join the two.")


def test_a_file_that_is_far_too_large_is_refused(told: Callable[..., str]) -> None:
    said = told(HEAD + "## Benefits\n\n" + "Fine. " * 1_700_000)
    assert said.startswith("bad.md:1:1: the file has 10,2")
    assert "no guide needs more than 1,000,000" in said


# --- The head -------------------------------------------------------------------------------------------------


def test_a_file_without_a_head_is_told_at_line_1(told: Callable[..., str]) -> None:
    for text in ("## Wages\n\nGood.\n", "", "---\nsoc: 47-2111\n---\n", "\n" + HEAD):
        assert told(text).startswith("bad.md:1: the file has no head. Begin it with a line +++")


def test_a_head_that_is_not_closed_is_told_at_line_1(told: Callable[..., str]) -> None:
    assert told('+++\nsoc = "47-2111"\n## Wages\n').startswith("bad.md:1: the head has no end.")


def test_a_mistake_in_toml_is_told_with_line_and_column(told: Callable[..., str]) -> None:
    said = told('+++\nsoc = "47-2111"\nwritten = 2026-11-22\ntitle = Electricians\n+++\n')
    assert said.startswith("bad.md:4:9: the head is no valid TOML:")


def test_toml_that_ends_too_soon_is_told_where_the_head_ends(told: Callable[..., str]) -> None:
    said = told('+++\nsoc = "47-2111"\nalso_called = [\n  "a",\n+++\n')
    assert re.match(r"bad\.md:[45](:\d+)?: the head is no valid TOML", said), said


def test_a_head_without_its_code_is_told(told: Callable[..., str]) -> None:
    said = told("+++\nwritten = 2026-11-22\n+++\n")
    assert said.startswith("bad.md:1: ")
    assert 'soc = "11-3051"' in said


def test_the_code_of_a_related_occupation_is_not_taken_for_the_files_own(told: Callable[..., str]) -> None:
    said = told('+++\nwritten = 2026-11-22\n[[related]]\nsoc = "11-3051"\nwhy = "x"\n+++\n')
    assert said.startswith("bad.md:1: ")
    assert 'soc = "11-3051"' in said


def test_a_malformed_code_is_told_at_its_line(told: Callable[..., str]) -> None:
    for code in ("47-211", "47-2111.00", "472111", ""):
        said = told(f'+++\nwritten = 2026-11-22\nsoc = "{code}"\n+++\n')
        assert said.startswith(f"bad.md:3: {code!r} is no SOC code."), said


def test_a_head_without_its_date_is_told_how_to_write_it(told: Callable[..., str]) -> None:
    said = told('+++\nsoc = "47-2111"\n+++\n')
    assert said.startswith("bad.md:1: the head lacks the key 'written'.")
    assert "written = 2026-11-22" in said


def test_values_of_the_wrong_type_are_told_at_their_line(told: Callable[..., str]) -> None:
    for line, key in (
        ('written = "today"', "written"),
        ("written = 2026-11-22T10:00:00", "written"),
        ("title = 5", "title"),
        ('title = "  "', "title"),
        ('also_called = "Sparks"', "also_called"),
        ("also_called = [1]", "also_called"),
        ('related = "x"', "related"),
        ("codes = 3", "codes"),
        ('replaces = "wages"', "replaces"),
    ):
        date = "" if line.startswith("written") else "written = 2026-11-22\n"
        said = told(f'+++\nsoc = "47-2111"\n{date}{line}\n+++\n')
        number = 3 if line.startswith("written") else 4
        assert said.startswith(f"bad.md:{number}: {key} must be"), (line, said)


def test_an_unknown_key_is_told_at_its_line_with_the_known_ones(told: Callable[..., str]) -> None:
    said = told('+++\nsoc = "47-2111"\nwritten = 2026-11-22\nalso_caled = ["x"]\n+++\n')
    assert said.startswith("bad.md:4: the head has no key 'also_caled'.")
    assert "also_called" in said


def test_an_unknown_key_in_a_table_is_told_at_its_line(told: Callable[..., str]) -> None:
    said = told(
        '+++\nsoc = "47-2111"\nwritten = 2026-11-22\n[[licences]]\nname = "a"\nissuer = "b"\nrequire = "c"\n+++\n'
    )
    assert said.startswith("bad.md:7: [[licences]] has no key 'require'.")


def test_a_table_that_lacks_a_key_is_told_at_the_table(told: Callable[..., str]) -> None:
    said = told('+++\nsoc = "47-2111"\nwritten = 2026-11-22\n\n[[licences]]\nname = "a"\n+++\n')
    assert said.startswith("bad.md:5: a table [[licences]] lacks the key 'issuer'")


def test_the_second_of_two_bad_tables_is_told_at_its_own_line(told: Callable[..., str]) -> None:
    said = told(
        '+++\nsoc = "47-2111"\nwritten = 2026-11-22\n'
        '[[related]]\nsoc = "11-3051"\nwhy = "x"\n[[related]]\nsoc = "11-305"\nwhy = "y"\n+++\n'
    )
    assert said.startswith("bad.md:8: '11-305' is no SOC code."), said


def test_an_address_that_is_none_is_told_at_its_line(told: Callable[..., str]) -> None:
    said = told('+++\nsoc = "47-2111"\nwritten = 2026-11-22\n[[links]]\ntitle = "a"\nurl = "www.example.org"\n+++\n')
    assert said.startswith("bad.md:6: 'www.example.org' is no web address.")


def test_an_unknown_code_system_is_told_at_its_line(told: Callable[..., str]) -> None:
    said = told('+++\nsoc = "47-2111"\nwritten = 2026-11-22\n[codes.sic]\n"1" = "x"\n+++\n')
    assert said.startswith("bad.md:4: there is no code system 'sic'."), said


# --- The body -------------------------------------------------------------------------------------------------


def test_an_unknown_heading_is_told_at_its_line_with_the_nearest(told: Callable[..., str]) -> None:
    said = told(HEAD + "\n## Benefits\n\nx\n\n## Wagse\n\ny\n")
    assert said.startswith("bad.md:10: there is no section 'Wagse'. Did you mean Wages")


def test_the_headings_of_all_areas_are_not_an_authors(told: Callable[..., str]) -> None:
    assert told(HEAD + "## Wages in All Areas\n\nx\n").startswith("bad.md:5: there is no section")


def test_a_heading_that_comes_twice_is_told_at_the_second(told: Callable[..., str]) -> None:
    said = told(HEAD + "## Benefits\n\nx\n\n## Wages\n\ny\n\n## Benefits\n\nz\n")
    assert said.startswith("bad.md:13: the section 'Benefits' comes twice.")


def test_an_empty_section_is_told_at_its_heading(told: Callable[..., str]) -> None:
    assert told(HEAD + "## Benefits\n\n## Wages\n\ny\n").startswith("bad.md:5: the section is empty.")
    assert told(HEAD + "## Wages\n\ny\n\n## Benefits\n").startswith("bad.md:9: the section is empty.")


def test_text_before_the_first_heading_is_told_at_its_line(told: Callable[..., str]) -> None:
    assert told(HEAD + "\nHello.\n\n## Wages\n\ny\n").startswith("bad.md:6: the text stands before")


def test_headings_of_another_level_are_told_at_their_line(told: Callable[..., str]) -> None:
    for mark in ("#", "###", "######"):
        said = told(HEAD + f"## Benefits\n\nx\n\n{mark} Wages\n\ny\n")
        assert said.startswith("bad.md:9: a guide has headings of the second level only. Write ## Wages")


def test_what_a_guide_cannot_hold_is_told_at_its_line(told: Callable[..., str]) -> None:
    for block, words in (
        ("<div>x</div>", "HTML is not part of a guide"),
        ("<!-- note --> <b>", "HTML is not part of a guide"),
        ("\tindented by a tab", "begins with a tab or four spaces"),
        ("```\ncode\n```", "a guide cannot hold"),
        ("    indented code", "a guide cannot hold"),
        ("1. One\n2. Two", "a guide cannot hold"),
        ("> Quoted", "a guide cannot hold"),
        ("---", "a guide cannot hold"),
    ):
        said = told(HEAD + f"## Benefits\n\nFine.\n\n{block}\n")
        assert said.startswith("bad.md:9"), (block, said)
        assert words in said


def test_what_a_line_of_a_guide_cannot_hold_is_told_at_its_line(told: Callable[..., str]) -> None:
    for inline, words in (
        ("some <b>bold</b>", "HTML is not part of a guide"),
        ("a ![picture](x.png)", "a guide cannot hold"),
        ("some `code`", "a guide cannot hold"),
    ):
        said = told(HEAD + f"## Benefits\n\nFine.\n\nTwo lines,\nand {inline}.\n")
        assert said.startswith("bad.md:10"), (inline, said)
        assert words in said


def test_a_list_within_a_list_is_told_at_its_item(told: Callable[..., str]) -> None:
    said = told(HEAD + "## Benefits\n\n- One\n- Two\n  - Nested\n")
    assert said.startswith("bad.md:8: an item of a list holds one paragraph and nothing else.")


def test_a_fault_in_a_tables_row_is_told_at_its_row(told: Callable[..., str]) -> None:
    said = told(HEAD + "## Benefits\n\n| a | b |\n| - | - |\n| fine | fine |\n| `x` | y |\n")
    assert said.startswith("bad.md:10"), said


def test_a_bad_address_is_told_with_line_and_column(told: Callable[..., str]) -> None:
    said = told(HEAD + "## Benefits\n\nSee\nthe [page](page.html).\n")
    assert said.startswith("bad.md:8:12: 'page.html' is no address that a guide can link to.")


def test_an_address_that_runs_a_script_is_refused(told: Callable[..., str]) -> None:
    for address in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://example.org/"):
        assert told(HEAD + f"## Benefits\n\n[page]({address})\n").startswith("bad.md:7"), address


def test_a_file_that_is_not_utf_8_is_told(told: Callable[..., str]) -> None:
    said = told(HEAD.encode() + "## Benefits\n\ncafé\n".encode("latin-1"))
    assert said == "bad.md:7: the file is not in UTF-8. Save it as UTF-8."


def test_the_line_is_right_with_windows_line_ends_too(told: Callable[..., str]) -> None:
    text = HEAD + "## Benefits\n\nx\n\n## Wagse\n\ny\n"
    assert told(text.replace("\n", "\r\n")).startswith("bad.md:9: there is no section 'Wagse'")


def test_a_head_that_is_nested_too_deeply_is_told(told: Callable[..., str]) -> None:
    deep = f"rests_on = {'[' * 5000}{']' * 5000}\n"
    assert told(f'+++\nsoc = "47-2111"\n{deep}+++\n## Benefits\n\nx\n').startswith(
        "bad.md:2: the head is nested too deeply"
    )


def test_a_table_without_rows_is_told_with_its_line(told: Callable[..., str]) -> None:
    said = told(HEAD + "## Benefits\n\n| a | b |\n| --- | --- |\n")
    assert said.startswith("bad.md:7")
    assert "the table has no rows. Write its rows, or take it out." in said


def test_a_row_of_more_cells_than_its_head_is_told_with_its_line(told: Callable[..., str]) -> None:
    said = told(HEAD + "## Benefits\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n| 1 | 2 | 3 |\n")
    assert said.startswith("bad.md:10")
    assert "the row has 3 cells, and the table's head 2" in said
