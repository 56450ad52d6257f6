"""Laws of a library: removed is as never added, made again is the same, what a clause says finds it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from model.library.store.library import Library
from model.library.store.search import ALL, LibraryQuery
from model.library.texts.search_normalization import normal_form, words_of
from model.library.texts.status import LATEST_STATUSES
from model.library.texts.values import LibraryText
from tests.builders.library import library_text
from tests.profiles import times_profile

VOCABULARY = "islands réseaux сети ещё 人权和发展 الأمم للأمم اللجنة a* “x” ITU-T 2018".split()
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=5)
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
        library.changes.add(bytes([place]), f"{place}.docx", texts)
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
        for addition in library.changes.add(b"more", "more.docx", more):
            if addition.outcome != "there":
                library.changes.remove(addition.id)
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
            library.changes.remove(id)
        before = answers(library)
        by_name = {f"{place}.docx": texts for place, texts in enumerate(files)}
        with library.changes.rebuilding():
            for original in library.originals.all():
                library.changes.refill(original, by_name[original.name])
        assert answers(library) == before
        library.close()
        for path in library.folder.glob("library.db*"):
            path.unlink()
        library = Library.open(library.folder)
        for original in library.waiting_files():
            library.changes.refill(original, by_name[original.name])
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
@given(FILES, st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6, unique=True), st.integers(1, 4))
def test_clauses_that_hold_some_of_the_words(files: list[list[LibraryText]], words: list[str], enough: int) -> None:
    with TemporaryDirectory() as folder:
        library = filled(folder, files)
        found = library.search_by_weight(dict.fromkeys(words, 2), enough * 2, LibraryQuery(language="en"))
        expected = [
            (text.id, place)
            for text in library.texts()
            if text.identity.language == "en"
            for place, clause in enumerate(library.clauses(text.id))
            if sum(f" {normal_form(word)} " in f" {normal_form(clause.text)} " for word in words if normal_form(word)) >= enough
        ]
        assert [(hit.text, hit.place) for hit in found.hits] == expected
        words_of_clauses = [normal_form(clause.text).split() for text in library.texts() for clause in library.clauses(text.id)]
        assert library.frequencies(["Islands"]) == {
            "Islands": sum("islands" in clause_words for clause_words in words_of_clauses)
        }
        library.close()


@settings(max_examples=times_profile(0.5), deadline=None)
@given(FILES, st.booleans(), st.integers(1, 30))
def test_without_words_all_clauses_that_pass_are_found(files: list[list[LibraryText]], titles: bool, limit: int) -> None:
    with TemporaryDirectory() as folder:
        library = filled(folder, files)
        query = LibraryQuery(titles=titles, parts=() if titles else ("operative",))
        texts = sorted(library.texts(), key=lambda text: (text.status not in LATEST_STATUSES, text.id))
        expected = [
            (text.id, place, clause)
            for text in texts
            for place, clause in enumerate(library.clauses(text.id))
            if (clause.kind == "title" if titles else clause.part == "operative")
        ]
        found = library.search(query, limit)
        assert found.total == len(expected)
        assert [(hit.text, hit.place, hit.clause) for hit in found.hits] == expected[:limit]
        library.close()


def test_the_clauses_of_all_hits_are_read_by_one_query(tmp_path: Path) -> None:
    files = [[library_text(str(number), "islands|islands and relays|islands", year=2014)] for number in range(1, 41)]
    library = filled(str(tmp_path / "library"), files)
    statements: list[str] = []
    library.database._connection.set_trace_callback(statements.append)
    found = library.search(LibraryQuery("islands"), 100)
    assert len(found.hits) == 100
    assert sum("FROM clauses" in statement for statement in statements) == 1
    library.close()
