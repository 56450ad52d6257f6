"""A library on the disk: what goes in comes out, is found, and is gone when it was removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from model.errors import FileError
from model.library.store.library import Library
from model.library.store.search import LibraryQuery
from model.library.texts.clauses import clauses_of
from model.library.texts.status import DatedStatus
from model.library.texts.values import LibraryText
from model.references.editions import EditionRow
from tests.builders.library import library_text

RELAY = library_text("5", "Relays on islands|that islands are far apart|to report on relays")
MASTS = library_text("6", "Masts|that masts are tall|to count the masts of islands")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library")


def found(library: Library, words: str, **more: object) -> list[tuple[str, str]]:
    """The numbers of the texts and the marked words of the hits of a query."""
    numbers = {text.id: text.identity.number for text in library.texts()}
    hits = library.search(LibraryQuery(words, **more)).hits  # type: ignore[arg-type]
    return [(numbers[hit.text], "|".join(hit.clause.text[start:stop] for start, stop in hit.marks)) for hit in hits]


def test_what_goes_in_comes_out(library: Library) -> None:
    added = library.changes.add(b"one", "both.docx", [RELAY, MASTS])
    assert [added_text.outcome for added_text in added] == ["added", "added"]
    (first, second) = library.texts()
    assert (first.identity, first.title, first.file, first.status) == (RELAY.identity, RELAY.title, "both.docx", "in_force")
    assert library.text(second.id) == MASTS
    assert library.clauses(second.id) == clauses_of(MASTS.redline)
    assert library.original(first.id).read_bytes() == b"one"


def test_found_is_by_clause_titles_first(library: Library) -> None:
    library.changes.add(b"one", "both.docx", [RELAY, MASTS])
    assert found(library, "islands") == [("5", "islands"), ("5", "islands"), ("6", "islands")]
    assert found(library, "islands", titles=True) == [("5", "islands")]
    assert found(library, '"masts of islands"') == [("6", "masts of islands")]
    assert found(library, "mast*", parts=("operative",)) == [("6", "masts")]
    assert found(library, "", addressees=("secretary_general",)) == [("5", ""), ("6", "")]
    assert found(library, "islands", addressees=("secretary_general",)) == [("6", "islands")]
    assert found(library, "islands", language="fr") == found(library, "islands", bodies=("WTSA",)) == []
    assert found(library, "!?") == found(library, "") == []


def test_the_newest_edition_is_in_force(library: Library) -> None:
    library.changes.add(b"new", "new.docx", [library_text("5", "Relays|that|new islands", year=2022)])
    library.changes.add(b"old", "old.docx", [RELAY])
    by_year = {text.identity.year: text for text in library.texts()}
    assert (by_year[2022].status, by_year[2018].status, by_year[2018].since) == ("in_force", "older", "2022")
    assert [standing.status for standing in by_year[2018].history] == ["in_force", "older"]
    assert [library.text(hit.text).identity.year for hit in library.search(LibraryQuery("islands")).hits][:1] == [2022]
    assert len(library.search(LibraryQuery("islands", statuses=("older",))).hits) == 2
    library.changes.remove(by_year[2022].id)
    assert [text.status for text in library.texts()] == ["in_force"]


def test_a_list_of_contents_is_kept(library: Library) -> None:
    library.changes.add(b"one", "one.docx", [RELAY])
    row = EditionRow("resolution", "PP", "5", "place", "Bucharest", 2022, "", "2022-09-26", revised=True)
    assert library.changes.add(b"<html>", "contents.htm", [], [row]) == ()
    assert library.rows() == (row,)
    assert [(text.status, text.since) for text in library.texts()] == [("superseded", "2022-09-26")]
    assert library.waiting_files() == ()
    with library.changes.rebuilding():
        for original in library.originals.all():
            library.changes.refill(original, [RELAY] if original.texts else [], [] if original.texts else [row])
    assert library.rows() == (row,)


def test_the_same_text_twice_is_one(library: Library) -> None:
    library.changes.add(b"one", "one.docx", [RELAY])
    (again,) = library.changes.add(b"other bytes", "two.docx", [RELAY])
    assert (again.outcome, again.id) == ("there", library.texts()[0].id)
    assert len(library.texts()) == 1
    assert len(library.originals.all()) == 1


def test_two_texts_of_one_number_are_both_kept(library: Library) -> None:
    library.changes.add(b"one", "one.docx", [RELAY])
    (other,) = library.changes.add(b"two", "two.docx", [library_text("5", "Relays|that|another")])
    assert (other.outcome, other.others) == ("different", (library.texts()[0].id,))
    assert [text.status for text in library.texts()] == ["in_force", "in_force"]


def test_what_was_removed_is_gone(library: Library) -> None:
    library.changes.add(b"one", "both.docx", [RELAY, MASTS])
    first, second = library.texts()
    library.changes.remove(first.id)
    assert found(library, "islands") == [("6", "islands")]
    assert library.texts() == (second,)
    with pytest.raises(FileError, match="no longer in the library"):
        library.text(first.id)
    library.changes.remove(second.id)
    assert library.originals.all() == ()
    assert list((library.folder / "originals").iterdir()) == []
    (again, _) = library.changes.add(b"one", "both.docx", [RELAY, MASTS])
    assert again.outcome == "added"
    assert again.id > second.id


def test_a_removed_text_comes_back_with_its_file(library: Library) -> None:
    library.changes.add(b"one", "both.docx", [RELAY, MASTS])
    library.changes.remove(library.texts()[0].id)
    library.changes.add(b"one", "both.docx", [RELAY, MASTS])
    assert [text.identity.number for text in library.texts()] == ["5", "6"]


def test_a_user_knows_the_status_better(library: Library) -> None:
    library.changes.add(b"one", "one.docx", [RELAY])
    (text,) = library.texts()
    library.changes.decide(text.id, DatedStatus("abrogated", "2022-10-14"))
    assert (library.texts()[0].status, library.texts()[0].since) == ("abrogated", "2022-10-14")
    library.changes.decide(text.id, None)
    assert library.texts() == (text,)


def test_two_programs_see_what_the_other_changes(library: Library) -> None:
    other = Library.open(library.folder)
    assert other.texts() == ()
    library.changes.add(b"one", "one.docx", [RELAY])
    assert [text.title for text in other.texts()] == [RELAY.title]
    other.changes.remove(other.texts()[0].id)
    assert library.texts() == ()


def rebuilt(library: Library, texts: dict[str, list[LibraryText]]) -> None:
    with library.changes.rebuilding():
        for original in library.originals.all():
            library.changes.refill(original, texts[original.name])


def test_rebuilt_it_is_the_same(library: Library) -> None:
    texts = {"a.docx": [RELAY, MASTS], "b.docx": [library_text("7", "Cables|that|islands"), RELAY]}
    library.changes.add(b"a", "a.docx", texts["a.docx"])
    library.changes.add(b"b", "b.docx", texts["b.docx"])
    library.changes.remove(library.texts()[0].id)
    library.changes.decide(library.texts()[0].id, DatedStatus("abrogated"))
    before, hits = library.texts(), library.search(LibraryQuery("islands"))
    rebuilt(library, texts)
    assert library.texts() == before
    assert library.search(LibraryQuery("islands")) == hits
    with pytest.raises(KeyError):
        rebuilt(library, {})
    assert library.texts() == before


@pytest.mark.parametrize("wrong", [b"no database at all", b"SQLite format 3\0" + bytes(4080)])
def test_a_database_that_cannot_be_used_is_put_aside(library: Library, wrong: bytes) -> None:
    library.changes.add(b"one", "one.docx", [RELAY])
    library.close()
    (library.folder / "library.db").write_bytes(wrong)
    library = Library.open(library.folder)
    assert ["damaged" in str(notice) for notice in library.notices] == [True]
    assert library.texts() == ()
    (waiting,) = library.waiting_files()
    assert library.originals.read(waiting) == b"one"
    library.changes.refill(waiting, [RELAY])
    assert found(library, "relays") == [("5", "Relays"), ("5", "relays")]
    assert library.waiting_files() == ()
    assert Library.open(library.folder).notices == []


def test_without_full_text_search_one_sentence_says_so_and_the_database_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.open(tmp_path / "library")
    library.changes.add(b"one", "one.docx", [RELAY])
    library.close()
    monkeypatch.setattr("model.library.sqlite.database.has_full_text_search", lambda connection: False)
    with pytest.raises(FileError, match="has no full-text search") as refused:
        Library.open(library.folder)
    assert str(library.folder / "library.db") in str(refused.value)
    monkeypatch.undo()
    library = Library.open(library.folder)
    assert library.notices == []
    assert found(library, "relays") == [("5", "Relays"), ("5", "relays")]


def test_texts_without_a_number_are_kept_apart(library: Library) -> None:
    bare = replace(RELAY, identity=replace(RELAY.identity, number=""))
    other = replace(MASTS, identity=bare.identity)
    assert [added_text.outcome for added_text in library.changes.add(b"one", "one.txt", [bare, other])] == ["added", "added"]
    assert {text.status for text in library.texts()} == {"in_force"}
