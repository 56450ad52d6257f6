"""The redline of a label, and the marks of notes."""

from __future__ import annotations

from model.redline import NOTE, Redline, Scheme, Side, Status, groups


def label_spans(base: str | None, draft: str | None, scheme: Scheme) -> tuple[tuple[Status, str], ...]:
    """How a label is tracked: the characters that are kept, deleted, inserted, in canonical order.

    In scheme *letter*, one letter for one letter is tracked alone (`e` → `f`, the `)` stays); every other label is
    tracked whole. A label that one side lacks is wholly inserted or deleted.
    """
    if base == draft:
        return ((Status.KEPT, base),) if base else ()
    if not base or not draft:
        return ((Status.DELETED, base),) if base else ((Status.INSERTED, draft or ""),)
    differing = [place for place, (old, new) in enumerate(zip(base, draft, strict=False)) if old != new]
    if scheme == "letter" and len(base) == len(draft) and len(differing) == 1:
        place = differing[0]
        letters = sum(sign.isalpha() for sign in base)
        if letters == 1 and base[place].isalpha() and draft[place].isalpha():
            spans = (
                (Status.KEPT, base[:place]),
                (Status.DELETED, base[place]),
                (Status.INSERTED, draft[place]),
                (Status.KEPT, base[place + 1 :]),
            )
            return tuple(span for span in spans if span[1])
    return (Status.DELETED, base), (Status.INSERTED, draft)


def note_marks(redline: Redline) -> dict[str, tuple[str | None, str | None]]:
    """The mark of each note in the base and in the draft, by its key; None on a side where it is not referenced.

    Notes are counted in the order of their references on each side, footnotes and endnotes each for themselves. A mark
    that was typed in the source stands as typed where it is not a number of that sequence; then it takes no number
    from the others. In the base a typed mark always stands.
    """
    base, draft = _marks(redline, "base"), _marks(redline, "draft")
    return {key: (base.get(key), draft.get(key)) for key in (*base, *(key for key in draft if key not in base))}


def _references(redline: Redline, side: Side) -> list[str]:
    keys = (
        run.content
        for group in groups(redline.clauses, side)
        for clause in group
        for run in clause.runs
        if run.text == NOTE and run.content and run.status.on(side)
    )
    return list(dict.fromkeys(keys))


def _marks(redline: Redline, side: Side) -> dict[str, str]:
    marks: dict[str, str] = {}
    counts = {"footnote": 0, "endnote": 0}
    for key in _references(redline, side):
        note = redline.notes.get(key)
        kind = note.kind if note is not None else "footnote"
        typed = note.mark if note is not None else None
        if typed is not None and not typed.isdigit():
            marks[key] = typed
            continue
        counts[kind] += 1
        marks[key] = typed if typed is not None and side == "base" else str(counts[kind])
        if side == "base" and typed is not None:
            counts[kind] = int(typed)
    return marks
