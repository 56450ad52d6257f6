"""Two texts as one redline, whose base is the one and whose draft is the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import count, takewhile

from msgspec.structs import replace

from model.diff.align import align
from model.diff.paragraph_merge import ParagraphMerger, Plain
from model.diff.story_diff import StoryDiff
from model.diff.token_stream import same_look
from model.diff.units import Unit
from model.numbering.draft_numbers import with_printed_numbers
from model.numbering.edition_marks import has_mark
from model.numbering.labelling import with_printed_labels
from model.numbering.printed_marks import with_printed_marks, with_printed_note_marks
from model.redline import ANCHOR, NOTE, Clause, Label, Note, Props, Redline, Run, Stamp, Status, with_own_label
from model.redline.canonical import canonical

NO_ORIGINS: Mapping[str, str] = {}


def compare(
    base: Redline,
    draft: Redline,
    stamp: Stamp,
    *,
    moves: bool = True,
    by_id: bool = False,
    origins: Mapping[str, str] = NO_ORIGINS,
    plain: Plain = "",
    reserved: frozenset[str] = frozenset(),
    pairs: Mapping[str, str] | None = None,
) -> Redline:
    """The redline of two texts in which everything is kept. Ids, sources and notes are those of the base; clauses and notes that
    only the draft has get new ids and keys.

    base: the old text
    draft: the new text
    moves: moves are reported as moves
    by_id: clauses of one id are the same whatever they contain, as in two versions of one document
    origins: the id at the old place of each clause that such a document moved, by its id at the new place; see `move_origins`
    plain: the side whose styles are not compared; if it is the base, sources are those of the draft
    reserved: ids and note keys that nothing new may get
    pairs: the notes of the new text with those of the old one that they are; None: found by their words
    """
    pairs = same_notes(base, draft) if pairs is None else pairs
    draft = with_note_keys(draft, pairs, {*base.notes, *reserved})
    taken = {*base.places, *reserved}
    merger = ParagraphMerger(stamp, _namer(taken, of_base=by_id), plain=plain)
    story_diff = StoryDiff(merger, moves, partial(_by_id, origins) if by_id else lambda _old, _new: {})
    clauses = canonical(story_diff.story(base.clauses, draft.clauses, moves=True))
    notes = _notes(base, draft, clauses, stamp, plain)
    merged = replace(base, clauses=clauses, notes=notes, language=base.language or draft.language)
    printed = {id: label or Label("") for id, label in merger.printed.items()}
    in_order = {clause.id: merger.numbers[clause.id] for clause in clauses if clause.id in merger.numbers}
    numbered = with_printed_numbers(merged, in_order)
    labelled = with_printed_labels(numbered, printed)
    marked = any(clause.mark is not None for text in (base, draft) for clause in text.clauses)
    labelled = with_printed_marks(labelled, merger.marks) if marked else labelled
    return _with_looks(with_printed_note_marks(labelled), merger.printed, plain)


def _by_id(origins: Mapping[str, str], old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    places = {origins.get(unit.first.id, unit.first.id): place for place, unit in enumerate(new)}
    return {
        place: other
        for place, unit in enumerate(old)
        if (other := places.get(origins.get(unit.first.id, unit.first.id))) is not None and new[other].sort == unit.sort
    }


def move_origins(clauses: Sequence[Clause]) -> dict[str, str]:
    """The id at the old place of each clause that a redline moves, by its id at the new place."""
    was: dict[str, list[str]] = defaultdict(list)
    goes: dict[str, list[str]] = defaultdict(list)
    for clause in clauses:
        if clause.end.move:
            (goes if clause.end.status is Status.INSERTED else was)[clause.end.move].append(clause.id)
    return {to: of for move, ids in goes.items() if len(ids) == len(was[move]) for to, of in zip(ids, was[move], strict=True)}


def _namer(taken: set[str], *, of_base: bool) -> Callable[[Clause], str]:
    numbers = count(1)

    def name(clause: Clause) -> str:
        id = clause.id
        if not of_base or id in taken:
            id = next(candidate for number in numbers if (candidate := f"n{number}") not in taken)
        taken.add(id)
        return id

    return name


def _notes(base: Redline, draft: Redline, clauses: Sequence[Clause], stamp: Stamp, plain: Plain) -> Mapping[str, Note]:
    """The notes that the compared text refers to; for the time being the edition marks of their drafts are all set by hand."""
    out: dict[str, Note] = {}
    for key in references(clauses):
        old, new = base.notes.get(key), draft.notes.get(key)
        if old is not None and new is not None:
            merger = ParagraphMerger(stamp, _namer({clause.id for clause in old.clauses}, of_base=False), plain=plain)
            clauses_of_both = _with_head_of(old, new), _with_head_of(new, old)
            story = StoryDiff(merger, moves=False).story(*clauses_of_both, closed=True)
            out[key] = _with_draft_marks(replace(old, clauses=canonical(story)), merger.marks)
        elif old is not None:
            out[key] = _with_draft_marks(old)
        elif new is not None:
            out[key] = _with_draft_marks(
                new
                if plain == "base"
                else replace(new, source="", clauses=tuple(replace(clause, source="") for clause in new.clauses))
            )
    return out


def _with_draft_marks(note: Note, marks: Mapping[str, Label] | None = None) -> Note:
    """The note with the edition marks of its draft set by hand: those of its clauses, or given ones."""
    wanted = {clause.id: clause.mark for clause in note.clauses} if marks is None else marks
    if not any(wanted.values()) and not any(map(has_mark, note.clauses)):
        return note
    return replace(note, clauses=tuple([replace(clause, own_mark=wanted.get(clause.id)) for clause in note.clauses]))


def _with_head_of(note: Note, other: Note) -> tuple[Clause, ...]:
    """The clauses of a note; one that comes from no Word file has no mark at its head, and gets that of the other."""
    if note.source or not other.source or not note.clauses or not other.clauses:
        return note.clauses
    first = note.clauses[0]
    if first.runs and first.runs[0].text == ANCHOR:
        return note.clauses
    head = tuple(takewhile(lambda run: run.text == ANCHOR, other.clauses[0].runs))
    return (replace(first, runs=(*head, *first.runs)), *note.clauses[1:])


def _with_looks(redline: Redline, printed: Mapping[str, Label | None], plain: Plain) -> Redline:
    """The redline with those labels of the draft set by hand that look different in format or separator."""
    equals: dict[tuple[str, int, str], Label] = {}
    for clause in redline.clauses:
        if clause.label is not None and not clause.label.automatic:
            equals.setdefault(_role(clause.props_on("base")), clause.label)

    def with_printed_label(clause: Clause) -> Clause:
        label = printed.get(clause.id)
        if label is None or label.automatic or clause.own_label is not None:
            return clause
        if clause.label is not None and clause.label.automatic:
            return clause
        wanted = clause.label or equals.get(_role(clause.props))
        after = "\t" if clause.label is None else clause.label.after
        looks_alike = plain or (wanted is not None and same_look(wanted.style, label.style))
        return clause if after == label.after and looks_alike else with_own_label(clause, label)

    return replace(redline, clauses=tuple(map(with_printed_label, redline.clauses)))


def _role(props: Props) -> tuple[str, int, str]:
    return props.kind, props.level, props.scheme


def with_draft_formats(redline: Redline) -> Redline:
    """The redline with the formats and styles of its draft on both sides; kinds, levels and words stay."""
    notes = {key: replace(note, clauses=tuple(map(_clause, note.clauses))) for key, note in redline.notes.items()}
    return replace(redline, clauses=tuple(map(_clause, redline.clauses)), notes=notes)


def _clause(clause: Clause) -> Clause:
    runs = clause.runs
    if any(run.base_style is not None for run in runs):
        runs = tuple(replace(run, base_style=None) if run.base_style is not None else run for run in runs)
    old, new = clause.base_props, clause.props
    if old is not None and (old.kind, old.level, old.scheme) == (new.kind, new.level, new.scheme):
        old = None
    return clause if runs is clause.runs and old is clause.base_props else replace(clause, runs=runs, base_props=old)


def references(clauses: Sequence[Clause]) -> list[str]:
    """The notes that clauses refer to, in order, each once."""
    return list(dict.fromkeys(run.content for clause in clauses for run in clause.runs if run.text == NOTE and run.content))


def same_notes(old: Redline, new: Redline) -> dict[str, str]:
    """The keys of notes of the new text with those of the notes of the old one that they are."""
    first, second = _units(old), _units(new)
    if not first or not second:
        return {}
    pairs = align([unit for _, unit in first], [unit for _, unit in second], moves=False, splits=False)
    return {second[group.c][0]: first[group.a][0] for group in pairs.groups if group.is_pair}


def _units(text: Redline) -> list[tuple[str, Unit]]:
    out = []
    for key in references(text.clauses):
        note = text.notes.get(key)
        if note is not None and note.clauses:
            words = "\n".join(clause.text for clause in note.clauses)
            sort = note.kind if note.mark is None else f"{note.kind} {note.mark}"
            out.append((key, Unit(note.clauses, words, (sort, words), sort)))
    return out


def with_note_keys(text: Redline, keys: Mapping[str, str], taken: set[str]) -> Redline:
    """The text with its notes under other keys: those given, and for the rest keys that are not `taken`."""
    if not text.notes:
        return text
    fresh = (name for number in count(1) if (name := f"note {number}") not in taken)
    names = {key: keys.get(key) or next(fresh) for key in text.notes}

    def run(char: Run) -> Run:
        return replace(char, content=names.get(char.content, char.content)) if char.text == NOTE and char.content else char

    clauses = tuple(
        replace(clause, runs=tuple(map(run, clause.runs)))
        if any(char.text == NOTE and char.content for char in clause.runs)
        else clause
        for clause in text.clauses
    )
    notes: dict[str, Note] = {names[key]: note for key, note in text.notes.items()}
    return replace(text, clauses=clauses, notes=notes)
