"""Laws of a library: removed is as never added, made anew is the same, what a clause says finds it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.library.folding import folded, words_of
from model.library.library import Library
from model.library.search import ALL, LibraryQuery
from model.library.values import LibraryText
from tests.builders.library import library_text
from tests.profiles import times_profile

SAID = "islands réseaux сети ещё 人权和发展 الأمم للأمم اللجنة a* “x” ITU-T 2018".split()
WORDS = st.lists(st.sampled_from(SAID), min_size=1, max_size=5)
TEXTS = st.builds(
    lambda number, words, year, language: library_text(str(number), "|".join(map(" ".join, words)), year=year, language=language),
    st.integers(1, 4),
    st.tuples(WORDS, WORDS, WORDS),
    st.sampled_from([2014, 2018, 2022]),
    st.sampled_from(["en", "ar", "zh"]),
)
FILES = st.lists(st.lists(TEXTS, min_size=1, max_size=3), min_size=1, max_size=4)
QUERIES = ("islands", "reseaux", "ещ*", "人权", "امم", "لجن*", '"itu t"', "2018")


def filled(folder: str, files: Sequence[Sequence[LibraryText]]) -> Library:
    library = Library.open(Path(folder))
    for place, texts in enumerate(files):
        library.add(bytes([place]), f"{place}.docx", texts)
    return library


def answers(library: Library) -> list[object]:
    return [library.texts(), *(library.search(LibraryQuery(words), ALL) for words in QUERIES)]


@settings(max_examples=times_profile(0.5), deadline=None)
@given(FILES, st.lists(TEXTS, min_size=1, max_size=3))
def test_added_and_removed_is_as_before(files: list[list[LibraryText]], more: list[LibraryText]) -> None:
    with TemporaryDirectory() as folder:
        library = filled(folder, files)
        before = answers(library)
        files_before = sorted(path.name for path in (library.folder / "originals").iterdir())
        for addition in library.add(b"more", "more.docx", more):
            if addition.outcome != "there":
                library.remove(addition.id)
        assert answers(library) == before
        assert sorted(path.name for path in (library.folder / "originals").iterdir()) == files_before
        library.close()


@settings(max_examples=times_profile(0.5), deadline=None)
@given(FILES, st.data())
def test_made_anew_it_answers_the_same(files: list[list[LibraryText]], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        library = filled(folder, files)
        ids = [text.id for text in library.texts()]
        for id in data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=2)):
            library.remove(id)
        before = answers(library)
        by_name = {f"{place}.docx": texts for place, texts in enumerate(files)}
        with library.rebuilding():
            for original in library.originals.all():
                library.refill(original, by_name[original.name])
        assert answers(library) == before
        library.close()
        for path in library.folder.glob("library.db*"):
            path.unlink()
        library = Library.open(library.folder)
        for original in library.waiting():
            library.refill(original, by_name[original.name])
        assert answers(library) == before
        library.close()


@settings(max_examples=times_profile(0.5), deadline=None)
@given(FILES)
def test_each_word_of_a_clause_finds_it(files: list[list[LibraryText]]) -> None:
    with TemporaryDirectory() as folder:
        library = filled(folder, files)
        for text in library.texts():
            for place, clause in enumerate(library.clauses(text.id)):
                words = list(words_of(clause.text))
                typed = [clause.text[word.start : word.stop] for word in words]
                for query in (*typed, f"“{' '.join(typed)}”", *(f"{word[:-1]}*" for word in typed if len(word) > 4)):
                    found = library.search(LibraryQuery(query, texts=(text.id,)), ALL)
                    assert any(hit.place == place and hit.marks for hit in found.hits), query
        library.close()


@settings(max_examples=times_profile(0.5), deadline=None)
@given(FILES, st.lists(st.sampled_from(SAID), min_size=1, max_size=6, unique=True), st.integers(1, 4))
def test_clauses_that_hold_some_of_the_words(files: list[list[LibraryText]], words: list[str], enough: int) -> None:
    with TemporaryDirectory() as folder:
        library = filled(folder, files)
        found = library.holding(dict.fromkeys(words, 2), enough * 2, LibraryQuery(language="en"))
        expected = [
            (text.id, place)
            for text in library.texts()
            if text.identity.language == "en"
            for place, clause in enumerate(library.clauses(text.id))
            if sum(f" {folded(word)} " in f" {folded(clause.text)} " for word in words if folded(word)) >= enough
        ]
        assert [(hit.text, hit.place) for hit in found.hits] == expected
        said = [folded(clause.text).split() for text in library.texts() for clause in library.clauses(text.id)]
        assert library.frequencies(["Islands"]) == {"Islands": sum("islands" in one for one in said)}
        library.close()


def test_a_scan_finds_what_the_index_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [[library_text("1", "islands réseaux|ещё 人权和发展|الأمم")], [library_text("2", "ITU-T|للأمم اللجنة|islands 2018")]]
    indexed = filled(str(tmp_path / "indexed"), files)
    monkeypatch.setattr("model.library.sqlite.database.has_index", lambda: False)
    scanned = filled(str(tmp_path / "scanned"), files)
    for words in QUERIES:
        query = LibraryQuery(words)
        found, read = indexed.search(query, ALL), scanned.search(query, ALL)
        assert {(hit.text, hit.place, hit.marks) for hit in found.hits} == {(hit.text, hit.place, hit.marks) for hit in read.hits}
        assert found.hits, words
    words = {"islands": 1, "الأمم": 1, "resolution": 1}
    assert indexed.holding(words, 1, LibraryQuery()) == scanned.holding(words, 1, LibraryQuery())
