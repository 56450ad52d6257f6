"""The output of `show` in the colours of a terminal."""

from __future__ import annotations

from typing import Literal

from pygments import highlight
from pygments.formatters.terminal import TerminalFormatter
from pygments.lexers.data import JsonLexer
from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, Punctuation, String, Token

from model.formats.notation.lexer import NotationLexer, Retracted

Form = Literal["notation", "json", "tree"]

_SCHEME = {
    Token: ("", ""),
    Generic.Deleted: ("red", "brightred"),
    Generic.Inserted: ("green", "brightgreen"),
    Retracted: ("gray", "brightblack"),
    Generic.Heading: ("**", "**"),
    Generic.Subheading: ("**", "**"),
    Keyword: ("_", "_"),
    Keyword.Declaration: ("**", "**"),
    Keyword.Constant: ("cyan", "brightcyan"),
    Number: ("blue", "brightblue"),
    Name.Attribute: ("blue", "brightblue"),
    Name.Tag: ("blue", "brightblue"),
    Name.Label: ("yellow", "yellow"),
    Name.Entity: ("yellow", "yellow"),
    Name.Decorator: ("gray", "brightblack"),
    Comment: ("gray", "brightblack"),
    Operator: ("gray", "brightblack"),
    Punctuation: ("gray", "brightblack"),
    String.Escape: ("yellow", "yellow"),
}
_SIGNS = {"+": "\x1b[32m", "-": "\x1b[31m", "~": "\x1b[33m", "±": "\x1b[90m"}
_RESET = "\x1b[39m"


def with_colours(text: str, form: Form) -> str:
    """The text with a terminal's colours; control characters in it are shown, not obeyed."""
    text = "".join(sign if sign in "\n\t" or sign.isprintable() or ord(sign) > 0x9F else "\ufffd" for sign in text)
    if form == "tree":
        return "".join(_tree_line(line) for line in text.splitlines(keepends=True))
    lexer = JsonLexer(ensurenl=False, stripnl=False) if form == "json" else NotationLexer(ensurenl=False, stripnl=False)
    out: str = highlight(text, lexer, TerminalFormatter(bg="light", colorscheme=_SCHEME))
    return out


def _tree_line(line: str) -> str:
    colour = _SIGNS.get(line[:1])
    return f"{colour}{line.rstrip(chr(10))}{_RESET}\n" if colour else line
