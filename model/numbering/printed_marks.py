"""The edition marks of a draft that a file prints, as marks set by hand wherever the rule gives others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from model.numbering.edition_marks import NO_PAIR, MarkPair, coming_edition, has_marks
from model.numbering.labelling import Labelling
from model.numbering.margin_numbers import margin_numbers
from model.numbering.mark_forms import edition_of_mark
from model.numbering.note_editions import edition_of_note
from model.redline import Clause, Label, Note, Redline, paragraphs

_PASSES = 3
"""A mark set by hand replaces those of the rule in its provision, so that others there may have to be set too."""
_MarksOf = Callable[[tuple[Clause, ...]], Mapping[str, MarkPair]]
"""The marks that clauses of a text or of a note have, by the clauses that bear the labels of their paragraphs."""


def with_printed_marks(redline: Redline, printed: Mapping[str, Label]) -> Redline:
    """The redline with the marks that its draft has in print.

    printed: the marks by the clauses that bear the labels of their paragraphs in the draft; none of the others has one
    """
    bare = _with_own_marks(redline, dict.fromkeys(redline.places))
    return with_marks_in_print(_with_edition(bare, printed), printed)


def with_marks_in_print(redline: Redline, printed: Mapping[str, Label]) -> Redline:
    """As `with_printed_marks`, with the coming conference that the text has."""
    bare = _with_own_marks(redline, dict.fromkeys(redline.places))
    return replace(bare, clauses=_with_printed(bare.clauses, printed, _marks_of_text(bare)))


def with_conference_of(redline: Redline, other: Redline) -> Redline:
    """The redline with the coming conference of another text. Its draft prints the same marks: those that the rule does not give
    then are set by hand."""
    if redline.edition == other.edition:
        return redline
    labelling = Labelling.of(redline)
    notes = {}
    for key, note in redline.notes.items():
        marks = {id: pair.draft for id, pair in labelling.marks_of(key).borne.items()}
        clauses = [replace(clause, own_mark=marks.get(clause.id)) for clause in note.clauses]
        notes[key] = replace(note, clauses=tuple(clauses))
    printed = {id: pair.draft for id, pair in labelling.marks.borne.items() if pair.draft is not None}
    text = with_marks_in_print(replace(redline, edition=other.edition, notes=notes), printed)
    return with_printed_note_marks(text)


def with_printed_note_marks(redline: Redline) -> Redline:
    """The redline whose notes have the marks of their drafts in print, all set by hand, with only those that the rule does not
    give."""
    if not redline.notes:
        return redline
    notes = {}
    has_edition = _has_edition(redline)
    for key, note in redline.notes.items():
        printed = {clause.id: clause.own_mark for clause in note.clauses if clause.own_mark is not None}
        bare = tuple([replace(clause, own_mark=None) if clause.id in printed else clause for clause in note.clauses])
        marks_of = _marks_of_note(redline, note, has_edition=has_edition)
        notes[key] = replace(note, clauses=_with_printed(bare, printed, marks_of))
    return replace(redline, notes=notes)


def _with_printed(clauses: tuple[Clause, ...], printed: Mapping[str, Label], marks_of: _MarksOf) -> tuple[Clause, ...]:
    """Clauses of a text or of a note without marks set by hand, with those that the rule does not give."""
    kept: dict[str, Label | None] = {}
    for _ in range(_PASSES):
        borne = marks_of(clauses)
        wrong: dict[str, Label | None] = {}
        for paragraph in paragraphs(clauses, "draft"):
            id = paragraph.bearer.id
            pair, wanted = borne.get(id), printed.get(id)
            given = pair.draft if pair is not None else None
            if (given.text if given is not None else "") != (wanted.text if wanted is not None else ""):
                wrong[id] = wanted or Label("")
        if not wrong:
            break
        kept |= wrong
        clauses = tuple([_with_own_mark(clause, kept) for clause in clauses])
    return clauses


def _marks_of_text(redline: Redline) -> _MarksOf:
    return lambda clauses: Labelling.of(replace(redline, clauses=clauses)).marks.borne


def _has_edition(redline: Redline) -> bool:
    """Whether amended provisions and notes of a text get the mark of the coming conference."""
    return bool(coming_edition(redline)) and bool(margin_numbers(redline))


def _marks_of_note(redline: Redline, note: Note, *, has_edition: bool) -> _MarksOf:
    return lambda clauses: edition_of_note(redline, replace(note, clauses=clauses), has_edition=has_edition).borne


def _with_edition(redline: Redline, printed: Mapping[str, Label]) -> Redline:
    """The redline with the conference whose marks are on most of what is amended, if it is another one than usual."""
    labelling = Labelling.of(redline)
    new = [printed[id].text for id, pair in labelling.marks.borne.items() if pair.cause and pair.draft and id in printed]
    old = {pair.base.text for pair in labelling.marks.borne.values() if pair.base is not None}
    editions = Counter(edition for text in new if text not in old and (edition := edition_of_mark(text)))
    edition = editions.most_common(1)[0][0] if editions else ""
    return replace(redline, edition=edition) if edition and edition != coming_edition(redline) else redline


def _with_own_marks(redline: Redline, marks: Mapping[str, Label | None]) -> Redline:
    return replace(redline, clauses=tuple([_with_own_mark(clause, marks) for clause in redline.clauses]))


def _with_own_mark(clause: Clause, marks: Mapping[str, Label | None]) -> Clause:
    if clause.id not in marks or clause.own_mark == marks[clause.id]:
        return clause
    return replace(clause, own_mark=marks[clause.id])


def with_accepted_marks(redline: Redline, before: Redline) -> Redline:
    """A redline after amendments were accepted, with the marks that its draft had before: where nothing is left to decide, they
    become those of the base. The same of its notes.

    redline: the text after the decision, with the marks of the base as they were
    before: the text before it
    """
    if not has_marks(before):
        return redline
    was = Labelling.of(before)
    notes = {}
    has_edition = _has_edition(redline)
    for key, note in redline.notes.items():
        drafts = _draft_marks(before.notes[key].clauses, was.marks_of(key).borne)
        marks_of = _marks_of_note(redline, note, has_edition=has_edition)
        notes[key] = replace(note, clauses=_with_accepted(note.clauses, drafts, marks_of))
    drafts = _draft_marks(before.clauses, was.marks.borne)
    redline = replace(redline, notes=notes)
    return replace(redline, clauses=_with_accepted(redline.clauses, drafts, _marks_of_text(redline)))


def _with_accepted(clauses: tuple[Clause, ...], drafts: Sequence[Label | None], marks_of: _MarksOf) -> tuple[Clause, ...]:
    """Clauses of a text or of a note after a decision, with the marks that the paragraphs of the draft had before."""
    for _ in range(_PASSES):
        now = marks_of(clauses)
        bearers = [paragraph.bearer for paragraph in paragraphs(clauses, "draft")]
        if len(bearers) != len(drafts):
            return clauses
        changed: dict[str, Clause] = {}
        for bearer, wanted in zip(bearers, drafts, strict=True):
            pair = now.get(bearer.id, NO_PAIR)
            if pair.draft == wanted and (bearer.own_mark is None or pair.cause):
                continue
            if pair.cause and pair.base is not None and wanted is None:
                changed[bearer.id] = replace(bearer, mark=None)  # it is printed at the end of what was added
            elif pair.cause:
                changed[bearer.id] = replace(bearer, own_mark=wanted or Label(""))
            else:
                changed[bearer.id] = replace(bearer, mark=wanted, own_mark=None)
        if not changed:
            break
        clauses = tuple([changed.get(clause.id, clause) for clause in clauses])
    return clauses


def without_idle_marks(redline: Redline, before: Redline) -> Redline:
    """A redline after amendments were rejected, without the marks set by hand in provisions and notes that are as in the base
    again."""
    stories = [redline.clauses, *(note.clauses for note in redline.notes.values())]
    if not any(clause.own_mark is not None for clauses in stories for clause in clauses):
        return redline
    was, now = (Labelling.of(text) for text in (before, redline))
    notes = {
        key: replace(note, clauses=_without_idle(note.clauses, was.marks_of(key).borne, now.marks_of(key).borne))
        for key, note in redline.notes.items()
    }
    return replace(redline, clauses=_without_idle(redline.clauses, was.marks.borne, now.marks.borne), notes=notes)


def _without_idle(clauses: tuple[Clause, ...], was: Mapping[str, MarkPair], now: Mapping[str, MarkPair]) -> tuple[Clause, ...]:
    idle = {
        clause.id
        for clause in clauses
        if clause.own_mark is not None and was.get(clause.id, NO_PAIR).cause and not now.get(clause.id, NO_PAIR).cause
    }
    return tuple([_with_own_mark(clause, dict.fromkeys(idle)) for clause in clauses]) if idle else clauses


def _draft_marks(clauses: Sequence[Clause], borne: Mapping[str, MarkPair]) -> list[Label | None]:
    """The mark of each paragraph of the draft."""
    return [borne.get(paragraph.bearer.id, NO_PAIR).draft for paragraph in paragraphs(clauses, "draft")]
