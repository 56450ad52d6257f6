"""The adopted amendments of a proposal: those of some clauses, of some parties, or those that a returned text contains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from model.diff.compare import compare
from model.edits.review import all_parties, amendments_under, parties_of
from model.errors import EditError
from model.message import Message
from model.numbering import Labelling, note_marks
from model.redline import ANCHOR, NOBODY, NOTE, OBJECT, Clause, Redline, Status, groups
from model.redline.runs import with_offsets
from model.submission.amendments import AmendedPart, Amendment, amendments, clause_of
from model.submission.clause_paths import clause_at_path, paths, places
from model.submission.place_texts import note_text, place_text
from model.submission.resolved import in_view
from model.submission.story import proposal_of
from model.submission.values import Submission
from model.text.shortening import shorten_text

HEAD_LINES = ("number", "history", "opening")
"""The kinds of the lines that only follow the conference: they are adopted with anything else."""
_HALF = 0.5
"""The part of an insertion that must be in an adopted text; the rest may have been reworded."""


def amendments_to_decide(redline: Redline) -> list[Amendment]:
    """The amendments of a text that are decided by themselves; a renumbering follows another one."""
    return [amendment for amendment in amendments(redline) if amendment.parts]


def parties_in(submission: Submission, number: int) -> tuple[str, ...]:
    """The parties whose amendments a proposal has, each once, sorted."""
    return all_parties(Submission(proposals=(proposal_of(submission, number),)))


def chosen_amendments(
    submission: Submission, number: int, *, clauses: Sequence[str] = (), parties: Sequence[str] = ()
) -> list[Amendment]:
    """The amendments of a proposal in some clauses and of some parties. EditError names an unknown clause or party.

    clauses: paths; a clause is meant with everything under it; none for all clauses
    parties: authors of amendments; an amendment of several counts for each; none for all parties
    """
    redline = proposal_of(submission, number).redline
    found = amendments_to_decide(redline)
    if clauses:
        known = paths(redline, labelling := Labelling.of(redline))
        wanted = {
            amendment
            for path in clauses
            for amendment in amendments_under(redline, clause_at_path(redline, path, labelling, known), found)
        }
        found = [amendment for amendment in found if amendment in wanted]
    if parties:
        names = parties_in(submission, number)
        for party in parties:
            if party not in names:
                raise EditError.of(
                    "no amendment is by “{party}”; the parties are: {parties}", party=party, parties=names or ("–",)
                )
        found = [amendment for amendment in found if {*parties} & {*parties_of(amendment)}]
    return found


def is_head_line(amendment: Amendment, redline: Redline) -> bool:
    """Whether an amendment changes a line that only follows the conference."""
    return not amendment.note and clause_of(amendment, redline).props.kind in HEAD_LINES


# In a returned text


def amendments_in(redline: Redline, adopted: Redline) -> list[Amendment]:
    """The amendments of a redline that an adopted text contains. An insertion is in it if at least half of it is; a deletion, if
    its words were not restored.

    adopted: the text as adopted, in which nothing is tracked
    """
    draft = in_view(redline, "draft")
    found = compare(draft, adopted, NOBODY)
    fates = {"": _Fates.of(redline.clauses, draft.clauses, found.clauses)}
    for key, note in redline.notes.items():
        old, new = draft.notes.get(key), found.notes.get(key)
        if old is not None and new is not None:
            fates[key] = _Fates.of(note.clauses, old.clauses, new.clauses)
    return [
        amendment
        for amendment in amendments_to_decide(redline)
        if all(part.note not in fates or fates[part.note].has_kept(part) for part in amendment.parts)
    ]


class _Paragraph(Struct):
    """The fate of a paragraph of the draft in the adopted text."""

    kept: list[bool]
    """By character, whether it is in the adopted text."""
    inserted: dict[int, str]
    """What the adopted text has before a character, by the offset of that character."""
    has_end: bool = True
    has_kind: bool = True


class _Fates(Struct):
    """The paragraphs of a story of the draft, and the places of the redline's clauses in them."""

    paragraphs: list[_Paragraph]
    places: Mapping[str, tuple[int, int]]
    """By clause the number of its paragraph and the offset of its first character there."""
    clauses: Mapping[str, Clause]

    @staticmethod
    def of(clauses: Sequence[Clause], draft: Sequence[Clause], found: Sequence[Clause]) -> _Fates:
        """The fates of a story: of the redline, its draft, and the comparison of the draft with the adopted text."""
        places: dict[str, tuple[int, int]] = {}
        for number, group in enumerate(groups(clauses, "draft")):
            offset = 0
            for clause in group:
                places[clause.id] = number, offset
                offset += len(clause.text_on("draft"))
        fates = [_paragraph(group) for group in groups(found, "base")]
        return _Fates(fates[: len(draft)], places, {clause.id: clause for clause in clauses})

    def has_kept(self, part: AmendedPart) -> bool:
        """Whether the adopted text has what a part of an amendment does."""
        clause = self.clauses.get(part.clause)
        number, start = self.places.get(part.clause, (len(self.paragraphs), 0))
        if clause is None or number >= len(self.paragraphs):
            return True
        fate = self.paragraphs[number]
        match part.what:
            case "text" | "format":
                pieces = list(_pieces(clause, part, start))
                return all(_is_kept(fate, status, text, at) for status, text, at in pieces)
            case "end":
                if clause.end.status is Status.DELETED:
                    at = start + len(clause.text_on("draft"))
                    return "\n" not in fate.inserted.get(at, "") or not clause.is_on("draft")
                return fate.has_end
            case "props":
                return fate.has_kind
            case _:
                return True


def _paragraph(group: Iterable[Clause]) -> _Paragraph:
    fate = _Paragraph([], {})
    for clause in group:
        for run in clause.runs:
            if run.status.in_base:
                fate.kept += [run.status.in_draft or bool(run.move)] * len(run.text)
            elif run.status.in_draft:
                fate.inserted[len(fate.kept)] = fate.inserted.get(len(fate.kept), "") + run.text
        if clause.end.status is Status.INSERTED:
            fate.inserted[len(fate.kept)] = fate.inserted.get(len(fate.kept), "") + "\n"
        fate.has_end = clause.end.status.in_draft or bool(clause.end.move)
        fate.has_kind = clause.base_props is None or clause.base_props.kind == clause.props.kind
    return fate


def _pieces(clause: Clause, part: AmendedPart, start: int) -> Iterator[tuple[Status, str, int]]:
    """The status and text of each run in a part, with the offset in its paragraph of the draft."""
    at = start
    for offset, run in with_offsets(clause.runs):
        low, high = max(part.start, offset), min(part.stop, offset + len(run.text))
        if low < high:
            before = low - offset if run.status.in_draft else 0
            yield run.status, run.text[low - offset : high - offset], at + before
        at += len(run.text) if run.status.in_draft else 0


def _is_kept(fate: _Paragraph, status: Status, text: str, at: int) -> bool:
    if status is Status.DELETED:
        return not text.strip() or text.strip() not in fate.inserted.get(at, "")
    if not status.in_draft:
        return True
    kept = [fate.kept[at + place] for place, sign in enumerate(text) if not sign.isspace() and at + place < len(fate.kept)]
    return not kept or sum(kept) >= _HALF * len(kept)


# For a reader


def sentences_of(redline: Redline, found: Iterable[Amendment]) -> tuple[Message, ...]:
    """Amendments of a redline, a sentence each: the place, what is deleted and what is inserted."""
    names, marks = places(redline, Labelling.of(redline)), note_marks(redline)
    out = []
    for amendment in found:
        base, draft = marks.get(amendment.note, (None, None))
        place = note_text(draft or base or "*") if amendment.note else place_text(names[amendment.clause])
        old, new = (_on_one_line(words) for words in (amendment.old, amendment.new))
        if amendment.kind in _KINDS or not (old or new):
            out.append(Message.of("{place}: {what}", place=place, what=_KINDS.get(amendment.kind, _OTHER)))
        elif not old:
            out.append(Message.of("{place}: insert “{new}”", place=place, new=new))
        elif not new:
            out.append(Message.of("{place}: delete “{old}”", place=place, old=old))
        else:
            out.append(Message.of("{place}: “{old}” → “{new}”", place=place, old=old, new=new))
    return tuple(out)


_OTHER = Message.of("paragraphs split or joined")
_KINDS: Mapping[str, Message] = {
    "move": Message.of("moved"),
    "format": Message.of("another format"),
    "kind": Message.of("another kind of paragraph"),
    "label": Message.of("another number"),
    "split": _OTHER,
    "merge": _OTHER,
}
_LONGEST = 60


def _on_one_line(words: str) -> str:
    """Words on one line, with their beginning if they are many; marks of notes are omitted."""
    return shorten_text(" ".join(words.replace(NOTE, "").replace(OBJECT, "").replace(ANCHOR, "").split()), _LONGEST)
