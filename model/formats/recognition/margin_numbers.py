"""Margin numbers in Word files: marked by a hidden bookmark if this program wrote them, otherwise by ITU's character style."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from msgspec.structs import replace

from model.formats.recognition.label_bookmarks import NUMBER_NAME, is_anchor, without_number
from model.numbering.draft_numbers import with_printed_numbers
from model.numbering.margin_numbers import NumberPair, margin_numbers
from model.numbering.note_numbers import note_numbers, own_number_of_note, with_own_number
from model.numbering.provision_numbers import parse_margin
from model.redline import ANCHOR, KEPT, PLAIN, Clause, Label, Redline, Run, Side, Style
from model.redline.runs import cut

STYLES = frozenset(("artdef", "appdef"))
"""The character styles of numbers where they are defined, articles and appendices, in small letters."""
_BLANKS = "\t \u00a0\u2002\u2003"
_SEPARATORS = ("\t", " ", "\u00a0")
_BOLD = Style(bold=True)


def split_number(runs: Sequence[Run]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs of a paragraph without its margin number, and the runs of the number with its separator."""
    if any(NUMBER_NAME in run.content for run in runs if run.text == ANCHOR):
        rest, number = without_number(runs)
        if number:
            return rest, number
        return tuple(run for run in runs if not (run.text == ANCHOR and NUMBER_NAME in run.content)), ()
    return _by_style(runs)


def _by_style(runs: Sequence[Run]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The same for a number in one of the styles, if it comes before everything else and is a margin number."""
    size = 0
    while size < len(runs) and (runs[size].style.name.lower() in STYLES or is_anchor(runs[size])):
        size += 1
    if not size:
        return tuple(runs), ()
    number = [run for run in runs[:size] if not is_anchor(run)]
    text = "".join(run.text for run in number)
    if parse_margin(text.strip(_BLANKS)) is None:
        return tuple(runs), ()
    rest = tuple(runs[size:])
    held, rest = with_separator(number, rest) if text == text.rstrip(_BLANKS) else (tuple(number), rest)
    anchors = [run for run in runs[:size] if is_anchor(run)]
    return tuple(run for run in (*anchors, *rest) if run.text), held


def with_separator(number: Sequence[Run], rest: tuple[Run, ...]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The number with the separator that follows it, a blank or tabs (two before the label of an inner list), and the rest."""
    if not rest or rest[0].content or rest[0].text[:1] not in _SEPARATORS:
        return tuple(number), rest
    status = number[-1].status
    alike = "".join(run.text for run in takewhile(lambda run: run.status is status and not run.content, rest))
    separator, rest = cut(rest, max(1, len(alike) - len(alike.lstrip("\t"))))
    return (*number, *separator), rest


def number_label(runs: Sequence[Run], side: Side) -> Label | None:
    """The margin number of a side; None if the side has none."""
    on_side = [run for run in runs if run.status.on(side) and run.text and not is_anchor(run)]
    text = "".join(run.text for run in on_side)
    number = text.rstrip(_BLANKS)
    if not number:
        return None
    style = on_side[0].style_on(side)
    return Label(number, text[len(number) :], style=PLAIN if style == _BOLD else style)


def with_numbers(clause: Clause, runs: Sequence[Run]) -> Clause:
    """The clause of a paragraph with its margin number; a different number in the draft counts as set by hand. One that has a
    number on neither side is a provision to which the rule gives none."""
    base, draft = number_label(runs, "base"), number_label(runs, "draft")
    own_number = draft if draft is not None and (base is None or base.text != draft.text) else None
    props = replace(clause.props, provision=draft is not None or base is None or not clause.end.status.in_draft)
    base_props = clause.base_props
    if base is not None and clause.end.status is KEPT and (base_props is not None or not props.provision):
        base_props = replace(base_props or clause.props, provision=True)
    return replace(clause, props=props, base_props=base_props, number=base, own_number=own_number)


def with_rule_numbers(redline: Redline) -> Redline:
    """The redline without those numbers set by hand that the rule would give too; the same of its notes."""
    redline = with_printed_numbers(
        redline, {clause.id: label for clause in redline.clauses if (label := clause.own_number) is not None}
    )
    by_hand = {key: label for key, note in redline.notes.items() if (label := own_number_of_note(note)) is not None}
    if not by_hand:
        return redline
    notes = {key: with_own_number(note, None) if key in by_hand else note for key, note in redline.notes.items()}
    ruled = replace(redline, notes=notes)
    given = note_numbers(ruled, margin_numbers(ruled))
    return replace(
        redline,
        notes={
            key: note
            if key not in by_hand or given.get(key, NumberPair(None, None)).draft == by_hand[key].text
            else redline.notes[key]
            for key, note in notes.items()
        },
    )
