"""The encoding of a text file: UTF-8, or UTF-16 and UTF-32 with a byte order mark.

Another encoding is not guessed for reading, since a wrong guess would change words unnoticed; it is named, so that the text can
be saved as UTF-8.
"""

from __future__ import annotations

import codecs
import re

from model.errors import FileError
from model.message import Message

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before that of UTF-16, with which it begins
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 200_000
"""Bytes that are enough to know an encoding by; a whole number of units of each."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_INNER = re.compile(r"(?<=[^\W\d_\x00-\x7f])[^\W\d_\x00-\x7f]")
"""The letters of another alphabet after those of the English one."""
_CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uff65]")
_COMMON = frozenset("的一是在和有不了中大国國为為会會电電信议議决決")
"""Characters that no Chinese text of some length is without."""
_RARELY, _OFTEN, _MOSTLY = 0.05, 0.5, 0.85


def text_of(data: bytes, file: str) -> str:
    """The text of a text file. FileError if the file is not text, or its encoding is not certain."""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8-sig")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileError(file, _refusal(data[:_LOOKED_AT])) from error
    if "\0" in text:
        raise FileError(file, _refusal(data[:_LOOKED_AT]))
    return text if "\n" in text else text.replace("\r", "\n")  # the line ends of old Macs


def _refusal(data: bytes) -> Message:
    encoding = _likely_encoding(data)
    if encoding is None:
        return Message.of("it is neither a Clausewright file, nor a Word file, nor a text; give a .docx, .amend or .txt file")
    return Message.of(
        "it is not text in UTF-8, but probably in {encoding}; open it in the program that wrote it and save it as UTF-8",
        encoding=encoding,
    )


def _likely_encoding(data: bytes) -> Message | None:
    """The encoding that a text is probably in, None if it is no text."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)):
        return None
    if data.count(0):
        return _wide(data)
    if len(_CONTROL.findall(data)) > _RARELY * len(data):
        return None
    if _is_cyrillic(data, "cp1251"):
        return Message.of("Windows-1251 (Cyrillic)")
    if _is_cyrillic(data, "koi8-r"):
        return Message.of("KOI8-R (Cyrillic)")
    chinese = max(("gb18030", "big5"), key=lambda name: _commonness(data, name))
    if _commonness(data, chinese):
        return Message.of("GB 18030 (Chinese)") if chinese == "gb18030" else Message.of("Big5 (Chinese)")
    return Message.of("Windows-1256 (Arabic)") if _is_arabic(data) else Message.of("Windows-1252 (Western European)")


def _wide(data: bytes) -> Message | None:
    """UTF-16 or UTF-32, by the places of the zeros of blanks and line ends; those of UTF-32 are side by side."""
    quarter = len(data) // 4
    first, second, third, fourth = (sum(1 for byte in data[start::4] if not byte) for start in range(4))
    if quarter and max(min(first, second), min(third, fourth)) >= quarter:
        return Message.of("UTF-32 without its mark")
    encoding = "utf-16-be" if first + third > second + fourth else "utf-16-le"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    shown = sum(1 for character in text if character.isprintable() or character in "\t\r\n")
    return Message.of("UTF-16 without its mark") if text and shown > (1 - _RARELY) * len(text) else None


def _is_cyrillic(data: bytes, encoding: str) -> bool:
    """Whether bytes, decoded so, are words of small letters: in another encoding capitals appear inside words."""
    text = data.decode(encoding, "replace")
    inner = _INNER.findall(text)
    small = sum(1 for letter in inner if "\u0430" <= letter <= "\u045f")
    return bool(inner) and small > _MOSTLY * len(inner)


def _is_arabic(data: bytes) -> bool:
    """Whether bytes, decoded so, are words in Arabic letters: decoded wrongly, such letters appear singly in Latin words."""
    text = data.decode("cp1256", "replace")
    inner = [letter for letter in _INNER.findall(text) if "\u0600" <= letter <= "\u06ff"]
    return len(inner) > _OFTEN * len(_FOREIGN.findall(text))


def _commonness(data: bytes, encoding: str) -> float:
    """The share of the commonest Chinese characters among the characters decoded so; 0 if most are not Chinese."""
    text = data.decode(encoding, "replace")
    foreign = _FOREIGN.findall(text)
    if not foreign or len(_CHINESE.findall(text)) < _MOSTLY * len(foreign):
        return 0
    return sum(1 for character in foreign if character in _COMMON) / len(foreign)
