"""Control characters in a document from elsewhere: no Word file can contain them, so they are omitted, counted and reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from model.formats.amend.values import Project
from model.redline import NOTE, OBJECT, Clause, Label, Note, Redline, Run
from model.redline.canonical import canonical
from model.submission.comments import Comment, CommentAnchor
from model.submission.positions import Position
from model.submission.values import DeletedPart, Proposal, Submission
from model.text.lazy_regex import late

_CONTROLS = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENDS = late("\r\n|[\n\r\x85\u2029]")
"""Characters that end a paragraph elsewhere, and are replaced by a blank inside one."""
_LABELS = ("label", "own_label", "number", "own_number", "mark", "own_mark")
"""The fields of a clause that are labels, in the order of `clause`."""


def without_controls(project: Project) -> tuple[Project, int]:
    """The project without meaningless characters, and the number of those removed; the same object if there were none."""
    sieve = _ControlCharacterFilter()
    submission = sieve.submission(project.submission)
    versions = tuple([replace(version, submission=sieve.submission(version.submission)) for version in project.versions])
    same = submission is project.submission and not sieve.count
    return (project, 0) if same else (replace(project, submission=submission, versions=versions), sieve.count)


def cleaned_field(value: Any) -> Any:
    """The value of a field outside the redlines without such characters."""
    return _ControlCharacterFilter().fields(value)


class _ControlCharacterFilter(Struct):
    count: int = 0

    def submission(self, submission: Submission) -> Submission:
        before = self.count
        header = self.fields(submission.header)
        proposals = tuple([self.proposal(proposal) for proposal in submission.proposals])
        same = self.count == before and all(new is old for new, old in zip(proposals, submission.proposals, strict=True))
        return submission if same else replace(submission, header=header, proposals=proposals)

    def words(self, text: str) -> str:
        if text.isprintable():
            return text
        text, count = _CONTROLS.subn("", text)
        self.count += count
        return text

    def plain_text(self, text: str) -> str:
        """A text outside the redlines, which can contain no picture."""
        text = self.words(text)
        self.count += text.count(OBJECT)
        return text.replace(OBJECT, "")

    def fields(self, value: Any) -> Any:
        """A text, a list of texts or a value whose fields are such, all of them cleaned."""
        if isinstance(value, str):
            return self.plain_text(value)
        if isinstance(value, tuple):
            return tuple([self.fields(item) for item in value])
        if isinstance(value, Struct):
            return replace(value, **{name: self.fields(getattr(value, name)) for name in value.__struct_fields__})
        return value

    def proposal(self, proposal: Proposal) -> Proposal:
        before = self.count
        redline = self.redline(proposal.redline)
        original = redline if proposal.original is proposal.redline else _ControlCharacterFilter().redline(proposal.original)
        theirs = None if proposal.theirs is None else _ControlCharacterFilter().redline(proposal.theirs)
        reasons, number = self.plain_text(proposal.reasons), self.plain_text(proposal.number)
        comments = {key: self.comment(comment) for key, comment in proposal.comments.items()}
        struck = {key: tuple(map(self.part, parts)) for key, parts in proposal.struck.items()}
        positions = {key: self.position(position) for key, position in proposal.positions.items()}
        cuts = {key: self.fields(settings) for key, settings in proposal.cuts.items()}
        if self.count == before and original is proposal.original and theirs is proposal.theirs:
            return proposal
        fields = {"reasons": reasons, "number": number, "comments": comments, "struck": struck, "positions": positions}
        return replace(proposal, redline=redline, original=original, theirs=theirs, cuts=cuts, **fields)

    def part(self, part: DeletedPart) -> DeletedPart:
        return replace(part, before=self.clauses(part.before), after=self.clauses(part.after), notes=self.notes(part.notes))

    def anchors(self, anchors: Iterable[CommentAnchor]) -> tuple[CommentAnchor, ...]:
        names = ("quote", "prefix", "suffix")
        return tuple([replace(anchor, **{name: self.quoted(getattr(anchor, name)) for name in names}) for anchor in anchors])

    def quoted(self, text: str) -> str:
        """Quoted text of a clause, which may contain the places of notes."""
        return NOTE.join(map(self.words, text.split(NOTE)))

    def position(self, position: Position) -> Position:
        cleaned: Position = self.fields(replace(position, anchors=()))
        return replace(cleaned, anchors=self.anchors(position.anchors))

    def comment(self, comment: Comment) -> Comment:
        replies = [replace(anchor, text=self.words(anchor.text)) for anchor in comment.replies]
        return replace(comment, text=self.words(comment.text), anchors=self.anchors(comment.anchors), replies=tuple(replies))

    def redline(self, redline: Redline) -> Redline:
        before = self.count
        clauses = self.clauses(redline.clauses)
        notes = self.notes(redline.notes)
        return redline if self.count == before else replace(redline, clauses=canonical(clauses), notes=notes)

    def notes(self, notes: Mapping[str, Note]) -> Mapping[str, Note]:
        return {key: replace(note, clauses=self.clauses(self.bare(note.clauses))) for key, note in notes.items()}

    def bare(self, clauses: Iterable[Clause]) -> Iterator[Clause]:
        """The clauses of a note without references to notes: Word knows none there."""
        for clause in clauses:
            runs = tuple([run for run in clause.runs if not (run.content and run.text == NOTE)])
            self.count += len(clause.runs) - len(runs)
            yield clause if len(runs) == len(clause.runs) else replace(clause, runs=runs)

    def clauses(self, clauses: Iterable[Clause]) -> tuple[Clause, ...]:
        return tuple([self.clause(clause) for clause in clauses])

    def clause(self, clause: Clause) -> Clause:
        before = self.count
        runs = tuple([self.run(run) for run in clause.runs])
        fields = (clause.label, clause.own_label, clause.number, clause.own_number, clause.mark, clause.own_mark)
        labels = {name: self.label(label) for name, label in zip(_LABELS, fields, strict=True) if label is not None}
        if self.count == before:
            return clause
        return replace(clause, runs=tuple([run for run in runs if run.text]), **labels)

    def run(self, run: Run) -> Run:
        if run.content or run.text.isprintable():
            return run
        text, ends = _ENDS.subn(" ", self.words(run.text))
        self.count += ends
        return run if text == run.text else replace(run, text=text)

    def label(self, label: Label) -> Label:
        return label if label.text.isprintable() else replace(label, text=self.words(label.text))
