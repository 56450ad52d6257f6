"""The children of `w:r`: characters, field codes, references to notes, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from copy import deepcopy

from lxml import etree

from model.formats.word.package.symbol_fonts import unicode_sign
from model.formats.word.package.wordml import CW, ID, MC, W, fragment, is_on_attribute
from model.formats.word.reading.blocks import choice_of
from model.formats.word.reading.revisions import Revision
from model.formats.word.reading.run_formats import PLAIN_RUN, RunStyle, on_side, run_style, with_other
from model.redline import ANCHOR, LINE_BREAK, NOTE, OBJECT, Run
from model.redline.limits import MAX_RUNS

_MARK_WEIGHT = 2
"""The number of runs that cost as much time and memory as a mark."""

Inside = Callable[[str, Iterable[etree._Element], Revision], None]

_R, _RPR = W + "r", W + "rPr"
_TEXTS = frozenset({W + "t", W + "delText"})
_FIELD_CHARACTER, _ALTERNATE, _RUBY = W + "fldChar", MC + "AlternateContent", W + "ruby"
_CHARACTERS = {W + "tab": "\t", W + "ptab": "\t", W + "cr": LINE_BREAK, W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad"}
_OBJECTS = frozenset(W + name for name in ("drawing", "pict", "object", "contentPart"))
_NOTE_KEYS = {W + "footnoteReference": "f", W + "endnoteReference": "e"}
_DROPPED = frozenset({W + "lastRenderedPageBreak"})
_MARK_LENGTH = 8
_LATE_MARK_LENGTH = 3
_ODD = re.compile("[\n\r\u2029\u0085]")


def referred_note(reference: etree._Element) -> str:
    """The key in `RawDocument.notes` of the note of a `w:footnoteReference` or `w:endnoteReference`."""
    return _NOTE_KEYS[reference.tag] + reference.get(ID, "")


class TooManyRuns(Exception):
    """A part has more runs than a text can have; the reader of the body reports it."""


class Runs:
    """Collects runs; equal neighbours become one. TooManyRuns if they would take more time than anybody waits for."""

    def __init__(self) -> None:
        self._room = MAX_RUNS
        self._out: list[Run] = []
        self._marked = False
        self._parts: list[str] = []
        self._change = Revision()
        self._style = PLAIN_RUN

    def text(self, text: str, change: Revision, style: RunStyle) -> None:
        """Adds characters of one change and one style to the current run, or to a new one if these differ."""
        if change is not self._change or style is not self._style:
            if self._parts and (change != self._change or style != self._style):
                self._flush()
            self._change, self._style = change, style
        if text:
            self._parts.append(text)

    def mark(self, sign: str, content: str, change: Revision, style: RunStyle) -> None:
        """Adds one character that represents `content`: a note, an object or an anchor."""
        self._flush()
        self._marked = True
        self._room -= _MARK_WEIGHT
        self._append(sign, change, style, content)

    def take(self) -> tuple[tuple[Run, ...], bool]:
        """The runs gathered since the last time, and whether marks are among it."""
        self._flush()
        taken = tuple(self._out), self._marked
        self._out, self._marked = [], False
        return taken

    def _flush(self) -> None:
        parts = self._parts
        if parts:
            self._append(parts[0] if len(parts) == 1 else "".join(parts), self._change, self._style, "")
            parts.clear()

    def _append(self, text: str, change: Revision, style: RunStyle, content: str) -> None:
        self._room -= 1
        if self._room < 0:
            raise TooManyRuns
        self._out.append(
            Run(
                text=text,
                status=change.status,
                style=style.style,
                base_style=style.before,
                stamp=change.stamp,
                style_stamp=style.stamp,
                retracted=change.retracted,
                move=change.move,
                content=content,
            )
        )


class RunReader:
    """Reads the runs of one part, one after another; a field continues from one paragraph to the next."""

    def __init__(self, root: etree._Element, notes: Iterable[str], runs: Runs, inside: Inside) -> None:
        self.marks: dict[str, str] = {}
        """The typed marks of notes, by key."""
        self._notes = frozenset(notes)
        self._runs = runs
        self._inside = inside
        self._whole = _whole_fields(root)
        self._fields: list[bool] = []
        """For each open field, whether its code is being read."""
        self._awaiting = ""
        """The key of a note whose typed mark follows."""
        self._waited = 0

    def begin_paragraph(self) -> None:
        """Forgets the note whose own mark was awaited: a mark does not continue in the next paragraph."""
        self._awaiting = ""

    def read(self, run: etree._Element, change: Revision) -> None:
        """The characters and marks of a `w:r` inside `change`."""
        if not self._fields and not self._awaiting and self._read_plain(run, change):
            return
        self._content(run, change, PLAIN_RUN)
        if self._awaiting:
            self._waited += 1
            if self._waited > 1 or self.marks[self._awaiting]:
                self._awaiting = ""

    def _read_plain(self, run: etree._Element, change: Revision) -> bool:
        """Whether a run was read that has only a format, if any, and characters: nearly all are such."""
        style, text = PLAIN_RUN, None
        for child in run:
            tag = child.tag
            if text is not None:
                return False
            if tag in _TEXTS:
                text = _clean_text(child.text or "")
            elif tag == _RPR:
                style = on_side(run_style(child), change.status)
            elif tag in _CHARACTERS:
                text = _CHARACTERS[tag]
            else:
                return False
        if text:
            self._runs.text(text, change, style)
        return True

    def _content(self, parent: etree._Element, change: Revision, style: RunStyle) -> None:
        kept: list[etree._Element] = []
        for child in parent:
            tag = child.tag
            if tag == _RPR:
                style = on_side(run_style(child), change.status)
                continue
            if tag in _DROPPED:
                continue
            if tag == _FIELD_CHARACTER:
                self._field_edge(child)
            elif not (self._fields and any(self._fields)):
                text = self._characters(child)
                if text is not None or self._is_special(child):
                    self._keep(kept, change, style)
                    if text is None:
                        self._special(child, change, style)
                    elif not (self._awaiting and self._take_mark(text)):
                        child_style = style if tag != W + "sym" else _symbol_style(child, style)
                        self._runs.text(text, change, child_style)
                    continue
            kept.append(child)
        self._keep(kept, change, style)

    def _keep(self, kept: list[etree._Element], change: Revision, style: RunStyle) -> None:
        if kept:
            self._runs.mark(ANCHOR, fragment(kept), change, style)
            kept.clear()

    def _characters(self, child: etree._Element) -> str | None:
        """The characters that a child represents, None if it is no text."""
        tag = child.tag
        if tag in _TEXTS:
            return _clean_text(child.text or "")
        if tag == W + "br" and child.get(W + "type", "textWrapping") == "textWrapping":
            return LINE_BREAK
        if tag == W + "sym":
            return unicode_sign(child.get(W + "font", ""), child.get(W + "char", ""))
        return _CHARACTERS.get(tag)

    def _is_special(self, child: etree._Element) -> bool:
        tag = child.tag
        if tag in _NOTE_KEYS:
            return referred_note(child) in self._notes
        return tag in _OBJECTS or tag in (_ALTERNATE, _RUBY, _R)

    def _special(self, child: etree._Element, change: Revision, style: RunStyle) -> None:
        tag = child.tag
        if tag in _NOTE_KEYS:
            key = referred_note(child)
            self._runs.mark(NOTE, key, change, style)
            if is_on_attribute(child.get(W + "customMarkFollows")):
                self._awaiting, self._waited = key, 0
                self.marks[key] = ""
        elif tag == _RUBY:
            self._ruby(child, change)
        elif tag == _R:
            self.read(child, change)
        elif tag == _ALTERNATE and next(child.iter(*_OBJECTS), None) is None:
            chosen = choice_of(child)
            if chosen is not None:
                self._content(chosen, change, style)
        else:
            self._runs.mark(OBJECT, fragment([child]), change, style)

    def _take_mark(self, text: str) -> bool:
        """Whether the text is (more of) the mark of the note that was referred to last."""
        limit = _LATE_MARK_LENGTH if self._waited else _MARK_LENGTH
        mark = self.marks[self._awaiting] + text
        if not mark.strip() or len(mark) > limit or (self._waited and text != text.strip()):
            self._awaiting = ""
            return False
        self.marks[self._awaiting] = mark
        return True

    def _ruby(self, ruby: etree._Element, change: Revision) -> None:
        """A ruby as a container of its base text; the phonetic text is kept in the opening edge."""
        base = ruby.find(W + "rubyBase")
        shell = etree.Element(_R)
        properties = ruby.getparent().find(_RPR)  # type: ignore[union-attr]
        if properties is not None:
            shell.append(deepcopy(properties))
        frame = etree.SubElement(shell, _RUBY)
        frame.extend(deepcopy(child) for child in ruby if child.tag != W + "rubyBase")
        etree.SubElement(etree.SubElement(frame, W + "rubyBase"), CW + "hole")
        self._inside(fragment([shell]), () if base is None else base, change)

    def _field_edge(self, edge: etree._Element) -> None:
        kind = edge.get(W + "fldCharType")
        if edge not in self._whole:
            return
        if kind == "begin":
            self._fields.append(True)
        elif self._fields:
            if kind == "separate":
                self._fields[-1] = False
            else:
                self._fields.pop()


def _clean_text(text: str) -> str:
    """Characters without those that part lines in a file and not in Word."""
    if "\n" in text or "\r" in text or "\u2029" in text or "\u0085" in text:
        return _ODD.sub(lambda odd: LINE_BREAK if odd[0] == "\u2029" else " ", text)
    return text


def _symbol_style(symbol: etree._Element, style: RunStyle) -> RunStyle:
    mark = etree.Element(CW + "sym")
    for name in ("font", "char"):
        mark.set(W + name, symbol.get(W + name, ""))
    return with_other(style, fragment([mark]))


def _whole_fields(root: etree._Element) -> frozenset[etree._Element]:
    """The edges of the fields that have both a beginning and an end; other fields have no code."""
    whole: set[etree._Element] = set()
    opened: list[list[etree._Element]] = []
    for count, edge in enumerate(root.iter(_FIELD_CHARACTER)):
        if count > MAX_RUNS // _MARK_WEIGHT:
            raise TooManyRuns
        kind = edge.get(W + "fldCharType")
        if kind == "begin":
            opened.append([edge])
        elif opened:
            opened[-1].append(edge)
            if kind == "end":
                whole.update(opened.pop())
    return frozenset(whole)
