"""Laws of treaty texts, held by 300 generated ones of many shapes: read from a table and from Word files that our writer did not
make, exported and read back; insertions are numbered by the rule, and nothing else moves."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits.notes import insert_note
from model.edits.provisions import insert_provision, strike_provisions
from model.edits.treaty.units import insert_unit
from model.errors import EditError
from model.formats.treaty.numbered_text import text_of_rows
from model.formats.treaty.table_file import read_rows
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.numbering import Labelling
from model.numbering.edition_marks import NO_PAIR
from model.numbering.note_numbers import note_numbers
from model.numbering.provision_numbers import parse_margin
from model.redline import NOTE, SIDES, Redline, Stamp
from model.submission.clause_paths import paths
from model.submission.story import StoryId
from model.submission.transactions import apply, invert
from model.submission.values import Submission
from tests.builders.treaty import submission_of, words_with_mark
from tests.builders.treaty_generator import TEXTS, TreatyRow, TreatyText, treaty_text
from tests.journeys.judges import judge, resolved

ME = Stamp("ATU", "2026-11-30T12:00:00Z")
STORY = StoryId(1)
PARTS = 10
Printed = list[tuple[str, str, str, str, int]]


def seeds(part: int) -> range:
    return range(part, TEXTS, PARTS)


def from_table(text: TreatyText) -> Redline:
    return text_of_rows(read_rows(text.table)).redline


def printed(redline: Redline) -> Printed:
    """Kind, number, label, words and level of each paragraph of the text."""
    return [
        (
            clause.props.kind, clause.number.text if clause.number else "", clause.label.text if clause.label else "",
            words_with_mark(clause), clause.props.level if clause.props.kind == "paragraph" else 0,
        )
        for clause in redline.clauses
    ]  # fmt: skip


def notes_of(redline: Redline) -> list[tuple[str, str, str]]:
    """The paragraph that has the mark, the number and the words of each note, in the order of the marks."""
    numbers = note_numbers(redline, Labelling.of(redline).numbers)
    return [
        (
            words_with_mark(clause),
            numbers[run.content].base or "",
            words_with_mark(redline.notes[run.content].clauses[0]),
        )
        for clause in redline.clauses
        for run in clause.runs
        if run.text == NOTE
    ]


def expected(text: TreatyText) -> Printed:
    return [
        ("paragraph" if row.kind in ("provision", "continuation") else "heading", row.number, row.label, row.text,
         row.level if row.kind in ("provision", "continuation") else 0)
        for row in text.lines
    ]  # fmt: skip


def expected_notes(text: TreatyText) -> list[tuple[str, str, str]]:
    found = []
    owner = TreatyRow("", "")
    for row in text.rows:
        if row.kind == "footnote":
            found.append((owner.text, row.number, row.text))
        else:
            owner = row
    return found


def submission_on(redline: Redline) -> Submission:
    return submission_of(redline)


def exported(submission: Submission) -> Redline:
    return read_word(export_word(submission)[0], "a.docx").submission.proposals[0].redline


@pytest.mark.parametrize("part", range(PARTS))
def test_a_table_is_read_as_it_is_printed(part: int) -> None:
    for seed in seeds(part):
        text = treaty_text(seed)
        redline = from_table(text)
        assert printed(redline) == expected(text), seed
        assert notes_of(redline) == expected_notes(text), seed
        labelling = Labelling.of(redline)
        assert labelling.renumbered == {}, seed
        assert all(both.base == both.draft for both in labelling.numbers.values()), seed
        assert len(set(paths(redline, labelling).values())) == len(redline.clauses), seed


@pytest.mark.parametrize("part", range(PARTS))
def test_a_word_file_is_read_as_the_table_is(part: int) -> None:
    """One half in ITU's styles, the other in none."""
    for place, seed in enumerate(seeds(part)):
        text = treaty_text(seed)
        redline = read_word(text.word(styled=place % 2 == 0), "a.docx").submission.proposals[0].redline
        assert printed(redline) == expected(text), seed
        assert notes_of(redline) == expected_notes(text), seed
        assert Labelling.of(redline).renumbered == {}, seed


@pytest.mark.parametrize("part", range(PARTS))
def test_an_export_is_read_back_as_it_was(part: int) -> None:
    for seed in seeds(part)[::2]:
        redline = from_table(treaty_text(seed))
        read = exported(submission_of(redline))
        assert printed(read) == printed(redline), seed
        assert notes_of(read) == notes_of(redline), seed


def both_sides(redline: Redline) -> dict[str, list[tuple[str | None, str | None, str]]]:
    """The numbers, labels and words of the paragraphs of each side, with their edition marks."""
    labelling = Labelling.of(redline)
    out = {}
    for side in SIDES:
        label = labelling.base if side == "base" else labelling.draft
        shown = [
            (
                labelling.number(side, clause.id),
                label(clause.id),
                clause.text_on(side).replace(NOTE, "")
                + (mark.text if (mark := labelling.marks.printed.get(clause.id, NO_PAIR).on(side)) is not None else ""),
            )
            for clause in redline.clauses
        ]
        out[side] = [row for row in shown if row[2]]
    return out


@given(st.integers(0, TEXTS - 1), st.lists(st.tuples(st.booleans(), st.integers(0, 200)), min_size=1, max_size=6))
def test_insertions_are_numbered_by_the_rule_and_nothing_is_renumbered(seed: int, steps: list[tuple[bool, int]]) -> None:
    submission = submission_of(from_table(treaty_text(seed)))
    first = submission
    kept = Labelling.of(submission.proposals[0].redline)
    undo = []
    for strikes, place in steps:
        clauses = submission.proposals[0].redline.clauses
        index = place % len(clauses)
        try:
            made = (
                strike_provisions(submission, STORY, [clauses[index].id], ME)
                if strikes
                else insert_provision(submission, STORY, index, ME)
            )
        except EditError:
            continue
        undo.append(invert(made))
        submission = apply(submission, made)
        kept = kept.update(submission.proposals[0].redline)
    redline = submission.proposals[0].redline
    labelling = Labelling.of(redline)
    assert (kept.numbers, kept.labels) == (labelling.numbers, labelling.labels), "as if computed from nothing"
    printed_before = {clause.id: clause.number.text for clause in first.proposals[0].redline.clauses if clause.number}
    assert {id: both.base for id, both in labelling.numbers.items() if both.base} == printed_before, "the base never changes"
    drafts = [(id, both.draft) for id, both in labelling.numbers.items() if both.draft]
    assert all(number == printed_before[id] for id, number in drafts if id in printed_before), "nor its numbers in the draft"
    order = {clause.id: place for place, clause in enumerate(redline.clauses)}
    margins = [margin for id, number in sorted(drafts, key=lambda pair: order[pair[0]]) if (margin := parse_margin(number))]
    assert all(before.last < after.first for before, after in pairwise(margins)), "the order of the text is that of the numbers"
    taken = [both.base or both.draft for both in labelling.numbers.values() if both.base or both.draft]
    assert len(set(taken)) == len(taken), "no number is given twice"
    read = exported(submission)
    assert both_sides(read) == both_sides(redline)
    for step in reversed(undo):
        submission = apply(submission, step)
    assert submission.proposals[0].redline == first.proposals[0].redline


def amended(text: TreatyText) -> Submission:
    """A text with a new provision, a new footnote, a struck provision, and a new article."""
    submission = submission_of(from_table(text))
    clauses = submission.proposals[0].redline.clauses
    first, *_, last = [clause.id for clause in clauses if clause.props.provision]
    place = submission.proposals[0].redline.places[first]
    submission = apply(submission, insert_unit(submission, STORY, place, "article", ME))
    submission = apply(submission, insert_note(submission, STORY, first, 3, "A note.", ME))
    submission = apply(submission, insert_provision(submission, STORY, place, ME))
    return apply(submission, strike_provisions(submission, STORY, [last], ME))


@pytest.mark.parametrize("seed", range(12))
def test_the_judges_find_both_sides_in_an_export(seed: int, shared: Path) -> None:
    """Accepting everything gives the draft, rejecting everything the base; the file keeps the schemas, also as provisions."""
    assert (shared / "judge").is_dir()
    submission = amended(treaty_text(seed))
    alone = replace(submission, proposals=(replace(submission.proposals[0], symbol=""),))
    whole = export_word(alone)[0]
    for mode, view in (("accept", "draft"), ("reject", "base")):
        assert resolved(whole, mode) == resolved(export_word(alone, ExportOptions(view=view))[0], mode)
    files = [whole]
    numbers = Labelling.of(submission.proposals[0].redline).numbers.values()
    if all(both.base or both.draft for both in numbers):  # a provision without a number is in no proposal
        files.append(export_word(submission, ExportOptions(form="provisions"))[0])
    for data in files:
        assert [row for row in judge("validate_docx").validate(BytesIO(data)) if row["level"] != "info"] == []
