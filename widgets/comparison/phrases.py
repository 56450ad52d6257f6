"""The texts of a comparison: kinds of differences, counts, sides."""

from __future__ import annotations

from collections.abc import Iterator

from model.diff.aligned_rows import AlignedRow, AlignedTexts
from model.diff.folding import RowTotals
from model.edits.take_over.clauses import TakenOver
from model.redline import SIDES, Clause, Redline, Style
from model.submission.amendments import Amendment
from widgets.common.foreign_text import isolated
from widgets.common.translation import counted, join_words, line_of, sentences, translate, with_label
from widgets.comparison.cells import Marks, row_texts


def fold_words(count: int) -> str:
    """The text in place of a collapsed range."""
    return counted(
        "⋯ {n} paragraph without a difference – Enter shows it", "⋯ {n} paragraphs without a difference – Enter shows them", count
    )


def missing_words(row: AlignedRow, way: int = 0) -> str:
    """The text on the side that lacks a row. `way` says whether moved text is further down (1) or up (−1) there."""
    if row.state != "moved":
        return translate("Comparison", "(not in this text)")
    return {
        1: translate("Comparison", "(further down in this text; Enter goes there)"),
        -1: translate("Comparison", "(further up in this text; Enter goes there)"),
    }.get(way, translate("Comparison", "(moved)"))


def way(aligned: AlignedTexts, place: int) -> int:
    """Whether the other place of moved text is further down (1) or up (−1); 0 if the row was not moved."""
    partner = aligned.partners.get(place, place)
    return (partner > place) - (partner < place)


def accessible_row(aligned: AlignedTexts, place: int, names: tuple[str, str], marks: Marks) -> str:
    """A row for screen readers: its state, and the words of each text."""
    row = aligned.rows[place]
    parts = [
        {
            "same": translate("Comparison", "no difference"),
            "changed": translate("Comparison", "changed", "paragraph"),
            "inserted": translate("Comparison", "only in the second text"),
            "deleted": translate("Comparison", "only in the first text"),
            "moved": translate("Comparison", "moved", "paragraph"),
            "renumbered": translate("Comparison", "renumbered", "paragraph"),
        }[row.state]
    ]
    for name, side in zip(names, SIDES, strict=True):
        texts = row_texts(row, side, aligned.labelling, marks)
        if not texts:
            parts.append(with_label(name, missing_words(row, way(aligned, place))))
        else:
            parts.append(with_label(name, " ".join(text.accessible_text for text in texts)))
    return ". ".join(parts)


def row_as_text(aligned: AlignedTexts, place: int, marks: Marks) -> str:
    """A row as plain text: a line for each text, or one line if both are the same."""
    row = aligned.rows[place]
    texts = [" ".join(text.accessible_text for text in row_texts(row, side, aligned.labelling, marks)) for side in SIDES]
    return "\n".join(dict.fromkeys(filter(None, texts)))


def taken_words(taken: TakenOver) -> str:
    """The result of taking differences over into the draft, for the status bar."""
    if taken.transaction.steps:
        message = translate("Comparison", "Taken over into the draft; Undo reverts it.")
    else:
        message = translate("Comparison", "The draft has it already.")
    if not taken.foreign:
        return message
    without = translate("Comparison", "Styles that this document does not have were omitted: {names}.")
    return sentences((message, without.format(names=join_words(map(isolated, taken.foreign)))))


def count_words(counts: RowTotals) -> str:
    """The number of paragraphs that differ, and the kinds of their differences."""
    found = (
        (counts.inserted, counted("{n} inserted", "{n} inserted", counts.inserted)),
        (counts.deleted, counted("{n} deleted", "{n} deleted", counts.deleted)),
        (counts.changed, counted("{n} changed", "{n} changed", counts.changed)),
        (counts.formats, counted("{n} in format or style alone", "{n} in format or style alone", counts.formats)),
        (counts.moved, counted("{n} moved", "{n} moved", counts.moved)),
        (counts.renumbered, counted("{n} renumbered", "{n} renumbered", counts.renumbered)),
    )
    if not any(count for count, _ in found):
        return translate("Comparison", "No difference")
    return translate("Comparison", "Clauses: {counts}").format(counts=line_of(words for count, words in found if count))


def hidden_words(count: int) -> str:
    """The words of the button that shows the paragraphs that differ in format only."""
    return counted("{n} in format only: show", "{n} in format only: show", count)


def looks_words(redline: Redline, amendment: Amendment) -> str:
    """The properties in a change of format: for characters their formats, for a paragraph its style; '' for any other change."""
    part = next((part for part in amendment.parts if part.what in ("format", "props")), None)
    if part is None or amendment.kind not in ("format", "kind"):
        return ""
    clauses = redline.clauses_of(part.note)
    clause = next((candidate for candidate in clauses if candidate.id == part.clause), None)
    if clause is None:
        return ""
    return join_words(_format_words(clause, part.start) if part.what == "format" else _style_words(clause))


def _style_words(clause: Clause) -> Iterator[str]:
    old, new = clause.base_props or clause.props, clause.props
    same = (old.kind, old.level, old.scheme) == (new.kind, new.level, new.scheme)
    if old.style != new.style and same:
        yield translate("Comparison", "style {old} → {new}").format(old=_style_name(old.style), new=_style_name(new.style))
    if old.other != new.other and same:
        yield translate("Comparison", "indents, alignment or spacing")


def _format_words(clause: Clause, start: int) -> Iterator[str]:
    offset = 0
    for run in clause.runs:
        if offset == start and run.base_style is not None:
            yield from _formats(run.base_style, run.style)
        offset += len(run.text)


def _formats(old: Style, new: Style) -> Iterator[str]:
    pairs = (
        (old.italic, new.italic, translate("Comparison", "italic"), translate("Comparison", "not italic")),
        (old.bold, new.bold, translate("Comparison", "bold"), translate("Comparison", "not bold")),
        (old.underline, new.underline, translate("Comparison", "underlined"), translate("Comparison", "not underlined")),
        (
            old.vertical == "superscript",
            new.vertical == "superscript",
            translate("Comparison", "superscript"),
            translate("Comparison", "not superscript"),
        ),
        (
            old.vertical == "subscript",
            new.vertical == "subscript",
            translate("Comparison", "subscript"),
            translate("Comparison", "not subscript"),
        ),
    )
    for before, after, on, off in pairs:
        if before != after:
            yield on if after else off
    if old.name != new.name:
        yield translate("Comparison", "style {old} → {new}").format(old=_style_name(old.name), new=_style_name(new.name))
    if old.other != new.other:
        yield translate("Comparison", "font, size or colour")


def _style_name(style: str) -> str:
    return isolated(style) if style else translate("Comparison", "(none)")
