"""The clauses of a text as rows of a tree, with the state of each clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from model.edits.common import subtree
from model.numbering import Labelling, on_one_line
from model.numbering.margin_numbers import has_number
from model.numbering.units import parse_unit
from model.redline import Clause, Status
from model.redline.cells import outermost_table
from model.submission.amendments import is_whole
from model.submission.authorship import is_changed_by
from model.text.shortening import shorten_text

State = Literal["kept", "changed", "inserted", "deleted", "moved", "renumbered"]
SIGNS: dict[State, str] = {"kept": "", "changed": "~", "inserted": "+", "deleted": "−", "moved": "⇄", "renumbered": "#"}
EXCERPT = 90
"""Characters of a clause that a row shows."""
ROOT = -1
NO_ROW = -1


class ClauseOutline(Struct, frozen=True):
    """The tree of clauses, by indices. A table has one row, an empty paragraph of the text in force none, others their own.

    `parents[i]` is the parent of i or ROOT, `rows[i]` the place of i among its siblings or NO_ROW, `children[i + 1]` the children
    of i (`children[0]`: at the top).
    """

    parents: tuple[int, ...]
    rows: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    tables: Mapping[int, TableSpan] = {}
    """The tables by the indices of their first clauses."""


class TableSpan(Struct, frozen=True):
    """A table with all that is in its cells."""

    stop: int
    """The index after its last clause."""
    id: int
    """Its number in `Clause.cell`."""
    number: int
    """Its number in the text, from 1."""


def outline(clauses: Sequence[Clause]) -> ClauseOutline:
    """The tree of clauses. Below an annex are all clauses before the next annex, below a heading or call its paragraphs, below a
    paragraph the deeper ones. A table is beside the paragraph that follows it."""
    parents: list[int] = []
    rows: list[int] = []
    children: list[list[int]] = [[] for _ in range(len(clauses) + 1)]
    open_: list[tuple[int, int]] = []
    tables = _tables_in(clauses)
    numbered = any(map(has_number, clauses))
    provision = 0
    """The rank of the provision that unnumbered paragraphs continue; 0 outside of one."""
    stop = 0
    for index, clause in enumerate(clauses):
        if index < stop or not has_row(clause):
            parents.append(parents[-1] if index < stop else ROOT)
            rows.append(NO_ROW)
            continue
        rank = _rank(clause)
        if table := tables.get(index):
            stop = table.stop
            rank = max(_rank(clauses[stop]), TABLE_RANK) if stop < len(clauses) and has_row(clauses[stop]) else TABLE_RANK
        title = numbered and _is_title_of_unit(clauses, index)
        if numbered:
            rank += title
            if has_number(clause):
                provision = rank
            elif clause.cell is not None or clause.props.kind == "paragraph":
                rank = max(rank, provision + 1) if provision else rank
            else:
                provision = 0
        while open_ and open_[-1][0] >= rank:
            open_.pop()
        parent = open_[-1][1] if open_ else ROOT
        parents.append(parent)
        rows.append(len(children[parent + 1]))
        children[parent + 1].append(index)
        if clause.props.kind not in _LEAVES and clause.cell is None and not title:
            open_.append((rank, index))
    return ClauseOutline(tuple(parents), tuple(rows), tuple(tuple(under) for under in children), tables)


_LEAVES = ("number", "title", "history", "opening")


def _is_title_of_unit(clauses: Sequence[Clause], index: int) -> bool:
    """Whether a heading is the title of the article or section whose number line it follows: what comes is under that line."""
    if not index or clauses[index].props.kind != "heading" or clauses[index - 1].props.kind != "heading":
        return False
    text, before = clauses[index].text, clauses[index - 1].text
    return clauses[index].props.level == clauses[index - 1].props.level and bool(parse_unit(before)) and not parse_unit(text)


def _tables_in(clauses: Sequence[Clause]) -> dict[int, TableSpan]:
    out: dict[int, TableSpan] = {}
    cells = [clause.cell for clause in clauses]
    numbers: dict[int, int] = {}
    stop = 0
    for index, cell in enumerate(cells):
        if cell is None:
            continue
        numbers.setdefault(cell[0], len(numbers) + 1)
        if index >= stop:
            id, stop = outermost_table(cells, index)
            out[index] = TableSpan(stop, id, 0)
    return {index: TableSpan(table.stop, table.id, numbers[table.id]) for index, table in out.items()}


def has_row(clause: Clause) -> bool:
    """Whether a clause outside of tables has a row: an empty paragraph of the text in force without an amendment has none."""
    if clause.cell is not None or clause.props.kind != "paragraph" or clause.text.strip():
        return True
    return clause.props.scheme != "none" or clause.label is not None or state_of(clause) != "kept"


TABLE_RANK = 41
"""That of a paragraph of the first level."""


def _rank(clause: Clause) -> int:
    match clause.props.kind:
        case "annex":
            return 0
        case "heading":
            return 10 + min(clause.props.level, 9)
        case "call":
            return 30
        case "paragraph":
            return 40 + min(clause.props.level, 40)
    return 5


def same_shape(old: Sequence[Clause], new: Sequence[Clause]) -> bool:
    """Whether two texts have the same tree of clauses, whatever their words, except those that number an article or section."""
    return len(old) == len(new) and all(_shape(x) == _shape(y) for x, y in zip(old, new, strict=True))


def _shape(clause: Clause) -> tuple[object, ...]:
    is_unit = clause.props.kind == "heading" and parse_unit(clause.text) is not None
    return clause.id, clause.cell, _rank(clause), has_row(clause), has_number(clause), is_unit


def state_of_all(clauses: Sequence[Clause]) -> State:
    """The state of several clauses as one: "changed" unless all have the same."""
    states = {state_of(clause) for clause in clauses}
    return states.pop() if len(states) == 1 else "changed"


def table_size(clauses: Sequence[Clause], table: int) -> tuple[int, int]:
    """The rows of a table in the draft (of a deleted one: in the base), and the columns of its longest row.

    clauses: those of the table, with the tables in its cells
    table: its number in `Clause.cell`
    """
    inside = [clause for clause in clauses if clause.cell is not None and clause.cell[0] == table]
    rows: dict[int, dict[int, int]] = {}
    for clause in [clause for clause in inside if clause.row.in_draft] or inside:
        assert clause.cell is not None
        rows.setdefault(clause.cell[1], {})[clause.cell[2]] = clause.shape.columns if clause.shape else 1
    return len(rows), max((sum(row.values()) for row in rows.values()), default=0)


def state_of(clause: Clause, labelling: Labelling | None = None) -> State:
    """The state of a clause."""
    if is_whole(clause, Status.INSERTED):
        return "moved" if clause.end.move else "inserted"
    if is_whole(clause, Status.DELETED):
        return "moved" if clause.end.move else "deleted"
    runs = any(run.status is not Status.KEPT or run.base_style is not None for run in clause.runs)
    if runs or clause.end.status is not Status.KEPT or clause.base_props is not None or clause.row is not Status.KEPT:
        return "changed"
    if labelling is not None and labelling.base(clause.id) != labelling.draft(clause.id):
        return "renumbered"
    return "kept"


def label_text(clause: Clause, labelling: Labelling | None) -> str:
    """The label of a row: `e)`, or `e) → f)` if it changed, behind the margin number of a provision: `9.11A e)`."""
    if labelling is None:
        return ""
    base, draft = on_one_line(labelling.base(clause.id)), on_one_line(labelling.draft(clause.id))
    label = f"{base} → {draft}" if base and draft and base != draft else draft or base
    number = labelling.number("draft", clause.id) or labelling.number("base", clause.id)
    return " ".join(filter(None, (number, label)))


def first_words(clause: Clause) -> str:
    """The first words of a clause in the draft; for a deleted clause, in the base."""
    text = clause.text_on("draft") or clause.text_on("base")
    return beginning(text, EXCERPT)


def beginning(text: str, size: int) -> str:
    """Text on one line, cut to a number of characters."""
    return shorten_text(" ".join(text[: 2 * size].translate(_PLAIN).split()), size)


_PLAIN = {1: None, 0xFFFC: None, 0x2060: None, 0x202A: None, 0x202B: None, 0x202D: None, 0x202E: None, 0x2028: " "}
"""Characters that a row does not show. Marks that override the direction are shown as signs and have no effect."""


def is_wanted(clause: Clause, labelling: Labelling | None, *, amended: bool, words: str, author: str = "") -> bool:
    """Whether a filter accepts a clause: all of the given conditions must hold.

    clause: the clause
    labelling: the labels, if known
    amended: accepts only amended clauses
    words: accepts only clauses with these words in label or draft
    author: accepts only amendments of this author
    """
    if (amended and state_of(clause, labelling) == "kept") or (author and not is_changed_by(clause, author)):
        return False
    wanted = words.strip().casefold()
    text = clause.text_on("draft") or clause.text_on("base")
    return not wanted or wanted in f"{label_text(clause, labelling)} {text}".casefold()


def drop_place(
    tree: ClauseOutline, clauses: Sequence[Clause], ids: Sequence[str], parent: int, row: int
) -> tuple[int, int | None]:
    """The clause index and the level for clauses that are dropped below a parent as its row; None for the level at the top. A
    call goes after a block, never inside it.

    tree: the outline
    ids: the dropped clauses
    parent: the row below which they are dropped; ROOT: at the top
    row: their row below the parent; −1: dropped on the parent itself, so as its last row
    """
    moved = next(clause for clause in clauses if clause.id in ids)
    if moved.props.kind == "call":
        while parent != ROOT and clauses[parent].props.kind in ("call", "paragraph"):
            above, row = tree.parents[parent], tree.rows[parent] + 1
            parent = above
    under = tree.children[parent + 1]
    stop = len(clauses) if parent == ROOT else subtree(clauses, parent)
    index = under[row] if 0 <= row < len(under) else stop
    if parent == ROOT:
        return index, None
    props = clauses[parent].props
    return index, props.level + 1 if props.kind == "paragraph" else 1
