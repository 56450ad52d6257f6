"""The lines around the texts of a submission, kept as they are in its own package if the submission still has the same content:
header table and logo, proposal lines, reasons, dividers between proposals. Only changed parts are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from model.formats.recognition.submission import ProposalPlace, SubmissionOutline, submission_outline
from model.formats.word.package.opc_package import Package
from model.formats.word.package.wordml import ID, W
from model.formats.word.reading.body import read_body
from model.formats.word.writing.body.front_matter import FrontMatter
from model.formats.word.writing.into_source.document_tree import Tree
from model.formats.word.writing.into_source.kept_header import put_header
from model.submission.values import Header, Proposal

_MOVES = (W + "moveFrom", W + "moveTo")
_REFERENCES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}


@dataclass
class KeptLines:
    """The surroundings of the texts while a submission is put into the tree of its package."""

    tree: Tree
    outline: SubmissionOutline | None
    """None if the proposals are not those of the package, one by one: then everything is written."""
    fixed: frozenset[etree._Element]
    """The paragraphs with tracked changes that must not stay."""
    kept_notes: Mapping[str, set[int]]
    header: Header | None = None
    """The header of the package, if it may have one."""
    header_kept: bool = field(default=False, init=False)

    @classmethod
    def of(
        cls,
        tree: Tree,
        package: Package,
        proposals: Sequence[Proposal],
        language: str,
        fixed: frozenset[etree._Element],
        kept_notes: Mapping[str, set[int]],
    ) -> KeptLines:
        """The outline of a package that the proposals were read from.

        tree: the body that is written into
        package: the package as it was read
        proposals: those that are written
        language: code of the submission's language
        fixed: the paragraphs whose tracked changes are resolved or renamed in what is written
        kept_notes: the notes of each kind that stay, by id
        """
        outline = submission_outline(read_body(package), language) if _may_have_lines(proposals) else None
        same = (
            outline is not None
            and len(outline.proposals) == len(proposals)
            and all(_is_of(proposal, place) for proposal, (place, _) in zip(proposals, outline.proposals, strict=True))
        )
        moved = {paragraph for paragraph in tree.paragraphs if next(paragraph.iter(*_MOVES), None) is not None}
        return cls(tree, outline if same else None, fixed | moved, kept_notes, outline.header if outline is not None else None)

    def keep_header(self, front: FrontMatter) -> bool:
        """Whether the lines before the first proposal stay, except those of changed header fields."""
        outline = self.outline
        if outline is None or not outline.first or not self.fixed.isdisjoint(self.tree.paragraphs[: outline.first]):
            return False
        put_header(self.tree, outline, front, lambda number: self._keep([number]))
        self.header_kept = True
        return True

    def keep_line(self, at: int, proposal: Proposal) -> bool:
        """Whether the line of the proposal at a place is unchanged; then it stays."""
        if self.outline is None:
            return False
        place, read = self.outline.proposals[at]
        same = (read.symbol, read.number) == (proposal.symbol, proposal.number)
        return same and self._keep(range(place.opening, place.text.start))

    def keep_reasons(self, at: int, proposal: Proposal) -> bool:
        """Whether the reasons of the proposal at a place still follow its text; then they stay."""
        if self.outline is None:
            return False
        place, read = self.outline.proposals[at]
        return read.reasons == proposal.reasons and self._keep(range(place.text.stop, place.reasons.stop))

    def keep_tail(self, at: int) -> bool:
        """Keeps the lines between a proposal's reasons and the next proposal, and the closing row of the last one."""
        if self.outline is None:
            return False
        place, _ = self.outline.proposals[at]
        return self._keep(range(place.reasons.stop, place.stop))

    def _keep(self, numbers: Iterable[int]) -> bool:
        numbers = list(numbers)
        elements = [self.tree.paragraphs[number] for number in numbers]
        if any(element in self.fixed for element in elements):
            return False
        for number, element in zip(numbers, elements, strict=True):
            self.tree.keep(number)
            for reference in element.iter(*_REFERENCES):
                id = reference.get(ID, "")
                if id.isdigit() and (kept := self.kept_notes.get(_REFERENCES[reference.tag])) is not None:
                    kept.add(int(id))
        return True


def _may_have_lines(proposals: Sequence[Proposal]) -> bool:
    """Whether a line can precede each text: none begins with the first paragraph of the package."""
    return bool(proposals) and not any(clause.source == "0" for proposal in proposals for clause in proposal.original.clauses[:1])


def _is_of(proposal: Proposal, place: ProposalPlace) -> bool:
    """Whether a proposal was read at a place."""
    sources = [int(clause.source) for clause in proposal.original.clauses if clause.source.isdigit()]
    return bool(sources) and all(source in place.text for source in sources) if place.text else not sources
