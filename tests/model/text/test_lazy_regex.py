"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from model.text.lazy_regex import late


def test_a_late_pattern_does_what_the_compiled_one_does() -> None:
    pattern, compiled = late(r"(?P<word>\w+) (\d)", re.IGNORECASE), re.compile(r"(?P<word>\w+) (\d)", re.IGNORECASE)
    text = "no 4, No 5"
    for name in ("match", "search", "fullmatch"):
        for given in (text, "no 4", "4"):
            found, wanted = getattr(pattern, name)(given), getattr(compiled, name)(given)
            assert (found and found.groupdict()) == (wanted and wanted.groupdict())
    assert pattern.findall(text) == compiled.findall(text)
    assert [found.span() for found in pattern.finditer(text)] == [found.span() for found in compiled.finditer(text)]
    assert pattern.sub("-", text) == "-, -"
    assert pattern.subn("-", text, 1) == ("-, No 5", 1)
    assert pattern.split("a no 4 b") == compiled.split("a no 4 b")
    assert pattern.pattern == compiled.pattern


def test_a_wrong_pattern_is_told_of_when_it_is_used() -> None:
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.match("a")
