"""What is printed is read back as the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.errors import EditError
from model.formats.notation import parse, print_redline
from model.redline import Redline
from tests.builders.notation import held_by_notation
from tests.builders.strategies import redlines, texts


@given(redlines())
def test_what_is_printed_is_read_back_as_the_same(value: Redline) -> None:
    printed = print_redline(value)
    assert held_by_notation(parse(printed, language=value.language, policy=value.policy)) == held_by_notation(value)


@given(st.lists(texts, max_size=6))
def test_whatever_is_typed_is_read_or_refused_and_stays(lines: list[str]) -> None:

    try:
        value = parse("\n".join(lines))
    except EditError as error:
        assert str(error).startswith("line ")
        return
    assert held_by_notation(parse(print_redline(value))) == held_by_notation(value)
