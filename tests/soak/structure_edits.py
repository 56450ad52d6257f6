"""The kinds of random edits that change the paragraphs, tables, notes and comments of a text; see `edit_kinds.py`."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.edits import calls, clause_properties, comments, multiple, notes, structure
from model.edits.tables import columns, new_table, rows
from model.errors import EditError
from model.redline import Clause, Props, Run
from model.redline.cells import deleted_cells
from model.submission.transactions import Transaction
from tests.soak.edit_choices import EditChooser

SCHEMES = (None, "letter", "roman", "decimal", "bullet", "none")
KINDS = ("number", "title", "history", "opening", "call", "paragraph", "heading", "annex")


def insert(chooser: EditChooser) -> Transaction:
    """A new clause after or before another, in its cell, or outside of tables."""
    at = chooser.index()
    beside = chooser.clauses[at]
    props = chooser.choose((Props(), Props(scheme="letter"), Props(level=2, scheme="roman"), Props("call", 0), beside.props))
    new = structure.NewClause(replace(props, other=""), (Run(chooser.choose(("that a clause is new;", "x", ""))),))
    index, cell = at + chooser.choose((0, 1, 1)), chooser.choose((beside, beside, None))
    return chooser.call_on_story(structure.insert_clauses, index, [new], beside=cell, punctuate=chooser.chance(0.3))


def strike(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(structure.delete_clauses, chooser.id(), only=chooser.chance(0.5), punctuate=chooser.chance(0.3))


def several(chooser: EditChooser) -> Transaction:
    """Deletes or restores a few clauses in a row, or changes their level."""
    do = chooser.choose((structure.delete_clauses, structure.restore_clauses, clause_properties.change_level))
    given = (chooser.choose((1, -1)),) if do is clause_properties.change_level else ()
    stamp = chooser.stamp
    return chooser.call_on_story(multiple.in_turn, chooser.ids(), lambda value, id: do(value, chooser.story, id, *given, stamp))


def unstrike(chooser: EditChooser) -> Transaction:
    struck = [clause.id for clause in chooser.clauses if not clause.end.status.in_draft]
    return chooser.call_on_story(structure.restore_clauses, chooser.choose(struck or [chooser.id()]), only=chooser.chance(0.5))


def move(chooser: EditChooser) -> Transaction:
    index = chooser.random.randint(0, len(chooser.clauses))
    if chooser.chance(0.3):
        return chooser.call_on_story(multiple.move_to, chooser.ids(), index, punctuate=chooser.chance(0.3))
    return chooser.call_on_story(structure.move_clauses, chooser.id(), index, only=chooser.chance(0.5))


def level(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(clause_properties.change_level, chooser.id(), chooser.choose((1, -1)), only=chooser.chance(0.3))


def kind(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(
        clause_properties.change_kind, chooser.id(), chooser.choose(KINDS), scheme=chooser.choose(SCHEMES)
    )


def label(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(
        clause_properties.set_label, chooser.id(), chooser.choose(("b)bis", "z)", "7", "", None)), lock=chooser.chance(0.3)
    )


def correct(chooser: EditChooser) -> Transaction:
    level = chooser.choose((1, 1, 2, 3))
    return chooser.call_on_story(
        clause_properties.correct_kind, chooser.id(), chooser.choose(KINDS), level=level, scheme=chooser.choose(SCHEMES)
    )


def correct_label(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(
        clause_properties.correct_label, chooser.id(), chooser.choose((0, 1, 2, 3)), scheme=chooser.choose(SCHEMES)
    )


def call(chooser: EditChooser) -> Transaction:
    if chooser.chance(0.5):
        return chooser.call_on_story(
            calls.insert_call, chooser.index(), chooser.choose(("noting", "resolves further", "x")), punctuate=chooser.chance(0.3)
        )
    titles = [at for at, clause in enumerate(chooser.clauses) if clause.props.kind == "call"]
    return chooser.call_on_story(
        calls.rename, chooser.choose(titles or [chooser.index()]), chooser.choose(("recalling further", "noting", ""))
    )


# -- notes and comments


def insert_note(chooser: EditChooser) -> Transaction:
    place = chooser.place()
    words, number = chooser.choose(("A note.", "", "é [1]")), chooser.choose(("", "", "", "9.1.7", "5.1"))
    return chooser.call_on_story(notes.insert_note, chooser.clauses[place.index].id, place.offset, words, own_number=number)


def remove_note(chooser: EditChooser) -> Transaction:
    return chooser.call(notes.remove_note, chooser.number, chooser.choose(sorted(chooser.redline.notes)))


def comment(chooser: EditChooser) -> Transaction:
    anchors = comments.anchors_between(chooser.document, chooser.story, *chooser.range())
    return chooser.call(
        comments.add_comment, chooser.number, anchors, chooser.choose(("Why?", "is <b>\nsaid")), private=chooser.chance(0.1)
    )


def change_comment(chooser: EditChooser) -> Transaction:
    """Replies to a comment, changes, resolves or removes it, or keeps it from exports."""
    key = chooser.choose(sorted(chooser.document.proposals[chooser.number - 1].comments))
    do, given = chooser.choose(
        (
            (comments.reply_to_comment, ("words",)),
            (comments.change_comment, ("words",)),
            (comments.resolve_comment, ()),
            (comments.set_private, (chooser.chance(0.5),)),
            (comments.remove_comment, ()),
        )
    )
    return chooser.call(do, chooser.number, key, *given)


# -- tables


def insert_row(chooser: EditChooser) -> Transaction:
    words = chooser.choose(((), ("x",), ("one", "two")))
    return chooser.call_on_story(rows.insert_row, chooser.cell(), above=chooser.chance(0.5), words=words)


def delete_row(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(rows.delete_row, chooser.cell())


def insert_column(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(
        columns.insert_column, chooser.cell(), before=chooser.chance(0.5), words=chooser.choose(((), ("x", "y")))
    )


def delete_column(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(columns.delete_column, chooser.cell())


def restore_column(chooser: EditChooser) -> Transaction:
    deleted = {story: _in_deleted_columns(clauses) for story, clauses in chooser.stories}
    made = chooser.call_on_story(columns.restore_column, chooser.cell() if chooser.chance(0.1) else chooser.turn_to(deleted))
    if made is None:
        raise EditError("the column is not deleted")
    return made


def _in_deleted_columns(clauses: Sequence[Clause]) -> list[str]:
    cells = deleted_cells(clauses)
    return [clause.id for clause in clauses if clause.cell in cells]


def insert_table(chooser: EditChooser) -> Transaction:
    cells, widths = new_table.table_of(
        chooser.choose((1, 2, 3)), chooser.choose((1, 2, 3)), [[new_table.CellWords(chooser.choose(("", "x")))]]
    )
    return chooser.call_on_story(
        new_table.insert_table, chooser.random.randint(0, len(chooser.clauses)), cells, widths, heads=chooser.choose((0, 1))
    )
