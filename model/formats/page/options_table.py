"""The table of options, *place | option | wording*, with the text in force (NOC) at each place, on pages in landscape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.brackets.parser import parse_brackets
from model.brackets.span_text import lines_in_force, span_lines
from model.brackets.values import BracketOption, OpenText
from model.formats.page.blocks import Cell, Line, Printout, Row, Table, plain_spans
from model.formats.page.metrics import LANDSCAPE_WIDTH
from model.layers.bracket_words import words_in_force
from model.lexicon.words import printed_words
from model.message import Say, in_english
from model.numbering import Labelling, note_marks
from model.redline import Clause
from model.submission.clause_paths import places
from model.submission.place_texts import note_text, place_text
from model.submission.story import StoryId, clauses_of, proposal_of, redline_of, stories
from model.submission.values import Submission

_GRID = (3000, 2400)
_NOTHING = "–"
_NOC = "NOC"


def options_table(submission: Submission, say: Say = in_english) -> Printout:
    """The open texts of a submission by their places, each with the text in force and all options; places are in the language of
    `say`. Without open texts it has no rows but the head."""
    words = printed_words(submission.language)
    heads = (words["Place"], words["Option"], words["Words"])
    rows = [Row(tuple(Cell((Line("Tablehead", plain_spans(head)),)) for head in heads))]
    for story in stories(submission):
        rows += _rows(submission, story, words["Option"], say)
    grid = (*_GRID, LANDSCAPE_WIDTH - sum(_GRID))
    return Printout((Table(grid, tuple(rows), heads=1),), language=submission.language, title=words["Options"], landscape=True)


def has_open_texts(submission: Submission) -> bool:
    """Whether the draft of a submission has an open text."""
    return any(parse_brackets(clauses_of(submission, story), "draft", story).open_texts for story in stories(submission))


def _rows(submission: Submission, story: StoryId, option_word: str, say: Say) -> Iterator[Row]:
    clauses = clauses_of(submission, story)
    found = parse_brackets(clauses, "draft", story).open_texts
    if not found:
        return
    redline = redline_of(submission, story)
    names = places(redline, Labelling.of(redline)) if not story.note else {}
    mark = say(note_text(note_marks(redline)[story.note][1] or "")) if story.note in note_marks(redline) else ""
    for made in found:
        place = mark or say(place_text(names[made.span.first]))
        yield from _rows_of(clauses, made, place, option_word, _in_force(submission, clauses, made))


def _in_force(submission: Submission, clauses: Sequence[Clause], made: OpenText) -> Sequence[str]:
    """The lines of the text in force at an open text."""
    theirs, note = proposal_of(submission, made.story.proposal).theirs, made.story.note
    if theirs is None or (note and note not in theirs.notes):
        return lines_in_force(clauses, made.span)
    return words_in_force(theirs.clauses_of(note), clauses, made.span).lines


def _rows_of(clauses: Sequence[Clause], made: OpenText, place: str, option_word: str, in_force: Sequence[str]) -> Iterator[Row]:
    depth = f"{'[' * made.level}{']' * made.level}" if made.level > 1 else ""
    first = Cell((*_lines([place]), *_lines([depth] if depth else [])))
    yield Row((first, Cell(_lines([_NOC])), Cell(_lines(in_force or [_NOTHING]))), parts=True)
    for number, option in enumerate(made.options, 1):
        wording = [_NOC] if option.kind == "noc" else span_lines(clauses, option.content, "draft") or [_NOTHING]
        yield Row(
            (Cell(), Cell(_lines([_name(option, number, len(made.options), option_word)])), Cell(_lines(wording))), parts=True
        )


def _name(option: BracketOption, number: int, count: int, option_word: str) -> str:
    """What an option is called: its number if there are several, and who wants it."""
    name = f"{option_word} {option.number or number}" if count > 1 else "[ ]"
    return f"{name} ({option.owner})" if option.owner else name


def _lines(texts: Sequence[str]) -> tuple[Line, ...]:
    return tuple(Line("Tabletext", plain_spans(text)) for text in texts)
