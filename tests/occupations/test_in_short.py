"""The sentences: each says what people in an occupation do, and stands first where nobody wrote more."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from occuguide.core import Kind, Paragraph, View
from occuguide.core.application import Application
from occuguide.core.testing import make_application, section_text
from occuguide.occupations._in_short import SENTENCES

BARBERS = "39-5011"
OWN = "Barbers keep a town's heads in trim."


@pytest.fixture(scope="module")
def sentences() -> Mapping[str, str]:
    """The sentences as the file has them, by SOC code."""
    return tomllib.loads(SENTENCES.read_text(encoding="utf-8"))


@pytest.fixture
def beside(tmp_path: Path, occupation_file: Callable[..., Path]) -> Callable[..., Application]:
    """The bundled edition with a file of ours on barbers beside what is installed: ``beside(head=...)``."""

    def made(body: str = "", *, head: str = "") -> Application:
        path = occupation_file(body, soc=BARBERS, head=head, name="barbers.md")
        return make_application(tmp_path, occupations=(path.parent,))

    return made


def test_every_occupation_of_the_edition_has_a_sentence(sentences: Mapping[str, str], bundled: Application) -> None:
    for soc in bundled.occupations.titles:
        assert bundled.occupations.get(soc).in_short.endswith("."), soc
    assert not sentences.keys() - bundled.occupations.titles.keys()


def test_every_profile_begins_with_its_sentence_in_full_and_in_brief(
    sentences: Mapping[str, str], bundled: Application
) -> None:
    place, profiles = bundled.area("California"), 0
    for soc in bundled.occupations.titles:
        if bundled.occupations.kind(soc) is Kind.PROFILE:
            profiles += 1
            for view in (View.DETAILED, View.SUMMARY):
                first, *_ = bundled.composer.guide(bundled.occupations.get(soc), place, view).sections
                assert first.spec.anchor == "overview", soc
                assert isinstance(first.blocks[0], Paragraph), soc
                assert first.blocks[0].content == (sentences[soc],), soc
    assert profiles > 800


def test_the_sentence_is_shown_in_every_format(sentences: Mapping[str, str], bundled: Application) -> None:
    guide = bundled.guide(BARBERS, "Orange County")
    for renderer in bundled.renderers.values():
        shown = " ".join(bundled.render(renderer, guide).decode().split())
        assert sentences[BARBERS] in shown, renderer.name


def test_an_authors_sentence_stands_before_the_bundled_one(
    sentences: Mapping[str, str], beside: Callable[..., Application]
) -> None:
    application = beside(head=f'in_short = "{OWN}"\n')
    guide = application.guide(BARBERS, "Orange County")
    assert guide.occupation.in_short == OWN
    assert section_text(guide, "overview").startswith(f"{OWN}\nIn the Standard Occupational Classification, ")
    for renderer in application.renderers.values():
        assert sentences[BARBERS].encode() not in application.render(renderer, guide), renderer.name


def test_an_author_who_writes_none_leaves_the_bundled_one(
    sentences: Mapping[str, str], beside: Callable[..., Application]
) -> None:
    guide = beside("## Benefits\n\nFew.\n").guide(BARBERS, "Orange County")
    assert section_text(guide, "overview").startswith(sentences[BARBERS])


def test_an_authors_words_on_what_people_do_take_its_place(
    sentences: Mapping[str, str], beside: Callable[..., Application]
) -> None:
    guide = beside("## What Would I Do?\n\nHair falls all day.\n").guide(BARBERS, "Orange County")
    said = section_text(guide, "overview")
    assert said.startswith("Hair falls all day.\nIn the Standard Occupational Classification, ")
    assert sentences[BARBERS] not in said
    assert guide.occupation.in_short == sentences[BARBERS], "lists and hits show it all the same"


def test_no_guide_says_its_sentence_again_in_what_people_do(bundled: Application) -> None:
    for soc in bundled.registry.authored():
        guide = bundled.guide(soc, "California")
        assert guide.occupation.in_short not in section_text(guide, "overview"), soc
