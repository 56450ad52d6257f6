"""The words that exports print in each language: one thing has one word, that of the glossary, wherever it is printed."""

from __future__ import annotations

import pytest

from model.formats.page.front_matter import Front
from model.lexicon.words import LANGUAGES, printed_words
from model.submission.values import Header
from resources import read_table

CHINESE = {"text in force": ("现行案文",)}
"""Documents in Chinese call an ITU text 案文, the window calls it 文本."""


def forms(term: str, language: str) -> tuple[str, ...]:
    """The words of the glossary for a term."""
    row = next(row for row in read_table("translations/glossary.tsv") if row["en"] == term)
    special = CHINESE.get(term, ()) if language == "zh" else ()
    return special or tuple(row[language].split("|"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_heads_of_tables_are_the_words_of_the_glossary(language: str) -> None:
    words = printed_words(language)
    assert any(form in words["Clause"].lower() for form in forms("clause", language))
    assert words["Text in force"].lower() in forms("text in force", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_conflict_is_called_alike_in_both_places(language: str) -> None:
    words = printed_words(language)
    assert words["conflict"].lower() in forms("conflict", language)
    assert words["Conflict {}"].lower().removesuffix("{}").strip() in forms("conflict", language)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_reasons_speak_of_the_text_in_force(language: str) -> None:
    sentences = [text for english, text in printed_words(language).items() if english.startswith("the text in force")]
    assert len(sentences) == 3
    stems = {"ru": ("действующ",)}.get(language, forms("text in force", language))
    assert all(any(stem in text for stem in stems) for text in sentences)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_addendum_without_a_document_is_printed_as_it_is_given(language: str) -> None:
    line, bis = (Front(Header(addendum=number), None, language).field_lines("document")[0] for number in ("18", "18 bis"))
    assert bis == line.replace("18", "18 bis")
