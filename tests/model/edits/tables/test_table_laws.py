"""Laws of tables, whatever is done in them: every action is undone by its inverse and leaves the base; accepted all is the draft,
rejected all the base; every form gives back what was written; and Word files are proved."""

from __future__ import annotations

import json
from collections.abc import Callable

from hypothesis import example, given, settings
from hypothesis import strategies as st

from model.diff.compare import compare
from model.edits import clause_properties, review, structure, text
from model.edits.dependants import with_dependants
from model.edits.tables import columns, new_table, rows
from model.edits.tables.new_table import CellWords
from model.edits.take_over.clauses import take
from model.errors import EditError
from model.formats.amend import Project, project_bytes, read_project
from model.formats.notation import parse, print_redline
from model.formats.word.export import export_word
from model.formats.word.writing.export_options import ExportOptions
from model.redline import Redline, Run, Side, Status, paragraphs
from model.redline.canonical import canonical
from model.redline.edit_text import Place
from model.submission.amendments import amendments
from model.submission.resolved import in_view
from model.submission.story import StoryId
from model.submission.transactions import Transaction, apply, from_json, invert, to_json
from model.submission.values import Submission
from tests.builders.submissions import ME, YOU
from tests.builders.tables import read, tbl, tc, tr
from tests.profiles import times_profile

START = read(
    tbl(
        tr(tc("one", "two", "three", "four"), "r0c1", "r0c2"),
        *(tr(*(f"r{row}c{column}" for column in range(3))) for row in (1, 2)),
        grid=(1000, 2000, 3000),
    )
)
Act = Callable[[Submission, int, int, bool], Transaction]


def place_in(value: Submission, at: int, offset: int) -> Place:
    clauses = value.proposals[0].redline.clauses
    index = at % len(clauses)
    return Place(index, offset % (len(clauses[index].text) + 1))


def of_clause(make: Callable[..., Transaction], name: str = "") -> Act:
    def act(value: Submission, at: int, _offset: int, on: bool) -> Transaction:
        clauses = value.proposals[0].redline.clauses
        more = {name: on} if name else {}
        return make(value, StoryId(1), clauses[at % len(clauses)].id, YOU if on else ME, **more)

    return act


def put(value: Submission, at: int, _offset: int, on: bool) -> Transaction:
    words, widths = ([[CellWords("a", 2)], [CellWords("b"), CellWords("")]], [900, 800]) if on else ([[CellWords("c")]], [1000])
    return new_table.insert_table(value, StoryId(1), at % (len(value.proposals[0].redline.clauses) + 1), words, widths, ME)


def typed(value: Submission, at: int, offset: int, on: bool) -> Transaction:
    place = place_in(value, at, offset)
    return text.type_text(value, StoryId(1), place, place, "new" if on else "x", ME)


def typed_over(value: Submission, at: int, offset: int, on: bool) -> Transaction:
    a, b = sorted((place_in(value, at, offset), place_in(value, at + offset, offset)))
    return text.type_text(value, StoryId(1), a, b, "new" if on else "x", ME)


def put_in(value: Submission, at: int, _offset: int, on: bool) -> Transaction:
    new = [structure.NewClause(runs=(Run("put in"),) if on else ())]
    return structure.insert_clauses(value, StoryId(1), at % (len(value.proposals[0].redline.clauses) + 1), new, ME)


def broken(value: Submission, at: int, offset: int, _on: bool) -> Transaction:
    place = place_in(value, at, offset)
    return text.break_paragraph(value, StoryId(1), place, place, ME)


def deleted(value: Submission, at: int, offset: int, _on: bool) -> Transaction:
    a, b = sorted((place_in(value, at, offset), place_in(value, at + offset, offset)))
    return text.delete_range(value, StoryId(1), a, b, ME)


def restored(value: Submission, at: int, offset: int, _on: bool) -> Transaction:
    a, b = sorted((place_in(value, at, offset), place_in(value, at + offset, offset)))
    return text.restore_range(value, StoryId(1), a, b, ME)


def labelled(value: Submission, at: int, _offset: int, on: bool) -> Transaction:
    clauses = value.proposals[0].redline.clauses
    return clause_properties.set_label(value, StoryId(1), clauses[at % len(clauses)].id, "3.1", ME, lock=on)


def lettered(value: Submission, at: int, _offset: int, on: bool) -> Transaction:
    clauses = value.proposals[0].redline.clauses
    scheme = "letter" if on else "none"
    return clause_properties.change_kind(
        value, StoryId(1), clauses[at % len(clauses)].id, "paragraph", ME, scheme=scheme, level=1
    )


def took_over(value: Submission, at: int, offset: int, _on: bool) -> Transaction:
    """One of the differences from the text in force, and from that with a row deleted."""
    clauses = value.proposals[0].redline.clauses
    other = apply(START, rows.delete_row(START, StoryId(1), START.proposals[0].redline.clauses[4 + offset].id, ME))
    found = compare(in_view(value.proposals[0].redline, "draft"), in_view(other.proposals[0].redline, "draft"), ME)
    chosen = [amendment for amendment in amendments(found) if amendment.kind != "renumbering"]
    if not chosen or not clauses:
        raise EditError("nothing differs")
    return take(value, 1, found, "base", [chosen[at % len(chosen)]], ME).transaction


ACTS: dict[str, Act] = {
    "label": labelled,
    "letter": lettered,
    "take over": took_over,
    "row": of_clause(rows.insert_row, "above"),
    "strike row": of_clause(rows.delete_row),
    "column": of_clause(columns.insert_column, "before"),
    "strike column": of_clause(columns.delete_column),
    "restore": of_clause(structure.restore_clauses),
    "table": put,
    "type": typed,
    "type over": typed_over,
    "put in": put_in,
    "break": broken,
    "delete": deleted,
    "restore range": restored,
}
acts = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 30), st.integers(0, 9), st.booleans()), max_size=8)


def content_on(redline: Redline, side: Side) -> list[object]:
    return [(paragraph.props, paragraph.runs, paragraph.closing.cell) for paragraph in paragraphs(redline.clauses, side)]


def texts_on(redline: Redline, side: Side) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(redline.clauses, side)]


def ends_live(redline: Redline) -> bool:
    """Whether each paragraph of the draft that is in a cell ends in that cell."""
    open_in = None
    for clause in redline.clauses:
        if open_in not in (None, clause.cell):
            return False
        if any(run.status.in_draft and run.text for run in clause.runs):
            open_in = clause.cell
        if clause.end.status.in_draft:
            open_in = None
    return True


def nothing_new_is_struck(redline: Redline) -> bool:
    """Whether no row that the draft does not have holds what only the draft has."""
    return not any(
        clause.end.status is Status.INSERTED or any(run.status is Status.INSERTED and run.text for run in clause.runs)
        for clause in redline.clauses
        if clause.row is Status.DELETED
    )


def done(todo: list[tuple[str, int, int, bool]]) -> Submission:
    value = START
    for name, at, offset, on in todo:
        try:
            made = with_dependants(value, ACTS[name](value, at, offset, on))
        except EditError:
            continue
        after = apply(value, made)
        assert apply(after, invert(made)) == value
        assert from_json(json.loads(json.dumps(to_json(made)))) == made
        redline = after.proposals[0].redline
        assert canonical(redline.clauses) == redline.clauses
        assert len({clause.id for clause in redline.clauses}) == len(redline.clauses)
        assert content_on(redline, "base") == content_on(value.proposals[0].redline, "base")
        assert ends_live(redline)
        assert nothing_new_is_struck(redline)
        value = after
    return value


@settings(max_examples=times_profile(3), deadline=None)
@given(acts)
@example([("letter", 4, 0, True), ("take over", 0, 0, False)])
def test_every_action_is_undone_leaves_the_base_and_is_kept_in_every_form(todo) -> None:
    value = done(todo)
    redline = value.proposals[0].redline
    assert read_project(project_bytes(Project(value))).submission == value
    again = parse(print_redline(redline))
    assert [(clause.cell, clause.row, clause.shape, clause.text) for clause in again.clauses] == [
        (clause.cell, clause.row, clause.shape, clause.text) for clause in redline.clauses
    ]


@settings(max_examples=times_profile(2), deadline=None)
@given(acts)
def test_all_accepted_is_the_draft_and_all_rejected_the_base(todo) -> None:
    value = done(todo)
    redline = value.proposals[0].redline
    for decide, side in ((review.accept, "draft"), (review.reject, "base")):
        after = apply(value, decide(value, 1, amendments(redline), ME)).proposals[0].redline
        assert texts_on(after, "base") == texts_on(after, "draft") == texts_on(redline, side)


@settings(max_examples=times_profile(0.8), deadline=None)
@given(acts, st.sampled_from([None, False]))
@example([("break", 4, 0, False), ("strike row", 4, 0, False), ("restore", 5, 0, False)], None)
@example([("break", 7, 4, False), ("delete", 5, 3, False)], None)
def test_whatever_was_done_the_word_file_is_proved(todo, keep) -> None:
    value = done(todo)
    for view in ("markup", "draft", "base"):
        export_word(value, ExportOptions(keep_styles=keep, view=view))
