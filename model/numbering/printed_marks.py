"""The edition marks of a draft that a file prints, as marks set by hand wherever the rule gives others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec.structs import replace

from model.numbering.edition_marks import NO_PAIR, coming_edition, has_marks
from model.numbering.labelling import Labelling
from model.numbering.mark_forms import edition_of_mark
from model.redline import Clause, Label, Redline, paragraphs

_PASSES = 3
"""A mark set by hand replaces those of the rule in its provision, so that others there may have to be set too."""


def with_printed_marks(redline: Redline, printed: Mapping[str, Label]) -> Redline:
    """The redline with the marks that its draft has in print.

    printed: the marks by the clauses that bear the labels of their paragraphs in the draft; none of the others has one
    """
    kept: dict[str, Label | None] = {}
    redline = _with_edition(_with_own_marks(redline, dict.fromkeys(redline.places)), printed)
    for _ in range(_PASSES):
        borne = Labelling.of(redline).marks.borne
        wrong: dict[str, Label | None] = {}
        for paragraph in paragraphs(redline.clauses, "draft"):
            id = paragraph.bearer.id
            pair, wanted = borne.get(id), printed.get(id)
            given = pair.draft if pair is not None else None
            if (given.text if given is not None else "") != (wanted.text if wanted is not None else ""):
                wrong[id] = wanted or Label("")
        if not wrong:
            break
        kept |= wrong
        redline = _with_own_marks(redline, kept)
    return redline


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
    become those of the base.

    redline: the text after the decision, with the marks of the base as they were
    before: the text before it
    """
    if not has_marks(before):
        return redline
    drafts = _draft_marks(before)
    for _ in range(_PASSES):
        now = Labelling.of(redline).marks.borne
        bearers = [paragraph.bearer for paragraph in paragraphs(redline.clauses, "draft")]
        if len(bearers) != len(drafts):
            return redline
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
        redline = replace(redline, clauses=tuple([changed.get(clause.id, clause) for clause in redline.clauses]))
    return redline


def without_idle_marks(redline: Redline, before: Redline) -> Redline:
    """A redline after amendments were rejected, without the marks set by hand in provisions that are as in the base again."""
    if not any(clause.own_mark is not None for clause in redline.clauses):
        return redline
    was, now = (Labelling.of(text).marks.borne for text in (before, redline))
    idle = {
        clause.id
        for clause in redline.clauses
        if clause.own_mark is not None and was.get(clause.id, NO_PAIR).cause and not now.get(clause.id, NO_PAIR).cause
    }
    return _with_own_marks(redline, dict.fromkeys(idle)) if idle else redline


def _draft_marks(redline: Redline) -> list[Label | None]:
    """The mark of each paragraph of the draft."""
    borne = Labelling.of(redline).marks.borne
    return [borne.get(paragraph.bearer.id, NO_PAIR).draft for paragraph in paragraphs(redline.clauses, "draft")]
