"""Labels: found at the head of each side's paragraphs, and cut from the runs.

A label belongs to the clause that bears it on a side (DESIGN.md §4). Kept characters that belong to the label of one side
belong to that of the other too; if a file's tracking makes that impossible, they stay text, so that no letter is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from model.formats.recognition.label_bookmarks import between_edges
from model.formats.recognition.line import Head, SourceLine, side_text
from model.formats.recognition.raw_body import AutoNumber
from model.numbering import Numeral, parse_label, read_label
from model.numbering.provision_labels import read_provision_label
from model.redline import ANCHOR, KEPT, PLAIN, SIDES, Clause, Label, Run, Scheme, Side, Style, with_text

_LOOSE = re.compile(r"(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})(?P<after>[ \u00a0])(?=[^\W\d_])")
SUFFIXES = {"tab": "\t", "space": " ", "nothing": ""}
_FORMATS: dict[str, Scheme] = {
    "lowerletter": "letter", "upperletter": "letter", "lowerroman": "roman", "upperroman": "roman", "bullet": "bullet",
    "arabicabjad": "letter", "arabicalpha": "letter", "russianlower": "letter", "russianupper": "letter",
}  # fmt: skip


def windows(lines: Sequence[SourceLine]) -> Iterator[Sequence[SourceLine]]:
    """The lines between one kept end and the next: nothing tracked reaches beyond."""
    start = 0
    for index, line in enumerate(lines):
        if line.raw.end.status is KEPT:
            yield lines[start : index + 1]
            start = index + 1
    if start < len(lines):
        yield lines[start:]


def find_heads(lines: Sequence[SourceLine], language: str) -> None:
    """Notes in each line the label that it bears on each side."""
    for window in windows(lines):
        if len(window) == 1 and not window[0].tracked:
            line = window[0]
            base_face = line.raw.base_face
            if base_face is None or base_face.number == line.raw.face.number:
                head = _head(line, "draft", line.raw.face.number, language)
                line.heads = line.found = {"base": head, "draft": head}
                continue
        for side in SIDES:
            _find_on(window, side, language)
        for line in window:
            line.found = dict(line.heads)
            settle(line)


def _find_on(window: Sequence[SourceLine], side: Side, language: str) -> None:
    group: list[SourceLine] = []
    for line in window:
        group.append(line)
        line.heads[side] = None
        if line.raw.end.status.on(side):
            _bear(group, side, language)
            group = []
    if any(line.text_on(side) for line in group):
        _bear(group, side, language)


def _bear(group: Sequence[SourceLine], side: Side, language: str) -> None:
    line = bearer(group, side)
    standing = (candidate for candidate in group if _is_on_side(candidate, side))
    number = next((number for candidate in standing if (number := candidate.face(side).number) is not None), None)
    bear(group, side, _head(line, side, number, language))


def bear(group: Sequence[SourceLine], side: Side, head: Head | None) -> None:
    """Gives the label of a side's paragraph to the line that bears it, if the text is complete without it."""
    line = bearer(group, side)
    stays = line.raw.end.status is not KEPT or any(not run.status.on(side) for run in line.raw.runs)
    bears_itself = line is group[-1] and stays and not any(_holds(part, side) for part in group[:-1])
    shared = (len(group) > 1 and not bears_itself) or not line.raw.end.status.on(side)
    if head is not None and shared and head.length >= len(line.text_on(side)) and not head.automatic:
        head = None  # without it nothing would be left to bear it, so another line of the paragraph would
    line.heads[side] = head


def bearer(group: Sequence[SourceLine], side: Side) -> SourceLine:
    """The line that bears a paragraph's label on a side: the first with text there, else the last (DESIGN.md §4)."""
    if len(group) == 1:
        return group[0]
    return next((line for line in group if line.text_on(side)), group[-1])


def _is_on_side(line: SourceLine, side: Side) -> bool:
    """Whether a line has a trace on a side; the face of one that has none is that of the other side."""
    return line.raw.end.status.on(side) or any(run.status.on(side) for run in line.raw.runs)


def _holds(line: SourceLine, side: Side) -> bool:
    """Whether a line has any content on a side, even only a bookmark."""
    return any(run.text and run.status.on(side) for run in line.raw.runs)


def _head(line: SourceLine, side: Side, number: AutoNumber | None, language: str) -> Head | None:
    """A label of a side; in a table only one that is automatic or marked, for typed text may be anything there. Behind a margin
    number it may be compound."""
    if (held := _held_head(line, side)) is not None:
        return held
    text = line.text_on(side)
    if number is not None and number.text:
        return Head(number.text, SUFFIXES[number.suffix], _numerals(number), number)
    if not text or line.raw.cell is not None or line.is_text:
        return None
    typed = (read_provision_label if line.number else read_label)(text, language)
    return Head(typed.label, typed.after, typed.candidates) if typed else None


def _held_head(line: SourceLine, side: Side) -> Head | None:
    """The label in a bookmark, whatever its shape."""
    text = side_text(line.held, side) if line.held else ""
    label = text.rstrip("\t \u00a0\u2002\u2003")
    if not label or not line.text_on(side).startswith(text):
        return None
    schemes: tuple[Scheme, ...] = ("decimal", "letter", "roman")
    numerals = tuple(numeral for scheme in schemes if (numeral := parse_label(label, scheme)) is not None)
    sign = (Numeral("bullet", sign=label),) if len(label) == 1 else ()
    return Head(label, text[len(label) :], numerals or sign)


def _numerals(number: AutoNumber) -> tuple[Numeral, ...]:
    scheme: Scheme = _FORMATS.get(number.format.lower(), "decimal")
    for guess in (scheme, "decimal", "letter", "roman"):
        numeral = parse_label(number.text.strip(), guess)
        if numeral is not None:
            return (numeral,)
    return (Numeral("bullet", sign=number.text),)


def loose_head(text: str, open_numbers: Sequence[Numeral], following: str) -> Head | None:
    """A plain number that a single blank separates from the text, `1 that …`. It is a label only if one is expected: as the
    first of a block (no open numbers), as the next of an open number or the first below it, or as the one before the number at
    the head of the `following` text."""
    head = _loose_head(text)
    if head is None:
        return None
    numeral = head.numerals[0]
    if not open_numbers and numeral.core == "1":
        return head
    for number in open_numbers:
        if numeral.core == number.after().core or (numeral.value == 1 and numeral.stem == number.core + "."):
            return head
    upcoming = _loose_head(following)
    return head if upcoming is not None and upcoming.numerals[0].core == numeral.after().core else None


def mark_before_words(clause: Clause, side: Side | None, *, language: str, id: Callable[[], int]) -> tuple[Run, ...]:
    """The empty bookmark before the words of a paragraph without a label that begin like one; () if it needs none.

    clause: the clause that begins the paragraph
    side: the side that is written; None: both
    language: code of the text's language
    id: gives a number that no other bookmark has
    """
    if clause.cell is not None or clause.props.kind != "paragraph":
        return ()
    if not any(_may_be_labelled(f"{clause.words_on(shown)} x", language) for shown in ((side,) if side else SIDES)):
        return ()
    return between_edges((), id, beside=Run("", clause.end.status, stamp=clause.end.stamp))


def _may_be_labelled(text: str, language: str) -> bool:
    """Whether a reader would take the first characters of a provision for a label, or could do so beside others."""
    return read_provision_label(text, language) is not None or _LOOSE.match(text) is not None


def shared_head(line: SourceLine, side: Side) -> Head | None:
    """The label of a line's other side, if its kept characters begin this side too: it stays a label."""
    head = line.heads.get("draft" if side == "base" else "base")
    if head is None or head.automatic or not line.text_on(side).startswith(head.label + head.after):
        return None
    return head if _region(line.raw.runs, "base", head) == _region(line.raw.runs, "draft", head) else None


def _loose_head(text: str) -> Head | None:
    found = _LOOSE.match(text)
    numeral = parse_label(found["label"], "decimal") if found else None
    if found is None or numeral is None or found["label"].startswith("0"):
        return None
    return Head(found["label"], found["after"], (numeral,))


def cut_labels(line: SourceLine) -> None:
    """Takes the labels out of a line's runs, into its `labels`."""
    base, draft = line.heads.get("base"), line.heads.get("draft")
    if base is None and draft is None:
        line.labels = {"base": None, "draft": None}
        return
    runs = line.raw.runs
    if base is draft and base is not None and not line.tracked:
        line.runs, style = _cut_front(runs, base.length)
        label = _label(base, style)
        line.labels = {"base": label, "draft": label}
        return
    if base is not None and draft is not None and _is_shared(runs, base, draft):
        line.runs, _ = _cut_front(runs, base.length)
        line.labels = {"base": _label(base, runs[0].style_on("base")), "draft": _label(draft, runs[0].style_on("draft"))}
        return
    regions = {side: _region(runs, side, line.heads.get(side)) for side in SIDES}
    line.labels = {
        side: _label(head, _style_at(runs, regions[side], side)) if head else None for side, head in line.heads.items()
    }
    line.runs = _omit_places(runs, {*regions["base"], *regions["draft"]})


def settle(line: SourceLine) -> None:
    """Gives up labels whose kept characters are not the same on both sides."""
    _part_alike(line)
    base, draft = line.heads.get("base"), line.heads.get("draft")
    runs = line.raw.runs
    if (base is None and draft is None) or _is_shared(runs, base, draft):
        return
    for first, second in ((base, draft), (base, None), (None, draft), (None, None)):
        if _agree(runs, _region(runs, "base", first), _region(runs, "draft", second)):
            line.heads = {"base": first, "draft": second}
            return


def _part_alike(line: SourceLine) -> None:
    """Gives the labels of both sides the same separator of blanks: further blanks of one side are text."""
    base, draft = line.heads.get("base"), line.heads.get("draft")
    if (base is None) is not (draft is None):
        side: Side = "draft" if base is None else "base"
        line.heads[side] = _of_one_side(line, side, base or draft)
        return
    if base is None or draft is None or base.after == draft.after or base.automatic or draft.automatic:
        return
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(base.after, draft.after, strict=False))
    shared = "".join(character for character, _ in pairs)
    if shared:
        line.heads = {"base": replace(base, after=shared), "draft": replace(draft, after=shared)}


def _of_one_side(line: SourceLine, side: Side, head: Head | None) -> Head | None:
    """A label on one side only, without the blanks that are kept: those are text on both."""
    if head is None or head.automatic:
        return head
    count = 0
    for run in line.raw.runs:
        if run.content and run.text == ANCHOR:
            continue
        if run.status is KEPT and run.text:
            break
        count += len(run.text) if run.status.on(side) else 0
    return replace(head, after=head.after[: count - len(head.label)]) if len(head.label) < count < head.length else head


def _is_shared(runs: Sequence[Run], base: Head | None, draft: Head | None) -> bool:
    """Whether both labels are the same first characters, kept in one run: the common case, found without a search."""
    if base is None or draft is None or base.length != draft.length or not runs:
        return False
    first = runs[0]
    return first.status is KEPT and not first.content and len(first.text) >= base.length


def _label(head: Head, style: Style) -> Label:
    automatic = head.automatic
    return Label(head.label, head.after, automatic is not None, style=automatic.style if automatic else style)


def _cut_front(runs: tuple[Run, ...], length: int) -> tuple[tuple[Run, ...], Style]:
    """Untracked runs without their first characters, and the format of the first of them; anchors stay."""
    out: list[Run] = []
    style: Style | None = None
    for index, run in enumerate(runs):
        if not length:
            return (*out, *runs[index:]), style or PLAIN
        if run.content:
            out.append(run)
            continue
        if style is None and run.text:
            style = run.style
        if len(run.text) > length:
            out.append(with_text(run, run.text[length:]))
        length = max(0, length - len(run.text))
    return tuple(out), style or PLAIN


def _region(runs: Sequence[Run], side: Side, head: Head | None) -> tuple[int, ...]:
    """The places of a label's characters in the whole text of the runs."""
    left = head.length if head else 0
    if not left:
        return ()
    out: list[int] = []
    start = 0
    for run in runs:
        length = len(run.text)
        if run.status.on(side) and not (run.content and run.text == ANCHOR):
            out += range(start, start + min(left, length))
            left -= min(left, length)
            if not left:
                break
        start += length
    return tuple(out)


def _agree(runs: Sequence[Run], base: tuple[int, ...], draft: tuple[int, ...]) -> bool:
    """Whether the kept characters of both regions are the same."""
    if base == draft:
        return True
    different = set(base).symmetric_difference(draft)
    last, start = max(different), 0
    for run in runs:
        if start > last:
            break
        end = start + len(run.text)
        if run.status is KEPT and any(start <= place < end for place in different):
            return False
        start = end
    return True


def _style_at(runs: Sequence[Run], region: tuple[int, ...], side: Side) -> Style:
    if region:
        start = 0
        for run in runs:
            if start <= region[0] < start + len(run.text):
                return run.style_on(side)
            start += len(run.text)
    return PLAIN


def _omit_places(runs: Sequence[Run], places: set[int]) -> tuple[Run, ...]:
    if not places:
        return tuple(runs)
    out: list[Run] = []
    last, start = max(places), 0
    for index, run in enumerate(runs):
        if start > last:
            return (*out, *runs[index:])
        reach = last + 1 - start
        text = "".join([char for place, char in enumerate(run.text[:reach], start) if place not in places]) + run.text[reach:]
        start += len(run.text)
        if text == run.text:
            out.append(run)
        elif text:
            out.append(with_text(run, text))
    return tuple(out)
