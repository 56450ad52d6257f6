"""The lexer of the notation loses nothing and finds what is tracked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pygments.token import Comment, Error, Generic, Keyword, Name, Number

from model.formats.notation import print_redline
from model.formats.notation.lexer import NotationLexer
from model.formats.notation.terminal_colours import with_colours
from model.redline import Redline, Status
from tests.builders.notation import redline
from tests.builders.strategies import redlines, texts

LINES = """\
Title: PROPOSED
MOD\tATU/35A18/1
# RESOLUTION 7 (Rev. {--Oxdorf--}{++Elmstad++})
*considering further*
a)\tthat *one*[^1] {.enumlev1}
  {--i)--}{++ii)++}\tx {>>was level 1<<}
{+-gone-+}\\*
[^1]: A note.
"""


def tokens(text: str) -> list[tuple[object, str]]:
    return list(NotationLexer(ensurenl=False, stripnl=False).get_tokens(text))


def test_what_stands_where() -> None:
    found = tokens(LINES)
    for kind, text in (
        (Name.Attribute, "Title:"),
        (Keyword.Declaration, "MOD\tATU/35A18/1"),
        (Generic.Deleted, "Oxdorf"),
        (Generic.Inserted, "Elmstad"),
        (Keyword, "*considering further*"),
        (Number, "a)"),
        (Name.Label, "[^1]"),
        (Name.Decorator, "{.enumlev1}"),
        (Generic.Deleted, "i)"),
        (Comment, "{>>was level 1<<}"),
        (Generic.Retracted, "gone"),
        (Name.Label, "[^1]:"),
    ):
        assert (kind, text) in found, text


@given(redlines())
def test_every_character_of_what_is_printed_is_there(value: Redline) -> None:
    printed = print_redline(value)
    found = tokens(printed)
    assert "".join(text for _, text in found) == printed
    assert all(kind is not Error for kind, _ in found)


@given(st.lists(texts).map("\n".join))
def test_every_character_of_what_is_typed_is_there(text: str) -> None:
    text = text.replace("\r", "").removeprefix("\ufeff")  # Pygments itself takes these away
    assert "".join(part for _, part in tokens(text)) == text


def test_what_is_tracked_is_coloured() -> None:
    value = redline("resolves\n1\tone {--two--}{++three++}")
    assert any(run.status is Status.DELETED for run in value.clauses[1].runs)
    printed = with_colours(print_redline(value), "notation")
    assert printed.index("\x1b[31m") < printed.index("two") < printed.index("\x1b[32m") < printed.index("three")


def test_control_characters_are_shown_not_obeyed() -> None:
    assert "\x1b]" not in with_colours("1\tone \x1b]0;title\x07", "notation")
    assert with_colours("+ one\n  two\n", "tree") == "\x1b[32m+ one\x1b[39m\n  two\n"
    assert "\x1b[" in with_colours('{"a": 1}\n', "json")
