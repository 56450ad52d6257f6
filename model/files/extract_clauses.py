"""The clauses of an extract and of the text in force while the one is put into the other: their words, formats and labels."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from model.diff.compare import compare, references
from model.numbering import Labelling
from model.numbering.edition_marks import NO_PAIR
from model.numbering.note_numbers import number_of_note
from model.numbering.printed_marks import with_marks_in_print
from model.numbering.units import parse_unit
from model.redline import (
    ANCHOR,
    NOTE,
    Clause,
    End,
    Label,
    Props,
    Redline,
    Run,
    Side,
    Stamp,
    Status,
    groups,
    join_runs,
    label_bearer,
    paragraphs,
    with_own_label,
)

_PARTS_OF_LABEL = re.compile(r"\d+[A-Z]*|(?<![A-Za-z])[a-z]+(?=[).])")
_ROUNDS = 3
"""How often labels that the policy does not give are set: each may change those after it."""


def numbers_in_common(known: Redline, read: Redline) -> int:
    """The number of margin numbers in force that two texts share, those of footnotes included."""
    first, second = ({pair.base for pair in Labelling.of(text).numbers.values()} for text in (known, read))
    return len((first & second) - {None}) + len(footnotes_in(known, read))


def footnotes_in(known: Redline, read: Redline) -> list[str]:
    """The keys of the footnotes in force that an extract has as provisions."""
    numbers = {pair.base or pair.draft for pair in Labelling.of(read).numbers.values()}
    found = ((key, number_of_note(note)) for key, note in known.notes.items())
    return [key for key, number in found if number is not None and number.text in numbers]


def starts_of_parts(read: Redline, settings: Collection[str]) -> frozenset[str]:
    """The clauses at which the parts of an extract begin. The title of a unit has settings too if the file has its draft alone.

    read: the extract
    settings: the clauses with settings
    """
    titles = (
        clause.id
        for before, clause in pairwise(read.clauses)
        if before.id in settings and clause.props.kind == before.props.kind == "heading"
        if parse_unit(before.text) is not None and parse_unit(clause.text) is None
    )
    return frozenset(settings) - {*titles}


def compared_clauses(
    base: Redline, known: Sequence[Clause], read: Redline, found: Sequence[Clause], stamp: Stamp, reserved: frozenset[str]
) -> Redline:
    """A passage in force and its draft without revision marks as one redline.

    base: the text in force
    known: the clauses of the passage
    read: the extract
    found: the clauses of the passage there
    stamp: the author of the changes
    reserved: the ids and note keys that nothing new may get
    """
    plain = [_plain(clause, known) for clause in found]
    old, new = (
        replace(text, clauses=tuple(clauses), notes={key: text.notes[key] for key in _calls(clauses) if key in text.notes})
        for text, clauses in ((base, known), (read, plain))
    )
    pairs = _same_notes(old, new)
    made = compare(old, new, stamp, moves=False, plain="draft", reserved=reserved, pairs=pairs)
    drafts = zip(paragraphs(made.clauses, "draft"), plain, strict=True)
    printed = {paragraph.bearer.id: clause.mark for paragraph, clause in drafts if clause.mark is not None}
    return with_marks_in_print(replace(made, edition=base.edition), printed)


def _same_notes(old: Redline, new: Redline) -> Mapping[str, str] | None:
    """The notes of a draft with those in force of the same number; those without one in their order, as a new note would have
    one. None if one side has more of them, or a number twice."""
    sides = []
    for text in (old, new):
        numbers = ((number_of_note(text.notes[key]), key) for key in references(text.clauses) if key in text.notes)
        sides.append([(number.text if number is not None else "", key) for number, key in numbers])
    (known, plain), (found, plain_found) = (
        ({number: key for number, key in side if number}, [key for number, key in side if not number]) for side in sides
    )
    if len(plain) != len(plain_found) or [len(known) + len(plain), len(found) + len(plain)] != [*map(len, sides)]:
        return None
    numbered = {key: known[number] for number, key in found.items() if number in known}
    return {**numbered, **dict(zip(plain_found, plain, strict=True))}


def inserted_clause(clause: Clause) -> Clause:
    """A clause of a draft without revision marks that the text in force does not have."""
    runs = tuple([replace(run, status=Status.INSERTED) for run in clause.runs])
    return replace(clause, runs=runs, end=End(Status.INSERTED), row=clause.row if clause.cell is None else Status.INSERTED)


def _plain(clause: Clause, known: Sequence[Clause]) -> Clause:
    """A clause of an extract without its formats. A label is among its words if the passage in force has it there, or has no
    labels and no tab ends it, as after words that somebody typed.

    clause: the clause
    known: the clauses of the passage in force
    """
    made = replace(clause, props=bare_props(clause.props), source="")
    label = clause.label
    if label is None:
        return made
    after, mark = label.after, clause.mark
    if mark is not None and not mark.after and not clause.runs and after.endswith(" "):  # the last blank is before the mark
        after, mark = after.removesuffix(" "), replace(mark, after=" ")
    in_force = [other.text_on("base") for other in known if other.label is None]
    is_in_text = any(words == label.text or words.startswith((f"{label.text} ", f"{label.text}\t")) for words in in_force)
    if is_in_text or ("\t" not in after and len(in_force) == len(known)):
        runs = join_runs((Run(label.text + after), *clause.runs))
        return replace(made, label=None, runs=runs, mark=mark, props=replace(made.props, scheme="none"))
    usual = next((other.label.after for other in known if other.label is not None), "\t")
    usual = usual if after.startswith(usual) else after  # what follows it are blanks of the words, as after a split
    runs = join_runs((Run(after.removeprefix(usual)), *clause.runs))
    return replace(made, label=replace(label, after=usual), runs=runs, mark=mark)


def _calls(clauses: Sequence[Clause]) -> list[str]:
    return [run.content for clause in clauses for run in clause.runs if run.text == NOTE and run.content]


def words_of(clauses: Sequence[Clause], side: Side, labelling: Labelling) -> list[str]:
    """The words of the paragraphs of a side that are not empty, with their labels, which a reader may have left in the text."""
    return [words for words in lines_of(clauses, side, labelling) if words]


def lines_of(clauses: Sequence[Clause], side: Side, labelling: Labelling) -> list[str]:
    """The words of all paragraphs of a side with their labels; '' for one that is empty."""
    label_of = labelling.base if side == "base" else labelling.draft
    texts = (
        f"{label_of(label_bearer(group, side).id) or ''} {''.join(_text(clause, side) for clause in group)}"
        for group in groups(clauses, side)
    )
    return [" ".join(text.split()) for text in texts]


def has_same_blanks(found: Sequence[Clause], known: Sequence[Clause]) -> bool:
    """Whether paragraphs with the same words have the same blanks in them. A label that one of two has among its words says
    nothing.

    found: those of a passage of an extract, the draft alone
    known: those in force
    """
    pairs = [
        (clause, other) for clause, other in zip(found, known, strict=False) if (clause.label is None) == (other.label is None)
    ]
    return all(_text(clause, "draft") == _text(other, "base") for clause, other in pairs)


def _text(clause: Clause, side: Side) -> str:
    """The characters of a clause on a side, without marks that have no width."""
    return "".join(run.text for run in clause.runs if run.status.on(side) and not (run.content and run.text == ANCHOR))


def bare_props(props: Props) -> Props:
    """Properties without the formats of another file."""
    return replace(props, style="", other="")


def is_tracked(clause: Clause) -> bool:
    return clause.end.status is not Status.KEPT or any(run.status is not Status.KEPT for run in clause.runs)


def form_of(label: str) -> str:
    """The form of a label, `§ #`, `#)`: that of its last part if it is compound."""
    parts = label.split()
    return _PARTS_OF_LABEL.sub("#", parts[-1] if len(parts) > 2 else label)


def with_draft_marks(known: Sequence[Clause], found: Sequence[Clause], labelling: Labelling, *, is_clean: bool) -> list[Clause]:
    """A passage in force with the edition marks that the extract has in its draft, set by hand.

    known: its clauses
    found: the clauses of the passage in the extract, with the same words
    labelling: that of the extract
    is_clean: whether the extract has only the draft, so that its mark in force is not known
    """
    bearers = [label_bearer(group, "draft") for group in groups(found, "draft")]
    if len(bearers) != len(known):
        return [*known]
    out = []
    for clause, bearer in zip(known, bearers, strict=True):
        pair = labelling.marks.borne.get(bearer.id, NO_PAIR)
        wanted, in_force = (mark.text if mark is not None else "" for mark in (pair.draft, clause.mark))
        is_wanted = wanted != in_force and (is_clean or pair.is_changed)
        out.append(replace(clause, own_mark=pair.draft or Label("")) if is_wanted else clause)
    return out


def with_tables_in_order(clauses: Sequence[Clause]) -> list[Clause]:
    numbers: dict[int, int] = {}
    return [
        clause
        if clause.cell is None
        else replace(clause, cell=(numbers.setdefault(clause.cell[0], len(numbers)), *clause.cell[1:]))
        for clause in clauses
    ]


def with_printed_labels_by_hand(redline: Redline, printed: Mapping[str, Label]) -> Redline:
    """The redline with the labels that the extract prints, set by hand where its policy gives others."""
    for _ in range(_ROUNDS):
        labelling = Labelling.of(redline)
        wrong = {id for id, label in printed.items() if (labelling.draft(id) or "") != label.text}
        if not wrong:
            break
        clauses = [with_own_label(clause, printed[clause.id]) if clause.id in wrong else clause for clause in redline.clauses]
        redline = replace(redline, clauses=tuple(clauses))
    return redline


def without_usual_marks(redline: Redline) -> Redline:
    """The redline without the edition marks set by hand that the rule gives too."""
    if all(clause.own_mark is None for clause in redline.clauses):
        return redline
    by_rule = Labelling.of(replace(redline, clauses=tuple([_without_own_mark(clause) for clause in redline.clauses]))).marks.borne
    clauses = [
        _without_own_mark(clause) if _text_of(clause.own_mark) == _text_of(by_rule.get(clause.id, NO_PAIR).draft) else clause
        for clause in redline.clauses
    ]
    return replace(redline, clauses=tuple(clauses))


def with_missing_marks(redline: Redline, printed: Mapping[str, Label]) -> Redline:
    """The redline with the edition marks that the extract prints set by hand, if its draft has others: the mark may be all that
    is left of an amendment, such as a changed style.

    redline: the text with the extract
    printed: the marks by the clauses that bear the labels of their paragraphs in the draft
    """
    borne = Labelling.of(redline).marks.borne if printed else {}
    missing = {
        paragraph.bearer.id
        for paragraph in (paragraphs(redline.clauses, "draft") if printed else ())
        if (mark := printed.get(paragraph.bearer.id)) is not None
        and _text_of(borne.get(paragraph.bearer.id, NO_PAIR).draft) != mark.text
    }
    clauses = [replace(clause, own_mark=printed[clause.id]) if clause.id in missing else clause for clause in redline.clauses]
    return replace(redline, clauses=tuple(clauses)) if missing else redline


def _text_of(mark: Label | None) -> str:
    return mark.text if mark is not None else ""


def _without_own_mark(clause: Clause) -> Clause:
    return clause if clause.own_mark is None else replace(clause, own_mark=None)
