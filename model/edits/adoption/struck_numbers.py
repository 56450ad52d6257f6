"""The lines that an adopted treaty text has in place of deleted provisions, `25.5 (SUP - WRC-27)`: a number is given once."""

from __future__ import annotations

from msgspec.structs import replace

from model.numbering import Labelling
from model.numbering.edition_marks import coming_edition
from model.numbering.mark_forms import mark_by_rule
from model.numbering.provision_words import words_of
from model.numbering.unit_lines import shown_side
from model.numbering.units import parse_unit
from model.redline import Clause, Props, Redline, Run, Stamp
from model.redline.runs import new_id


def with_struck_numbers(redline: Redline, tracked: Redline, stamp: Stamp) -> Redline:
    """An adopted text with the numbers of the provisions that it lacks, each with the mark of the conference. Only where
    provisions bear edition marks: of other instruments no source shows such lines. Those of a deleted article go with its head.

    redline: the draft, nothing tracked in it
    tracked: the redline whose draft it is
    stamp: the author, by whom the new clauses are named
    """
    edition = coming_edition(tracked)
    mark = mark_by_rule(edition, tracked.language) if edition else None
    labelling = Labelling.of(tracked)
    live = {both.draft for both in labelling.numbers.values() if both.draft is not None}
    if mark is None or not any(both.base and both.base not in live for both in labelling.numbers.values()):
        return redline
    words = f"({words_of('struck')[0][1]} - {mark.strip('()（）')})"
    taken = {clause.id for clause in (*tracked.clauses, *redline.clauses)}
    waiting: list[Clause] = []
    before: dict[str, list[Clause]] = {}
    is_article_deleted = False
    for clause in tracked.clauses:
        both = labelling.numbers.get(clause.id)
        is_line = clause.cell is None and clause.props.kind != "paragraph"
        unit = parse_unit(clause.words_on(shown_side(clause))) if is_line else None
        if unit is not None and unit.kind in ("article", "appendix"):
            is_article_deleted = not clause.is_on("draft")
        if waiting and clause.id in redline.places and (is_line or (both is not None and both.draft is not None)):
            before[clause.id], waiting = waiting, []
        if both is not None and both.base and both.base not in live and not is_article_deleted:
            taken.add(id := new_id(clause.id, stamp, taken))
            waiting.append(Clause(id, Props(provision=True), (Run(words),), number=clause.number))
    clauses = [line for clause in redline.clauses for line in (*before.get(clause.id, ()), clause)]
    return replace(redline, clauses=(*clauses, *waiting))
