"""The commands on clauses, given by menus, tree and keyboard: from the target to a transaction of `model.edits`.

Actions are connected to them in `structure`; their ids and menus are those of `app.window.action_ids` and `actions`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.session.session import Session
from app.window.command_target import Target, delete_chosen, move_target
from model import edits
from model.edits.common import index_of, subtree
from model.errors import EditError
from model.redline import NOTE, Clause, Kind, Scheme, Stamp
from model.redline.cells import CellId
from model.submission.amendments import Amendment, amendments
from model.submission.corrected_clauses import printed_runs
from model.submission.story import StoryId, clauses_of, redline_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Selection, Transaction
from model.submission.values import Submission
from widgets.common.translation import say

Spans = list[tuple[str, int, int]]
Make = Callable[[Submission, StoryId, str, Stamp], Transaction]
"""What is done to a clause of a story, by its id, in the submission as it is then."""


class ClauseCommandsController(QObject):
    """Carries out the commands on clauses. `target` says what is chosen when a command is called."""

    refused = Signal(str)
    went_to = Signal(object)
    """The Selection at which the work continues."""

    def __init__(self, session: Session, target: Callable[[], Target | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._target = target
        self.punctuate = True
        """Whether the closing marks of items follow what is inserted, deleted and moved, as ITU practice wants."""

    # -- clauses

    def insert_after(self) -> None:
        """Inserts a clause after the chosen one and the clauses under it, as Enter does."""
        self._on_clause(self._insert)

    def begin(self, story: StoryId) -> None:
        """The first clause of a text that has none."""
        self.run(partial(edits.structure.insert_clauses, self._submission, story, 0, [edits.structure.NewClause()]))

    def _insert(self, story: StoryId, clauses: tuple[Clause, ...], index: int, stamp: Stamp) -> Transaction:
        opener = clauses[index].props.kind in ("call", "opening", "heading", "annex", "number", "title", "history")
        at = index + 1 if opener else subtree(clauses, index)
        new = edits.structure.NewClause(edits.text.following_props(clauses, index))
        return edits.structure.insert_clauses(self._submission, story, at, [new], stamp, punctuate=self.punctuate)

    def delete(self) -> None:
        """Deletes the clauses of the selection; a table that is chosen in the tree, with its rows."""
        target = self._target()
        if target is not None:
            ids = target.chosen_rows(clauses_of(self._submission, target.story))
            self._in_turn(target.story, ids, partial(delete_chosen, rows_too=target.whole, punctuate=self.punctuate))

    def restore(self) -> None:
        """Restores deleted text: of the selection if there is one, otherwise of the clause."""
        target = self._target()
        if target is not None and not target.whole and target.start != target.stop:
            self.run(lambda stamp: edits.text.restore_range(self._submission, target.story, target.start, target.stop, stamp))
            return

        self._on_each(edits.structure.restore_clauses)

    def join(self) -> None:
        """Joins the clause of the selection with the one that follows, as Delete at its end does; several with one another."""
        target = self._target()
        if target is not None:
            clauses = clauses_of(self._submission, target.story)
            ids = _live(clauses, target.reached_ids(clauses))
            self.run(lambda stamp: edits.multiple.join_paragraphs(self._submission, target.story, ids, stamp))

    def change_level(self, by: int) -> None:
        """Promotes (−1) or demotes (1) the clauses of the selection, each with the clauses under it."""

        def transaction_of(submission: Submission, story: StoryId, id: str, stamp: Stamp) -> Transaction:
            return edits.clause_properties.change_level(submission, story, id, by, stamp)

        self._on_each(transaction_of, live=True)

    def set_kind(self, kind: Kind, scheme: Scheme | None = None) -> None:
        """Sets the kind of each chosen clause and, if given, its scheme of labels."""

        def transaction_of(submission: Submission, story: StoryId, id: str, stamp: Stamp) -> Transaction:
            return edits.clause_properties.change_kind(submission, story, id, kind, stamp, scheme=scheme)

        self._on_each(transaction_of, live=True)

    def correct_kind(self, kind: Kind, level: int = 1) -> None:
        """The clauses of the selection were read wrongly: they are of this kind and level. No amendment is made."""

        def transaction_of(submission: Submission, story: StoryId, id: str, stamp: Stamp) -> Transaction:
            return edits.clause_properties.correct_kind(submission, story, id, kind, stamp, level=level)

        self._on_each(transaction_of)

    def correct_label(self, ask: Callable[[str, int], int | None]) -> None:
        """The label of the chosen clause was read wrongly. `ask` is given what the clause prints and how long its label is,
        and says how long it really is; None: calls it off."""

        def transaction_of(story: StoryId, clauses: tuple[Clause, ...], index: int, stamp: Stamp) -> Transaction:
            clause = clauses[index]
            printed = "".join(run.text for run in printed_runs(clause))
            length = ask(printed, len(clause.label.text) if clause.label else 0)
            if length is None:
                return Transaction(TransactionKind.OTHER, ())
            return edits.clause_properties.correct_label(self._submission, story, clause.id, length, stamp)

        self._on_clause(transaction_of)

    def set_label(self, label: str | None) -> None:
        """Sets the label of the chosen clause by hand and locks it; None: leaves it to the numbering again."""

        def transaction_of(story: StoryId, clauses: tuple[Clause, ...], index: int, stamp: Stamp) -> Transaction:
            id, locked = clauses[index].id, label is not None
            return edits.clause_properties.set_label(self._submission, story, id, label, stamp, lock=locked)

        self._on_clause(transaction_of)

    def move(self, by: int) -> None:
        """Moves the selected clauses before the sibling above the first (−1), or after the one below the last (1)."""
        target = self._target()
        if target is None:
            return
        story, clauses = target.story, clauses_of(self._submission, target.story)
        ids = _live(clauses, target.chosen_ids(clauses))

        def transaction_of(stamp: Stamp) -> Transaction:
            at = move_target(clauses, index_of(clauses, ids[0 if by < 0 else -1]), by)
            if at is None:
                raise EditError(self.tr("There is no clause of the same level to move it past."))
            return edits.multiple.move_to(self._submission, story, ids, at, stamp, punctuate=self.punctuate)

        self.run(transaction_of)

    def move_to(self, ids: Sequence[str], index: int, level: int | None) -> None:
        """Moves the chosen clauses before an index of their text; paragraphs get a level."""
        target = self._target()
        if target is not None:
            chosen = edits.multiple.roots(clauses_of(self._submission, target.story), ids)
            self.run(
                lambda stamp: edits.multiple.move_to(
                    self._submission, target.story, chosen, index, stamp, level=level, punctuate=self.punctuate
                )
            )

    # -- tables and their rows

    def insert_table(self, ask: Callable[[], tuple[int, int, int] | None]) -> None:
        """Inserts a table after the current paragraph, or before it if the caret is at its start. `ask` returns the numbers of
        rows, columns and header rows, or None to cancel. It is not called if there can be no table."""
        from model.edits.tables import new_table

        target = self._target()
        if target is None:
            return
        story, clauses = target.story, clauses_of(self._submission, target.story)
        index = min(target.stop.index + (target.whole or target.stop.offset > 0), len(clauses))

        def transaction_of(stamp: Stamp) -> Transaction:
            new_table.place_for_table(self._submission, story, index)
            wanted = ask()
            if wanted is None:
                return Transaction(TransactionKind.OTHER, ())
            height, width, heads = wanted
            cells, widths = new_table.table_of(height, width)
            return new_table.insert_table(self._submission, story, index, cells, widths, stamp, heads=heads)

        self.run(transaction_of)

    def insert_row(self, *, above: bool) -> None:
        """A new row above or below that of the chosen cell."""
        from model.edits.tables.rows import insert_row

        def edit(story: StoryId, clauses: tuple[Clause, ...], index: int, stamp: Stamp) -> Transaction:
            return insert_row(self._submission, story, clauses[index].id, stamp, above=above)

        self._on_clause(edit)

    def delete_rows(self) -> None:
        """Strikes the rows of the selection."""
        from model.edits.tables.rows import delete_row

        self._once_each(lambda cell: cell[:2], delete_row)

    def insert_column(self, *, before: bool) -> None:
        """Inserts a column before or after that of the chosen cell."""
        from model.edits.tables.columns import insert_column

        def edit(story: StoryId, clauses: tuple[Clause, ...], index: int, stamp: Stamp) -> Transaction:
            return insert_column(self._submission, story, clauses[index].id, stamp, before=before)

        self._on_clause(edit)

    def delete_columns(self) -> None:
        """Deletes the columns of the selection."""
        from model.edits.tables.columns import delete_column

        self._once_each(lambda cell: cell[::2], delete_column)

    def _once_each(self, line_of: Callable[[CellId], object], make: Make) -> None:
        """Makes changes of the rows or columns of the selection, once of each, by its first clause."""
        target = self._target()
        if target is None:
            return
        clauses = clauses_of(self._submission, target.story)
        chosen = set(target.reached_ids(clauses))
        first: dict[object, str] = {}
        for clause in clauses:
            if clause.id in chosen:
                first.setdefault(clause.cell and line_of(clause.cell), clause.id)
        self._in_turn(target.story, list(first.values()), make)

    # -- calls

    def calls_here(self) -> tuple[Target, tuple[str, ...]] | None:
        """The target, and the common calls that can be inserted there; None in a footnote."""
        target = self._target()
        if target is None or target.story.note:
            return None
        clauses = clauses_of(self._submission, target.story)
        index = min(target.stop.index, max(len(clauses) - 1, 0))
        language = self._submission.language
        return target, edits.calls.calls_for(edits.calls.place_for_call(clauses, index, language), language)

    def insert_call(self, target: Target, words: str) -> None:
        """A new call for the place that was the target when it was asked for."""
        self.run(
            lambda stamp: edits.calls.insert_call(
                self._submission, target.story, target.stop.index, words, stamp, punctuate=self.punctuate
            )
        )

    def rename(self, id: str, words: str) -> None:
        """Gives a clause of the text in which the caret is other words."""
        target = self._target()
        if target is not None:
            clauses = clauses_of(self._submission, target.story)
            self.run(lambda stamp: edits.calls.rename(self._submission, target.story, index_of(clauses, id), words, stamp))

    # -- amendments

    def accept(self, chosen: Sequence[Amendment]) -> None:
        """Makes amendments part of the text in force."""
        self._decide(chosen, edits.review.accept)

    def reject(self, chosen: Sequence[Amendment]) -> None:
        """Rejects amendments, which restores the text before them."""
        self._decide(chosen, edits.review.reject)

    def chosen_amendments(self) -> list[Amendment]:
        """The amendments that the selection touches; for a whole clause, also those of the clauses under it."""
        target = self._target()
        if target is None:
            return []
        found = amendments(redline_of(self._submission, target.story), self._session.labelling(target.story.proposal))
        return edits.review.amendments_within(found, target.story.note, self._spans(target))

    def _decide(
        self, chosen: Sequence[Amendment], decide: Callable[[Submission, int, Sequence[Amendment], Stamp], Transaction]
    ) -> None:
        target = self._target()
        decidable = [amendment for amendment in chosen if amendment.parts]
        if target is None or not decidable:
            if chosen:
                self.refused.emit(self.tr("A renumbering depends on its cause; decide that instead."))
            else:
                self.refused.emit(self.tr("There is no amendment here."))
            return
        self.run(lambda stamp: decide(self._submission, target.story.proposal, decidable, stamp))

    # -- formats and footnotes

    def toggle(self, name: str) -> None:
        """Gives the selected text a format, or removes it if all of the text has it."""
        target = self._target()
        if target is None or target.start == target.stop:
            self.refused.emit(self.tr("Select the text first."))
            return
        spans = self._spans(target)
        self.run(lambda stamp: edits.text.toggle_format(self._submission, target.story, spans, name, stamp))

    def change_case(self) -> None:
        """Writes the selected words, or the word at the caret, in the next case."""
        if (target := self._target()) is not None:
            change_case = edits.change_case.change_case
            self.run(lambda stamp: change_case(self._submission, target.story, target.start, target.stop, stamp))

    def insert_note(self, words: str, number_of: Callable[[Transaction], str | None] = lambda _: "") -> StoryId | None:
        """Inserts a footnote after the selection, else at the end of the clause; returns its story, None if there can be none."""
        target = self._target()
        known = set(redline_of(self._submission, target.story).notes) if target is not None else set()

        def transaction_of(story: StoryId, clauses: tuple[Clause, ...], index: int, stamp: Stamp) -> Transaction:
            offset = target.stop.offset if target is not None and not target.whole else len(clauses[index].text)
            insert = partial(edits.notes.insert_note, self._submission, story, clauses[index].id, offset, words, stamp)
            number = number_of(insert())
            return insert(own_number=number) if number is not None else Transaction(TransactionKind.OTHER, ())

        self._on_clause(transaction_of)
        new = set(redline_of(self._submission, target.story).notes) - known if target is not None else ()
        return next((StoryId(target.story.proposal, key) for key in new), None) if target is not None else None

    def note_here(self) -> StoryId | None:
        """The story of the note whose reference is beside the caret."""
        target = self._target()
        clauses = clauses_of(self._submission, target.story) if target is not None else ()
        if target is None or target.stop.index >= len(clauses) or target.story.note:
            return None
        offset = 0
        for run in clauses[target.stop.index].runs:
            if run.text == NOTE and run.content and offset <= target.stop.offset <= offset + 1:
                return StoryId(target.story.proposal, run.content)
            offset += len(run.text)
        return None

    # -- the door

    @property
    def _submission(self) -> Submission:
        return self._session.submission

    def _on_clause(self, make: Callable[[StoryId, tuple[Clause, ...], int, Stamp], Transaction]) -> None:
        target = self._target()
        if target is None:
            return
        clauses = clauses_of(self._submission, target.story)
        if target.stop.index < len(clauses):
            self.run(lambda stamp: make(target.story, clauses, target.stop.index, stamp))

    def _on_each(self, make: Make, *, live: bool = False) -> None:
        """One transaction for all selected clauses, or the `live` ones. A clause under another is included with it."""
        target = self._target()
        if target is not None:
            clauses = clauses_of(self._submission, target.story)
            ids = target.chosen_ids(clauses)
            self._in_turn(target.story, _live(clauses, ids) if live else ids, make)

    def _in_turn(self, story: StoryId, ids: Sequence[str], make: Make) -> None:
        if ids:
            in_turn = edits.multiple.in_turn
            self.run(lambda stamp: in_turn(self._submission, story, ids, lambda now, id: make(now, story, id, stamp), stamp))

    def _spans(self, target: Target) -> Spans:
        clauses = clauses_of(self._submission, target.story)
        start, stop = target.start, target.stop
        if target.whole:
            starts = [index_of(clauses, id) for id in target.ids] or [stop.index]
            return [(clause.id, 0, len(clause.text)) for first in starts for clause in clauses[first : subtree(clauses, first)]]
        chosen = list(enumerate(clauses))[start.index : stop.index + 1]
        return [
            (clause.id, start.offset if at == start.index else 0, stop.offset if at == stop.index else len(clause.text))
            for at, clause in chosen
        ]

    def run(self, make: Callable[[Stamp], Transaction]) -> None:
        """Makes a transaction and commits it. A sentence reports what cannot be done."""
        if reason := self.attempt(make):
            self.refused.emit(reason)

    def attempt(self, make: Callable[[Stamp], Transaction]) -> str:
        """Makes a transaction and commits it; returns the reason if that cannot be done, else ''."""
        target = self._target()
        try:
            transaction = make(self._session.stamp())
            if transaction.before is None and target is not None:
                transaction = replace(transaction, before=self._selection(target))
            self._session.commit(transaction)
        except EditError as error:
            return say(error.message)
        if transaction.after is not None:
            self.went_to.emit(transaction.after)
        return ""

    def _selection(self, target: Target) -> Selection | None:
        clauses = clauses_of(self._submission, target.story)
        if max(target.start.index, target.stop.index) >= len(clauses):
            return None
        start, stop = clauses[target.start.index].id, clauses[target.stop.index].id
        return Selection(target.story, (start, target.start.offset), (stop, target.stop.offset))


def _live(clauses: Sequence[Clause], ids: Sequence[str]) -> Sequence[str]:
    """The clauses that are in the draft; all if none is, so that the edit reports why it is impossible."""
    live = {clause.id for clause in clauses if clause.is_on("draft")}
    return [id for id in ids if id in live] or ids
