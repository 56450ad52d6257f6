"""The signs of the notation, and the content of a remark at the end of a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from model.redline import LINE_BREAK, Kind, Props, Status, Style
from model.text.lazy_regex import late

PILCROW = "¶"

STATUS_MARKS: Mapping[Status, tuple[str, str]] = {
    Status.DELETED: ("{--", "--}"),
    Status.INSERTED: ("{++", "++}"),
    Status.RETRACTED: ("{+-", "-+}"),
}
KIND_MARKS: Mapping[Kind, str] = {"number": "#", "title": "##", "history": "###", "opening": ">", "annex": "&"}
"""The beginning of a line of that kind, before a space; a heading has one equals sign for each level."""
HEADING = "="
DEEPEST_HEADING = 6
ROW_SIGNS: Mapping[Status, str] = {Status.KEPT: "", Status.INSERTED: "+", Status.DELETED: "-", Status.RETRACTED: "±"}
OBJECT_MARK = "{object}"

_SPECIAL = {LINE_BREAK: "\\↵", "\n": "\\␊", "\r": "\\␍", "\\": "\\\\", "{": "\\{", "}": "\\}", "*": "\\*", PILCROW: "\\¶"}
_NAMED = {"↵": LINE_BREAK, "␊": "\n", "␍": "\r", "⇥": "\t"}
_TO_ESCAPE = late(r"[\u2028\n\r\\{}*¶\x00-\x08\x0b-\x1f\x7f-\x9f\u2029\ufeff\ud800-\udfff]|\[(?=\^|$)")
_ESCAPE = late(r"\\(?:u\{(?P<hex>[0-9A-Fa-f]{1,6})\}|(?P<sign>[^\w\s]))")


def escape_marks(text: str) -> str:
    """A text in which nothing can be read as a mark."""
    return _TO_ESCAPE.sub(lambda found: _escape(found[0]), text)


def _escape(sign: str) -> str:
    if sign == "[":
        return "\\["
    return _SPECIAL.get(sign) or f"\\u{{{ord(sign):X}}}"


def read_escape(line: str, place: int) -> tuple[str, int] | None:
    """The character of the escape at a place, and the end of the escape; None if it is a plain backslash."""
    found = _ESCAPE.match(line, place)
    if found is None:
        return None
    if found["hex"] is None:
        return _NAMED.get(found["sign"], found["sign"]), found.end()
    code = int(found["hex"], 16)
    return (chr(code), found.end()) if code <= 0x10FFFF else None


def unescape(text: str) -> str:
    """The text of a value in which only escapes count."""
    out, place = [], 0
    while place < len(text):
        escaped = read_escape(text, place) if text[place] == "\\" else None
        sign, place = escaped or (text[place], place + 1)
        out.append(sign)
    return "".join(out)


# --- names and words --------------------------------------------------------------------------------------------------

QUOTED = r'"(?:[^"\\]|\\.)*"'
_PLAIN_NAME = late(r"[A-Za-z0-9_-]+")
_UNQUOTABLE = late("[<{}\u2028\u2029\x7f-\x9f\ud800-\udfff]")
NAME = rf"(?:[\w-]+|{QUOTED})"


def quote(text: str) -> str:
    """A text as a JSON string that holds no mark."""
    written = json.dumps(text, ensure_ascii=False)
    return _UNQUOTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def name_or_quote(text: str) -> str:
    """A name as it is, or in quotation marks if it contains more than plain characters."""
    return text if _PLAIN_NAME.fullmatch(text) else quote(text)


def read_name(written: str) -> str:
    """The name after `enumlev1` or `"a name"`; ValueError if the quotes are wrong."""
    return str(json.loads(written)) if written.startswith('"') else written


_STYLE_WORD = late(rf"\.(?P<name>{NAME})|(?P<word>[a-z]+)")


def style_words(style: Style) -> str:
    """A format in words, `italic bold .href`; `plain` for none."""
    words = [word for word in ("italic", "bold", "underline") if getattr(style, word)]
    if style.vertical:
        words.append(style.vertical)
    if style.name:
        words.append("." + name_or_quote(style.name))
    return " ".join(words) or "plain"


def read_style(words: str) -> Style:
    """The format that words name; ValueError names the word that is none."""
    style: dict[str, object] = {}
    place = 0
    while place < len(words):
        found = _STYLE_WORD.match(words, place)
        if found is None:
            raise ValueError(words[place:])
        word = found["word"]
        if found["name"] is not None:
            style["name"] = read_name(found["name"])
        elif word in ("italic", "bold", "underline"):
            style[word] = True
        elif word in ("superscript", "subscript"):
            style["vertical"] = word
        elif word != "plain":
            raise ValueError(word)
        place = found.end() + 1
        if words[found.end() : place] not in ("", " "):
            raise ValueError(words)
    return Style(**style)  # type: ignore[arg-type]


# --- remarks ----------------------------------------------------------------------------------------------------------

_ITEM = late(rf"[^,\"<]*(?:{QUOTED})?")
_TAIL = late(rf"(?= \{{[.>])(?: (?P<style>\{{\.{NAME}\}}))?(?: \{{>>(?P<remark>(?:[^\"<]|{QUOTED})*)<<\}})?[ \t]*$")


def split_tail(line: str) -> tuple[str, str, tuple[str, ...]]:
    """A line without the end after its text, the id of its paragraph style, and the items of its remark."""
    found = _TAIL.search(line) if line.rstrip().endswith("}") else None
    if found is None:
        return line, "", ()
    style = read_name(found["style"][2:-1]) if found["style"] else ""
    remark = found["remark"] or ""
    items = tuple(item.strip() for item in _items(remark))
    return line[: found.start()], style, items


def _items(remark: str) -> Iterator[str]:
    place = 0
    while place < len(remark):
        found = _ITEM.match(remark, place)
        if found is None or (found.end() < len(remark) and remark[found.end()] != ","):
            raise ValueError(remark[place:])
        yield found[0]
        place = found.end() + 1


def print_tail(style: str, items: Sequence[str]) -> str:
    """The end of a line: the name of the style, then the remark; nothing if there are none."""
    named = f" {{.{name_or_quote(style)}}}" if style else ""
    return named + (f" {{>>{', '.join(items)}<<}}" if items else "")


def props_words(props: Props, other: Props, *, was: bool = False) -> list[str]:
    """The words for the properties that differ from those of `other`."""
    words: list[str] = []
    if props.kind != other.kind:
        words.append(props.kind)
    if props.level != other.level:
        words.append(f"level {props.level}")
    if props.scheme != other.scheme:
        words.append("unnumbered" if props.scheme == "none" else props.scheme)
    if props.provision != other.provision:
        words.append("provision" if props.provision else "continuation")
    if was and props.style != other.style:
        words.append(f"style {name_or_quote(props.style)}")
    return [f"was {word}" for word in words] if was else words
