"""Deliberate faults of the Word writer: the proof of export catches each, in every kind of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from model.edits.notes import insert_note
from model.edits.text import type_text
from model.errors import ProofError
from model.formats.page.labels import LabelRuns
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.body.paragraphs import ParagraphWriter
from model.formats.word.writing.body.revision_marks import RevisionMarks
from model.formats.word.writing.export_options import ExportOptions
from model.formats.word.writing.from_template.styles import styles_content
from model.redline import Clause, End, Redline, Stamp, Status
from model.redline.edit_text import Place
from model.submission.resolved import side_of
from model.submission.story import StoryId
from model.submission.transactions import apply
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
FROM_RIGHT = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:bidi/></w:pPr><w:rPr><w:rtl/><w:lang w:val="ar-SA"/></w:rPr></w:style>'
)
FROM_LEFT = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'


Patch = tuple[str, Callable[..., Any]]
SIDES: Mapping[str | None, str] = {"base": "draft", "draft": "base", None: "draft"}
STAMP = Stamp("Ana", "2024-09-06T09:00:00Z")
BY = 'w:id="99" w:author="Ana" w:date="2024-09-06T09:00:00Z"'
WRITING = "model.formats.word.writing.body."
STYLES = "model.formats.word.writing.from_template.styles.styles_content"
MARKS = WRITING + "revision_marks.RevisionMarks."
LABELS = "model.formats.page.labels.LabelRuns."
NOTES = WRITING + "notes.Notes."
TRACKED = ("MOD", "(MOD)", "")
REPRODUCED = (*TRACKED, "ADD", "NOC")
"""Symbols whose text is in the file with more than number and title."""


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
        (WRITING + "proposal_text.reproduced_clauses", lambda clauses, symbol, view: clauses),
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
    "note: not referred to": ((NOTES + "reference", lambda self, run: ("", run.style)), REPRODUCED),
    "note: its changes not tracked": (
        (NOTES + "_clauses", lambda self, note, reference: Redline(note.clauses).draft().clauses),
        TRACKED,
    ),
    "end: none tracked": ((MARKS + "end", lambda self, end: ""), TRACKED),
    "end: struck for new": ((MARKS + "end", other_end), TRACKED),
    "end: all struck": ((MARKS + "end", lambda self, end: f"<w:del {BY}/>"), (*REPRODUCED, "SUP")),
    "end: of rows not tracked": ((MARKS + "row", lambda self, *given: ""), TRACKED),
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


def in_package(*paragraphs: str, styles: str = FROM_RIGHT) -> Submission:
    """A text that was read from a Word file, with something inserted into its last paragraph."""
    value = read_word(docx("".join(paragraphs), styles=styles), "own.docx").submission
    last = Place(len(paragraphs) - 1, 2)
    return apply(value, type_text(value, StoryId(1), last, last, " ITU-R جديد ", STAMP))


ARABIC_FILE = p(r("القرار A/RES/70/125 قديم؛")), p(r("أن هذا نص؛"))
MIXED_FILE = p(r("a text in ") + r("العربية", "<w:rtl/>") + r(" words")), p(r("نص", "<w:rtl/>"), "<w:bidi/>"), p(r("the last"))
HEADED = WRITING + "bidi.stretches"
DIRECTION_FAULTS: Mapping[str, tuple[str, Callable[..., Any], Callable[[], Submission]]] = {
    "Latin as Arabic": (HEADED, lambda text: [(text, False)], lambda: of("MOD", ARABIC, "ar")),
    "Latin as Arabic where all is new": (HEADED, lambda text: [(text, False)], lambda: of("ADD", ARABIC, "ar")),
    "Latin as Arabic where nothing changes": (HEADED, lambda text: [(text, False)], lambda: of("NOC", ARABIC, "ar")),
    "Latin as Arabic in its own file": (HEADED, lambda text: [(text, False)], lambda: in_package(*ARABIC_FILE)),
    "Arabic as Latin": (HEADED, lambda text: [(text, True)], lambda: of("MOD", ARABIC, "ar")),
    "Arabic as Latin in a title": (HEADED, lambda text: [(text, True)], lambda: of("SUP", ARABIC, "ar")),
    "Arabic as Latin in its own file": (HEADED, lambda text: [(text, True)], lambda: in_package(*ARABIC_FILE)),
    "styles from the left": (
        STYLES,
        lambda *which: styles_content(*which).replace("<w:rtl/>", ""),
        lambda: of("MOD", ARABIC, "ar"),
    ),
    "paragraphs from the left": (
        STYLES,
        lambda *which: styles_content(*which).replace("<w:bidi/>", ""),
        lambda: of("MOD", ARABIC, "ar"),
    ),
    "a paragraph's own lost": (
        WRITING + "paragraphs.ParagraphWriter._base_properties",
        lambda self, look: base(self, look).replace("<w:bidi/>", ""),
        lambda: in_package(*MIXED_FILE[:2], styles=FROM_LEFT),
    ),
    "a paragraph's own made up": (
        WRITING + "paragraphs.ParagraphWriter._base_properties",
        lambda self, look: "<w:bidi/>",
        lambda: in_package(*MIXED_FILE, styles=FROM_LEFT),
    ),
    "a run's own lost": (
        WRITING + "runs.RunWriter._goes_along",
        lambda self, name, values, style: name != "rtl",
        lambda: in_package(*MIXED_FILE[:2], styles=FROM_LEFT),
    ),
}
base = ParagraphWriter._base_properties


@pytest.mark.parametrize("name", DIRECTION_FAULTS)
def test_a_fault_of_direction_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    target, fault, text = DIRECTION_FAULTS[name]
    value = text()
    export_word(value)
    monkeypatch.setattr(target, fault)
    with pytest.raises(ProofError, match=r"direction|from right to left"):
        export_word(value)


@pytest.mark.parametrize("view", ["markup", "draft", "base"])
def test_the_first_note_of_an_arabic_file_goes_the_right_way(view: str) -> None:
    value = in_package(*ARABIC_FILE)
    clause = value.proposals[0].redline.clauses[0]
    noted = apply(value, insert_note(value, StoryId(1), clause.id, 3, "انظر ITU-R هنا", STAMP))
    export_word(noted, ExportOptions(view=view))  # type: ignore[arg-type]
