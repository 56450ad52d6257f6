"""Boxes of the window that nobody is there to close."""

from __future__ import annotations

import pytest

from widgets.dialogs import messages


@pytest.fixture
def answers(monkeypatch):
    """Answers boxes: `answers["ask_to_reload"] = True`; gives what they were asked in the order of asking. A box without
    an answer fails the test."""

    class Answers(dict):
        asked: list[tuple[str, str]]

    given = Answers()
    given.asked = []

    def asker(name: str):
        def ask(parent, *texts, **more):
            given.asked.append((name, str(texts[0]) if texts else ""))
            assert name in given, f"{name} was asked: {texts}"
            return given[name]

        return ask

    for name in dir(messages):
        if name.startswith(("ask_", "show_")):
            monkeypatch.setattr(messages, name, asker(name))
    return given


@pytest.fixture
def shown_errors(monkeypatch) -> list[str]:
    """The sentences of error boxes, which nobody is there to close."""
    sentences: list[str] = []
    monkeypatch.setattr(messages, "show_error", lambda parent, sentence: sentences.append(sentence))
    monkeypatch.setattr(messages, "show_warnings", lambda parent, rows: sentences.extend(map(str, rows)))
    return sentences


@pytest.fixture(autouse=True)
def _amendments_at_once(monkeypatch) -> None:
    """Tests look at the amendments when the events are done, not a moment after the first screen."""
    monkeypatch.setattr("widgets.amendments.model.SHOW_AFTER", 0)
