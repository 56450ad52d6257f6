"""A card says what is new beside its words, and a long text is cut only if it has no room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from model.message import Message
from model.preflight.finding import Finding, Problem
from model.submission.story import StoryId
from model.submission.transactions import Selection
from tests.builders.speaking import speaking
from widgets.margin.card_words import words_of
from widgets.margin.cards import Card

NAME, NEWER = "Resolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference", "Rev. Bucharest, 2022"


def card_of(message: Message) -> Card:
    at = ("c1", 0)
    finding = Finding("edition", "warning", Problem(message, StoryId(1), "c1"))
    return Card("problem", "k", "c1", 0, 5, Selection(StoryId(1), at, at), finding=finding)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_a_card_beside_a_citation_does_not_repeat_its_name(
    language: str, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    with speaking(language, qapp, monkeypatch):
        card = card_of(Message.of("{name}: the edition in force is {newer}", name=NAME, newer=NEWER))
        words = words_of(card, lambda _key: None)
        assert NAME not in words.shown
        assert NEWER in words.shown
        assert words.shown[0].isalpha()
        assert NAME in words.sentence, "for tooltips and screen readers"
        assert NAME in words_of(card, lambda _key: None, whole=True).shown


def test_another_message_is_shown_whole(qapp: QApplication) -> None:
    words = words_of(card_of(Message.of("the document has no title")), lambda _key: None)
    assert words.shown == words.text == "the document has no title"
