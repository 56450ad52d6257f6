"""Corrections by the user of a text that was read from pages, such as those of a PDF, before it is used.

A correction is a value that finds its clause by the printed words. It is stored with the file and applied again when the file is
read again. The text has no tracked changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from model.errors import EditError
from model.numbering import read_label
from model.redline import OBJECT, Clause, Kind, Label, Redline, Run, Scheme, join_runs
from model.redline.limits import MAX_CHARACTERS
from model.redline.runs import cut, with_text
from model.redline.values import Count
from model.submission.corrected_clauses import LABELLED, WHITE, clause_of_kind, clause_with_label, printed_runs, scheme_of
from model.text.lazy_regex import late

_WORDS = late(r"\s+|\w+|[^\w\s]")
_LARGEST_COMPARISON = 4_000_000
"""Pairs of words; longer paragraphs are corrected as a whole."""
MOST_CORRECTIONS = 5_000
"""Of one text."""
Level = Annotated[int, Meta(ge=0, le=40)]
Corrections = Mapping[int, tuple["TextCorrection", ...]]
"""The corrections of each text of a file, by its place in the file, from 0, in the order in which they were made."""
CorrectionKind = Literal["join", "split", "label", "level", "kind", "words", "confirm"]
"""What is corrected:

join: the clause continues the one before it; split: another clause begins in it; label: its label; level: its level; kind: its
kind; words: its words after the label; confirm: nothing, what was doubtful in it is right
"""


class TextCorrection(Struct, frozen=True, omit_defaults=True):
    """The correction of one clause."""

    do: CorrectionKind
    clause: str
    """The printed words of the clause as they were before: label, separator and text, as `printed_words` returns them. '' if it
    confirms what was doubtful about no clause."""
    nth: Count = 0
    """Which of the clauses with these words, from 0."""
    at: Count = 0
    """split: where the second clause begins, in the printed words."""
    to: Annotated[str, Meta(max_length=MAX_CHARACTERS)] = ""
    """label: the label, '' for none; kind: the kind; words: the words, with OBJECT for each note and picture;
    confirm: the place of what was doubtful, if `clause` is ''."""
    level: Level = 0
    """level, kind: the level."""


class CorrectedText(Struct, frozen=True):
    """A text with a correction."""

    redline: Redline
    clause: str
    """The id of the corrected clause; of a joined one, that of the clause that it continues; '' if it concerns no clause."""
    origins: Mapping[str, tuple[str, ...]]
    """For each clause that is new or joined, the ids of the clauses that it was made of."""


def printed_words(clause: Clause) -> str:
    """The words of a clause as they are printed: label, separator and text, with OBJECT for each note and picture."""
    label = clause.label.text + clause.label.after if clause.label is not None else ""
    return label + own_words(clause)


def own_words(clause: Clause) -> str:
    """The words of a clause after its label, with OBJECT for each note and picture."""
    return "".join(OBJECT if run.content else run.text for run in clause.runs)


def occurrence(redline: Redline, id: str) -> tuple[str, int]:
    """The printed words of a clause, and which of the clauses with these words it is, from 0. KeyError if there is none."""
    found = {clause.id: printed_words(clause) for clauses in stories_of(redline) for clause in clauses}
    words = found[id]
    same = [other for other, text in found.items() if text == words]
    return words, same.index(id)


def stories_of(redline: Redline) -> Iterator[tuple[Clause, ...]]:
    """The clauses of a text, then those of each note."""
    yield redline.clauses
    for note in redline.notes.values():
        yield note.clauses


def apply_correction(redline: Redline, correction: TextCorrection) -> CorrectedText:
    """A text with one correction. EditError if it does not fit."""
    if correction.do == "confirm" and not correction.clause:
        return CorrectedText(redline, "", {})
    left = correction.nth
    for key, clauses in [("", redline.clauses), *((key, note.clauses) for key, note in redline.notes.items())]:
        for index, clause in enumerate(clauses):
            if printed_words(clause) != correction.clause:
                continue
            if left:
                left -= 1
                continue
            new, origins = _corrected(clauses, index, correction, redline)
            id = clauses[index - 1].id if correction.do == "join" else clause.id
            if not key:
                return CorrectedText(replace(redline, clauses=new), id, origins)
            notes = {**redline.notes, key: replace(redline.notes[key], clauses=new)}
            return CorrectedText(replace(redline, notes=notes), id, origins)
    raise EditError.of("the clause that was corrected is not in the text any more")


def _corrected(
    clauses: tuple[Clause, ...], index: int, correction: TextCorrection, redline: Redline
) -> tuple[tuple[Clause, ...], dict[str, tuple[str, ...]]]:
    """The clauses of a story with a correction of one of them, and the origins of new and joined clauses."""
    clause = clauses[index]
    match correction.do:
        case "join":
            joined = _joined(clauses, index)
            return (*clauses[: index - 1], joined, *clauses[index + 1 :]), {joined.id: (joined.id, clause.id)}
        case "split":
            parts = _split(clauses, index, correction.at, redline)
            return (*clauses[:index], *parts, *clauses[index + 1 :]), {parts[1].id: (clause.id,)}
        case "label":
            new = _with_label(clauses, index, correction.to)
        case "level":
            if clause.props.kind not in LABELLED:
                raise EditError.of("only paragraphs and headings have levels; say first that this is one")
            new = replace(clause, props=replace(clause.props, level=max(correction.level, 1)))
        case "kind":
            new = clause_of_kind(clauses, index, _kind(correction.to), level=max(correction.level, 1))
        case "words":
            new = _with_words(clause, correction.to)
        case "confirm":
            new = clause
    return (*clauses[:index], new, *clauses[index + 1 :]), {}


def _joined(clauses: Sequence[Clause], index: int) -> Clause:
    """The clause before one, continued by it: with a blank between the two, unless the language writes none."""
    if not index:
        raise EditError.of("there is no clause before this one to join it with")
    first, second = clauses[index - 1], clauses[index]
    if first.cell != second.cell:
        raise EditError.of("cells of a table are not joined")
    before, after = own_words(first), printed_words(second)
    blank = () if not before or not after or before[-1].isspace() or _writes_no_blank(before[-1], after[0]) else (Run(" "),)
    return replace(first, runs=join_runs((*first.runs, *blank, *printed_runs(second))), end=second.end)


def _writes_no_blank(before: str, after: str) -> bool:
    """Whether no blank is between two characters: Chinese ones, or a hyphen and what follows it."""
    return before in "-\u2010\u00ad" or all(
        "\u2e80" <= character <= "\u9fff" or character >= "\uff00" for character in before + after
    )


def _split(clauses: Sequence[Clause], index: int, at: int, redline: Redline) -> tuple[Clause, Clause]:
    """Two clauses of one, the second with the label with which it begins, if there is one."""
    old = clauses[index]
    label = len(old.label.text + old.label.after) if old.label is not None else 0
    before, after = cut(old.runs, max(at - label, 0))
    first = replace(old, runs=join_runs(_without_blanks_at_end(before)))
    taken = {clause.id for story in stories_of(redline) for clause in story}
    id = next(name for name in (f"{old.id}.{number}" for number in range(2, len(taken) + 3)) if name not in taken)
    runs = _without_blanks_at_start(after)
    if at <= label or not first.runs or not runs:
        raise EditError.of("a clause is divided between two of its words; put the caret there")
    plain = replace(old.props, kind="paragraph", scheme="none", level=max(old.props.level, 1))
    second = replace(old, id=id, runs=join_runs(runs), label=None, own_label=None, props=plain)
    typed = read_label(second.text, redline.language) if old.cell is None else None
    if typed is not None:
        around = [*clauses[:index], first, second]
        second = clause_with_label(around, index + 1, len(typed.label))
        second = replace(second, props=replace(second.props, level=_level_of(around, index + 1, second)))
    return first, second


def _level_of(clauses: Sequence[Clause], index: int, clause: Clause) -> int:
    """The level of a labelled clause: that of the nearest label of its scheme in the block, else below the clause before it."""
    before = clauses[index - 1].props
    for other in reversed(clauses[:index]):
        if other.props.kind != "paragraph":
            break
        if other.label is not None and other.props.scheme == clause.props.scheme:
            return other.props.level
    return before.level + 1 if clauses[index - 1].label is not None else max(before.level, 1)


def _with_label(clauses: Sequence[Clause], index: int, label: str) -> Clause:
    """A clause with another label: cut from its words if these begin with it, otherwise instead of the label that it has."""
    clause = clauses[index]
    if clause.label is not None and not label:
        return clause_with_label(clauses, index, 0)
    if any(white in label for white in "\n\r\t"):
        raise EditError.of("a label is on one line")
    if printed_words(clause).startswith(label) and (clause.label is None or len(label) > len(clause.label.text)):
        return clause_with_label(clauses, index, len(label))
    if clause.props.kind not in LABELLED:
        raise EditError.of("only paragraphs and headings have labels; say first that this is one")
    old = clause.label or Label("")
    scheme: Scheme = scheme_of(clauses, index, label)
    return replace(clause, label=replace(old, text=label), own_label=None, props=replace(clause.props, scheme=scheme))


def _kind(name: str) -> Kind:
    for kind in KINDS:
        if kind == name:
            return kind
    raise EditError.of("there is no kind of clause with the name “{name}”", name=name)


KINDS: tuple[Kind, ...] = ("paragraph", "call", "heading", "annex", "number", "title", "history", "opening")


def _with_words(clause: Clause, words: str) -> Clause:
    """A clause with other words after its label. The formats of words that stay are kept, notes and pictures too."""
    old = own_words(clause)
    words = " ".join(words.replace("\n", " ").split(" ")).strip(WHITE)
    if old.count(OBJECT) != words.count(OBJECT):
        raise EditError.of("the signs of footnotes and pictures in the words must stay")
    new: list[Run] = []
    rest = clause.runs
    for taken, given in _changes(old, words):
        middle, rest = cut(rest, len(taken))
        if taken == given:
            new += middle
            continue
        like = next((run for run in (*middle, *reversed(new), *rest) if not run.content), Run(""))
        new += [with_text(like, given)] if given else []
    return replace(clause, runs=join_runs(new))


def _changes(old: str, new: str) -> list[tuple[str, str]]:
    """Two texts in parts that are equal or correspond to each other; the places of notes and pictures are equal parts."""
    pairs = []
    olds, news = old.split(OBJECT), new.split(OBJECT)
    for number, (before, after) in enumerate(zip(olds, news, strict=True)):
        pairs += [(OBJECT, OBJECT)] if number else []
        was, now = _WORDS.findall(before), _WORDS.findall(after)
        if len(was) * len(now) > _LARGEST_COMPARISON:
            pairs.append((before, after))
            continue
        for _, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            pairs.append(("".join(was[i1:i2]), "".join(now[j1:j2])))
    return pairs


def _without_blanks_at_end(runs: Sequence[Run]) -> tuple[Run, ...]:
    out = list(runs)
    while out and not out[-1].content and (text := out[-1].text.rstrip(WHITE)) != out[-1].text:
        out[-1:] = [with_text(out[-1], text)] if text else []
    return tuple(out)


def _without_blanks_at_start(runs: Sequence[Run]) -> tuple[Run, ...]:
    out = list(runs)
    while out and not out[0].content and (text := out[0].text.lstrip(WHITE)) != out[0].text:
        out[:1] = [with_text(out[0], text)] if text else []
    return tuple(out)
