"""Sixty queries in six languages over real texts: what the index finds is what a plain scan of the folded words finds, and each
form of a word that is meant is among it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest

from model.files.opening import open_document
from model.library.queries.mandates import addressees, mandates_of
from model.library.store.library import Library
from model.library.store.search import ALL, LibraryQuery, terms_of
from model.library.texts.search_normalization import beginnings, normal_form
from model.library.texts.values import LibraryText, TextIdentity
from tests.builders.notation import redline

QUERIES = [line.split("\t") for line in Path(__file__).with_name("queries.tsv").read_text(encoding="utf-8").splitlines()[1:]]
ENDINGS = {"title": "", "number": "", "opening": "", "call": "*{}*"}


@pytest.fixture(scope="module")
def library(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library.open(tmp_path_factory.mktemp("queries") / "library")
    for path in sorted((shared / "corpus/akn/un").glob("*.xml")):
        submission = open_document(path, text="all").submission
        texts = [
            LibraryText(TextIdentity(language=proposal.redline.language or submission.language), redline=proposal.redline.draft())
            for proposal in submission.proposals
        ]
        library.changes.add(path.read_bytes(), path.name, texts)
    for path in sorted((shared / "corpus/pp18").glob("*.tsv")):
        text = "".join(
            _line(*line.split("\t", 2)) for line in path.read_text(encoding="utf-8").splitlines() if line.count("\t") > 1
        )
        library.changes.add(path.read_bytes(), path.name, [LibraryText(TextIdentity(language="en"), redline=redline(text))])
    assert len(library.texts()) == 33 + 20
    yield library
    library.close()


def _line(kind: str, label: str, text: str) -> str:
    words = ENDINGS.get(kind, "").format(text) or text
    return f"{label}\t{words}\n" if label else f"{words}\n"


def scanned(words: str, text: str) -> bool:
    """Whether the folded words of a text hold those of a query, as strings."""
    normal = f" {normal_form(text)} "
    for term in terms_of(words):
        *firsts, last = term.forms
        ends = [f"{form}" if term.beginning else f"{form} " for form in (beginnings(last) if term.beginning else [last])]
        if not any(f" {' '.join((*firsts, end))}" in normal for end in ends):
            return False
    return True


@pytest.mark.parametrize(("language", "words", "meant"), QUERIES, ids=[f"{line[0]} {line[1]}" for line in QUERIES])
def test_a_query_finds_what_a_scan_finds(library: Library, language: str, words: str, meant: str) -> None:
    clauses = {
        (text.id, place): clause.text
        for text in library.texts()
        if text.identity.language == language
        for place, clause in enumerate(library.clauses(text.id))
    }
    begun = perf_counter()
    found = library.search(LibraryQuery(words, language=language), ALL)
    took = perf_counter() - begun
    hits = {(hit.text, hit.place) for hit in found.hits}
    assert hits == {place for place, text in clauses.items() if scanned(words, text)}
    assert found.total == len(found.hits) == len(hits)
    assert all(hit.marks and hit.clause.text == clauses[hit.text, hit.place] for hit in found.hits)
    assert hits, "a query that finds nothing tests nothing"
    if meant:
        assert hits >= {place for place, text in clauses.items() if re.search(meant, text)}
    print(f"{language} {words}: {len(hits)} clauses in {took * 1000:.1f} ms")


def test_all_queries_in_all_languages(library: Library) -> None:
    clauses = {(text.id, place): clause.text for text in library.texts() for place, clause in enumerate(library.clauses(text.id))}
    for _, words, _ in QUERIES:
        hits = {(hit.text, hit.place) for hit in library.search(LibraryQuery(words), ALL).hits}
        assert hits == {place for place, text in clauses.items() if scanned(words, text)}, words


def test_clauses_are_found_by_those_whom_the_table_of_mandates_names(library: Library) -> None:
    mandates = [
        (text.id, mandate)
        for text in library.texts()
        for mandate in mandates_of(text.id, text.identity, text.title, library.clauses(text.id))
    ]
    for addressee in addressees():
        named = {(id, mandate.clause.path) for id, mandate in mandates if addressee in mandate.addressees}
        hits = library.search(LibraryQuery(addressees=(addressee,)), ALL).hits
        assert {(hit.text, hit.clause.path) for hit in hits if hit.clause.kind == "paragraph"} == named
