"""The intents of the editor as transactions: typing, deleting, splitting, pasting, moving, restoring.

This module does not know the widget: places are those of the model. The edits are functions of `model.edits`; this module adds
what a key means and where the caret was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from model import edits
from model.redline import LINE_BREAK, Clause, Note, Run, Style, shows
from model.redline.edit_text import InsertedParagraph, Place
from model.redline.runs import cut
from model.submission.new_text import is_new_text
from model.submission.story import StoryId, clauses_of, language_of, redline_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Splice, Transaction, apply
from widgets.common.store import TYPING, MergeKey, MergeRule, Store
from widgets.common.tasks import StepRunner, commit_in_parts, run_steps_inline
from widgets.common.translation import say, translate
from widgets.editor.clipboard import NO_NOTES, Foreign
from widgets.editor.delete_ranges import backward, draft_text, forward
from widgets.editor.document.selections import Pair, place_in, selection_at
from widgets.editor.typing_run import TypingRun

if TYPE_CHECKING:
    from model.edits.structure import NewClause

LABEL_ENDS = (" ", "\t", "\u00a0")
"""Characters that are typed after a label."""
_BACKSPACE = MergeKey(MergeRule.BACKSPACE)
_DELETE = MergeKey(MergeRule.DELETE)
PART = 1_000
"""The number of new clauses that are inserted at once."""


class Intents:
    """Edits one story. Each method commits at most one transaction and returns the caret's new place, None if it stays."""

    def __init__(self, store: Store, story: Callable[[], StoryId], tell: Callable[[str], None] = lambda sentence: None) -> None:
        self._store = store
        self._story = story
        self._tell = tell
        self.in_slices: StepRunner = run_steps_inline
        """Runs long work step by step; the program sets it to a function that repaints the window meanwhile."""
        self.punctuate = False
        """Whether closing marks of items are added to pasted text."""
        self.typing = TypingRun()

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the story as they are now."""
        return clauses_of(self._store.submission, self._story())

    def type(self, at: Pair, text: str, merge: MergeKey | None = TYPING, *, by_key: bool = False) -> Place | None:
        """Replaces a selection by text of one paragraph; if it was typed by a key, autocorrect follows as a separate step."""
        was = self.clauses
        if not was:
            caret = self._begin([(Run(text),)], TransactionKind.TYPE)
        else:
            made = edits.text.type_text(self._store.submission, self._story(), *at, text, self._store.stamp())
            caret = self.carry_out(made, at, merge)
        if caret is None:
            return None
        absorbed_at = self._absorb(caret) if was and text in LABEL_ENDS else None
        if absorbed_at is not None or not by_key:
            return absorbed_at or caret
        return self._autocorrect(was, at, caret, text) or caret

    def _autocorrect(self, was: Sequence[Clause], at: Pair, caret: Place, text: str) -> Place | None:
        """Corrects the quote, the dash or the word that a key has just ended: one undo restores what was typed."""
        self.typing.note_key(was, at, self.clauses, caret, text)
        story = self._story()
        rules = self.typing.rules_after(text, language_of(self._store.submission, story), story)
        if rules is None:
            return None
        from model.edits.typing_corrections import correct_typing  # after a few keys only

        stamp = self._store.stamp()
        made = correct_typing(self._store.submission, self._story(), caret, self.typing.length, rules, stamp)
        after = self.carry_out(made, (caret, caret)) if made is not None else None
        if after is not None:
            self.typing.note_correction(self.clauses, caret, after)
        return after

    def _absorb(self, caret: Place) -> Place | None:
        """Turns a label typed at the start of a new item into its number, as a step of its own that undo takes back."""
        if self._story().note:
            return None
        submission, story, stamp = self._store.submission, self._story(), self._store.stamp()
        clause = self.clauses[caret.index]

        def labels(id: str) -> str | None:
            return self._store.labelling(story.proposal).draft(id)

        from model.edits.typing_corrections import absorb_label

        made = absorb_label(submission, story, caret, labels, stamp)
        if made is None:
            return None
        after = self.carry_out(made, (caret, caret))
        sentence = translate(
            "Intents", "“{typed}” was taken as the number of this paragraph, which is “{label}”; Undo makes it text."
        )
        self._tell(sentence.format(typed=clause.text[: caret.offset].strip(), label=labels(clause.id) or ""))
        return after

    def make_room(self, at: Pair, merge: MergeKey) -> Place | None:
        """Deletes a selection before other text is composed in its place."""
        made = edits.text.delete_range(self._store.submission, self._story(), *at, self._store.stamp(), caret="after")
        return self.carry_out(replace(made, kind=TransactionKind.TYPE), at, merge)

    def put(self, at: Pair, text: Foreign, kind: TransactionKind) -> Place | None:
        """Replaces a selection by foreign paragraphs."""
        return self.carry_out(self._put(at, text, kind), at)

    def paste(self, at: Pair, text: Foreign, kind: TransactionKind) -> Place | None:
        """Replaces a selection by foreign paragraphs; as clauses if they have labels and the place allows clauses."""
        return self.carry_out(self.paste_transaction(at, text, kind), at)

    def paste_transaction(self, at: Pair, text: Foreign, kind: TransactionKind) -> Transaction:
        """The transaction of `paste`; a long text takes a while."""
        if text.tables:
            from model.edits.tables import paste as paste_tables

            submission = self._store.submission
            blocks = paste_tables.blocks_of(text.paragraphs, text.tables, submission.language)
            return paste_tables.put_blocks(submission, self._story(), *at, blocks, self._store.stamp(), kind=kind)
        found = edits.paste.recognise_clauses(text.paragraphs, self._store.submission.language, rows=text.rows)
        made = self._as_clauses(at, found, kind) if found else None
        if made is not None:
            return made
        return self._within(at, found, kind) if len(found) > 1 and self.clauses else self._put(at, text, kind)

    def takes_tables(self, at: Pair) -> bool:
        """Whether tables can be pasted in place of a selection."""
        from model.edits.tables import paste as paste_tables

        submission, story = self._store.submission, self._story()
        return all(paste_tables.takes_tables(submission, story, place.index) for place in at)

    def _within(self, at: Pair, new: Sequence[NewClause], kind: TransactionKind) -> Transaction:
        """Inserts the words of clauses into a text; the labels of the text stay."""
        submission, paragraphs = self._store.submission, [InsertedParagraph(clause.runs, clause.props) for clause in new]
        return edits.text.replace_range(submission, self._story(), *at, paragraphs, self._store.stamp(), kind=kind)

    def _put(self, at: Pair, text: Foreign, kind: TransactionKind) -> Transaction:
        if not self.clauses:
            return self._first([edits.structure.NewClause(runs=runs) for runs in text.paragraphs], kind)
        submission, stamp = self._store.submission, self._store.stamp()
        return edits.text.replace_range(submission, self._story(), *at, self._insertions(at[0], text), stamp, kind=kind)

    def paste_clauses(
        self, at: Pair, new: Sequence[NewClause], kind: TransactionKind, notes: Mapping[str, Note] = NO_NOTES
    ) -> Place | None:
        """Replaces a selection by clauses, with the notes that their marks name; within a paragraph, by their contents alone."""
        whole = len(new) > 1 or new[0].props.scheme != "none" or not self.clauses
        runs, steps = self._with_notes([clause.runs for clause in new], notes)
        new = [replace(clause, runs=with_notes) for clause, with_notes in zip(new, runs, strict=True)]
        made = (self._as_clauses(at, new, kind) if whole else None) or self._within(at, new, kind)
        return self.carry_out(replace(made, steps=(*steps, *made.steps)), at)

    def _with_notes(
        self, texts: Sequence[tuple[Run, ...]], notes: Mapping[str, Note]
    ) -> tuple[list[tuple[Run, ...]], tuple[SetField, ...]]:
        return edits.paste.with_notes(self._store.submission, self._story(), texts, notes, self._store.stamp())

    def _as_clauses(self, at: Pair, new: Sequence[NewClause], kind: TransactionKind) -> Transaction | None:
        if not self.clauses:
            return self._first(new, kind)
        submission, stamp = self._store.submission, self._store.stamp()
        return edits.paste.put_clauses(submission, self._story(), *at, new, stamp, kind=kind, punctuate=self.punctuate)

    def _begin(self, paragraphs: Sequence[tuple[Run, ...]], kind: TransactionKind) -> Place | None:
        """Inserts the first paragraphs of an empty text."""
        new = [edits.structure.NewClause(runs=runs) for runs in paragraphs]
        return self.carry_out(self._first(new, kind), (Place(0, 0), Place(0, 0)))

    def _first(self, new: Sequence[NewClause], kind: TransactionKind) -> Transaction:
        return edits.structure.insert_clauses(self._store.submission, self._story(), 0, new, self._store.stamp(), kind=kind)

    def backspace(self, at: Pair, *, word: bool) -> Place | None:
        """Deletes the selection, else the character or word before the caret."""
        if at[0] != at[1]:
            return self._delete(at, at, before=True)
        was = self.clauses
        found = backward(was, at[0], word=word) if was else None
        caret = self._delete(found, at, before=True, merge=None if word else _BACKSPACE) if found else None
        if caret is not None:
            self.typing.note_backspace(was, at, self.clauses, caret)
        return caret

    def delete(self, at: Pair, *, word: bool = False) -> Place | None:
        """Deletes the selection, else the character or word after the caret."""
        if at[0] != at[1]:
            return self._delete(at, at, before=False)
        found = forward(self.clauses, at[0], word=word) if self.clauses else None
        return self._delete(found, at, before=False, merge=None if word else _DELETE) if found else None

    def split(self, at: Pair) -> Place | None:
        """Splits the paragraph at the caret; an empty item moves up a level."""
        if not self.clauses:
            return self._begin([()], TransactionKind.NEW_PARAGRAPH)
        made = edits.enter_and_tab.enter(self._store.submission, self._story(), *at, self._store.stamp())
        return self.carry_out(made, at)

    def field_beside(self, at: Pair, by: int) -> Pair | None:
        """The next field of a new text that is still to be filled in (1), or the one before (−1); None if there is none."""
        story, proposals = self._story(), self._store.submission.proposals
        proposal = proposals[story.proposal - 1] if story.proposal <= len(proposals) else None
        if proposal is None or story.note or not is_new_text(proposal):
            return None
        from model.edits.proposals.template_fields import next_field  # a new text alone has fields

        return next_field(self.clauses, at, by, language_of(self._store.submission, story))

    def add_row(self, at: Pair) -> Place | None:
        """Inserts a row below that of the caret."""
        from model.edits.tables.rows import insert_row

        made = insert_row(self._store.submission, self._story(), self.clauses[at[0].index].id, self._store.stamp())
        return self.carry_out(made, at)

    def break_line(self, at: Pair) -> Place | None:
        """Starts a new line within the paragraph, in place of the selection."""
        return self.type(at, LINE_BREAK, merge=None)

    def drag(self, at: Pair, target: Place, kind: TransactionKind) -> Place | None:
        """Moves the text of a selection, as the draft shows it, to another place."""
        a, b = at
        if a <= target <= b:
            return None
        story, stamp, submission = self._story(), self._store.stamp(), self._store.submission
        copied = edits.paste.copied_clauses(self.clauses, a, b, "draft", lambda _: None)
        notes = edits.paste.copied_notes(redline_of(submission, story), copied, "draft")
        runs, beside = self._with_notes([clause.runs for clause in copied], notes)
        moved = [InsertedParagraph(paragraph) for paragraph in runs]
        if draft_text(self.clauses, a, b).endswith("\n"):
            moved = self._with_last_end(moved, target)
        put = (target, target, moved)
        if target > b:
            first = edits.text.replace_range(submission, story, *put, stamp, kind=kind)
            second = edits.text.delete_range(apply(submission, first), story, a, b, stamp)
            after = first.after
        else:
            first = edits.text.delete_range(submission, story, a, b, stamp)
            second = edits.text.replace_range(apply(submission, first), story, *put, stamp, kind=kind)
            after = second.after
        return self.carry_out(replace(first, kind=kind, steps=(*beside, *first.steps, *second.steps), after=after), at)

    def _with_last_end(self, moved: list[InsertedParagraph], target: Place) -> list[InsertedParagraph]:
        """The moved paragraphs with the end of the last one; it precedes them if nothing follows in the target paragraph."""
        before, behind = cut(self.clauses[target.index].runs, target.offset)
        if shows(behind, "draft"):
            return [*moved, InsertedParagraph()]
        return [InsertedParagraph(), *moved] if shows(before, "draft") else moved

    def _insertions(self, place: Place, text: Foreign) -> list[InsertedParagraph]:
        if text.formatted:
            return [InsertedParagraph(runs) for runs in text.paragraphs]
        style: Style = edits.text.style_at(self.clauses[place.index], place.offset)
        return [InsertedParagraph(tuple(Run(run.text, style=style) for run in runs)) for runs in text.paragraphs]

    def _delete(self, range_: Pair, at: Pair, *, before: bool, merge: MergeKey | None = None) -> Place | None:
        submission, stamp = self._store.submission, self._store.stamp()
        side: Literal["before", "after"] = "before" if before else "after"
        return self.carry_out(edits.text.delete_range(submission, self._story(), *range_, stamp, caret=side), at, merge)

    def carry_out(self, made: Transaction, at: Pair, merge: MergeKey | None = None) -> Place | None:
        """Commits a transaction made for a selection, and returns the place of the caret."""
        made = replace(made, before=selection_at(self._story(), self.clauses, *at))
        parts = (
            edits.transform.in_parts(made, PART) if not _has_cells(made) else [made]
        )  # each part would lay out the whole table
        if len(parts) == 1:
            self._store.commit(made, merge)
        elif not commit_in_parts(self._store, parts, self.in_slices, f"{say(edits.undo_texts.action_text(made))} …"):
            return None
        return self._place_after(made)

    def _place_after(self, made: Transaction) -> Place | None:
        """The place of the caret after a transaction; usually among the clauses that its last step inserted."""
        if made.after is None:
            return None
        clauses, (id, offset) = self.clauses, made.after.caret
        for step in made.steps[-1:]:
            if isinstance(step, Splice):
                for index in range(max(0, step.at - 1), min(len(clauses), step.at + len(step.new) + 1)):
                    if clauses[index].id == id:
                        return Place(index, min(offset, len(clauses[index].text)))
        return place_in(clauses, made.after.caret)


def _has_cells(made: Transaction) -> bool:
    """Whether a transaction begins by inserting text with cells of tables."""
    step = made.steps[0] if made.steps else None
    return isinstance(step, Splice) and any(clause.cell is not None for clause in step.new)
