"""The part of a text that Akoma Ntoso can represent: everything except what belongs to the package of a Word file."""

from __future__ import annotations

from collections.abc import Mapping
from operator import is_
from types import MappingProxyType

from msgspec.structs import replace

from model.formats.akoma_ntoso.schema.vocabulary import ALPHA_3
from model.formats.xml_escape import ILLEGAL
from model.redline import NOBODY, NOTE, OBJECT, PLAIN, Clause, Label, NewCell, Note, Props, Redline, Run, Style
from model.redline.canonical import canonical
from model.redline.table_shape import MOST_SPANNED, WIDEST, TableShape

NO_PICTURES: Mapping[str, str] = MappingProxyType({})
NO_SHAPES: Mapping[int, TableShape] = MappingProxyType({})


def representable_redline(
    redline: Redline, shapes: Mapping[int, TableShape] = NO_SHAPES, pictures: Mapping[str, str] = NO_PICTURES
) -> Redline:
    """The redline without ids of styles, leftovers of Word's XML, places in a package, marks without width, and a language that
    has no code in IRIs. Equal parts stay the same objects.

    Cells get the `shapes` that their tables have in the package. `pictures` are elements by the content of their runs; a
    picture without an element is removed.
    """
    parts = _HeldParts(redline, shapes, pictures)
    used = parts.used
    clauses = canonical(map(parts.clause, redline.clauses))
    notes = {key: note for key, note in redline.notes.items() if key in used}
    held: dict[str, Note] = {}
    for key, note in notes.items():
        mark = ILLEGAL.sub("", note.mark) if note.mark is not None else None
        held[key] = Note(note.kind, canonical(map(parts.clause, note.clauses)), mark)
    return Redline(clauses, held, redline.language if redline.language in ALPHA_3 else "", redline.policy)


class _HeldParts:
    def __init__(self, redline: Redline, shapes: Mapping[int, TableShape], pictures: Mapping[str, str]) -> None:
        self._notes = redline.notes
        self._pictures = pictures
        self._shapes = shapes
        self._props: dict[Props, Props] = {}
        self._styles: dict[Style, Style] = {PLAIN: PLAIN}
        self.used = {
            run.content for clause in redline.clauses for run in clause.runs if run.text == NOTE and run.content in redline.notes
        }

    def clause(self, clause: Clause) -> Clause:
        runs = self.runs(clause.runs)
        props = self.props(clause.props)
        base_props = self.props(clause.base_props) if clause.base_props is not None else None
        if base_props == props:
            base_props = None
        label, draft_label = self.label(clause.label), self.label(clause.own_label)
        same = runs is clause.runs and props is clause.props and label is clause.label and draft_label is clause.own_label
        shape = clause.shape or (self.shape(clause.cell) if clause.cell is not None and self._shapes else None)
        if same and base_props is clause.base_props and not clause.source and shape is clause.shape:
            return clause
        stamp = clause.props_stamp if base_props is not None else NOBODY
        return replace(
            clause,
            runs=runs,
            props=props,
            base_props=base_props,
            props_stamp=stamp,
            label=label,
            own_label=draft_label,
            shape=shape,
            source="",
        )

    def shape(self, place: tuple[int, int, int]) -> NewCell | None:
        table = self._shapes.get(place[0])
        cell = table.cells.get(place[1:]) if table is not None else None
        if table is None or cell is None or not 1 <= cell.columns <= MOST_SPANNED:
            return None
        width = sum(table.grid[cell.left : cell.left + cell.columns])
        return NewCell(min(max(width, 0), WIDEST), cell.columns, place[1] < table.heads)

    def props(self, props: Props) -> Props:
        if not props.style and not props.other:
            return props
        if props not in self._props:
            self._props[props] = replace(props, style="", other="")
        return self._props[props]

    def label(self, label: Label | None) -> Label | None:
        if label is None:
            return None
        style = self.style(label.style)
        return label if style is label.style else replace(label, style=style)

    def style(self, style: Style) -> Style:
        if style is PLAIN or not (style.name or style.other):
            return style
        if style not in self._styles:
            self._styles[style] = replace(style, name="", other="")
        return self._styles[style]

    def runs(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        out = [kept for run in runs if (kept := self.run(run)) is not None]
        return runs if len(out) == len(runs) and all(map(is_, out, runs)) else tuple(out)

    def run(self, run: Run) -> Run | None:
        if run.content:
            if run.text == NOTE:
                if run.content not in self._notes:
                    return None
            elif run.text != OBJECT or not self._pictures.get(run.content):
                return None
        elif not run.text.isprintable() and ILLEGAL.search(run.text):
            run = replace(run, text=ILLEGAL.sub("", run.text))
        style = self.style(run.style)
        base_style = self.style(run.base_style) if run.base_style is not None else None
        if base_style == style:
            base_style = None
        if style is run.style and base_style is run.base_style:
            return run
        return replace(run, style=style, base_style=base_style, style_stamp=run.style_stamp if base_style else NOBODY)
