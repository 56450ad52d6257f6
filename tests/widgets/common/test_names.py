"""Names in a list stand as the language of the window orders them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from widgets.common.names import in_order, short_place


@pytest.fixture
def language() -> Iterator[None]:
    """The language of the window is put back."""
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("locale", "names"),
    [
        ("fr_FR", ["Ana", "Éric", "Fabien", "Zoé"]),
        ("es_ES", ["Nuria", "Ñandú", "Ocho"]),
        ("ru_RU", ["ёлка", "жук", "Яна"]),
        ("en_GB", ["a9", "a10", "B1"]),
    ],
)
def test_letters_with_marks_stand_beside_those_without_and_numbers_by_size(language: None, locale: str, names: list[str]) -> None:
    QLocale.setDefault(QLocale(locale))
    assert in_order(reversed(names), str) == names


def test_chinese_is_ordered_by_sound(language: None) -> None:
    QLocale.setDefault(QLocale("zh_CN"))
    assert in_order(["中国", "迪拜", "阿", "布加勒斯特"], str) == ["阿", "布加勒斯特", "迪拜", "中国"]


@given(st.lists(st.text(max_size=5)))
def test_none_is_lost_and_the_order_is_one(names: list[str]) -> None:
    found = in_order(names, str)
    assert sorted(found) == sorted(names)
    assert in_order(found, str) == found


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("resolves 1.2 a)", "resolves 1.2 a)"),
        ("instructs the Director of the Telecommunication Development Bureau 1", "instructs the Director of … Bureau 1"),
        ("责成电信发展局主任会同无线电通信局主任和电信标准化局主任以及秘书长一并予以落实并且提出报告1", None),
    ],
)
def test_a_long_place_keeps_its_end(place: str, shown: str | None) -> None:
    assert short_place(place) == (shown or place)
