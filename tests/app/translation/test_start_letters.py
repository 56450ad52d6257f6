"""The start page: no letter of it leads to two controls or to a menu as well, in each language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from app.program import Program
from tests.app.window.test_shortcuts import mnemonic
from tests.builders.mnemonics import shown_words

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def check(program: Program) -> None:
    window = program.window
    window.show()
    words = [*shown_words(window), *(action.text() for action in window.menuBar().actions() if action.isVisible())]
    letters = Counter(filter(None, map(mnemonic, words)))
    assert program.start_page.page is not None
    assert program.start_page.page.isVisible()
    assert len(letters) > 8
    assert {letter: [word for word in words if mnemonic(word) == letter] for letter, count in letters.items() if count > 1} == {}


def test_each_letter_of_the_start_page_leads_to_one_place(spoken: str, open_program: Callable[..., Program]) -> None:
    check(open_program(page=True))


def test_each_letter_of_the_start_page_leads_to_one_place_in_english(open_program: Callable[..., Program]) -> None:
    check(open_program(page=True))
