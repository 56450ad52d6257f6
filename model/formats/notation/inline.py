"""The text of one line: characters with status, format, notes, and the paragraph end that closes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from model.formats.notation.marks import (
    NAME,
    OBJECT_MARK,
    PILCROW,
    QUOTED,
    STATUS_MARKS,
    escape_marks,
    name_or_quote,
    read_escape,
    read_name,
    read_style,
    style_words,
)
from model.message import Message
from model.redline import ANCHOR, NOTE, OBJECT, PLAIN, Run, Status, Style, join_runs
from model.text.lazy_regex import late

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OBJECT_CONTENT = f'<w:t xmlns:w="{WORD}">{OBJECT_MARK}</w:t>'
"""The placeholder for the content of a picture or an equation, which the notation cannot represent."""
KEY = r"[\w.:*†‡§-]+"
NOTE_REFERENCE = late(rf"\[\^(?P<key>{KEY})\]")

_OPENING = late(
    r"\{(?P<status>\+\+|--|\+-|~~)"
    rf"|\{{=was (?P<was>(?:[^:\"]|{QUOTED})+): "
    rf"|\{{\.(?P<name>{NAME}) "
    r"|\{(?P<shape>[_^,])"
)
_STATUS_OF = {"++": Status.INSERTED, "--": Status.DELETED, "+-": Status.RETRACTED, "~~": Status.DELETED}
_CLOSING = {"++": "++}", "--": "--}", "+-": "-+}", "~~": "~>"}
_SHAPES: dict[str, tuple[str, str]] = {"_": ("{_", "_}"), "^": ("{^", "^}"), ",": ("{,", ",}")}
_CLOSERS_ONLY = late(r"(?:\+\+\}|--\}|-\+\}|=\}|\.\}|[_^,]\}|~~\}|\*)*$")


Marks = tuple[str, str]
"""The opening and the closing mark of a stretch of text."""
Stars = tuple[bool, bool]
"""Whether a run is italic, whether it is bold."""


class NotationError(ValueError):
    """A fault of a line, without its number."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class ParsedInline(Struct, frozen=True):
    """The text of a line as read."""

    runs: tuple[Run, ...]
    end: Status = Status.KEPT
    size: int = 0
    """How many characters of the line were read."""


class _Format(Struct):
    """The status and format that the open marks give the next character."""

    status: Status = Status.KEPT
    base: Style | None = None
    style: Style = PLAIN


class _Reader(Struct):
    line: str
    stars: frozenset[int]
    """The places of stars that are plain stars because nothing closes them."""
    place: int = 0
    stop: str = ""
    """The marks that end the text before the end of the line."""
    format: _Format = field(default_factory=_Format)
    open: list[tuple[str, str, _Format]] = field(default_factory=list)
    """Closing mark, opening mark and the format before it, innermost last."""
    toggled: dict[str, int] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    end: Status = Status.KEPT

    def read(self) -> None:
        line = self.line
        while self.place < len(line):
            sign = line[self.place]
            if self.open and line.startswith(self.open[-1][0], self.place):
                self._close()
            elif self.stop and not self.open and line.startswith(self.stop, self.place):
                self.place += len(self.stop)
                self.stop = ""
                break
            elif sign == "\\" and (escaped := read_escape(line, self.place)):
                self.letters.append(escaped[0])
                self.place = escaped[1]
            elif sign == "*" and self.place not in self.stars:
                self._toggle()
            elif sign == "{" and self._opens():
                pass
            elif sign == "[" and (note := NOTE_REFERENCE.match(line, self.place)):
                self._add(NOTE, note["key"])
                self.place = note.end()
            elif sign == PILCROW and _CLOSERS_ONLY.match(line, self.place + 1):
                self.end = self.format.status
                self.place += 1
            else:
                self.letters.append(sign)
                self.place += 1
        self._flush()
        if self.open:
            reason = Message.of("{opened} is not closed by {closing}", opened=self.open[-1][1], closing=self.open[-1][0])
            raise NotationError(reason)
        if self.stop:
            raise NotationError(Message.of("the label is not closed by {closing}", closing=self.stop))

    def _flush(self) -> None:
        if self.letters:
            self._add("".join(self.letters))
            self.letters = []

    def _add(self, text: str, content: str = "") -> None:
        if content:
            self._flush()
        form = self.format
        base = form.base if form.base != form.style else None
        self.runs.append(Run(text, form.status, form.style, base, content=content))

    def _toggle(self) -> None:
        self._flush()
        mark = "**" if self.line.startswith("**", self.place) and self.place + 1 not in self.stars else "*"
        style = self.format.style
        if mark == "**":
            style = replace(style, bold=not style.bold)
        else:
            style = replace(style, italic=not style.italic)
        if mark in self.toggled:
            del self.toggled[mark]
        else:
            self.toggled[mark] = self.place
        self.format = replace(self.format, style=style)
        self.place += len(mark)

    def _opens(self) -> bool:
        """Reads an opening mark or an object at this place, if there is one, and returns whether there was."""
        if self.line.startswith(OBJECT_MARK, self.place):
            self._add(OBJECT, OBJECT_CONTENT)
            self.place += len(OBJECT_MARK)
            return True
        found = _OPENING.match(self.line, self.place)
        if found is None:
            return False
        self._flush()
        before = self.format
        self.format, closing = self._open_format(found)
        self.open.append((closing, found[0].strip(), before))
        self.place = found.end()
        return True

    def _open_format(self, found: re.Match[str]) -> tuple[_Format, str]:
        form = self.format
        if status := found["status"]:
            if form.status is not Status.KEPT:
                reason = Message.of(
                    "{mark} is inside {outer}; close that first", mark=found[0], outer=STATUS_MARKS[form.status][0]
                )
                raise NotationError(reason)
            return replace(form, status=_STATUS_OF[status]), _CLOSING[status]
        if found["was"]:
            try:
                return replace(form, base=read_style(found["was"])), "=}"
            except ValueError as error:
                fault = Message.of("{mark} contains no known format ({words})", mark=found[0].strip(), words=str(error))
                raise NotationError(fault) from error
        if name := found["name"]:
            try:
                return replace(form, style=replace(form.style, name=read_name(name))), ".}"
            except ValueError as error:
                raise NotationError(Message.of("{mark} has a name with wrong quotes", mark=found[0].strip())) from error
        shape = found["shape"]
        if shape == "_":
            return replace(form, style=replace(form.style, underline=True)), "_}"
        if shape == "^":
            return replace(form, style=replace(form.style, vertical="superscript")), "^}"
        return replace(form, style=replace(form.style, vertical="subscript")), ",}"

    def _close(self) -> None:
        self._flush()
        closing, opening, before = self.open.pop()
        self.place += len(closing)
        style = before.style
        now = self.format.style
        self.format = replace(before, style=replace(style, italic=now.italic, bold=now.bold))
        if closing == "~>":
            self.open.append(("~~}", opening, self.format))
            self.format = replace(self.format, status=Status.INSERTED)


def read_inline(line: str, start: int = 0, stop: str = "") -> ParsedInline:
    """The text of a line from a place on, to its end or to a stopping mark; NotationError names the fault."""
    stars: frozenset[int] = frozenset()
    while True:
        reader = _Reader(line, stars, start, stop)
        reader.read()
        if not reader.toggled:
            return ParsedInline(join_runs(reader.runs), reader.end, reader.place)
        stars |= {place + width for mark, place in reader.toggled.items() for width in range(len(mark))}


# --- printing ---------------------------------------------------------------------------------------------------------


def print_runs(runs: Sequence[Run], end: Status = Status.KEPT) -> str:
    """The text of a clause with its marks, and its end if that is tracked.

    Stars are inside the marks of one run and around those of several.
    """
    seen = [run for run in runs if run.text and not (run.text == ANCHOR and run.content)]
    stars = [(False, False), *((run.style.italic, run.style.bold) for run in seen), (False, False)]
    out: list[str] = []
    open_marks: list[Marks] = []
    for index, run in enumerate(seen):
        earlier, before, wanted, then = stars[max(index - 1, 0)], stars[index], stars[index + 1], stars[index + 2]
        marks = _marks(run)
        _change(out, open_marks, marks, _closing_stars(before, wanted, earlier), _closing_stars(wanted, before, then))
        out.append(_print_format(run))
    if seen:
        _change(out, open_marks, [], _closing_stars(stars[-2], stars[-1], stars[-3]), ("", ""))
    if end is not Status.KEPT:
        opening, closing = STATUS_MARKS[end]
        out.append(f"{opening}{PILCROW}{closing}")
    return "".join(out)


def _closing_stars(now: Stars, target: Stars, beyond: Stars) -> tuple[str, str]:
    """The stars between a run that has them and one that does not: inside the marks of the run, and outside for the next."""
    ends = [a and not b for a, b in zip(now, target, strict=True)]
    inside = [end and not more for end, more in zip(ends, beyond, strict=True)]
    outside = [end and more for end, more in zip(ends, beyond, strict=True)]
    return "*" * (inside[0] + 2 * inside[1]), "*" * (outside[0] + 2 * outside[1])


def _change(out: list[str], open_marks: list[Marks], wanted: list[Marks], off: tuple[str, str], on: tuple[str, str]) -> None:
    """Closes formats that are no longer wanted and opens new ones; `off` and `on` are stars, inside and outside."""
    same = 0
    while same < min(len(open_marks), len(wanted)) and open_marks[same] == wanted[same]:
        same += 1
    out.append(off[0])
    out += [closing for _, closing in reversed(open_marks[same:])]
    out += [off[1], on[1]]
    out += [opening for opening, _ in wanted[same:]]
    out.append(on[0])
    open_marks[:] = wanted


def _print_format(run: Run) -> str:
    if run.content and run.text == NOTE:
        return f"[^{run.content}]"
    if run.content and run.text == OBJECT:
        return OBJECT_MARK
    return escape_marks(run.text)


def _marks(run: Run) -> list[Marks]:
    marks: list[Marks] = []
    if run.status in STATUS_MARKS:
        marks.append(STATUS_MARKS[run.status])
    if run.base_style is not None and style_words(run.base_style) != style_words(run.style):
        marks.append((f"{{=was {style_words(run.base_style)}: ", "=}"))
    style = run.style
    if style.name:
        marks.append((f"{{.{name_or_quote(style.name)} ", ".}"))
    if style.underline:
        marks.append(_SHAPES["_"])
    if style.vertical:
        marks.append(_SHAPES["^" if style.vertical == "superscript" else ","])
    return marks
