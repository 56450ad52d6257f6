"""Names of clauses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.errors import EditError
from model.numbering import Labelling
from model.redline import Clause, End, Props, Redline, Run, Stamp, Status
from model.redline.edit_text import InsertedParagraph, Place, edit
from model.submission.clause_paths import Paths, clause_at_path, paths, places
from tests.builders.lists import listed
from tests.builders.notation import redline as notation
from tests.builders.strategies import redlines
from tests.builders.treaty import small_treaty


def named(text: str) -> list[str]:
    redline = listed(text)
    return list(paths(redline, Labelling.of(redline)).values())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("=considering further | a) | b) | >iv)", ["considering further", "/a", "/b", "/b/iv"]),
        ("=resolves | 1 | >1.1 | >1.2 | >>a) | 2", ["resolves", "/1", "/1.1", "/1.2", "/1.2/a", "/2"]),
        ("=invites | N one | N two", ["invites", "/¶1", "/¶2"]),
        ("=noting | – | – | N x", ["noting", "/–", "/–[2]", "/¶1"]),
        ("=noting | b)bis | (c)", ["noting", "/bbis", "/c"]),
        ("=recalling | a) | +L | b)", ["recalling", "/a", "/+b", "/b"]),
        ("=recalling | a) | -b) | +L", ["recalling", "/a", "/b", "/+b"]),
        ("=recalling | a) | +L | +>R | +>R", ["recalling", "/a", "/+b", "/b/+i", "/b/+ii"]),
    ],
)
def test_clauses_are_named_as_delegates_do(text: str, wanted: list[str]) -> None:
    call = wanted[0]
    assert named(text) == [call, *(call + part for part in wanted[1:])]


def test_what_occurs_twice_is_counted() -> None:
    assert named("=resolves | 1 | =resolves | 1 | 1") == [
        "resolves",
        "resolves/1",
        "resolves[2]",
        "resolves[2]/1",
        "resolves[2]/1[2]",
    ]


def test_annexes_headings_and_tables() -> None:
    assert named("@ANNEX 1 | #1 Scope | >1.1 | #Procedure | 1 | @ANNEX 2 | =resolves | 1") == [
        "annex[1]", "annex[1]/§1", "annex[1]/§1/1.1", "annex[1]/Procedure", "annex[1]/Procedure/1", "annex[2]",
        "annex[2]/resolves", "annex[2]/resolves/1",
    ]  # fmt: skip
    redline = listed("=c | N x | N y")
    redline = replace(redline, clauses=(redline.clauses[0], *(replace(clause, cell=(0, 1, 2)) for clause in redline.clauses[1:])))
    assert list(paths(redline, Labelling.of(redline)).values()) == ["c", "table[1]/r2c3", "table[1]/r2c3[2]"]


def test_what_marks_a_path_is_escaped_in_a_call() -> None:
    assert named("=invites and\\/or [2] | N x")[0] == "invites and\\\\\\/or \\[2]"
    redline = listed("=invites Members/Associates | 1")
    assert clause_at_path(redline, "invites Members\\/Associates/1") == "c1"


def test_the_name_in_the_base_counts_and_that_of_an_inserted_clause_is_in_the_draft() -> None:
    redline = listed("=considering | a) | +L | b)")
    call = replace(redline["c0"], runs=(Run("considering", Status.DELETED), Run("recalling", Status.INSERTED)))
    redline = replace(redline, clauses=(call, *redline.clauses[1:]))
    assert list(paths(redline, Labelling.of(redline)).values()) == [
        "considering", "considering/a", "recalling/+b", "considering/b",
    ]  # fmt: skip
    assert clause_at_path(redline, "considering/+b") == "c2", "the parent's name in the base will do"


@given(redlines())
def test_every_path_is_unique_and_finds_its_clause(redline: Redline) -> None:
    labelling = Labelling.of(redline)
    names = paths(redline, labelling)
    assert list(names) == [clause.id for clause in redline.clauses]
    assert len(set(names.values())) == len(names)
    for id, name in list(names.items())[:4]:
        assert clause_at_path(redline, name, labelling) == id


NAMES = "=c|=c/d|=+c|=¶1|=c[2]|=annex[1]|@x|#1|#c|a)|b)|+L|-a)|>i)|+>R|1|1.1|N|+N|B –".split("|")


@given(st.lists(st.sampled_from(NAMES), max_size=25))
def test_paths_are_unique_in_long_texts_too(parts: list[str]) -> None:
    names = named(" | ".join(["=c", *parts]))
    assert len(set(names)) == len(parts) + 1
    assert all(names)


def test_a_clause_of_neither_side_has_a_path_too() -> None:
    redline = listed("=considering | a)")
    lost = Clause("x", Props(), (Run("x", Status.RETRACTED),), End(Status.RETRACTED))
    redline = replace(redline, clauses=(*redline.clauses, lost))
    assert paths(redline, Labelling.of(redline))["x"] == "considering/~1"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("considering/z", "there is no “z” in “considering”; near it are “considering/a”"),
        ("considring/a", "there is no “considring” in the text"),
        ("resolves/1/x", "there is no “x” in “resolves/1”"),
        ("", "the path of the clause is empty"),
        ("considering/+c", "there is no “+c” in “considering”"),
    ],
)
def test_an_unknown_path_says_which_part_is_unknown(path: str, words: str) -> None:
    with pytest.raises(EditError) as error:
        clause_at_path(listed("=considering | a) | b) | =resolves | 1 | 2"), path)
    assert words in str(error.value)


def test_a_path_that_fits_several_clauses_is_refused() -> None:
    redline = listed("=Resolves | 1 | =resolves | 1")
    assert clause_at_path(redline, "resolves/1") == "c3"
    with pytest.raises(EditError, match="ambiguous: it may be “Resolves/1” or “resolves/1”"):
        clause_at_path(redline, "RESOLVES/1")


def test_the_paths_of_the_edits_of_resolution_75(shared: Path) -> None:
    folder = shared / "res75"
    paragraphs = json.loads((folder / "redline.json").read_text(encoding="utf-8"))["paragraphs"]
    parts = []
    for paragraph in paragraphs:
        text = "".join(text for status, text in paragraph["runs"] if status != "inserted")
        label = "".join(text for status, text in paragraph.get("label", ()) if status != "inserted")
        scheme = paragraph.get("scheme", "none")
        parts.append((paragraph["kind"], paragraph.get("level", 0), scheme, label, text, paragraph["end"]))
    clauses = []
    for number, (kind, level, scheme, label, text, end) in enumerate(parts):
        if end != "inserted":
            base = listed(f"{label} x")["c0"].label if label else None
            clauses.append(Clause(f"c{number}", Props(kind, level, scheme), (Run(text),), label=base))
    redline = Redline(tuple(clauses), {}, "es")
    labelling = Labelling.of(redline)
    edits = json.loads((folder / "edits.json").read_text(encoding="utf-8"))["edits"]
    addresses = [edit["at"] for edit in edits if "at" in edit] + [edit["after"] for edit in edits if edit["do"] == "insert"]
    assert len(addresses) > 40
    for address in addresses:
        assert clause_at_path(redline, address, labelling)


def edited(redline: Redline, data: st.DataObject) -> Redline:
    """The redline after some words or an end are put in or deleted somewhere; nothing is put into a deleted column."""
    count = len(redline.clauses)
    places = [
        Place(index, data.draw(st.integers(0, len(redline.clauses[index].text))))
        for index in data.draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=2))
    ]
    if data.draw(st.booleans()):
        places = [places[0], places[0]]
    put = data.draw(st.sampled_from([[], [InsertedParagraph((Run("x"),))], [InsertedParagraph(), InsertedParagraph()]]))
    try:
        change = edit(redline.clauses, min(places), max(places), put, Stamp("X", "2024-09-06T09:00:00Z"))
    except EditError:
        return redline
    after = (*redline.clauses[: change.at], *change.new, *redline.clauses[change.at + len(change.old) :])
    return replace(redline, clauses=after)


@given(redlines(), st.data())
def test_paths_brought_up_to_date_are_the_paths(redline: Redline, data: st.DataObject) -> None:
    labelling = Labelling.of(redline)
    known = Paths(redline, labelling)
    for _ in range(4):
        if not redline.clauses:
            return
        redline = edited(redline, data)
        labelling = labelling.update(redline)
        known = known.update(redline, labelling)
        assert known.by_id == paths(redline, labelling)
        assert known.places == places(redline, labelling)


def test_typing_leaves_the_paths_as_they_are() -> None:
    redline = listed("=noting | a) one | +b) two | c) three")
    labelling = Labelling.of(redline)
    known = Paths(redline, labelling)
    for index in (1, 2, 3):
        change = edit(redline.clauses, Place(index, 1), Place(index, 1), [InsertedParagraph((Run("x"),))], Stamp("X"))
        redline = replace(redline, clauses=(*redline.clauses[:index], *change.new, *redline.clauses[index + 1 :]))
        labelling = labelling.update(redline)
        was = known.by_id, known.places
        fresh = known.update(redline, labelling)
        assert (fresh.by_id, fresh.places) == (paths(redline, labelling), places(redline, labelling))
        assert fresh.by_id is was[0]
        assert fresh.places is was[1]


def places_of(written: str) -> list[str]:
    value = notation(written)
    found = places(value, Labelling.of(value))
    return [found[clause.id] for clause in value.clauses]


def test_places_are_said_in_the_words_and_labels_of_the_draft() -> None:
    """One block has one name, whatever was done in it."""
    text = """\
        # RESOLUTION 7
        *{--considering--}{++recalling++}*
        a)\tone;
        {++b)\tnew;++}{++¶++}
        {--b)\tstruck:--}{--¶--}
          {--i)\tunder it--}{--¶--}
        c)\tlast:
          i)\tbelow
        {--*noting*--}{--¶--}
        {--a)\tgone;--}{--¶--}
        {--loose--}{--¶--}
        *resolves*
        1\tto go:
        1.1\tfast
        free
        free too
        """
    assert places_of(text) == [
        "number", "recalling", "recalling/a)", "recalling/+b)", "recalling/b)", "recalling/b)/i)", "recalling/c)",
        "recalling/c)/i)", "noting", "noting/a)", "noting/¶1", "resolves", "resolves/1", "resolves/1.1", "resolves/¶1",
        "resolves/¶2",
    ]  # fmt: skip


def test_a_struck_item_takes_no_live_one_under_it() -> None:
    text = "*noting*\na)\tone:\n{--b)\ttwo:--}{--¶--}\n  {--i)\tx--}{--¶--}\n  i)\ty\n"
    assert places_of(text) == ["noting", "noting/a)", "noting/b)", "noting/b)/i)", "noting/a)/i)"]


@given(redlines())
def test_every_clause_has_a_place(redline: Redline) -> None:
    found = places(redline, Labelling.of(redline))
    assert list(found) == [clause.id for clause in redline.clauses]


def test_provisions_are_named_by_their_numbers_and_units_by_their_lines() -> None:
    redline = small_treaty(
        "= CHAPTER III", "= Coordination", "= Article 7", "= Application", "7.4 first", "… that continues", "… again",
        "= Section II", "= Procedure", "= Sub-Section IIA", "7.5 second", "+ new", "- 7.6 third", "7.6.1 note",
        "= Article 9", "9.1 first", "9.1 twice", "19.117–19.126 (SUP - WRC-07)",
    )  # fmt: skip
    assert list(paths(redline, Labelling.of(redline)).values()) == [
        "CHAPTER III", "CHAPTER III/title", "Article 7", "Article 7/title", "7.4", "7.4/¶2", "7.4/¶3",
        "Article 7/Section II", "Article 7/Section II/title", "Article 7/Section II/Sub-Section IIA", "7.5", "+7.5A", "7.6",
        "7.6.1", "Article 9", "9.1", "9.1[2]", "19.117–19.126",
    ]  # fmt: skip
    assert clause_at_path(redline, "article 7/section ii/title") == "c8"
    assert clause_at_path(redline, "+7.5a") == "c11"
