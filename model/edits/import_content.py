"""The content of another text that a draft can hold: words, notes, and the pictures and styles that its document has too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from model.edits.notes import add_note_text, new_note_key
from model.edits.transform import Transform
from model.errors import EditError
from model.redline import ANCHOR, NOBODY, NOTE, OBJECT, Clause, Props, Redline, Run, Side, Stamp, Style, paragraphs
from model.redline.hidden_text import bare_style
from model.submission.story import proposal_of
from model.submission.values import Proposal


class ContentImporter:
    """Imports content from one side of a comparison into a proposal of a transform, to which it adds what a note needs besides
    the run.

    transform: the submission with the proposal
    compared: the comparison
    other: the side from which it imports
    """

    def __init__(self, transform: Transform, number: int, compared: Redline, other: Side, stamp: Stamp) -> None:
        self._transform = transform
        self._number = number
        self._compared = compared
        self._other: Side = other
        self._stamp = stamp
        self.foreign: list[str] = []
        """The styles that the draft's document has not."""

    def know(self, proposal: Proposal) -> None:
        """Learns the styles and pictures of the draft's document from its text."""
        clauses = [*proposal.original.clauses, *proposal.redline.clauses]
        every = [clause.props for clause in clauses] + [clause.base_props for clause in clauses if clause.base_props is not None]
        runs = [run for clause in clauses for run in clause.runs]
        self._styles = {"", *(props.style for props in every), *(run.style.name for run in runs)}
        self._pictures = {run.content for run in runs if run.text == OBJECT}

    def runs(self, runs: Sequence[Run]) -> Iterator[Run]:
        """Runs that the draft can contain, with the notes that they refer to. EditError if that is impossible."""
        for run in runs:
            content = run.content
            if content and run.text == OBJECT and content not in self._pictures:
                raise EditError.of("it contains a picture or an equation of another file; insert it with Word")
            if content and run.text == ANCHOR:
                continue
            if content and run.text == NOTE:
                content = self._note(content)
            yield Run(run.text, style=bare_style(run.style), content=content)

    def _note(self, key: str) -> str:
        """A note of the other text laid beside those of the draft, and its new key."""
        note, stamp = self._compared.notes[key], self._stamp
        redline = proposal_of(self._transform.submission, self._number).redline
        new = new_note_key(redline)
        texts = [[run for run in paragraph.runs if not run.content] for paragraph in paragraphs(note.clauses, self._other)]
        made = add_note_text(redline, self._number, new, note.kind, texts, stamp)
        self._transform.add_steps([made])
        return new

    def style(self, old: Style, new: Style) -> Style:
        """The new format of characters; a named style only if the document has it."""
        name = new.name if self._knows(new.name) else old.name
        return replace(new, name=name, other=new.other if name == new.name else old.other)

    def with_style(self, clause: Clause, props: Props) -> Clause:
        """A paragraph's last clause with the style of another, what it is left alone."""
        if not self._knows(props.style):
            return clause
        new = replace(clause.props, style=props.style, other=props.other)
        if not clause.end.status.in_base:
            return replace(clause, props=new)
        base = clause.props_on("base")
        if new == base:
            return replace(clause, props=base, base_props=None, props_stamp=NOBODY)
        return replace(clause, props=new, base_props=base, props_stamp=self._stamp)

    def _knows(self, style: str) -> bool:
        if style not in self._styles:
            self.foreign.append(style)
        return style in self._styles
