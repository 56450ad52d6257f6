"""A redline as notation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.formats.notation.inline import NotationError, print_runs
from model.formats.notation.keywords import is_reserved
from model.formats.notation.labels import NO_LABEL, LineLabels, explicit_head, natural_head, shown_label
from model.formats.notation.line_kinds import LabelledClause, Shapes, meanings
from model.formats.notation.lines import FIRST_LEVEL, INDENT, NotationLine, parse_line
from model.formats.notation.margin import MARGIN, MarginMark, margin_mark, number_words, printable_numbers
from model.formats.notation.marks import (
    DEEPEST_HEADING,
    HEADING,
    KIND_MARKS,
    PILCROW,
    ROW_SIGNS,
    print_tail,
    props_words,
    style_words,
)
from model.formats.notation.remarks import label_words, note_words, shape_words, was_words
from model.numbering import Labelling
from model.redline import ANCHOR, NOTE, Clause, Label, Note, Props, Redline, Run, Status, Style, join_runs
from model.redline.canonical import canonical

DEEPEST_INDENT = 9


def print_redline(redline: Redline) -> str:
    """A text with its tracked changes in the notation, its notes at the end; every line ends with a line feed."""
    redline = printable_redline(redline)
    lines = list(_print_clauses(redline.clauses, Labelling.of(redline)))
    for number, note in redline.notes.items():
        lines += _print_note(number, note, redline)
    return "".join(f"{line}\n" for line in lines)


def printable_redline(redline: Redline) -> Redline:
    """The redline reduced to what the notation can express, in canonical form, so that reading the printed text gives the same
    redline. Runs that differ only in what it cannot express, such as author and font, are joined, and text typed again in
    another font is kept text. Bookmarks, comment ranges and edges of fields are removed; notes have their printed names."""
    keys = note_names(redline)
    notes = {
        name: replace(redline.notes[key], clauses=_printable(redline.notes[key].clauses, keys))
        for key, name in keys.items()
        if key in redline.notes
    }
    return replace(redline, clauses=_printable(redline.clauses, keys), notes=notes)


def _printable(clauses: Sequence[Clause], keys: Mapping[str, str]) -> tuple[Clause, ...]:
    return canonical(printable_numbers(replace(clause, runs=bare_runs(clause.runs, keys))) for clause in clauses)


def note_names(redline: Redline) -> dict[str, str]:
    """The name of each note: by its number in the order of the text, notes that nothing refers to last."""
    order = [*_references(redline.clauses), *redline.notes]
    found = dict.fromkeys(key for reference in order for key in (reference, *_print_nested(redline, reference)))
    return {key: str(number) for number, key in enumerate(found, 1)}


def _references(clauses: Sequence[Clause]) -> Iterator[str]:
    return (run.content for clause in clauses for run in clause.runs if run.text == NOTE and run.content)


def _print_nested(redline: Redline, key: str) -> Iterator[str]:
    note = redline.notes.get(key)
    return _references(note.clauses) if note is not None else iter(())


def _print_note(number: str, note: Note, redline: Redline) -> Iterator[str]:
    words = note_words(note)
    if not note.clauses:
        yield f"[^{number}]: {PILCROW}{print_tail('', words)}"
        return
    labelling = Labelling.of(Redline(note.clauses, language=redline.language, policy=redline.policy))
    for line in _print_clauses(note.clauses, labelling, words):
        yield f"[^{number}]: {line}"


def _print_clauses(clauses: Sequence[Clause], labelling: Labelling, note_remark: Sequence[str] | None = None) -> Iterator[str]:
    labels = [shown_label(clause, labelling.draft(clause.id)) for clause in clauses]
    pairs = zip(clauses, labels, strict=True)
    meant = meanings([LabelledClause(clause.props.kind, *label.texts, clause.cell) for clause, label in pairs])
    shapes = Shapes()
    first = list(note_remark or ())
    for clause, label, (level, scheme) in zip(clauses, labels, meant, strict=True):
        printer = _ClausePrinter(clause, label, shapes, note_remark is not None, margin_mark(clause, labelling))
        yield printer.line(level if note_remark is None else 1, Props(level=level, scheme=scheme), first)
        shapes.see(clause.props.kind)
        first = []


class _ClausePrinter(Struct, frozen=True):
    """Chooses the plainest form of a clause that is read back as the same."""

    clause: Clause
    label: LineLabels
    shapes: Shapes
    note: bool
    margin: MarginMark | None = None

    def line(self, level: int, meant: Props, more: Sequence[str]) -> str:
        """The line of the clause, whose label has the meaning `meant` unless it is marked otherwise."""
        for body in self._bodies():
            read = self._read(body)
            if read is not None:
                break
        else:
            raise AssertionError("the most explicit form is read back as itself")  # by the law in the tests
        by_kind = level if read.kind == "paragraph" else FIRST_LEVEL.get(read.kind, 0)
        given_level = read.level if read.level is not None else by_kind
        given = Props(read.kind, given_level, meant.scheme, self.clause.props.style, provision=self.margin is not None)
        labels = [*label_words(self.clause, bracketed=read.bracketed), *number_words(self.clause)]
        items = (*props_words(self.clause.props, given), *was_words(self.clause), *labels, *shape_words(self.clause), *more)
        margin = self.margin.text if self.margin is not None else ""
        return self._cell() + margin + body + print_tail(self.clause.props.style, items)

    def _cell(self) -> str:
        if self.clause.cell is None:
            return ""
        table, row, column = (number + 1 for number in self.clause.cell)
        return f"|{table}.{ROW_SIGNS[self.clause.row]}{row}.{column}| "

    def _bodies(self) -> Iterator[str]:
        """The forms of the clause without its remark, the plainest first."""
        mark = self._mark()
        explicit = "\t" if self.clause.props.kind in ("paragraph", "call", "heading") else ""
        natural = natural_head(self.label, self.clause)
        if natural is not None:
            if self.clause.label and self.clause.label.automatic and natural:
                yield mark + f"[{print_runs(natural[:-1])}]\t" + self._text()
            if self.clause.props.kind == "call" and not natural:
                yield self._call()
            yield mark + self._text(natural)
        if self.label == NO_LABEL:
            yield mark + explicit + self._text()
            return
        head, separated = explicit_head(self.label, self.clause)
        tab = "" if separated else "\t"
        yield f"{mark}{explicit}{{#{print_runs(head)}#}}{tab}" + self._text()

    def _mark(self) -> str:
        kind, level = self.clause.props.kind, self.clause.props.level
        if kind in KIND_MARKS:
            return KIND_MARKS[kind] + " "
        if kind == "heading":
            return HEADING * min(max(level, 1), DEEPEST_HEADING) + " "
        return INDENT * (level - 1) if kind == "paragraph" and 1 < level <= DEEPEST_INDENT else ""

    def _text(self, head: Sequence[Run] = ()) -> str:
        text = print_runs([*head, *self.clause.runs], self.clause.end.status)
        if self.clause.end.status is Status.KEPT and (not self.clause.runs or not text or text[-1].isspace()):
            text += PILCROW
        return "\\" + text if text.startswith(("[", MARGIN)) and not text.startswith("[^") else text

    def _call(self) -> str:
        runs = [replace(run, style=replace(run.style, italic=not run.style.italic)) for run in self.clause.runs]
        return print_runs(runs, self.clause.end.status)

    def _read(self, body: str) -> NotationLine | None:
        """The body as it will be read, if that is the clause."""
        try:
            read = parse_line(body, self.shapes, note=self.note)
        except NotationError:
            return None
        clause = self.clause
        if read.kind != clause.props.kind and not (clause.props.kind == "call" and body.startswith("\t")):
            return None
        if read.margin is not None:
            return None
        if is_reserved(body) or read.end is not clause.end.status:
            return None
        if bare_runs(read.runs, {}) != clause.runs:
            return None
        return read if self._same_label(read.label) else None

    def _same_label(self, read: LineLabels) -> bool:
        if bare_label(read.base) != bare_label(self.label.base):
            return False
        if self.clause.own_label is not None:
            return bare_label(read.draft) == bare_label(self.label.draft)
        return (read.draft and read.draft.text) == (self.label.draft and self.label.draft.text)


def bare_label(label: Label | None) -> tuple[str, str, str] | None:
    """The label with only the facts that its characters do not show."""
    return (label.text, label.after, style_words(label.style)) if label is not None else None


def bare_runs(runs: Sequence[Run], keys: Mapping[str, str]) -> tuple[Run, ...]:
    """The runs with only what the notation can express: text, status, formats, notes."""
    return join_runs(
        Run(
            run.text,
            run.status,
            bare_style(run.style),
            bare_style(run.base_style) if _differs(run) and run.base_style is not None else None,
            content=_bare_content(run, keys),
        )
        for run in runs
        if not (run.text == ANCHOR and run.content)
    )


def _differs(run: Run) -> bool:
    return run.base_style is not None and bare_style(run.base_style) != bare_style(run.style)


def _bare_content(run: Run, keys: Mapping[str, str]) -> str:
    if not run.content:
        return ""
    return keys.get(run.content, run.content) if run.text == NOTE else "object"


def bare_style(style: Style) -> Style:
    """A format without the properties that only XML can express."""
    return Style(style.italic, style.bold, style.underline, style.vertical, style.name)
