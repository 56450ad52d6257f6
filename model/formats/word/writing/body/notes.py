"""Footnotes and endnotes: their references in the text, their bodies in a part of their own, tracked like the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from model.formats.recognition.mark_order import to_word
from model.formats.word.reading.comments import is_comment_mark
from model.formats.word.writing.body.field_codes import with_code_together
from model.formats.word.writing.body.layers import is_inserted, runs_before_insertion
from model.formats.word.writing.body.paragraphs import ParagraphWriter, WrittenLine
from model.formats.word.writing.body.pending_marks import note_reference
from model.formats.xml_escape import escape
from model.numbering.note_numbers import bearer_of_number
from model.redline import ANCHOR, KEPT_END, NOBODY, Clause, Note, Redline, Run, Side, Status, Style

_REFERENCE_STYLES = {"footnote": "FootnoteReference", "endnote": "EndnoteReference"}
_HEADS = ("<w:footnoteRef", "<w:endnoteRef", "<w:t", "<w:tab")


class MarkedNote(Struct, frozen=True):
    """A note of a text: its redline, its printed marks, how its reference is tracked."""

    note: Note
    marks: tuple[str | None, str | None]
    reference: Run


@dataclass
class NoteWriter:
    """The notes of one kind in one package; `write` gives each reference an id and keeps its text."""

    kind: str
    style: Callable[[str], str]
    """The id here of one of the house's styles."""
    taken: set[int] = field(default_factory=set)
    texts: dict[int, str] = field(default_factory=dict)
    """The paragraphs of each note, by its id."""

    @property
    def bodies(self) -> list[str]:
        """The notes as elements, in the order of their references."""
        return [note_element(self.kind, id, text) for id, text in self.texts.items()]

    def free_id(self, wanted: str = "") -> int:
        """The id of a note: the one that it had, if that is free."""
        number = int(wanted) if wanted.isdigit() else 0
        if number < 1 or number in self.taken:
            number = next(candidate for candidate in range(1, len(self.taken) + 2) if candidate not in self.taken)
        self.taken.add(number)
        return number


@dataclass
class Notes:
    """The notes of one text while its paragraphs are written."""

    redline: Redline
    marks: Mapping[str, tuple[str | None, str | None]]
    writers: Mapping[str, NoteWriter]
    paragraphs: ParagraphWriter
    """Writes the paragraphs of the notes."""
    view: Side | None
    keeps_ids: bool = False
    """Whether a note keeps the id that it had in its package."""
    number: Callable[[str, Run], tuple[Run, ...]] = field(default=lambda key, reference: ())
    """The runs of the margin number of a note, by its key and its reference."""
    with_mark: Callable[[str, Clause, tuple[Run, ...]], tuple[Run, ...]] = field(default=lambda key, clause, runs: runs)
    """The runs of a clause of a note with the edition mark that is printed after it, by the key of the note."""
    verbatim: Mapping[str, int] = field(default_factory=dict)
    """Notes of the package that stay as they are, by key, with their ids."""

    def reference(self, run: Run) -> tuple[str, Style]:
        """The children of the `w:r` that refers to a note, with its typed mark, and its format; writes the note's body too."""
        note = self.redline.notes.get(run.content)
        if note is None:
            return "", run.style
        writer = self.writers[note.kind]
        base, draft = self.marks.get(run.content, (note.mark, note.mark))
        shown = (base if run.status is Status.DELETED else draft) or note.mark
        typed = note.mark is not None and shown is not None
        # A tracked reference needs a separate body: LibreOffice gives a body to one reference only.
        if run.content in self.verbatim and run.status is Status.KEPT and not (typed and shown != note.mark):
            id = self.verbatim[run.content]
        else:
            id = writer.free_id(note.source if self.keeps_ids else "")
            writer.texts[id] = self._text(note, run, shown if typed else None)
        custom = ' w:customMarkFollows="1"' if typed else ""
        name = "delText" if run.status in (Status.DELETED, Status.RETRACTED) and not run.move else "t"
        mark = f"<w:{name}>{escape(shown or '')}</w:{name}>" if typed else ""
        return note_reference(note.kind, id, custom) + mark, _reference_style(run, note)

    def _text(self, note: Note, reference: Run, mark: str | None) -> str:
        clauses = self._clauses(note, reference)
        ends = [NOBODY, *(clause.end.stamp for clause in clauses)]
        lines = [WrittenLine(clause, clause.runs, end_before=end) for clause, end in zip(clauses, ends, strict=False)]
        if lines:
            lines = _with_head_first(lines)
            number, bearer = self.number(reference.content, reference), bearer_of_number(note)
            at = next((place for place, line in enumerate(lines) if line.clause.id == bearer), 0)
            lines[0] = self._with_mark(lines[0], note, mark, reference, () if at else number)
            if at:
                lines[at] = replace(lines[at], runs=(*number, *lines[at].runs))
        self.paragraphs.keeps_last_end = True
        return "".join(self.paragraphs.story(with_code_together(lines))) or "<w:p/>"

    def _clauses(self, note: Note, reference: Run) -> Sequence[Clause]:
        key = reference.content
        if self.view:
            story = Redline(note.clauses, self.redline.notes)
            resolved = (story.base() if self.view == "base" else story.draft()).clauses or (Clause(id="empty"),)
            return [replace(clause, runs=self.with_mark(key, clause, clause.runs)) for clause in resolved]
        clauses = tuple(self._marked(key, to_word(note.clauses)))
        if reference.status is Status.KEPT:
            return clauses or (Clause(id="empty"),)
        return tuple(_with_reference_status(clause, reference) for clause in clauses) or (Clause(id="empty"),)

    def _marked(self, key: str, clauses: Sequence[Clause]) -> Iterator[Clause]:
        """Clauses of both sides with the edition marks after them, which precede what is inserted after their paragraph."""
        for clause, after in zip_longest(clauses, clauses[1:]):
            runs = self.with_mark(key, clause, clause.runs)
            if runs is not clause.runs and after is not None and is_inserted(after):
                runs = runs_before_insertion(runs, None)
            yield clause if runs is clause.runs else replace(clause, runs=runs)

    def _with_mark(self, line: WrittenLine, note: Note, mark: str | None, reference: Run, number: tuple[Run, ...]) -> WrittenLine:
        """The paragraph with the note's mark at its head, as the file had it or as ITU has it: mark, tab; then its margin number.

        line: the paragraph
        note: the note
        mark: its typed mark; None if Word counts it
        reference: the run that refers to it
        number: the runs of its margin number, if they are in this paragraph
        """
        head, rest = _split_head(line.runs)
        style = Style(name=_REFERENCE_STYLES[note.kind])
        status = Run("", reference.status, stamp=reference.stamp, retracted=reference.retracted)
        if mark is not None:
            if note.mark != mark or not head:
                head = (replace(status, text=mark, style=style), replace(status, text="\t"))
        elif not any(run.text == ANCHOR and run.content.startswith(f"<w:{note.kind}Ref") for run in line.runs):
            anchor = replace(status, text=ANCHOR, content=f"<w:{note.kind}Ref/>", style=style)
            head = (anchor, replace(status, text="\t"))
        if head and rest and rest[0].text[:1].isspace() and "tab" not in head[-1].content and head[-1].text != "\t":
            head = (*head, replace(status, text="\t"))  # or the blanks would be read as the separator of mark and text
        if reference.status is not Status.KEPT:
            head = tuple(replace(status, text=run.text, style=run.style, content=run.content) for run in head)
        return replace(line, runs=(*head, *number, *rest))


def _reference_style(run: Run, note: Note) -> Style:
    """The format of a reference; one of a note that was made here has that of a mark, which Word does not give by itself."""
    if note.source or run.style.name or run.style.vertical:
        return run.style
    return replace(run.style, name=_REFERENCE_STYLES[note.kind])


def _split_head(runs: tuple[Run, ...]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    place = 0
    while place < len(runs) and runs[place].text == ANCHOR and runs[place].content.startswith(_HEADS):
        place += 1
    return runs[:place], runs[place:]


def _with_head_first(lines: list[WrittenLine]) -> list[WrittenLine]:
    """The paragraphs of a note; its mark begins the first one, even if text was inserted before it or into it."""
    head: list[Run] = []
    out: list[WrittenLine] = []
    in_head = True
    for line in lines:
        rest: list[Run] = []
        for run in line.runs:
            in_head = in_head and "<w:fldChar" not in run.content  # the following runs may be in a code
            is_head = in_head and run.text == ANCHOR and run.content.startswith(_HEADS)
            (head if is_head else rest).append(run)
        out.append(line if len(rest) == len(line.runs) else replace(line, runs=tuple(rest)))
    return [replace(out[0], runs=(*head, *out[0].runs)), *out[1:]] if head else lines


def _with_reference_status(clause: Clause, reference: Run) -> Clause:
    """A paragraph of a note with an inserted or deleted reference: all of it gets that status, other words are not written. What
    one inserted with the note and another deleted, or deleted in it, is retracted."""
    runs = []
    retracts, inserts, deletes = (reference.status is status for status in (Status.RETRACTED, Status.INSERTED, Status.DELETED))
    for run in clause.runs:
        if inserts and run.status is Status.DELETED and run.stamp.author != reference.stamp.author:
            runs.append(replace(run, status=Status.RETRACTED, stamp=reference.stamp, retracted=run.stamp))
        elif deletes and run.status is Status.INSERTED and run.stamp.author != reference.stamp.author:
            runs.append(replace(run, status=Status.RETRACTED, retracted=reference.stamp))
        elif inserts and run.status is Status.RETRACTED:
            runs.append(run)
        elif run.status is Status.KEPT or (retracts and run.status is Status.INSERTED) or _is_other_comment_mark(run, reference):
            status, stamp, retracted = reference.status, reference.stamp, reference.retracted
            runs.append(replace(run, status=status, stamp=stamp, retracted=retracted, base_style=None))
        elif run.status is reference.status:
            runs.append(run)
    end = clause.end
    if end.status is Status.KEPT or (retracts and end.status is Status.INSERTED):
        end = replace(KEPT_END, status=reference.status, stamp=reference.stamp, retracted=reference.retracted)
    return replace(clause, runs=tuple(runs), end=end)


def _is_other_comment_mark(run: Run, reference: Run) -> bool:
    return run.status is not reference.status and is_comment_mark(run)


def note_element(kind: str, id: int | str, text: str) -> str:
    """A note of a part, with its paragraphs."""
    return f'<w:{kind} w:id="{id}">{text}</w:{kind}>'


def separators(kind: str) -> str:
    """The rules between text and notes that every notes part begins with."""
    return (
        f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{kind}>'
    )
