"""Lines of parts and of sentences, in the language of the window."""

from __future__ import annotations

import pytest

from widgets.common import translation
from widgets.common.translation import sentences


def test_sentences_stand_behind_each_other_without_those_that_are_empty() -> None:
    assert sentences(["It is there.", "", "Undo takes it back."]) == "It is there. Undo takes it back."
    assert sentences([]) == sentences(["", ""]) == ""


def test_the_language_of_the_window_says_what_stands_between_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation, "translate", lambda _name, text, _context="": text.replace("{text} {", "{text}{"))
    assert sentences(["已采纳到草案。", "可撤消。"]) == "已采纳到草案。可撤消。"
