"""The target of a command: places of a text, or clauses chosen in the tree."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from model import edits
from model.edits.common import index_of, subtree
from model.redline import Clause, Stamp
from model.redline.cells import enclosing_cells
from model.redline.edit_text import Place
from model.submission.story import StoryId, clauses_of
from model.submission.transactions import Transaction
from model.submission.values import Submission
from widgets.common.clause_outline import NO_ROW, outline


class Target(Struct, frozen=True):
    """The target of a command: a story, a selection in it in order, the clause that is chosen."""

    story: StoryId
    start: Place
    stop: Place
    whole: bool = False
    """Whether clauses as such are chosen (in the tree), not a place in a text."""
    ids: tuple[str, ...] = ()
    """The chosen clauses, none of which is under another; empty: those from start to stop."""

    def chosen_ids(self, clauses: Sequence[Clause]) -> Sequence[str]:
        """The clauses that a command applies to, by their ids; the clauses under them are included."""
        return self.ids or edits.multiple.roots(clauses, self.reached_ids(clauses))

    def chosen_rows(self, clauses: Sequence[Clause]) -> Sequence[str]:
        """The clauses that a deletion applies to: of a table chosen in the tree, the first in each row that is not deleted."""
        ids = self.chosen_ids(clauses)
        if not self.whole:
            return ids
        wanted, inner, seen = set(ids), enclosing_cells(clauses), set[tuple[int, int]]()
        out: list[str] = []
        for clause in clauses:
            row = clause.cell and clause.cell[:2]
            if clause.id not in wanted or (row and (row in seen or clause.id in inner or not clause.row.in_draft)):
                continue
            out.append(clause.id)
            if row:
                seen.add(row)
        return out

    def reached_ids(self, clauses: Sequence[Clause]) -> Sequence[str]:
        """The chosen clauses alone: of a selection of text all that it reaches into. Where it ends before the first character
        of one, as with the end of the paragraph above, it does not reach into that."""
        behind = self.stop.index + (self.stop.offset > 0 or self.start.index == self.stop.index)
        return self.ids or [clause.id for clause in clauses[self.start.index : behind]]


def delete_chosen(
    submission: Submission, story: StoryId, id: str, stamp: Stamp, *, rows_too: bool, punctuate: bool
) -> Transaction:
    """Delete a clause with those under it.

    rows_too: a clause in a table is deleted with its row, not only its words
    punctuate: gives the items around it the closing marks of ITU practice
    """
    clauses = clauses_of(submission, story)
    if rows_too and clauses[index_of(clauses, id)].cell is not None:
        from model.edits.tables.rows import delete_row

        return delete_row(submission, story, id, stamp)
    return edits.structure.delete_clauses(submission, story, id, stamp, punctuate=punctuate)


def move_target(clauses: Sequence[Clause], index: int, by: int) -> int | None:
    """The index before which a clause goes that moves one place up or down among its live siblings."""
    tree = outline(clauses)
    if tree.rows[index] == NO_ROW:
        return None
    siblings = [
        other
        for other in tree.children[tree.parents[index] + 1]
        if other == index or (clauses[other].is_on("draft") and clauses[other].props.kind == clauses[index].props.kind)
    ]
    place = siblings.index(index) + by
    if not 0 <= place < len(siblings):
        return None
    if by < 0:
        return siblings[place]
    table = tree.tables.get(siblings[place])
    return table.stop if table is not None else subtree(clauses, siblings[place])


def clause_target(story: StoryId, clauses: Sequence[Clause], id: str, chosen: Sequence[str] = ()) -> Target:
    """A clause, with others that are chosen beside it, as the target of a command."""
    from model.edits.tables.new_table import whole_table

    index = index_of(clauses, id)
    ids = tuple(edits.multiple.roots(clauses, {id, *chosen}))
    last = whole_table(clauses, index)[1] - 1
    return Target(story, Place(index, 0), Place(last, len(clauses[last].text)), whole=True, ids=ids)
