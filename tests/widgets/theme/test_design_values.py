"""The colours of the themes can be distinguished: WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtGui import QColor

from widgets.theme.colours import colours, contrast
from widgets.theme.design import HUES, SCHEMES
from widgets.theme.themes import palette_of


class Need(NamedTuple):
    """What is seen on which backgrounds, with the contrast it needs in high contrast and else."""

    shown: str
    grounds: str
    most: float
    least: float


GROUNDS = "window base stripe hover tint"
NEEDS = (
    Need("text", f"{GROUNDS} control press surround", 7, 4.5),
    Need("secondary", f"{GROUNDS} surround", 7, 4.5),
    Need("on_accent", "accent", 7, 4.5),
    Need("on_chosen", "chosen", 7, 4.5),
    Need("on_selection", "selection", 7, 4.5),
    Need("link", "window base", 7, 4.5),
    Need("visited", "window base", 7, 4.5),
    Need("accent", f"{GROUNDS} surround control", 3, 3),
    Need("edge", f"{GROUNDS} surround control", 3, 3),
    Need("faded", "window base control", 3, 3),
)


@pytest.mark.parametrize("theme", SCHEMES)
@pytest.mark.parametrize("need", NEEDS, ids=lambda need: need.shown)
def test_each_pair_of_a_theme_can_be_told_apart(theme: str, need: Need):
    scheme = SCHEMES[theme]
    wanted = need.most if theme == "contrast" else need.least
    found = {
        ground: contrast(QColor(getattr(scheme, need.shown)), QColor(getattr(scheme, ground))) for ground in need.grounds.split()
    }
    assert {ground: round(value, 2) for ground, value in found.items() if value < wanted} == {}


@pytest.mark.parametrize("theme", SCHEMES)
def test_the_edge_of_a_chosen_row_can_be_told_from_the_row(theme: str):
    scheme = SCHEMES[theme]
    edge = scheme.accent if theme != "contrast" else scheme.base  # there the row itself has the colour of the accent
    assert contrast(QColor(edge), QColor(scheme.chosen)) >= 3


@pytest.mark.parametrize("theme", SCHEMES)
def test_amendments_are_readable_on_pages_and_on_chosen_rows(theme: str):
    scheme, made = SCHEMES[theme], colours(palette_of(theme))
    grounds = [scheme.base, scheme.stripe] + ([] if theme == "contrast" else [scheme.chosen])
    for name in HUES:
        least = min(contrast(getattr(made, name), QColor(ground)) for ground in grounds)
        assert least >= (7 if theme == "contrast" else 4.5), name
