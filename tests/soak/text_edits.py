"""The kinds of random edits that change the words of a text; see `edit_kinds.py`."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from model.edits import change_case, enter_and_tab, multiple, paste, replace_all, structure, text, typing_corrections
from model.edits.tables import paste as paste_tables
from model.edits.tables.new_table import CellWords
from model.errors import EditError
from model.redline import Run
from model.redline.edit_text import InsertedParagraph, Place
from model.submission.search import Query
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction, apply
from model.text.typing_corrections import rules_of
from tests.soak.edit_choices import EditChooser

WORDS = (
    "x",
    " and more",
    "é😀",
    "עברית",
    "والمزيد",
    "a\u00a0b",
    "[x]",
    "**",
    "see resolves 1",
    "a)\t",
    "一 二",
    "{++",
    "\u2028",
    "’",
    "1",
)
TYPED = (' "word', '"', " teh ", "...", " -- ", "'", "(c)")
"""Characters that are put right while they are typed."""
LINES = (
    ("that one clause comes;",),
    ("a)\tfirst,", "b)\tsecond;"),
    ("recalling", "a)\tthe first,", "b)\tthe second"),
    ("1\tone", "1.1\tdeeper", "2\ttwo"),
    ("words", "and more words"),
    ("", "behind nothing"),
)


def type_text(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(text.type_text, *chooser.spot(), chooser.choose(WORDS))


def delete(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(text.delete_range, *chooser.range())


def restore(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(text.restore_range, *chooser.range())


def enter(chooser: EditChooser) -> Transaction:
    """Enter somewhere, or in an empty paragraph, where it leaves the level."""
    empty = [at for at, clause in enumerate(chooser.clauses) if not clause.text]
    if empty and chooser.chance(0.2):
        place = Place(chooser.choose(empty), 0)
        return chooser.call_on_story(enter_and_tab.enter, place, place)
    return chooser.call_on_story(enter_and_tab.enter, *chooser.spot())


def break_paragraph(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(text.break_paragraph, *chooser.spot())


def split(chooser: EditChooser) -> Transaction:
    place = chooser.place()
    return chooser.call_on_story(text.split, chooser.clauses[place.index].id, place.offset)


def merge(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(text.merge_next, chooser.id())


def join(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(multiple.join_paragraphs, chooser.ids())


def toggle_format(chooser: EditChooser) -> Transaction:
    spans = text.spans_between(chooser.clauses, *chooser.range())
    return chooser.call_on_story(text.toggle_format, spans, chooser.choose(list(text.FORMATS)))


def typed_label(chooser: EditChooser) -> Transaction:
    """A new paragraph that begins with a typed label, which becomes its label."""
    made = chooser.call_on_story(text.break_paragraph, *chooser.spot())
    after = chooser.document = apply(chooser.document, made)
    if made.after is None:
        return made
    index = next(at for at, clause in enumerate(chooser.clauses) if clause.id == made.after.caret[0])
    place = Place(index, made.after.caret[1])
    label = chooser.choose(("a) ", "1 ", "ii) ", "– ", "b)bis "))
    typed = chooser.call_on_story(text.type_text, place, place, label)
    chooser.document = apply(after, typed)
    behind = Place(place.index, place.offset + len(label))
    absorbed = chooser.call_on_story(typing_corrections.absorb_label, behind, lambda _: None) if typed.after else None
    return replace(made, steps=(*made.steps, *typed.steps, *(absorbed.steps if absorbed else ())))


def correct_typing(chooser: EditChooser) -> Transaction:
    """Typed characters that are put right after the last of them."""
    a, b = chooser.spot()
    typed = chooser.choose(TYPED)
    made = chooser.call_on_story(text.type_text, a, b, typed)
    chooser.document = apply(chooser.document, made)
    if made.after is None:
        return made
    index = next(at for at, clause in enumerate(chooser.clauses) if clause.id == made.after.caret[0])
    rules = rules_of(chooser.redline.language, signs=True, words=True, users_words={"teh": "the"}, spaced=chooser.chance(0.5))
    place = Place(index, made.after.caret[1])
    corrected = chooser.call_on_story(typing_corrections.correct_typing, place, len(typed), rules)
    return replace(made, steps=(*made.steps, *(corrected.steps if corrected else ())))


def paste_lines(chooser: EditChooser) -> Transaction:
    """Foreign text, as clauses if it has labels and the place allows them."""
    lines = [(Run(line),) if line else () for line in chooser.choose(LINES)]
    a, b = chooser.spot()
    found = paste.recognise_clauses(lines, chooser.document.language)
    made = chooser.call_on_story(paste.put_clauses, a, b, found, kind=TransactionKind.PASTE) if found else None
    if made is not None:
        return made
    put = (
        [InsertedParagraph(inserted.runs, inserted.props) for inserted in found]
        if len(found) > 1
        else [InsertedParagraph(runs) for runs in lines]
    )
    return chooser.call_on_story(text.replace_range, a, b, put, kind=TransactionKind.PASTE)


def paste_copy(chooser: EditChooser) -> Transaction:
    """A copy from a text of the document, with its notes."""
    copied = paste.copied_clauses(chooser.clauses, *chooser.range(), chooser.choose(("draft", "draft", "base")), lambda _: None)
    beside = paste.copied_notes(chooser.redline, copied, "draft")
    chooser.story = StoryId(chooser.number) if chooser.chance(0.9) else chooser.story
    a, b = chooser.spot()
    runs, steps = chooser.call_on_story(paste.with_notes, [clause.runs for clause in copied], beside)
    new = [structure.NewClause(clause.props, copied_runs) for clause, copied_runs in zip(copied, runs, strict=True)]
    made = chooser.call_on_story(paste.put_clauses, a, b, new, kind=TransactionKind.PASTE) if len(new) > 1 else None
    if made is None:
        put = [InsertedParagraph(copied_runs.runs, copied_runs.props) for copied_runs in new]
        made = chooser.call_on_story(text.replace_range, a, b, put, kind=TransactionKind.PASTE)
    return replace(made, steps=(*steps, *made.steps))


def paste_blocks(chooser: EditChooser) -> Transaction:
    """Paragraphs and tables, as from a page."""
    a, b = chooser.spot()
    cells = (CellWords("", 1, ((Run("one"),), (Run("two"),))), CellWords("x"))
    table = paste_tables.NewTable((cells, tuple(reversed(cells))), heads=int(chooser.chance(0.3)))
    words = (structure.NewClause(runs=(Run("words"),)),)
    blocks = chooser.choose(((table,), (words, table), (table, words), (words, table, words), (table, table)))
    return chooser.call_on_story(paste_tables.put_blocks, a, b, blocks, kind=TransactionKind.PASTE)


def replace_words(chooser: EditChooser) -> Transaction:
    words = chooser.choose(chooser.clauses).text_on("draft").split()
    query = Query(chooser.choose(words), case=chooser.chance(0.5), whole=chooser.chance(0.5))
    return chooser.call(replace_all.replace_hits, query, chooser.choose(("", "other words", "x", "\\[")))


def case(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(change_case.change_case, *chooser.spot())


def drag(chooser: EditChooser) -> Transaction:
    """The draft text of a selection, moved to another place as by the pointer."""
    a, b = chooser.range()
    target = chooser.place()
    if a <= target <= b:
        raise EditError("the place is in the selection")
    copied = paste.copied_clauses(chooser.clauses, a, b, "draft", lambda _: None)
    beside = paste.copied_notes(chooser.redline, copied, "draft")
    runs, steps = chooser.call_on_story(paste.with_notes, [clause.runs for clause in copied], beside)
    put = (target, target, [InsertedParagraph(line) for line in runs])
    orders: tuple[tuple[Any, tuple[Any, ...]], ...] = ((text.replace_range, put), (text.delete_range, (a, b)))
    made: list[Transaction] = []
    for do, given in orders if target > b else reversed(orders):
        named = {"kind": TransactionKind.MOVE_TEXT} if do is text.replace_range else {}
        made.append(chooser.call_on_story(do, *given, **named))
        chooser.document = apply(chooser.document, made[-1])
    return replace(made[0], steps=(*steps, *made[0].steps, *made[1].steps))
