"""Labels as runs: literal text before the text of their paragraph, tracked if the sides differ.

ITU writes labels as typed text followed by a tab (facts of real files); so do we, in every package. If the base's own file
numbers automatically, a label that still prints right stays automatic; from the first of its list that does not, labels are
literal, and `w:numId` 0 removes the automatic one in the draft (`literal_from`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from model.numbering import Labelling, label_spans
from model.numbering.margin_numbers import NumberPair
from model.redline import NOBODY, PLAIN, Clause, End, Label, Redline, Run, Side, Stamp, Status, Style

_ITALIC = Style(italic=True)
_BOLD = Style(bold=True)


class NumberHolder(Protocol):
    """Marks the runs of a margin number in a file."""

    def __call__(self, runs: tuple[Run, ...], /, *, beside: Run | None = None) -> tuple[Run, ...]:
        """The runs between marks; `beside` has the status of the marks if there are no runs."""


class LabelRuns(Struct, frozen=True):
    """The labels of one text, ready to be written."""

    redline: Redline
    labelling: Labelling
    causes: Mapping[str, str]
    """The clause that made another's label change, see `Labelling.renumbered`."""
    styles: Callable[[Clause, Label | None], Style]
    """The format of a clause's label."""
    left_to_word: Mapping[Side, Set[str]] = field(default_factory=lambda: {"base": frozenset(), "draft": frozenset()})
    """The clauses, by id, whose label Word's own numbering prints on a side."""
    hold: Callable[[Clause, tuple[Run, ...], Sequence[tuple[str, str]]], tuple[Run, ...]] | None = None
    """Marks the runs of a label in the file if they would be read as text; it gets each side's label with its separator. None
    if nothing needs to be read back."""
    hold_number: NumberHolder | None = None
    """Marks the runs of a margin number in the file; None if nothing needs to be read back."""
    hold_words: Callable[[Clause, Side | None], tuple[Run, ...]] | None = None
    """The mark before the words of a provision without a label that would be read as one, on the side that is written, None for
    both. None if nothing needs to be read back."""
    number_style: Style = _BOLD
    """The format of margin numbers of which the text in force says nothing."""
    _kept: dict[tuple[str, str, Style], tuple[Run, ...]] = field(default_factory=dict)
    """The runs of the labels that both sides have, which are few: each list begins with `a)`."""

    def runs(self, clause: Clause, before: Stamp = NOBODY) -> tuple[Run, ...]:
        """The runs of the label in the redline; `before` stamps the paragraph end before the clause, if it is tracked."""
        base, draft = self.labelling.base(clause.id), self.labelling.draft(clause.id)
        if clause.id in self.left_to_word["base"]:
            base = None
        if clause.id in self.left_to_word["draft"]:
            draft = None
        if base is None and draft is None:
            return self._before_words(clause, None)
        draft_label = clause.own_label or clause.label
        if base == draft and draft is not None and draft_label is clause.label and clause.base_props is None:
            return self._on_both(clause, draft)
        stamp, move = stamp_of_whole(clause)
        if stamp is None:
            stamp = self._cause(clause, base, draft, before)
        style = old_style = self.styles(clause, draft_label)
        if clause.base_props is not None or (clause.own_label is not None and clause.label is not None):
            old_style = self.styles(replace(clause, props=clause.props_on("base"), base_props=None), clause.label)
        out = [
            Run(text, style=style, base_style=None if style == old_style else old_style, style_stamp=stamp)
            if status is Status.KEPT
            else Run(text, status, old_style if status is Status.DELETED else style, stamp=stamp, move=move)
            for status, text in label_spans(base, draft, clause.props.scheme)
        ]
        out += _separator_runs(_separator(clause.label, base), _separator(draft_label, draft), stamp, move)
        return self.in_bookmark(clause, tuple(out), (base, clause.label), (draft, draft_label))

    def margin(self, clause: Clause, side: Side | None, before: Stamp = NOBODY) -> tuple[Run, ...]:
        """The margin number of a provision with its separator, in the redline or on one side; bold, as ITU prints it, if the text
        in force says nothing else. `before` is that of `runs`."""
        known = self.labelling.numbers.get(clause.id)
        if known is None:
            return ()
        base, draft = known.base, known.draft
        if side is not None:
            base = draft = base if side == "base" else draft
        if base is None and draft is None:
            return self._without_number(clause, known) if side != "base" else ()
        label = clause.number or clause.own_number or Label("")
        stamp, move = stamp_of_whole(clause)
        if stamp is None:
            stamp = self._cause(clause, base, draft, before)
        style = label.style if label.style != PLAIN else self.number_style
        out: list[Run] = []
        for status, text in label_spans(base, draft, "decimal"):
            by, moved = (NOBODY, "") if status is Status.KEPT else (stamp, move)
            out += [Run(text, status, style, stamp=by, move=moved), Run(label.after, status, stamp=by, move=moved)]
        return self.hold_number(tuple(out)) if self.hold_number is not None else tuple(out)

    def _without_number(self, clause: Clause, known: NumberPair) -> tuple[Run, ...]:
        """The mark of a new provision to which the rule gives no number, so that it is read back as one."""
        if self.hold_number is None or known.base or known.draft:
            return ()
        return self.hold_number((), beside=Run("", clause.end.status, stamp=clause.end.stamp))

    def plain(self, clause: Clause, side: Side) -> tuple[Run, ...]:
        """The label as kept runs of a text that is written untracked."""
        text = self.labelling.base(clause.id) if side == "base" else self.labelling.draft(clause.id)
        if clause.id in self.left_to_word[side]:
            return ()
        return self._on_both(clause, text) if text else self._before_words(clause, side)

    def _before_words(self, clause: Clause, side: Side | None) -> tuple[Run, ...]:
        """What is before the words of a paragraph without a label."""
        if self.hold_words is None or not self.labelling.numbers or clause.id in self.left_to_word["draft"]:
            return ()
        return self.hold_words(clause, side)

    def in_bookmark(self, clause: Clause, runs: tuple[Run, ...], *labels: tuple[str | None, Label | None]) -> tuple[Run, ...]:
        """The runs of a label, in a bookmark if a reader would take them for text otherwise."""
        if self.hold is None:
            return runs
        return self.hold(clause, runs, [(text, _separator(label, text) or "") for text, label in labels if text])

    def _on_both(self, clause: Clause, text: str) -> tuple[Run, ...]:
        """A label that is not tracked."""
        key = text, _separator(clause.label, text) or "", self.styles(clause, clause.label)
        known = self._kept.get(key)
        if known is None:
            _, after, style = key
            known = self._kept[key] = (Run(text, style=style), Run(after)) if after else (Run(text, style=style),)
        return self.in_bookmark(clause, known, (text, clause.label))

    def _cause(self, clause: Clause, base: str | None, draft: str | None, before: Stamp) -> Stamp:
        """The author of a change of a label: of the insertion or deletion that changed it."""
        if base is None or draft is None:
            return before if before != NOBODY else first_stamp(clause)
        cause = self.causes.get(clause.id, clause.id)
        if cause not in self.redline.places:
            return NOBODY
        return first_stamp(self.redline[cause])


def note_number_runs(numbers: NumberPair, label: Label | None, reference: Run, side: Side | None) -> tuple[Run, ...]:
    """The margin number of a note with its separator, on one side or with the status of the reference to it.

    numbers: the number on both sides
    label: the number as printed in the base, if it is
    reference: the run that refers to the note
    side: the side that is written; None: both
    """
    status = reference.status
    text = numbers.base if side == "base" or (side is None and not status.in_draft) else numbers.draft or numbers.base
    if not text or status is Status.RETRACTED:
        return ()
    style = label.style if label is not None and label.style != PLAIN else _BOLD
    shape = Run("", stamp=NOBODY) if side is not None else Run("", status, stamp=reference.stamp)
    after = label.after if label is not None else "\t"
    return replace(shape, text=text, style=style), replace(shape, text=after)


def stamp_of_whole(clause: Clause) -> tuple[Stamp | None, str]:
    """Stamp and move of a clause that is inserted or deleted as a whole; no stamp if part of it is kept."""
    parts: list[Run | End] = [run for run in clause.runs if run.text]
    parts = parts or [clause.end]
    first = parts[0]
    if first.status is Status.KEPT or any(part.status is not first.status for part in parts):
        return None, ""
    return first.stamp, first.move


def first_stamp(clause: Clause) -> Stamp:
    parts: tuple[Run | End, ...] = (clause.end, *clause.runs)
    stamp = next((part.stamp for part in parts if part.status is not Status.KEPT and part.stamp != NOBODY), NOBODY)
    return stamp if stamp != NOBODY else clause.props_stamp


def _separator(label: Label | None, text: str | None) -> str | None:
    """The text between label and text on a side, None if it has no label there. A separator that numbering omitted is typed."""
    if text is None:
        return None
    return "\t" if label is None or (label.automatic and not label.after) else label.after


def _separator_runs(base: str | None, draft: str | None, stamp: Stamp, move: str) -> list[Run]:
    if base == draft:
        return [Run(base)] if base else []
    out = [Run(base, Status.DELETED, stamp=stamp, move=move)] if base else []
    return [*out, Run(draft, Status.INSERTED, stamp=stamp, move=move)] if draft else out


def house_label(clause: Clause, label: Label | None) -> Style:
    """The format of a label in the house's own styles: italic for the letters directly under a call, upright below."""
    style = label.style if label is not None else PLAIN
    props = clause.props
    if props.kind == "paragraph" and props.scheme == "letter" and props.level <= 1 and not style.italic and clause.cell is None:
        return replace(style, italic=True) if style != PLAIN else _ITALIC
    return style
