"""The redline of a label, and the marks of notes."""

from __future__ import annotations

from model.redline import NOTE, Note, Redline, Scheme, Status
from model.text.lazy_regex import late

_ARABIC = late("[\u0620-\u06ff\ufe70-\ufeff]")


def label_spans(base: str | None, draft: str | None, scheme: Scheme) -> tuple[tuple[Status, str], ...]:
    """The tracking of a label: its kept, deleted and inserted characters, in canonical order.

    In scheme *letter*, a single letter that replaces another is tracked alone (`e` → `f`, the `)` stays). Every other label is
    tracked whole, also Arabic letters, since a deleted and an inserted one would join. A label that one side lacks is wholly
    inserted or deleted.
    """
    if base == draft:
        return ((Status.KEPT, base),) if base else ()
    if not base or not draft:
        return ((Status.DELETED, base),) if base else ((Status.INSERTED, draft or ""),)
    differing = [place for place, (old, new) in enumerate(zip(base, draft, strict=False)) if old != new]
    if scheme == "letter" and len(base) == len(draft) and len(differing) == 1:
        place = differing[0]
        letters = sum(sign.isalpha() for sign in base)
        if letters == 1 and base[place].isalpha() and draft[place].isalpha() and not _ARABIC.match(base[place]):
            spans = (
                (Status.KEPT, base[:place]),
                (Status.DELETED, base[place]),
                (Status.INSERTED, draft[place]),
                (Status.KEPT, base[place + 1 :]),
            )
            return tuple(span for span in spans if span[1])
    return (Status.DELETED, base), (Status.INSERTED, draft)


def note_marks(redline: Redline) -> dict[str, tuple[str | None, str | None]]:
    """The mark of each note in the base and in the draft, by its key; None on a side that does not refer to it.

    Notes are counted in the order of their references on each side, footnotes and endnotes separately. The base keeps a mark
    that was typed in the source. In the draft, a typed number that follows the preceding one continues it, so that it changes
    with insertions and deletions; a number that starts again (in a new section) and a mark that is not a number do not change.
    """
    counters = {"footnote": _Counter(), "endnote": _Counter()}
    base: dict[str, str] = {}
    draft: dict[str, str] = {}
    for run in (run for clause in redline.clauses for run in clause.runs):
        if run.text != NOTE or not run.content:
            continue
        note = redline.notes.get(run.content) or Note()
        printed, live = counters[note.kind].count(note.mark, run.status)
        if printed is not None:
            base.setdefault(run.content, printed)
        if live is not None:
            draft.setdefault(run.content, live)
    return {key: (base.get(key), draft.get(key)) for key in (*base, *(key for key in draft if key not in base))}


class _Counter:
    """Counts the notes of one kind on both sides."""

    def __init__(self) -> None:
        self.base = self.draft = 0

    def count(self, typed: str | None, status: Status) -> tuple[str | None, str | None]:
        """The marks of the next reference in the base and in the draft."""
        if typed is not None and not typed.isdecimal():
            return typed if status.in_base else None, typed if status.in_draft else None
        number = int(typed) if typed is not None and status.in_base else self.base + 1
        if status.in_base:
            if number != self.base + 1:
                self.draft = number - 1
            self.base = number
        if status.in_draft:
            self.draft += 1
        return (typed or str(number)) if status.in_base else None, str(self.draft) if status.in_draft else None
