"""The kind of each paragraph of an instrument: number, title, history, opening, call, heading, annex or paragraph.

The style decides if the file has ITU's; else shape and place: the number line, below it the title, the history and the opening
formula, then calls (by their words; in italics and on a line of their own also if the words are unknown).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.formats.recognition.line import SourceLine
from model.lexicon import is_annex_line, is_history, is_note_line, is_number_line, is_opening, read_call
from model.lexicon.words import ideographs
from model.redline import LINE_BREAK, NOTE, Kind, Side

_BY_ROLE: dict[str, Kind] = {"number": "number", "title": "title", "history": "history", "annextitle": "title"}
_SHORT = 160
"""Characters beyond which an unknown line is no call, title or heading."""
_SEARCHED = 60
"""The number of lines at the beginning among which the number line is looked for."""


def find_kinds(lines: Sequence[SourceLine], language: str) -> None:
    """Sets the kind of each line of an instrument."""
    _Reading([line for line in lines if line.raw.cell is None], language).run()


class _Reading:
    """One pass over the lines outside tables."""

    def __init__(self, lines: Sequence[SourceLine], language: str) -> None:
        self.lines, self.language = lines, language
        self.styled = {line.role.name for line in lines}
        self.place = ""
        """The last part read of the head of a text or an annex: '' if none has begun, `body` after the first call."""
        self.before: SourceLine | None = None
        self.formal = False
        """Whether the lines belong to an instrument, so that an italic line may be a call."""
        self.searching = _SEARCHED
        self.is_below_provision = False
        """Whether a provision with a margin number was read, which nothing of a head follows by its words alone."""

    def run(self) -> None:
        for index, line in enumerate(self.lines):
            text = line.plain
            if not text:
                continue
            self.searching -= 1
            kind = "paragraph" if line.number else self._by_style(line, text) or self._by_shape(line, text, index)
            line.kind = kind
            self.is_below_provision |= bool(line.number)
            if line.raw.base_face is not None:
                line.base_kind = _former_kind(line)
            self._advance(kind)
            self.before = line

    def _advance(self, kind: Kind) -> None:
        if kind in ("number", "annex", "title", "history", "opening"):
            self.place = kind
            self.formal = self.formal or kind in ("number", "opening")
        elif kind in ("call", "heading") or self.place in ("opening", "annex", "history"):
            self.place = "body"
            self.formal = self.formal or kind == "call"

    def _by_style(self, line: SourceLine, text: str) -> Kind | None:
        role = line.role.name
        if role in _BY_ROLE:
            return _BY_ROLE[role]
        if role == "annex":
            return "annex"
        if role == "heading":
            return "annex" if line.role.depth == 1 and is_annex_line(_first_line(line.text)) else "heading"
        if role == "call" and line.head is None:
            return "call"
        if role == "opening" and self._at_head() and text[-1] in ",،，" and line.head is None:
            return "opening"
        return "paragraph" if role == "enum" else None

    def _at_head(self) -> bool:
        if self.is_below_provision:
            return self.place in ("number", "history")
        return self.place in ("number", "title", "history") or (not self.formal and self.searching > 0)

    def _by_shape(self, line: SourceLine, text: str, index: int) -> Kind:
        if line.head is not None:
            return "paragraph"
        if self._is_number(line, text, index):
            return "number"
        if self._at_head():
            if self.place and is_history(text):
                return "history"
            if is_opening(text, self.language):
                return "opening"
        if self._is_call(line, text, index):
            return "call"
        if is_annex_line(text) and self._stands_out(line, text):
            return "annex"
        if self._is_title(line, text):
            return "title"
        if self.place not in ("number", "title") and self._is_heading(line, text):
            return "heading"
        return "paragraph"

    def _is_number(self, line: SourceLine, text: str, index: int) -> bool:
        if "number" in self.styled or self.formal or self.searching <= 0 or not is_number_line(text):
            return False
        return (
            self.before is None
            or _is_centred(line)
            or any(
                is_opening(other.plain, self.language) or read_call(other.plain, self.language)
                for other in self.lines[index + 1 : index + 12]
            )
        )

    def _is_call(self, line: SourceLine, text: str, index: int) -> bool:
        if is_note_line(text) or ("call" in self.styled and self.place != "opening" and not line.italic()):
            return False
        call = read_call(text, self.language) or (read_call(text) if self.formal else None)
        italic = line.italic()
        if call is not None:
            return italic or self._stands_as_call(index)
        return italic and self.formal and self.place in ("opening", "body") and self._reads_as_call(text, index)

    def _stands_as_call(self, index: int) -> bool:
        """Whether a line that is not italic has the place of a call: after the opening or a closed block, before a text; not if
        a call in italics still waits for its own text."""
        before = self.before
        if self.place in ("number", "title", "history", "") or (before is not None and before.kind == "call" and before.italic()):
            return False
        closed = before is None or before.kind != "paragraph" or before.plain.endswith((",", ".", ";", "،", "，", "。", "；"))
        following = self._following(index)
        return closed and following is not None and (following.head is not None or _width(following.plain) > 20)

    def _reads_as_call(self, text: str, index: int) -> bool:
        """Whether an italic line with unknown words is a call: short, unclosed, in lower case, with a text under it."""
        if len(text) > _SHORT or text[-1] in ".;:!?。；：" or text[0].isupper() or not text[0].isalpha():
            return False
        following = self._following(index)
        return following is not None and not following.italic()

    def _following(self, index: int) -> SourceLine | None:
        return next((line for line in self.lines[index + 1 : index + 4] if line.plain), None)

    def _is_title(self, line: SourceLine, text: str) -> bool:
        if self.place == "number" and "title" not in self.styled:
            return len(text) < 3 * _SHORT
        if self.place in ("title", "annex") and not text.endswith((",", ";", ":")):
            return len(text) < 2 * _SHORT and _is_centred(line) and "title" not in self.styled
        return False

    def _stands_out(self, line: SourceLine, text: str) -> bool:
        name = re.split("[(（]", text)[0]  # `ANNEX (to Resolution 75 …)`
        return self.formal and (text.upper() == text or _is_centred(line) or len(text) < 40 or len(name) < 16)

    def _is_heading(self, line: SourceLine, text: str) -> bool:
        if len(text) > _SHORT or text[-1] in ".;:,。；：，" or not text[0].isalnum():
            return False
        return _is_bold(line)


def _former_kind(line: SourceLine) -> Kind:
    """The kind of a line before its style was changed; only styles decide, since its words are the same."""
    before = _kind_of_style(line, "base")
    if before is not None:
        return before
    return line.kind if _kind_of_style(line, "draft") is None else "paragraph"


def _kind_of_style(line: SourceLine, side: Side) -> Kind | None:
    role = line.role_on(side).name
    if role in _BY_ROLE:
        return _BY_ROLE[role]
    if role in ("annex", "heading"):
        return role
    if role == "call":
        return "call" if line.heads.get(side) is None else None
    return "paragraph" if role == "enum" else None


def _first_line(text: str) -> str:
    """The text up to a line break: the number of an annex whose title is in the same paragraph."""
    return text.strip().partition(LINE_BREAK)[0].replace(NOTE, "").strip()


def _width(text: str) -> int:
    """The length of a text, a Chinese character counted as three."""
    return len(text) + 2 * ideographs(text)


def _is_centred(line: SourceLine) -> bool:
    return line.raw.face.centred


def _is_bold(line: SourceLine) -> bool:
    styled = line.raw.face.bold
    letters = [
        run.style_on(line.side).bold or styled
        for run in line.raw.runs
        if not run.content and run.status.on(line.side) and any(char.isalpha() for char in run.text)
    ]
    return bool(letters) and all(letters)
