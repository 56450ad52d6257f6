r"""RTF of the clipboard reduced to paragraphs, italic, bold, underlined, raised and lowered characters.

No library that is kept up reads these formats: striprtf gives the characters alone. What is read is the part of the
specification (1.9.1) that says where characters, paragraphs and these formats are; a destination that is not known is left
out, as it wants. Labels that Word writes beside its lists (`\listtext`) are kept.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from model.errors import FileError
from model.message import Message
from model.redline import LINE_BREAK, PLAIN, Run, Style, join_runs

_TOKEN = re.compile(r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.I | re.S)
_LEFT_OUT = frozenset(
    "colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf footnote annotation "
    "fldinst listtable listoverridetable rsidtbl generator xmlnstbl themedata colorschememapping datastore latentstyles "
    "filetbl revtbl bkmkstart bkmkend shpinst nonshppict docvar userprops mmathPr".split()
)
_FONT_WORDS = frozenset({"fonttbl", "f", "fcharset", "cpg"})
_SIGNS = {
    "tab": "\t", "cell": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "line": LINE_BREAK, "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
    "emspace": "\u2003", "enspace": "\u2002", "~": "\u00a0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
_ENDS = frozenset({"par", "row", "sect", "page", "\n", "\r"})
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 78: "shift_jis", 79: "euc_kr", 80: "gb2312", 81: "big5", 84: "mac_arabic", 85: "mac_greek",
    86: "mac_turkish", 88: "mac_latin2", 89: "mac_cyrillic", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
_PAGES = {
    708: "iso8859_6", 1361: "johab", 10000: "mac_roman", 10001: "shift_jis", 10002: "big5", 10003: "euc_kr", 10004: "mac_arabic",
    10006: "mac_greek", 10007: "mac_cyrillic", 10008: "gb2312", 10010: "mac_romanian", 10017: "mac_cyrillic", 10029: "mac_latin2",
    10079: "mac_iceland", 10081: "mac_turkish", 10082: "mac_croatian", 20127: "cp1252", 20866: "koi8_r", 20932: "euc_jp",
    20936: "gb2312", 20949: "euc_kr", 21866: "koi8_u", 50220: "iso2022_jp", 51932: "euc_jp", 51936: "gb2312", 51949: "euc_kr",
    52936: "hz", 54936: "gb18030", 65001: "utf-8", **{28590 + part: f"iso8859_{part}" for part in range(1, 17) if part != 12},
}  # fmt: skip
"""The codecs of code pages that Python does not know by their numbers (Microsoft, "Code Page Identifiers")."""
_SETS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_DEEPEST = 1000


class _State(Struct):
    """The state that a group inherits and restores at its end."""

    style: Style = PLAIN
    skip: int = 1
    """Characters that replace one of Unicode."""
    font: int = -1
    hidden: bool = False
    out: bool = False
    """Inside a destination that is omitted."""
    fonts: bool = False


def is_rtf(text: bytes) -> bool:
    """Whether bytes begin like RTF."""
    return text.lstrip().startswith(b"{\\rtf")


@dataclass
class _Reader:
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    charsets: dict[int, str] = field(default_factory=dict)
    page: str = "cp1252"
    paragraphs: list[tuple[Run, ...]] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    bytes_: bytearray = field(default_factory=bytearray)
    skipping: int = 0
    starred: bool = False

    def read(self, text: str) -> None:
        for token in _TOKEN.finditer(text):
            word, number, code, sign, brace, plain = token.groups()
            if code:
                self._byte(int(code, 16))
                continue
            if brace or word or sign:
                self._flush()
            if brace:
                self._brace(brace)
            elif sign == "*":
                self.starred = True
            elif word or sign:
                self._word(word or sign, int(number) if number else None)
            elif plain:
                self._add_text(plain)
        self._end()

    def _brace(self, brace: str) -> None:
        self.skipping = 0
        if brace == "{" and len(self.stack) < _DEEPEST:
            self.stack.append(replace(self.state))
        elif brace == "}" and self.stack:
            self.state = self.stack.pop()
        self.starred = False

    def _byte(self, code: int) -> None:
        if self.skipping:
            self.skipping -= 1
        else:
            self.bytes_.append(code)

    def _add_text(self, text: str) -> None:
        passed = min(self.skipping, len(text))
        self.skipping -= passed
        if text[passed:].isascii():
            self._flush()
            self._add(text[passed:])
        else:
            self.bytes_ += text[passed:].encode("latin-1", "ignore")

    def _flush(self) -> None:
        """Gives the bytes that were gathered their characters: two may be one."""
        if self.bytes_:
            text, self.bytes_ = _decode(bytes(self.bytes_), self.charsets.get(self.state.font, self.page)), bytearray()
            self._add(text)

    def _add(self, text: str) -> None:
        if text and not (self.state.out or self.state.hidden or self.state.fonts):
            self.runs.append(Run(text, style=self.state.style))

    def _end(self) -> None:
        self._flush()
        runs = join_runs(self.runs)
        if any(run.text.strip() for run in runs):
            self.paragraphs.append(runs)
        self.runs = []

    def _word(self, word: str, number: int | None) -> None:
        state, starred, self.starred = self.state, self.starred, False
        if word in _LEFT_OUT or (starred and word not in ("shppict",)):
            state.out = True
        elif word == "u" and number is not None:
            self._add(chr(number % 0x10000))  # a UTF-16 unit as a signed number; halves of pairs are joined at the end
            self.skipping = state.skip
        elif word == "uc":
            state.skip = max(0, number or 0)
        elif word in _SIGNS:
            self._add(_SIGNS[word])
        elif word in _ENDS:
            if not state.out:
                self._end()
        elif word in _FONT_WORDS:
            self._read_font(word, number)
        elif word == "ansicpg" and number:
            self.page = _page(number)
        elif word in _SETS:
            self.page = _SETS[word]
        elif word == "v":
            state.hidden = number != 0
        else:
            state.style = _style_after(state.style, word, on=number != 0)

    def _read_font(self, word: str, number: int | None) -> None:
        """Reads the font of the text that follows, or an entry of the table of fonts."""
        state = self.state
        if word == "fonttbl":
            state.fonts = True
        elif word == "f" and number is not None:
            state.font = number
        elif word == "fcharset" and state.fonts:
            self.charsets[state.font] = _CHARSETS.get(number or 0, self.page)
        elif word == "cpg" and number and state.fonts:
            self.charsets[state.font] = _page(number)


def _style_after(style: Style, word: str, *, on: bool) -> Style:
    match word:
        case "plain":
            return PLAIN
        case "i":
            return replace(style, italic=on)
        case "b":
            return replace(style, bold=on)
        case "ul" | "uld" | "uldb" | "ulw" | "ulth" | "uldash":
            return replace(style, underline=on)
        case "ulnone":
            return replace(style, underline=False)
        case "super":
            return replace(style, vertical="superscript" if on else "")
        case "sub":
            return replace(style, vertical="subscript" if on else "")
        case "nosupersub":
            return replace(style, vertical="")
    return style


def _page(number: int) -> str:
    """The codec of a code page; if there is none, a name that no codec has."""
    return _PAGES.get(number) or f"cp{number}"


def _decode(text: bytes, page: str) -> str:
    """FileError if the meaning of the bytes is unknown."""
    try:
        codecs.lookup(page)
    except LookupError:
        if not text.isascii():
            reason = Message.of("its code page {page} is not known; copy the text as plain text", page=page.removeprefix("cp"))
            raise FileError("RTF", reason) from None
        page = "ascii"
    return text.decode(page, "replace")


def paragraphs_of_rtf(text: bytes) -> list[tuple[Run, ...]]:
    """The paragraphs of an RTF document, as kept runs, without empty ones. FileError if its characters are unknown."""
    reader = _Reader()
    reader.read(text.decode("latin-1"))
    return [joined for runs in reader.paragraphs if (joined := join_runs(map(_join_surrogates, join_runs(runs))))]


def _join_surrogates(run: Run) -> Run:
    """A run whose pairs of surrogates are joined to characters, without lone ones."""
    if run.text.isascii():
        return run
    return replace(run, text=run.text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore"))
