"""A Pygments lexer of the notation, and the style in which a terminal and the source view show it."""

from __future__ import annotations

from typing import Any, ClassVar

from pygments.lexer import RegexLexer, bygroups, default, include
from pygments.style import Style
from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, Punctuation, String, Text, Token, _TokenType

from model.formats.notation.keywords import FIELD_LINE, PROPOSAL_LINE
from model.formats.notation.marks import NAME, QUOTED

Retracted = Token.Generic.Retracted
_groups: Any = bygroups
"""Without a type of its own in Pygments."""
_WAS = rf"\{{=was (?:[^:\"\n]|{QUOTED})+: "


class NotationLexer(RegexLexer):
    """Deleted and inserted text, calls, labels, formats, notes and remarks of the notation."""

    name = "Clausewright notation"
    aliases: ClassVar[list[str]] = ["clausewright", "amendment"]
    filenames: ClassVar[list[str]] = ["*.amend.txt"]
    mimetypes: ClassVar[list[str]] = ["text/x-clausewright"]
    url = ""

    tokens: ClassVar[dict[str, list[object]]] = {
        "root": [
            (r"\n", Text),
            (rf"(?:{PROPOSAL_LINE.pattern})(?=\n|\Z)", Keyword.Declaration),
            (rf"(?:{FIELD_LINE.pattern.split(':(?:')[0]}):", Name.Attribute, "line"),
            (r"Cut(?=: \S+; )", Name.Attribute, "line"),
            (r"\[\^[^\]\s]+\]:", Name.Label, "head"),
            (r"\|\d+\.[+\-±]?\d+\.\d+\|(?: |(?=\n|\Z))", Comment.Special, "head"),
            default("head"),
        ],
        "head": [
            (r"[ ]+", Text.Whitespace),
            (r"(#{1,3}|>)( [^\n{\\\[*]*)", _groups(Punctuation, Generic.Heading), ("#pop", "line")),
            (r"(={1,6}|&)( [^\n{\\\[*]*)", _groups(Punctuation, Generic.Subheading), ("#pop", "line")),
            (r"\*(?!\*)[^*\n{\\]+\*(?=\n|\Z|\s\{)", Keyword, ("#pop", "line")),
            (r"[^\s{}\\*\[]{1,12}(?=\t)", Number, ("#pop", "line")),
            (r"(\[)([^\]^\n]{1,20})(\])(?=\t)", _groups(Punctuation, Number, Punctuation), ("#pop", "line")),
            (r"(\{#)((?:[^#\n]|#(?!\}))*)(#\})", _groups(Punctuation, Number, Punctuation), ("#pop", "line")),
            default(("#pop", "line")),
        ],
        "line": [(r"\n", Text, "#pop"), include("marks"), include("inline")],
        "marks": [
            (r"\{--", Generic.Deleted, "deleted"),
            (r"\{\+\+", Generic.Inserted, "inserted"),
            (r"\{\+-", Retracted, "retracted"),
            (r"(\{~~)([^~\n]*)(~>)([^~\n]*)(~~\})", _groups(*[Generic.Deleted] * 2, *[Generic.Inserted] * 3)),
        ],
        "inline": [
            (rf"\{{>>(?:[^\"<\n]|{QUOTED})*<<\}}", Comment),
            (rf"\{{\.{NAME}\}}", Name.Decorator),
            (rf"{_WAS}|\{{\.{NAME} |\{{[_^,]|[=._^,]\}}|\*+", Operator),
            (r"\{object\}", Name.Entity),
            (r"\\u\{[0-9A-Fa-f]{1,6}\}|\\[^\w\s]", String.Escape),
            (r"\[\^[^\]\s]+\]", Name.Label),
            (r"¶", Operator),
            (r"[^{}\\*\[¶\n=._^,+-]+|.", Text),
        ],
        "deleted": [(r"--\}", Generic.Deleted, "#pop"), include("tracked"), (r"[^-\\\n]+|.", Generic.Deleted)],
        "inserted": [(r"\+\+\}", Generic.Inserted, "#pop"), include("tracked"), (r"[^+\\\n]+|.", Generic.Inserted)],
        "retracted": [(r"-\+\}", Retracted, "#pop"), include("tracked"), (r"[^-\\\n]+|.", Retracted)],
        "tracked": [(r"(?=\n)", Text, "#pop"), (r"\\u\{[0-9A-Fa-f]{1,6}\}|\\[^\w\s]", String.Escape)],
    }


class NotationStyle(Style):
    """Deletions red, insertions green, as in a redline on paper; everything else holds back."""

    name = "clausewright"
    styles: ClassVar[dict[_TokenType, str]] = {
        Generic.Deleted: "#b3261e",
        Generic.Inserted: "#1b6e3c",
        Retracted: "italic #7a7a7a",
        Generic.Heading: "bold",
        Generic.Subheading: "bold",
        Keyword: "italic",
        Keyword.Declaration: "bold",
        Number: "#1f5fa8",
        Name.Attribute: "#1f5fa8",
        Name.Label: "#8a4b08",
        Name.Decorator: "#7a7a7a",
        Name.Entity: "#8a4b08",
        Comment: "#7a7a7a",
        Comment.Special: "#7a7a7a",
        Operator: "#7a7a7a",
        Punctuation: "#7a7a7a",
        String.Escape: "#8a4b08",
    }
