"""Fields whose results name a user or a user's folders, in a document that an older program read: these names are removed, as
they are now when a Word file is read."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from model.formats.amend.repair import with_proposals, with_submissions, with_texts
from model.formats.amend.values import Project
from model.formats.word.package.anchor_fragments import read_anchor
from model.formats.word.package.wordml import W, elements, fragment
from model.redline import NOTE, Clause, Note, Redline, Run, Status, join_runs
from model.redline.canonical import canonical
from model.submission.values import DeletedPart, Proposal
from model.text.lazy_regex import late

_HOLDS_FIELD = late(r"\bw:fld(?:Char|Simple)\b")
_LOOKED_AT = late(r"\bw:(?:fldChar|fldSimple|instrText|delInstrText|t|delText)\b")
_CODE, _INSTR = W + "instrText", W + "instr"
_AROUND = {Status.INSERTED: W + "ins", Status.DELETED: W + "del"}


def with_bare_fields(project: Project) -> Project:
    """The project whose fields name no one; the same object if they named none, neither there nor in a version."""
    return with_submissions(project, lambda submission: with_proposals(submission, _proposal))


def _proposal(proposal: Proposal) -> Proposal:
    bare = with_texts(proposal, _redline)
    struck = {key: tuple([_clean_struck(part) for part in parts]) for key, parts in proposal.struck.items()}
    return bare if struck == proposal.struck else replace(bare, struck=struck)


def _clean_struck(part: DeletedPart) -> DeletedPart:
    return replace(part, before=_clean_clauses(part.before), after=_clean_clauses(part.after), notes=_notes(part.notes))


def _redline(redline: Redline) -> Redline:
    clauses, notes = _clean_clauses(redline.clauses), _notes(redline.notes)
    same = clauses is redline.clauses and all(notes[key] is note for key, note in redline.notes.items())
    return redline if same else replace(redline, clauses=clauses, notes=notes)


def _notes(notes: Mapping[str, Note]) -> Mapping[str, Note]:
    return {key: _note(note) for key, note in notes.items()}


def _note(note: Note) -> Note:
    clauses = _clean_clauses(note.clauses)
    return note if clauses is note.clauses else replace(note, clauses=clauses)


def _clean_clauses(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses of a story with its fields cleaned; the same object if they were clean."""
    if not any(run.content and _HOLDS_FIELD.search(run.content) for clause in clauses for run in clause.runs):
        return clauses
    from model.formats.word.package.private_fields import bare_fields

    paper = _Paper()
    pieces = [[paper.piece(run) for run in clause.runs] for clause in clauses]
    before = etree.tostring(paper.root)
    bare_fields(paper.root)
    if etree.tostring(paper.root) == before:
        return clauses
    runs = [tuple([run for piece in line if (run := piece.run_now()) is not None]) for line in pieces]
    return canonical([
        clause if now == clause.runs else replace(clause, runs=join_runs(now)) for clause, now in zip(clauses, runs, strict=True)
    ])  # fmt: skip


class _Piece(Struct):
    """A run, and its element in a part of a Word file."""

    run: Run
    element: etree._Element
    opening: etree._Element | None = None
    """The container that it opens, a simple field."""
    opened: _Piece | None = None
    """The one that opened the container which it closes."""

    def run_now(self) -> Run | None:
        """The run as its element is now; None if nothing is left."""
        if self.opened is not None:
            return self.run if len(self.opened.element) else None
        if self.opening is not None:
            return self._opening_now(self.opening)
        if not self.run.content:
            text = self.element.text or ""
            return None if not text else self.run if text == self.run.text else replace(self.run, text=text)
        if not _LOOKED_AT.search(self.run.content):
            return self.run
        content = fragment(self.element)
        return replace(self.run, content=content) if content else None

    def _opening_now(self, opening: etree._Element) -> Run | None:
        code = next(self.element.iter(_CODE), None)
        if code is None:
            return None
        opening[0].set(_INSTR, code.text or "")
        return replace(self.run, content=fragment([opening]))


class _Paper:
    """Runs as the elements of a part of a Word file; a simple field, whose edges are two of them, as a complex one."""

    def __init__(self) -> None:
        self.root = etree.Element(W + "p")
        self._open: dict[str, _Piece] = {}

    def piece(self, run: Run) -> _Piece:
        """A run, with its element at the end of the part."""
        around = _AROUND.get(run.status)
        parent = self.root if around is None else etree.SubElement(self.root, around)
        if not run.content:
            piece = _Piece(run, etree.SubElement(parent, W + "t"))
            piece.element.text = run.text
            return piece
        piece = _Piece(run, etree.SubElement(parent, W + "r"))
        if run.text == NOTE or not run.content.startswith("<"):
            return piece
        anchor = read_anchor(run.content)
        if anchor.sort == "open" and anchor.before.startswith("<w:fldSimple "):
            (piece.opening,) = elements(run.content)
            self._open[anchor.id] = piece
            _edge(piece.element, "begin")
            etree.SubElement(piece.element, _CODE).text = piece.opening[0].get(_INSTR, "")
            _edge(piece.element, "separate")
        elif anchor.sort == "close" and anchor.id in self._open:
            piece.opened = self._open.pop(anchor.id)
            _edge(piece.element, "end")
        elif _LOOKED_AT.search(run.content):
            piece.element.extend(elements(run.content))
        return piece


def _edge(parent: etree._Element, kind: str) -> None:
    etree.SubElement(parent, W + "fldChar").set(W + "fldCharType", kind)
