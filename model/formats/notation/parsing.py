"""Notation, or plain text that somebody typed, as a redline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from model.errors import EditError
from model.formats.notation.inline import NotationError
from model.formats.notation.keywords import NOTE_LINE
from model.formats.notation.line_kinds import LabelledClause, Shapes, meanings
from model.formats.notation.lines import FIRST_LEVEL, NotationLine, parse_line
from model.formats.notation.margin import OWN_NUMBER, SPACE, with_margin, with_own_numbers
from model.message import Message
from model.numbering import Labelling
from model.redline import NOTE, Clause, End, Label, Note, Policy, Props, Redline
from model.redline.canonical import canonical
from model.redline.limits import MAX_CHARACTERS, MAX_PARAGRAPHS, MAX_TEXT

BYTE_ORDER_MARK = "\ufeff"
_LONGEST_LINE = 5 * MAX_CHARACTERS
"""The text in the notation, with its marks."""
SETTLING = 20
"""How often labels that the numbering does not give are set one by one before the rest is set at once."""


def parse(text: str, *, language: str = "", policy: Policy = "relabel") -> Redline:
    """The redline that a text in the notation says; EditError names the line that cannot be read."""
    return parse_lines(numbered_lines(text), Redline(language=language, policy=policy))


def numbered_lines(text: str) -> list[tuple[int, str]]:
    """The lines that are not blank, with their numbers from 1. EditError if there are more than a text can have."""
    if len(text) > MAX_TEXT:
        raise EditError.of("the text has more than {most:,} characters; split it", most=MAX_TEXT)
    split = enumerate(text.removeprefix(BYTE_ORDER_MARK).split("\n"), 1)
    lines = [(number, line.removesuffix("\r")) for number, line in split if line.strip(" \t\r")]
    if len(lines) > MAX_PARAGRAPHS:
        raise EditError.of("the text has more than {most:,} lines; split it", most=MAX_PARAGRAPHS)
    return lines


class _Story(Struct):
    """Lines of the text, or of one note, on their way to clauses."""

    note: bool = False
    lines: list[NotationLine] = field(default_factory=list)
    shapes: Shapes = field(default_factory=Shapes)

    def add(self, line: str) -> NotationLine:
        read = parse_line(line, self.shapes, note=self.note)
        self.shapes.see(read.kind)
        self.lines.append(read)
        return read

    def clauses(self, first_id: int, customs: Redline) -> tuple[Clause, ...]:
        meant = meanings([LabelledClause(line.kind, *line.label.texts, line.cell) for line in self.lines])
        made = [
            _clause(line, str(first_id + index), level if not self.note else 1, Props(level=level, scheme=scheme))
            for index, (line, (level, scheme)) in enumerate(zip(self.lines, meant, strict=True))
        ]
        shown = {clause.id: line.label.draft for clause, line in zip(made, self.lines, strict=True)}
        labelled = _with_own_labels(made, shown, customs)
        typed = {
            clause.id: line.margin.draft
            for clause, line in zip(made, self.lines, strict=True)
            if clause.own_number is None and line.margin is not None and line.margin.draft
        }
        if typed:
            labelled = with_own_numbers(labelled, typed, Labelling.of(replace(customs, clauses=tuple(labelled))))
        return canonical(labelled)


def parse_lines(lines: Iterable[tuple[int, str]], customs: Redline) -> Redline:
    """As `parse`, of numbered lines; `customs` is an empty text whose language, policy and instrument the text gets."""
    body = _Story()
    notes: dict[str, _Story] = {}
    referred: dict[str, int] = {}
    for number, line in lines:
        found = NOTE_LINE.match(line)
        story = notes.setdefault(found["key"], _Story(note=True)) if found else body
        if len(line) > _LONGEST_LINE:
            raise EditError.of("line {number}: it has more than {most:,} characters; split it", number=number, most=_LONGEST_LINE)
        try:
            read = story.add(found["rest"] if found else line)
        except NotationError as error:
            raise EditError.of("line {number}: {fault}", number=number, fault=error.message) from error
        if len(line) > MAX_CHARACTERS and sum(len(run.text) for run in read.runs) > MAX_CHARACTERS:
            raise EditError.of(
                "line {number}: it has more than {most:,} characters; split it", number=number, most=MAX_CHARACTERS
            )
        for run in read.runs:
            if run.text == NOTE and run.content:
                if found:
                    fault = Message.of(
                        "line {number}: the note [^{first}] refers to the note [^{second}], and a note cannot have a note; "
                        "put those words into it",
                        number=number,
                        first=found["key"],
                        second=run.content,
                    )
                    raise EditError(fault)
                referred.setdefault(run.content, number)
    for key, number in referred.items():
        if key not in notes:
            reason = Message.of(
                "line {number}: the note [^{key}] is nowhere; add a line “[^{key}]: …” with its text", number=number, key=key
            )
            raise EditError(reason)
    first = 1
    clauses = body.clauses(first, customs)
    first += len(body.lines)
    made: dict[str, Note] = {}
    for key, story in notes.items():
        made[key] = _note(story, first, customs)
        first += len(story.lines)
    return replace(customs, clauses=clauses, notes=made)


def _note(story: _Story, first: int, customs: Redline) -> Note:
    remark = story.lines[0].remark
    clauses = () if "no text" in remark.words else story.clauses(first, customs)
    return Note("endnote" if "endnote" in remark.words else "footnote", clauses, remark.mark)


def _clause(line: NotationLine, id: str, level: int, meant: Props) -> Clause:
    remark = line.remark
    by_kind = level if line.kind == "paragraph" else FIRST_LEVEL.get(line.kind, 0)
    props = Props(
        line.kind,
        next(value for value in (remark.level, line.level, by_kind) if value is not None),
        remark.scheme or meant.scheme,
        line.style,
        provision=line.margin is not None if remark.provision is None else remark.provision,
    )
    base, draft = line.label.base, line.label.draft
    if base is not None:
        automatic = line.bracketed or "automatic label" in remark.words
        base = replace(base, automatic=automatic, locked="locked label" in remark.words)
    draft_label = None
    if remark.words & {"own label", "own automatic", "own locked"}:
        draft_label = replace(draft or Label(""), automatic="own automatic" in remark.words, locked="own locked" in remark.words)
    clause = Clause(
        id,
        props,
        line.runs,
        End(line.end),
        base,
        remark.base_props(props),
        own_label=draft_label,
        cell=line.cell,
        row=line.row,
        shape=remark.shape,
        mark=_edition(remark.edition),
        own_mark=_edition(remark.own_edition),
    )
    return with_margin(clause, line.margin, by_hand=OWN_NUMBER in remark.words)


def _edition(text: str | None) -> Label | None:
    return Label(text, SPACE) if text is not None else None


def _with_own_labels(clauses: Sequence[Clause], shown: Mapping[str, Label | None], customs: Redline) -> list[Clause]:
    """The clauses; labels of their lines that numbering would not give become labels set by hand."""
    out = list(clauses)
    labelling = Labelling.of(replace(customs, clauses=tuple(out)))
    for attempt in range(SETTLING + 1):
        wrong = [
            (index, label)
            for index, clause in enumerate(out)
            if clause.own_label is None and (label := shown[clause.id]) is not None and labelling.draft(clause.id) != label.text
        ]
        if not wrong:
            break
        for index, label in wrong if attempt == SETTLING else wrong[:1]:
            out[index] = replace(out[index], own_label=label)
        labelling = labelling.update(replace(customs, clauses=tuple(out)))
    return out
