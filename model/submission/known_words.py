"""Words that are right although no dictionary has them: names and terms of the tables, and names that a submission brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from model.lexicon.words import LANGUAGES
from model.submission.conferences import conferences
from model.submission.values import Submission
from model.text.lazy_regex import late
from model.text.legible import Legible
from resources import read_table

_WORD = late(r"[^\W\d_][^\W\d_\u0300-\u036f\u064b-\u0652\u0670]*(?:[\u0300-\u036f\u064b-\u0652\u0670][^\W\d_]*)*")
_EDITION = late(r"[(（]([^()（）]{0,120}(?<!\d)(?:18|19|20)\d\d(?!\d)[^()（）]{0,20})[)）]")
"""`(Rev. Dubai, 2018)`, `(Hammamet, 25 October – 3 November 2016)`."""
_BY_LANGUAGE = ("tables/places.tsv", "tables/regions.tsv", "tables/doc-terms.tsv", "tables/calls-lexicon.tsv")
_BY_ROW = {
    "tables/bodies.tsv": "name",
    "tables/call-words.tsv": "form",
    "tables/document-words.tsv": "form",
    "tables/reference-words.tsv": "form",
}
"""Tables with a row for each language, and the column of the words."""
_ELIDED = 2
"""Letters of an article or pronoun before an apostrophe: `l'`, `qu'`."""


def is_known(word: str, known: Iterable[frozenset[str]]) -> bool:
    """Whether a word is among known ones: as it is written, with a small first letter, or without an elided article."""
    forms = [word, word[:1].lower() + word[1:]]
    article, apostrophe, rest = word.partition("'")
    if apostrophe and len(article) <= _ELIDED:
        forms.append(rest)
    return any(form in words for words in known for form in forms)


@cache
def table_words(language: str) -> frozenset[str]:
    """The words of the tables and conference profiles in a language; names of places also as English has them."""
    return frozenset(word for text in _table_texts(language) for word in words_in(text))


def _table_texts(language: str) -> Iterator[str]:
    yield from (row["en"] for row in read_table("tables/places.tsv"))
    yield from (row["place"] for row in read_table("tables/conference-history.tsv"))
    if language not in LANGUAGES:
        return
    for name in _BY_LANGUAGE:
        for row in read_table(name):
            columns = ("ar_fem_body", "ar_masc_body") if language == "ar" and language not in row else (language,)
            yield from (row.get(column) or "" for column in columns)
    for name, column in _BY_ROW.items():
        yield from (row[column] for row in read_table(name) if row["language"] == language)
    for conference in conferences().values():
        yield from (conference.text(key, language) for key in ("name", "short", "when", "meeting"))


def own_words(submission: Submission) -> frozenset[str]:
    """The names in a submission: of sources and contacts, and in brackets of editions in the text in force."""
    header = submission.header
    texts = [header.conference, *header.sources]
    for contact in header.contacts:
        texts += [contact.name, contact.organization, contact.country]
    found = {word for text in texts for word in words_in(text)}
    for proposal in submission.proposals:
        notes = (clause for note in proposal.redline.notes.values() for clause in note.clauses)
        for clause in (*proposal.redline.clauses, *notes):
            for edition in _EDITION.finditer(clause.text_on("base")):
                found.update(word for word in words_in(edition[1]) if word[:1].isupper())
    return frozenset(found)


def words_in(text: str) -> list[str]:
    """The words of a text, letters with their marks."""
    return _WORD.findall(Legible(text).text)
