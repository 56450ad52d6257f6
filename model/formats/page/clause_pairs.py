"""The clauses of a proposal one by one, each with both of its sides, for the chair's screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.formats.page.blocks import Line
from model.formats.page.excerpt import is_amended
from model.formats.page.house_styles import LANGUAGE_TAGS
from model.formats.page.proposal_text import PrintedText
from model.message import Message
from model.numbering import Labelling
from model.redline import Clause, Side, paragraphs
from model.redline.segments import segments
from model.submission.clause_paths import places
from model.submission.place_texts import place_text
from model.submission.values import Proposal


class ClausePairs(Struct, frozen=True):
    """Parts of a text that are shown by themselves: paragraphs of both sides that belong together."""

    text: PrintedText
    parts: tuple[Sequence[Clause], ...]
    names: Mapping[str, str]
    """The place of each clause, by its id."""

    @staticmethod
    def of(proposal: Proposal, labelling: Labelling, language: str, *, only_amended: bool) -> ClausePairs:
        """The parts of a proposal, with both sides whatever its symbol is.

        proposal: the proposal
        labelling: the labels of its text
        language: the language of the text
        only_amended: omits what is not amended; all is shown if nothing is
        """
        redline = proposal.redline
        known = language if language in LANGUAGE_TAGS else ""
        text = PrintedText.of(replace(proposal, symbol=""), "markup", language=known, labelling=labelling)
        parts = tuple(part for part in segments(redline.clauses) if any(clause.text.strip() for clause in part))
        amended = tuple(part for part in parts if any(is_amended(clause, redline.notes) for clause in part))
        return ClausePairs(text, amended if only_amended and amended else parts, places(redline, labelling))

    def sides(self, number: int) -> tuple[list[Line], list[Line]]:
        """The lines of the text in force and of the proposed text of a part, from 0."""
        return self._lines(self.parts[number], "base"), self._lines(self.parts[number], "draft")

    def _lines(self, part: Sequence[Clause], side: Side) -> list[Line]:
        found = [paragraph for paragraph in paragraphs(part, side) if paragraph.text.strip()]
        return [self.text.side_line(paragraph.clauses, side) for paragraph in found]

    def place(self, number: int) -> Message:
        """Where a part is, in words."""
        return place_text(self.names.get(self.parts[number][0].id, ""))

    def number_of(self, clause: str) -> int:
        """The number of the part that contains a clause, or else of the first part after the clause; 0 if there is none."""
        order = self.text.proposal.redline.places
        at = order.get(clause, 0)
        return next((number for number, part in enumerate(self.parts) if order.get(part[-1].id, 0) >= at), 0)
