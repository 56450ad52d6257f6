"""Deliberate faults of the Word writer: the proof of export catches each, in every kind of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from model.errors import ProofError
from model.formats.page.labels import LabelRuns
from model.formats.word.export import export_word
from model.formats.word.export_options import ExportOptions
from model.formats.word.writing.revision_marks import RevisionMarks
from model.redline import Clause, End, Redline, Status
from model.submission.resolved import side_of
from model.submission.values import Header, Proposal, Submission
from tests.builders.notation import redline
from tests.builders.word import docx, p, r

AMENDED = """\
    # RESOLUTION 7 (Rev. {--Oxdorf, 2018--}{++Newtown, 2022++})
    ## On {--short--}{++clear++} texts
    *considering*
    a)\tthat texts are {--short--}{++clear++},[^1]
    {++b)\tthat this is new;++}{++¶++}
    {--b--}{++c++})\tthat others stay;
    {--d)\tthat this goes;--}{--¶--}
    |1.1.1| one {--cell--}{++case++}[^1]
    |1.1.2| another
    |1.+2.1| {++a row++}{++¶++}
    |1.+2.2| {++that is new++}{++¶++}
    |1.-3.1| {--a row--}{--¶--}
    |1.-3.2| {--that goes--}{--¶--}
    *resolves*
    1\tto go on{++, fast++}.
    [^1]: A {--short--}{++clear++} note.
"""
ARABIC = """\
    # القرار 113 (المراجَع في {--Oxdorf 2018--}{++Newtown 2022++})
    ## بشأن الساعات
    *إذ تضع في اعتبارها*
    أ)\tأن القرار A/RES/70/125 {--قديم--}{++جديد++}؛[^1]
    {++ب)\tأن هذا ITU-R جديد؛++}{++¶++}
    {--ب--}{++ج++})\tأن غيره باق؛
    |1.1.1| خلية
    |1.+2.1| {++صف جديد++}{++¶++}
    |1.-3.1| {--صف قديم--}{--¶--}
    *تقرر*
    1\tأن تواصل.
    [^1]: حاشية {--ITU-T--}{++ITU-R++} هنا.
"""
IN_PACKAGE = docx(
    p(r("1\tأن القرار A/RES/70/125 قديم؛")) + p(r("2\tأن هذا ITU جديد؛")),
    styles='<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:bidi/></w:pPr><w:rPr><w:rtl/><w:lang w:val="ar-SA"/></w:rPr></w:style>',
)


Patch = tuple[str, Callable[..., Any]]
SIDES: Mapping[str | None, str] = {"base": "draft", "draft": "base", None: "draft"}
BY = 'w:id="99" w:author="Ana" w:date="2024-09-06T09:00:00Z"'
WRITING = "model.formats.word.writing."
MARKS = WRITING + "revision_marks.RevisionMarks."
LABELS = "model.formats.page.labels.LabelRuns."
NOTES = WRITING + "notes.Notes."
TRACKED = ("MOD", "(MOD)", "")
REPRODUCED = (*TRACKED, "ADD", "NOC")
"""What stands in the file with more than number and title."""


def of(symbol: str, text: str = AMENDED, language: str = "en") -> Submission:
    value = redline(text, language=language)
    number = "ATU/35A18/1" if symbol else ""
    return Submission(Header(), (Proposal(symbol, number, value, original=value.base()),), language)  # type: ignore[arg-type]


def other_end(self: RevisionMarks, end: End) -> str:
    names = {Status.KEPT: "", Status.INSERTED: f"<w:del {BY}/>", Status.DELETED: f"<w:ins {BY}/>"}
    return names[end.status]


FAULTS: Mapping[str, tuple[Patch, tuple[str, ...]]] = {
    "side: the other one": (
        (WRITING + "proposal_text.side_of", lambda symbol, view: SIDES[side_of(symbol, view)]),
        (*REPRODUCED, "SUP"),
    ),
    "side: struck for new": (
        (MARKS + "wrap", lambda self, run, inside: wrap(self, replace(run, status=OTHER[run.status]), inside)),
        TRACKED,
    ),
    "side: nothing tracked": ((MARKS + "wrap", lambda self, run, inside: inside), TRACKED),
    "side: all of a text to be deleted": (
        (WRITING + "proposal_text.reproduced", lambda clauses, symbol, view: clauses),
        ("SUP", "SUP*"),
    ),
    "label: of the draft alone": (
        (LABELS + "runs", lambda self, clause, before=None: self.plain(clause, "draft")),
        TRACKED,
    ),
    "label: none": ((LABELS + "plain", lambda self, clause, side: ()), ("ADD", "NOC")),
    "label: of the other side": (
        (LABELS + "plain", lambda self, clause, side: plain(self, clause, SIDES[side])),
        ("ADD", "NOC"),
    ),
    "note: without its text": ((NOTES + "_clauses", lambda self, note, reference: (Clause(id="empty"),)), REPRODUCED),
    "note: not referred to": ((NOTES + "reference", lambda self, run: ""), REPRODUCED),
    "note: its changes not tracked": (
        (NOTES + "_clauses", lambda self, note, reference: Redline(note.clauses).draft().clauses),
        TRACKED,
    ),
    "end: none tracked": ((MARKS + "end", lambda self, end: ""), TRACKED),
    "end: struck for new": ((MARKS + "end", other_end), TRACKED),
    "end: all struck": ((MARKS + "end", lambda self, end: f"<w:del {BY}/>"), (*REPRODUCED, "SUP")),
    "end: of rows not tracked": ((MARKS + "row", lambda self, status, stamp: ""), TRACKED),
}
OTHER = {Status.INSERTED: Status.DELETED, Status.DELETED: Status.INSERTED, Status.KEPT: Status.KEPT}
wrap, plain = RevisionMarks.wrap, LabelRuns.plain


@pytest.mark.parametrize("symbol", [*REPRODUCED, "ADD*", "SUP", "SUP*"])
@pytest.mark.parametrize("text", [AMENDED, ARABIC], ids=["English", "Arabic"])
def test_without_a_fault_each_text_is_proved(text: str, symbol: str) -> None:
    for view in ("markup", "draft", "base"):
        export_word(of(symbol, text, "ar" if text is ARABIC else "en"), ExportOptions(view=view))  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "symbol"), [(name, symbol) for name, (_, symbols) in FAULTS.items() for symbol in symbols])
@pytest.mark.parametrize("text", [AMENDED, ARABIC], ids=["English", "Arabic"])
def test_a_fault_is_caught(text: str, name: str, symbol: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (target, fault), _ = FAULTS[name]
    value = of(symbol, text, "ar" if text is ARABIC else "en")
    monkeypatch.setattr(target, fault)
    with pytest.raises(ProofError):
        export_word(value)
