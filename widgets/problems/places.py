"""The places of problems: their names, and their selections in the text."""

from __future__ import annotations

from model.preflight.finding import Finding
from model.redline import groups
from model.submission.search import Passage, stretch
from model.submission.story import clauses_of
from model.submission.transactions import Selection
from widgets.common.names import name_place
from widgets.common.store import Store
from widgets.common.translation import translate


def field_name(field: str) -> str:
    """The name of a field: `header/title`, `proposals/1/reasons`."""
    names = {
        "title": translate("Problems", "Title"),
        "sources": translate("Problems", "Source", "who submits"),
        "conference": translate("Problems", "Conference or assembly"),
        "abstract": translate("Problems", "Abstract"),
        "contacts": translate("Problems", "Contact persons"),
        "agenda": translate("Problems", "Agenda item"),
        "date": translate("Problems", "Date"),
        "original": translate("Problems", "Original language"),
        "document": translate("Problems", "Document number"),
        "addendum": translate("Problems", "Addendum number"),
        "symbol": translate("Problems", "Symbol", "ADD, MOD, SUP or NOC"),
        "number": translate("Problems", "Number"),
        "reasons": translate("Problems", "Reasons"),
        "authors": translate("Problems", "Names in the export"),
        "export": translate("Problems", "Export", "noun"),
        "file": translate("Problems", "File name"),
    }
    name = field.rpartition("/")[2]
    return names.get(name, name)


_WITHIN = " › "
"""Between a place and the place in it."""


def without_document(place: str) -> str:
    """The place of a finding for a narrow column: a field of the document without the word that it is of the document."""
    over, _, field = place.partition(_WITHIN)
    return field if field and over == translate("Problems", "Submission") else place


def place_of_finding(store: Store, finding: Finding) -> str:
    """The place of a finding in words: `recalling f)`, `Submission › Title`."""
    fault = finding.fault
    if fault.field:
        several = fault.story.proposal and len(store.submission.proposals) > 1
        over = translate("Problems", "Submission")
        if several:
            over = translate("Problems", "Proposal {number}").format(number=fault.story.proposal)
        return f"{over}{_WITHIN}{field_name(fault.field)}" if "/" in fault.field else field_name(fault.field)
    if not fault.clause and not fault.story.proposal:
        return translate("Problems", "Submission")
    if not fault.clause:
        return translate("Problems", "Text {number}").format(number=fault.story.proposal)
    return name_place(store, fault.story, fault.clause)


def selection_of_finding(store: Store, finding: Finding) -> Selection | None:
    """The selection of the words of a finding; None if its paragraph no longer exists, or if it has no words."""
    fault = finding.fault
    if not fault.clause:
        return None
    clauses = clauses_of(store.submission, fault.story)
    group = next((members for members in groups(clauses, "draft") if any(clause.id == fault.clause for clause in members)), None)
    if group is None:  # it is deleted, or no longer exists
        struck = (fault.clause, 0)
        return Selection(fault.story, struck, struck) if any(clause.id == fault.clause for clause in clauses) else None
    passage = Passage(fault.story, group, "draft")
    start, stop = min(fault.start, len(passage.text)), min(fault.stop, len(passage.text))
    if start < stop:
        return Selection(fault.story, *stretch(passage, start, stop))
    at = stretch(passage, start - 1, start)[1] if start else (fault.clause, 0)
    return Selection(fault.story, at, at)
