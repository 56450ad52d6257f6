"""Text that Word hides (`w:vanish`): it stays hidden in a Word file and is omitted from every other output."""

from __future__ import annotations

from msgspec.structs import replace

from model.redline.values import ANCHOR, NOTE, Clause, Note, Redline, Run, Side, Style
from model.text.lazy_regex import late

HIDDEN_XML = "<w:vanish/>"
"""The property of characters that are hidden, in `Style.other`."""
_VANISH = late(r'<w:vanish(?: w:val="([^"]*)")?/>')
_OFF = ("0", "false", "off")


def says_hidden(style: Style) -> bool | None:
    """Whether a format hides its characters; None if the format does not say."""
    if "<w:vanish" not in style.other:
        return None
    found = _VANISH.search(style.other)
    return None if found is None else found[1] not in _OFF


def bare_style(style: Style) -> Style:
    """A format without the parts that refer to its file; hidden text stays hidden."""
    if not (style.name or style.other):
        return style
    return replace(style, name="", other=HIDDEN_XML if says_hidden(style) else "")


def is_hidden(run: Run, side: Side | None = None) -> bool:
    """Whether a run is hidden on a side; None means a view with changes, which hides what the draft hides."""
    style = run.base_style if side == "base" and run.base_style is not None else run.style
    return says_hidden(style) is True and not (run.text == ANCHOR and run.content)


def has_hidden_text(redline: Redline) -> bool:
    """Whether any text of a redline is hidden on either side."""
    stories = (redline.clauses, *(note.clauses for note in redline.notes.values()))
    return any(
        is_hidden(run) or is_hidden(run, "base") for clauses in stories for clause in clauses for run in clause.runs if run.text
    )


def without_hidden_text(redline: Redline, side: Side | None = None) -> Redline:
    """The redline without hidden text and its notes; the same object if it has none. Clauses stay, so places keep their names."""
    if not has_hidden_text(redline):
        return redline
    clauses = _visible(redline.clauses, side)
    notes: dict[str, Note] = {}
    before, after = _marks(redline.clauses), _marks(clauses)
    for key, note in redline.notes.items():
        if key in after or key not in before:
            notes[key] = replace(note, clauses=_visible(note.clauses, side))
    return replace(redline, clauses=clauses, notes=notes)


def _visible(clauses: tuple[Clause, ...], side: Side | None) -> tuple[Clause, ...]:
    return tuple([
        replace(clause, runs=tuple([run for run in clause.runs if not is_hidden(run, side)]))
        if any(is_hidden(run, side) for run in clause.runs)
        else clause
        for clause in clauses
    ])  # fmt: skip


def _marks(clauses: tuple[Clause, ...]) -> set[str]:
    return {run.content for clause in clauses for run in clause.runs if run.text == NOTE and run.content}
