"""The target of a command: places of a text, or clauses chosen in the tree."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from model.edits import multiple
from model.edits.common import index_of, subtree
from model.redline import Clause
from model.redline.edit_text import Place
from model.submission.story import StoryId
from widgets.common.clause_outline import outline


class Target(Struct, frozen=True):
    """The target of a command: a story, a selection in it in order, the clause that is chosen."""

    story: StoryId
    start: Place
    stop: Place
    whole: bool = False
    """Whether clauses as such are chosen (in the tree), not a place in a text."""
    ids: tuple[str, ...] = ()
    """The chosen clauses, none of which is under another; empty: those from start to stop."""

    def chosen(self, clauses: Sequence[Clause]) -> Sequence[str]:
        """The clauses that a command applies to, by their ids; the clauses under them are included."""
        return self.ids or multiple.roots(clauses, self.reached(clauses))

    def reached(self, clauses: Sequence[Clause]) -> Sequence[str]:
        """The chosen clauses alone: of a selection of text all that it reaches into. Where it ends before the first character
        of one, as with the end of the paragraph above, it does not reach into that."""
        behind = self.stop.index + (self.stop.offset > 0 or self.start.index == self.stop.index)
        return self.ids or [clause.id for clause in clauses[self.start.index : behind]]


def move_target(clauses: Sequence[Clause], index: int, by: int) -> int | None:
    """The index before which a clause goes that moves one place up or down among its live siblings."""
    tree = outline(clauses)
    siblings = [
        other
        for other in tree.children[tree.parents[index] + 1]
        if other == index or (clauses[other].is_on("draft") and clauses[other].props.kind == clauses[index].props.kind)
    ]
    place = siblings.index(index) + by
    if not 0 <= place < len(siblings):
        return None
    return siblings[place] if by < 0 else subtree(clauses, siblings[place])


def clause_target(story: StoryId, clauses: Sequence[Clause], id: str, chosen: Sequence[str] = ()) -> Target:
    """A clause, with others that are chosen beside it, as the target of a command."""
    index = index_of(clauses, id)
    ids = tuple(multiple.roots(clauses, {id, *chosen}))
    return Target(story, Place(index, 0), Place(index, len(clauses[index].text)), whole=True, ids=ids)
