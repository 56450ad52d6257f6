"""What a hand wants of a text, as transactions: typing, deleting, splitting, pasting, moving, restoring. Nothing
here knows the widget; places are the model's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from model.editing import Edit, Inserted, Place, edit
from model.redline import LINE_BREAK, Clause, Run, Style
from model.steps import Selection, Splice, Transaction
from widgets.editor.ranges import backward, draft_text, forward, typing_style
from widgets.store import Store, clauses_of

Pair = tuple[Place, Place]


def tr(text: str) -> str:
    return QCoreApplication.translate("Intents", text)


def selection_at(story: str, clauses: Sequence[Clause], anchor: Place, caret: Place) -> Selection | None:
    """Places as a selection, which names clauses by their ids and so outlives other changes."""
    if not clauses:
        return None
    return Selection(
        story,
        (clauses[anchor.index].id, anchor.offset),
        (clauses[caret.index].id, caret.offset),
    )


def place_in(clauses: Sequence[Clause], position: tuple[str, int]) -> Place | None:
    """Where a position of a selection stands now; None where its clause is gone."""
    id, offset = position
    for index, clause in enumerate(clauses):
        if clause.id == id:
            return Place(index, min(offset, len(clause.text)))
    return None


class Intents:
    """The editing of one story. Each method commits at most one transaction and says where the caret belongs."""

    def __init__(self, store: Store, story: Callable[[], str]) -> None:
        self._store = store
        self._story = story

    @property
    def story(self) -> str:
        return self._story()

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return clauses_of(self._store.submission, self.story)

    def type(self, selected: Pair, text: str, merge: str = "type") -> Place:
        """Types text of one paragraph over a selection."""
        style = typing_style(self.clauses[selected[0].index], selected[0].offset)
        return self._change(selected, (Inserted((Run(text, style=style),)),), tr("Type"), merge)

    def put(self, selected: Pair, paragraphs: Sequence[str], label: str) -> Place:
        """Puts paragraphs of plain text in place of a selection."""
        style = typing_style(self.clauses[selected[0].index], selected[0].offset)
        return self._change(selected, tuple(_inserted(text, style) for text in paragraphs), label)

    def backspace(self, selected: Pair, *, word: bool) -> Place:
        if selected[0] != selected[1]:
            return self._change(selected, (), tr("Delete"), caret_before=True)
        found = backward(self.clauses, selected[0], word=word)
        if found is None:
            return selected[0]
        return self._change(found, (), tr("Delete"), "" if word else "backspace", caret_before=True, selected=selected)

    def delete(self, selected: Pair, *, word: bool = False) -> Place:
        if selected[0] != selected[1]:
            return self._change(selected, (), tr("Delete"))
        found = forward(self.clauses, selected[0], word=word)
        if found is None:
            return selected[0]
        return self._change(found, (), tr("Delete"), "" if word else "delete", selected=selected)

    def split(self, selected: Pair) -> Place:
        """Ends the paragraph here."""
        return self._change(selected, (Inserted(), Inserted()), tr("New paragraph"))

    def break_line(self, selected: Pair) -> Place:
        return self.type(selected, LINE_BREAK, merge="")

    def restore(self, selected: Pair) -> Place:
        """Keeps struck text of the selection again."""
        return self._change(selected, (), tr("Restore"), restore=True)

    def drag(self, selected: Pair, target: Place) -> Place:
        """Moves the live text of a selection to another place."""
        a, b = selected
        if a <= target <= b:
            return target
        clauses, stamp = self.clauses, self._store.stamp()
        style = typing_style(clauses[a.index], a.offset + 1)
        paragraphs = tuple(_inserted(text, style) for text in draft_text(clauses, a, b).split("\n"))
        if target > b:
            first = edit(clauses, target, target, paragraphs, stamp)
            second = edit(_spliced(clauses, first), a, b, (), stamp)
            caret = first.caret if first.at >= second.at + len(second.old) else second.caret
        else:
            first = edit(clauses, a, b, (), stamp)
            second = edit(_spliced(clauses, first), target, target, paragraphs, stamp)
            caret = second.caret
        return self._commit(tr("Move text"), (first, second), selected, caret)

    def _change(
        self,
        range_: Pair,
        paragraphs: Sequence[Inserted],
        label: str,
        merge: str = "",
        *,
        restore: bool = False,
        caret_before: bool = False,
        selected: Pair | None = None,
    ) -> Place:
        made = edit(
            self.clauses,
            *range_,
            paragraphs,
            self._store.stamp(),
            restore=restore,
            caret="before" if caret_before else "after",
        )
        return self._commit(label, (made,), selected or range_, made.caret, merge)

    def _commit(self, label: str, edits: Sequence[Edit], selected: Pair, caret: Place, merge: str = "") -> Place:
        clauses = self.clauses
        before = selection_at(self.story, clauses, *selected)
        after = clauses
        steps = []
        for made in edits:
            if made.old != made.new:
                steps.append(Splice(self.story, made.at, made.old, made.new))
                after = _spliced(after, made)
        if steps:
            stamp = self._store.stamp()
            there = selection_at(self.story, after, caret, caret)
            self._store.commit(Transaction(label, tuple(steps), before, there, stamp.author, stamp.date), merge)
        return caret


def _inserted(text: str, style: Style) -> Inserted:
    return Inserted((Run(text, style=style),) if text else ())


def _spliced(clauses: tuple[Clause, ...], made: Edit) -> tuple[Clause, ...]:
    return clauses[: made.at] + made.new + clauses[made.at + len(made.old) :]
