"""The names of actions and fields where no key goes to them."""

from __future__ import annotations

import pytest

from widgets.common.actions import bare_name, name_without_keys


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("&New proposal …", "New proposal"), ("Создать &версию…", "Создать версию"), ("新提案(&N)…", "新提案"),
        ("حفظ باسم (&A)…", "حفظ باسم"), ("&Titre\u00a0:", "Titre"), ("标题(&T)：", "标题"),
        ("Find && &replace …", "Find & replace"),
    ],
)  # fmt: skip
def test_a_name_is_bare_in_each_language(text: str, name: str) -> None:
    assert bare_name(text) == name


def test_dots_stay_where_the_action_is_named_whole() -> None:
    assert name_without_keys("&Open …") == "Open …"
