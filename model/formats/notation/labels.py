"""Labels on a line: read off its head, and put there."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.formats.notation.inline import NotationError
from model.message import Message
from model.numbering import TypedLabel, label_spans, read_label
from model.redline import PLAIN, SIDES, Clause, Label, Run, Side, Status, Style

SEPARATOR = "|"


class LineLabels(Struct, frozen=True):
    """The label of a line as it is written, on each side."""

    base: Label | None = None
    draft: Label | None = None

    @property
    def texts(self) -> tuple[str | None, str | None]:
        """Their characters, of the base and of the draft."""
        return self.base.text if self.base else None, self.draft.text if self.draft else None


NO_LABEL = LineLabels()


def split_label(runs: Sequence[Run]) -> tuple[LineLabels, tuple[Run, ...]]:
    """The label at the head of a text by its shape, and the text after it."""
    base, draft = (read_label(_text(runs, side)) for side in SIDES)
    either = base or draft
    if either is None or (base and draft and base.after != draft.after):
        return NO_LABEL, tuple(runs)
    after = either.after
    sides = tuple(zip((base, draft), SIDES, strict=True))
    parts = _cut_runs(runs, [_label_length(label, after, _text(runs, side)) for label, side in sides])
    if parts is None:
        return NO_LABEL, tuple(runs)
    head, rest = parts
    styles = [_style(head, side, label) for label, side in sides]
    if None in styles:
        return NO_LABEL, tuple(runs)
    labels = [
        Label(label.label, after, style=style or PLAIN) if label else None
        for label, style in zip((base, draft), styles, strict=True)
    ]
    return LineLabels(*labels), rest


def _text(runs: Sequence[Run], side: Side) -> str:
    return "".join(run.text for run in runs if run.status.on(side))


def _label_length(label: TypedLabel | None, after: str, text: str) -> int:
    """The length of the label of a side; of a side without label, that of the separator after the other's label."""
    if label is not None:
        return label.length
    return len(after) if text.startswith(after) else 0


def _cut_runs(runs: Sequence[Run], take: list[int]) -> tuple[list[Run], tuple[Run, ...]] | None:
    """The runs before and after the given numbers of characters of each side; None if no single place separates them."""
    head: list[Run] = []
    for index, run in enumerate(runs):
        if not any(take):
            return head, tuple(runs[index:])
        wanted = {min(left, len(run.text)) for left, side in zip(take, SIDES, strict=True) if run.status.on(side)}
        if len(wanted) != 1 or run.content:
            return None
        size = wanted.pop()
        take = [left - size * run.status.on(side) for left, side in zip(take, SIDES, strict=True)]
        head.append(replace(run, text=run.text[:size]))
        if size < len(run.text):
            return None if any(take) else (head, (replace(run, text=run.text[size:]), *runs[index + 1 :]))
    return None if any(take) else (head, ())


def _style(head: Sequence[Run], side: Side, label: TypedLabel | None) -> Style | None:
    """The format of the label's characters on a side; None if they have several."""
    left = len(label.label) if label else 0
    styles = set()
    for run in head:
        if run.status.on(side) and left > 0:
            styles.add(run.style_on(side))
            left -= len(run.text)
    if len(styles) > 1:
        return None
    return styles.pop() if styles else PLAIN


def is_natural(text: str) -> bool:
    """Whether a label is known as one by its shape."""
    found = read_label(text + "\t")
    return found is not None and found.label == text


def explicit_label(runs: Sequence[Run]) -> LineLabels:
    """The label between `{#` and `#}`, or in brackets; NotationError if it has more than one format."""
    labels = []
    for side in SIDES:
        text = _text(runs, side)
        name, bar, after = text.rpartition(SEPARATOR)
        if not bar:
            name, after = text, "\t"
        size = 0
        styles = []
        for run in runs:
            if run.status.on(side) and size < len(name):
                styles.append(run.style_on(side))
                size += len(run.text)
        if len(set(styles)) > 1:
            raise NotationError(Message.of("the label “{name}” has more than one format", name=name))
        labels.append(Label(name, after, style=styles[0]) if name else None)
    return LineLabels(*labels)


# --- printing ---------------------------------------------------------------------------------------------------------


def shown_label(clause: Clause, draft: str | None) -> LineLabels:
    """The label of a clause on both sides, the draft's as set by hand or as `draft`, the one that numbering gives. One without
    text is none, as when the draft lost the one that numbering would give."""
    base, draft_label = clause.label if clause.label and clause.label.text else None, clause.own_label
    if draft_label is not None:
        return LineLabels(base, draft_label if draft_label.text else None)
    if draft is None:
        return LineLabels(base)
    model = clause.label or Label("")
    return LineLabels(base, Label(draft, model.after, style=model.style))


def label_runs(shown: LineLabels, clause: Clause) -> list[Run]:
    """The characters of a label with their statuses."""
    base, draft = shown.base, shown.draft
    out = []
    for status, text in label_spans(*shown.texts, clause.props.scheme):
        style = (draft or base or Label("")).style if status.in_draft else (base or Label("")).style
        base_style = base.style if status is Status.KEPT and base and base.style != style else None
        out.append(Run(text, status, style, base_style))
    return out


def natural_head(shown: LineLabels, clause: Clause) -> list[Run] | None:
    """Label and separator as characters of the text; None if the separator differs between the sides."""
    base, draft = shown.base, shown.draft
    either = base or draft
    if either is None:
        return []
    if base and draft and base.after != draft.after:
        return None
    head = label_runs(shown, clause)
    statuses = {run.status for run in (*head, *clause.runs[:1])}
    status = statuses.pop() if len(statuses) == 1 else Status.KEPT
    return [*head, Run(either.after, status)]


def explicit_head(shown: LineLabels, clause: Clause) -> tuple[list[Run], bool]:
    """The runs between `{#` and `#}`, and whether they mark the separator of label and text."""
    base, draft = shown.base, shown.draft
    plain = all(label is None or (label.after == "\t" and SEPARATOR not in label.text) for label in (base, draft))
    head = label_runs(shown, clause)
    if plain:
        return head, False
    afters = [SEPARATOR + label.after if label else None for label in (base, draft)]
    if afters[0] == afters[1] or None in afters:
        status = Status.KEPT if None not in afters else Status.DELETED if base else Status.INSERTED
        return [*head, Run(afters[0] or afters[1] or "", status)], True
    assert base is not None
    assert draft is not None
    return [
        Run(base.text + SEPARATOR + base.after, Status.DELETED, base.style),
        Run(draft.text + SEPARATOR + draft.after, Status.INSERTED, draft.style),
    ], True
