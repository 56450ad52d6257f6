"""Sentences stay short, whatever they repeat."""

from __future__ import annotations

from typing import Any

import pytest

from model.edits.script.apply import apply_edits
from model.errors import EditError
from tests.builders.submissions import submission

LONG = "x" * 100_000
WRONG: list[Any] = [
    {"do": LONG},
    {"do": "delete", "at": LONG},
    {"do": "delete", "at": "considering/" + LONG},
    {"do": "delete", "at": [LONG]},
    {"do": "delete", "at": "considering/a", "proposal": 10**200},
    {"do": "replace", "at": "considering/a", "find": LONG, "with": "y"},
    {"do": "replace", "at": "considering/a", "note": LONG, "find": "z", "with": "y"},
    {"do": "label", "at": "considering/a", "to": LONG},
    {"do": "set", "field": LONG, "value": 1},
    {"do": "set", "field": "proposals/1/symbol", "value": LONG},
    {"do": "set", "field": f"proposals/{'9' * 100_000}/symbol", "value": "MOD"},
    {"do": "footnote", "remove": LONG},
]


@pytest.mark.parametrize("number", range(len(WRONG)))
def test_a_wrong_edit_is_repeated_by_its_beginning_alone(number: int) -> None:
    with pytest.raises(EditError) as caught:
        apply_edits(submission(), {"edits": [WRONG[number]]})
    assert str(caught.value).startswith("edit 1 (")
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("name", ["a\nb", "a\x85b", "a\u2028b", "a" * 256])
def test_an_author_that_no_file_can_name_is_refused(name: str) -> None:
    with pytest.raises(EditError, match="“author” h"):
        apply_edits(submission(), {"author": name, "edits": []})
