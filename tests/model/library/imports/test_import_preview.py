"""The preview of an import is what the library holds afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from model.errors import ClausewrightError
from model.library.imports.file_import import Survey, Work, add_chosen, rebuild, survey
from model.library.imports.file_reader import Reading
from model.library.imports.import_preview import FoundText, corrected_text, outcome_message, preview_import
from model.library.store.library import Library
from model.library.texts.identity import TypedIdentity, correct_identity, typed_identity
from model.library.texts.status import DatedStatus
from model.library.texts.values import LibraryText, TextIdentity
from model.references.editions import EditionRow, shipped_editions
from tests.builders.library import library_text
from tests.profiles import times_profile

POOL = [
    replace(library_text(number, f"Title|that {words}|to act", year=year, language=language), mark=mark)
    for number, year, words, mark, language in (
        ("1", 2018, "it rains", "", "en"),
        ("1", 2018, "it snows", "MOD", "en"),
        ("1", 2018, "it hails", "", "en"),
        ("1", 2018, "it rains", "", "fr"),
        ("1", 2022, "it rains", "", "en"),
        ("1", 2022, "it snows", "", "en"),
        ("1", 2022, "it rains", "SUP", "en"),
        ("2", 2018, "it rains", "", "en"),
        ("2", 2022, "it rains", "SUP", "en"),
        ("", 2018, "it rains", "", "en"),
        ("", 2018, "it snows", "", "en"),
    )
]
ROWS = tuple(EditionRow("resolution", "PP", "1", "place", "Dubai", year, "", "", True) for year in (2018, 2026))


def some_readings(random: Random) -> list[Reading]:
    """Files of one to four texts, and lists of contents among them."""
    return [
        Reading((), tuple(random.sample(ROWS, random.randint(1, 2))))
        if random.random() < 0.2
        else Reading(tuple(random.choices(POOL, k=random.randint(1, 4))))
        for _ in range(random.randint(1, 4))
    ]


def surveyed(folder: Path, readings: Sequence[Reading], library: Library, given: Sequence[int]) -> Survey:
    """Files, of which each byte says which reading it has, by their numbers; one may be given twice."""
    paths = []
    for place, number in enumerate(given):
        path = folder / f"{place}.txt"
        path.write_bytes(bytes([number]))
        paths.append(path)
    found = survey(paths, library, Work(reading_of(readings)))
    assert found is not None
    return found


def reading_of(readings: Sequence[Reading]):
    return lambda data, name, report: readings[data[0]]


def seen(found: Survey, chosen: set[int], library: Library):
    return preview_import(found.texts, chosen, library.texts(), library.rows())


@settings(max_examples=times_profile(1.2), deadline=None)
@given(st.randoms(use_true_random=True))
def test_what_is_foreseen_is_what_comes(random: Random) -> None:
    readings = some_readings(random)
    with TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "library")
        for _ in range(2):
            given = random.choices(range(len(readings)), k=random.randint(1, 4))
            found = surveyed(Path(folder), readings, library, given)
            chosen = {place for place in range(len(found.texts)) if random.random() < 0.75}
            before = {text.id: text for text in library.texts()}
            outcomes = seen(found, chosen, library)
            wanted = {place: found.texts[place] for place in chosen if outcomes[place].outcome in ("added", "different")}
            report = add_chosen(library, found, wanted)
            texts = [place for place in sorted(wanted) if not found.texts[place].is_list]
            assert [(addition.text.identity, addition.text.title, addition.outcome) for addition in report.additions] == [
                (found.texts[place].identity, found.texts[place].text.title, outcomes[place].outcome) for place in texts
            ]
            now = {text.id: text for text in library.texts()}
            assert now.keys() - before.keys() == {addition.id for addition in report.additions}
            for place, addition in zip(texts, report.additions, strict=True):
                held = now[addition.id]
                assert (held.status, held.since) == (outcomes[place].standing.status, outcomes[place].standing.since)
                assert held.identity == found.texts[place].identity
        kept = [(text.id, text.identity, text.status) for text in library.texts()]
        rebuild(library, Work(reading_of(readings)))
        assert [(text.id, text.identity, text.status) for text in library.texts()] == kept
        library.close()


def words(found: Survey, library: Library, chosen: set[int] | None = None) -> list[str]:
    outcomes = seen(found, chosen if chosen is not None else {*range(len(found.texts))}, library)
    return [str(outcome_message(text, outcome)) for text, outcome in zip(found.texts, outcomes, strict=True)]


def text(number: str, year: int, body: str = "it rains", mark: str = "", language: str = "en") -> LibraryText:
    return replace(library_text(number, f"Title|that {body}|to act", year=year, language=language), mark=mark)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library")


def added(library: Library, *texts: LibraryText) -> None:
    library.changes.add(repr(texts).encode(), "held.docx", texts)


def test_each_outcome_in_words(library: Library, tmp_path: Path) -> None:
    added(library, text("1", 2014), text("2", 2018), text("3", 2022), text("4", 2018), text("6", 2014, language="fr"))
    reading = Reading(
        (
            text("1", 2018),
            text("2", 2018),
            text("3", 2018),
            text("4", 2022, mark="SUP"),
            text("2", 2018, "it snows"),
            text("5", 2018),
            text("5", 2018),
            text("", 2018),
            text("6", 2018),
            text("6", 2014),
        )
    )
    assert words(surveyed(tmp_path, [reading], library, [0]), library) == [
        "becomes the edition in force; replaced: Rev. Dubai, 2014",
        "already in the library",
        "new, replaced by Rev. Dubai, 2022",
        "new, abrogates Rev. Dubai, 2018",
        "new, beside another text of this number and edition",
        "new",
        "the same text as in 0.txt",
        "new; its number, body or edition is not recognised",
        "becomes the edition in force; replaced: Rev. Dubai, 2014",
        "new, replaced by Rev. Dubai, 2018",
    ]


def test_what_is_left_out_makes_room_for_what_is_the_same(library: Library, tmp_path: Path) -> None:
    found = surveyed(tmp_path, [Reading((text("1", 2018), text("1", 2022))), Reading((text("1", 2022),))], library, [0, 1])
    assert words(found, library) == ["new, replaced by Rev. Dubai, 2022", "new", "the same text as in 0.txt"]
    assert words(found, library, {0, 2}) == ["new, replaced by Rev. Dubai, 2022", "omitted", "new"]
    assert words(found, library, {0}) == ["new", "omitted", "omitted"]


def test_a_status_that_a_user_gave_stays(library: Library, tmp_path: Path) -> None:
    added(library, text("1", 2014))
    library.changes.decide(1, DatedStatus("in_force"))
    assert words(surveyed(tmp_path, [Reading((text("1", 2018),))], library, [0]), library) == ["new"]


def test_a_list_of_contents_says_how_many_editions_and_counts(library: Library, tmp_path: Path) -> None:
    row = EditionRow("resolution", "PP", "1", "place", "Dubai", 2022, "", "", True)
    readings = [Reading((), (row,)), Reading((text("1", 2018),))]
    found = surveyed(tmp_path, readings, library, [0, 1])
    assert words(found, library) == [
        "1 edition, without its words",
        "new, superseded by Rev. Dubai, 2022, which is not in the library",
    ]
    assert words(found, library, {1}) == ["omitted", "new"]
    add_chosen(library, found, {0: found.texts[0]})
    assert words(surveyed(tmp_path, readings, library, [0, 1]), library) == [
        "already in the library",
        "new, superseded by Rev. Dubai, 2022, which is not in the library",
    ]


def as_said(found: FoundText, **more: str) -> FoundText:
    return corrected_text(found, replace(TypedIdentity("resolution", "WTSA", "7", "Rév. Genève, 2022", "fr"), **more))


def test_a_correction_outlives_what_is_read_anew(library: Library, tmp_path: Path) -> None:
    readings = [Reading((text("", 0), text("1", 2018)))]
    found = surveyed(tmp_path, readings, library, [0])
    right = as_said(found.texts[0])
    assert (right.identity.place, right.identity.year, right.identity.date) == ("Geneva", 2022, "2022-03-01")
    outcomes = preview_import([right], {0}, ())
    assert str(outcome_message(right, outcomes[0])) == "new"
    add_chosen(library, found, {0: right})
    (held,) = library.texts()
    assert (held.identity, held.digest) == (right.identity, right.digest)
    assert library.text(held.id).redline.language == "fr"
    rebuild(library, Work(reading_of(readings)))
    assert library.texts() == (held,)
    again = surveyed(tmp_path, readings, library, [0])
    assert again.texts[0].identity == right.identity
    assert words(again, library) == ["already in the library", "new"]


def test_a_number_of_the_radio_assembly_brings_its_edition(library: Library, tmp_path: Path) -> None:
    found = surveyed(tmp_path, [Reading((text("", 0),))], library, [0]).texts[0]
    identity = as_said(found, body="RA", number="61-3", edition="").identity
    assert (identity.number, identity.form, identity.suffix) == ("61", "suffix", "3")


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
@pytest.mark.parametrize(
    "row",
    [edition for edition in shipped_editions() if edition.number in ("1", "2", "61", "1332", "75")],
    ids=lambda row: " ".join(map(str, row.same)),
)
def test_what_was_right_stays_as_it_is_and_can_be_said_anew(row: EditionRow, language: str) -> None:
    """Also where only the language was wrong."""
    names = ("instrument", "body", "number", "form", "place", "year", "suffix", "date", "revised")
    known = TextIdentity(**{name: getattr(row, name) for name in names}, language=language)
    identity = typed_identity(known)
    assert correct_identity(known, identity) == known
    assert correct_identity(known, replace(identity, language="fr")) == replace(known, language="fr")
    unknown = TextIdentity(language=language)
    anew = correct_identity(unknown, identity)
    place = anew.place if known.form == "suffix" else known.place  # the table has none of ITU-R, a text says it
    assert (anew.same, anew.form) == (replace(known, place=place).same, known.form)


def test_an_edition_that_is_none_is_refused(library: Library, tmp_path: Path) -> None:
    found = surveyed(tmp_path, [Reading((text("", 0),))], library, [0]).texts[0]
    with pytest.raises(ClausewrightError, match="the edition is not recognised"):
        as_said(found, edition="the last one")


def test_a_cancelled_reading_gives_nothing_and_a_cancelled_import_keeps_what_is_in(library: Library, tmp_path: Path) -> None:
    readings = [Reading((text("1", 2018),)), Reading((text("2", 2018),))]
    assert survey([tmp_path / "0.txt"], library, Work(reading_of(readings), is_cancelled=lambda: True)) is None
    found = surveyed(tmp_path, readings, library, [0, 1])
    answers = iter([False, True])
    report = add_chosen(library, found, dict(enumerate(found.texts)), Work(is_cancelled=lambda: next(answers)))
    assert "cancelled" in str(report.stopped)
    assert [held.identity.number for held in library.texts()] == ["1"]


def test_what_cannot_be_used_says_why(library: Library, tmp_path: Path) -> None:
    found = survey([tmp_path / "nowhere.docx"], library)
    assert found is not None
    (refusal,) = found.report.refused
    assert str(refusal.reason) == "there is no such file; check its name and its folder"
    assert str(refusal.message) == f"{tmp_path / 'nowhere.docx'}: there is no such file; check its name and its folder"
