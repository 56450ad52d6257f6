"""The places of problems: their names for people, and their selections in the text."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from model.preflight.finding import Finding
from model.redline import groups
from model.submission.search import Passage, stretch
from model.submission.transactions import Selection
from widgets.common.place_names import name_place
from widgets.common.store import Store, clauses_of


def tr(text: str) -> str:
    """A text of this module in the language of the window."""
    return QCoreApplication.translate("Problems", text)


def field_name(field: str) -> str:
    """The name of a field: `header/title`, `proposals/1/reasons`."""
    names = {
        "title": tr("Title"),
        "sources": tr("Source"),
        "conference": tr("Conference or assembly"),
        "abstract": tr("Abstract"),
        "contacts": tr("Contact persons"),
        "agenda": tr("Agenda item"),
        "date": tr("Date"),
        "original": tr("Original language"),
        "document": tr("Document number"),
        "addendum": tr("Addendum number"),
        "symbol": tr("Symbol"),
        "number": tr("Number"),
        "reasons": tr("Reasons"),
        "authors": tr("Names in the export"),
        "export": tr("Export"),
        "file": tr("File name"),
    }
    name = field.rpartition("/")[2]
    return names.get(name, name)


def place_of_finding(store: Store, finding: Finding) -> str:
    """The place of a finding as people read it: `recalling f)`, `Submission › Title`."""
    fault = finding.fault
    if fault.field:
        several = fault.story and len(store.submission.proposals) > 1
        over = tr("Proposal {0}").format(fault.story) if several else tr("Submission")
        return f"{over} › {field_name(fault.field)}" if "/" in fault.field else field_name(fault.field)
    if not fault.clause:
        return tr("Text {0}").format(fault.story)
    return name_place(store, fault.story, fault.clause)


def selection_of_finding(store: Store, finding: Finding) -> Selection | None:
    """The selection of the words that a finding is about; None where its paragraph is gone, or it is about no words."""
    fault = finding.fault
    if not fault.clause:
        return None
    clauses = clauses_of(store.submission, fault.story)
    group = next((each for each in groups(clauses, "draft") if any(clause.id == fault.clause for clause in each)), None)
    if group is None:  # it is struck, or gone
        struck = (fault.clause, 0)
        return Selection(fault.story, struck, struck) if any(each.id == fault.clause for each in clauses) else None
    passage = Passage(fault.story, group, "draft")
    start, stop = min(fault.start, len(passage.text)), min(fault.stop, len(passage.text))
    if start < stop:
        return Selection(fault.story, *stretch(passage, start, stop))
    at = stretch(passage, start - 1, start)[1] if start else (fault.clause, 0)
    return Selection(fault.story, at, at)
