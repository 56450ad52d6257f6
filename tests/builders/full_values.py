"""Values in which no field has its default but the shape of a cell (`wild_strategies` have that), transactions of every step, and
the submission on which these apply."""

from __future__ import annotations

from collections.abc import Mapping

from model.redline import NOTE, Clause, End, Label, Note, Props, Redline, Run, Stamp, Status, Style
from model.submission.comments import Comment, CommentAnchor, Reply
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Selection, SetClause, SetField, Splice, Step, Transaction, get_field
from model.submission.values import Contact, DeletedPart, Header, IgnoredProblem, Proposal, Submission

_BRAZIL, _JAPAN = Stamp("Brazil", "2024-09-06T09:00:00Z"), Stamp("日本", "2024-09-07T10:00:00Z")
_STYLE = Style(italic=True, bold=True, underline=True, vertical="superscript", name="Strong", other='<w:caps w:val="1"/>')
_PROPS = Props("call", 2, "roman", "Call1", "<w:keepNext/>")
_LABEL = Label("ii)", " ", automatic=True, locked=True, style=_STYLE)
_RUN = Run("“shall”\n", Status.RETRACTED, _STYLE, Style(name="Quote"), _BRAZIL, _JAPAN, _JAPAN, "move1", "<w:x/>")
CLAUSE = Clause(
    id="c1",
    props=_PROPS,
    runs=(Run("that texts "), _RUN, Run(NOTE, Status.INSERTED, stamp=_BRAZIL, content="fn1")),
    end=End(Status.DELETED, _BRAZIL, _JAPAN, "move1"),
    label=_LABEL,
    base_props=Props(),
    props_stamp=_BRAZIL,
    own_label=Label("iii)"),
    cell=(0, 12, 3),
    row=Status.INSERTED,
    row_stamp=_JAPAN,
    source="17",
)
_PLAIN = Clause("c2", runs=(Run("a \ud800 half"),))
_NOTE = Note("endnote", (_PLAIN,), "*", "4")
_REDLINE = Redline((CLAUSE, _PLAIN), {"fn1": _NOTE}, "fr", "keep")
_COMMENT = Comment(
    text="Why?",
    anchors=(CommentAnchor("c1", "texts", "that ", " shall", "fn1"), CommentAnchor("c2")),
    private=True,
    reason=True,
    done=True,
    stamp=_BRAZIL,
    replies=(Reply("Because.", _JAPAN, "8"), Reply("")),
    source="7",
)
_STRUCK = DeletedPart((CLAUSE,), (_PLAIN,), {"fn1": _NOTE}, "fn2", beside=True)
_CONTACT = Contact("A. Name", "Agency", "Brazil", "a@example.org", "+55 1")
_HEADER = Header(
    conference="WTSA-24",
    document="35",
    addendum="18R1",
    date="2024-09-06",
    original="es",
    sources=("Brazil", "日本"),
    title="Modification",
    agenda="4.1",
    abstract="Short.",
    contacts=(_CONTACT, Contact()),
    introduction="One.\nTwo.",
    proposal_text="Proposed.",
)
_PROPOSAL = Proposal(
    symbol="(MOD)",
    number="ATU/35A18/1",
    redline=_REDLINE,
    reasons="It was time.",
    original=Redline((_PLAIN,)),
    source="base.docx",
    comments={"k1": _COMMENT},
    struck={"s1": (_STRUCK, DeletedPart())},
)
SUBMISSION = Submission(
    header=_HEADER,
    proposals=(_PROPOSAL, Proposal()),
    language="es",
    sources={"base.docx": b"PK\x03\x04"},
    ignored={"rule/c1": IgnoredProblem("Meant.", _BRAZIL)},
)
"""Of each field and each kind of value."""
_NEW: Mapping[str, object] = {
    "language": "fr",
    "header/title": "",
    "header/sources": ("Japan",),
    "header/contacts": (),
    "proposals/1/symbol": "ADD*",
    "proposals/1/reasons": "",
    "proposals/1/policy": "bis",
    "proposals/1/notes/fn2": Note(),
    "proposals/1/comments/k1": None,
    "proposals/1/struck/s1": (),
    "proposals/2/struck/s2": (_STRUCK,),
    "ignored/rule/c1": None,
    "ignored/rule/c2": IgnoredProblem(),
}
_CLAUSE_STEPS: tuple[Step, ...] = (
    Splice(StoryId(1), 1, (_PLAIN,), (_PLAIN, Clause("c3", end=End(Status.INSERTED, _BRAZIL)))),
    SetClause(StoryId(1), "c1", CLAUSE, Clause("c1", Props(level=0))),
    Splice(StoryId(1, "fn1"), 0, (_PLAIN,), ()),
)
_BEFORE, _AFTER = Selection(StoryId(1), ("c1", 0), ("c2", 4)), Selection(StoryId(1, "fn1"), ("", 0), ("", 0))
_UNKNOWN = TransactionKind.OTHER
"""The kind of what was written before transactions had one: it is found by its label."""
_FIELD_STEPS = tuple(SetField(path, get_field(SUBMISSION, path), new) for path, new in _NEW.items())
TRANSACTIONS = (
    Transaction(_UNKNOWN, _CLAUSE_STEPS, _BEFORE, _AFTER, "Brazil", _BRAZIL.date, rebases=True, label="type"),
    Transaction(_UNKNOWN, _FIELD_STEPS, rebases=True, label="fill in"),
    Transaction(_UNKNOWN, (SetField("proposals", SUBMISSION.proposals, SUBMISSION.proposals[1:]),), label="remove a proposal"),
    Transaction(_UNKNOWN, (), label="nothing"),
)
"""Each applies to the submission."""
