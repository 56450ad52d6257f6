"""The words around changes are the same in documents, in their language, as those that the window says."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from model.lexicon.words import LANGUAGES, printed_words
from model.speech.change_words import ChangeKind, SpokenChange, end_words, start_words
from tests.sources import ROOT

KINDS: tuple[ChangeKind, ...] = ("inserted", "deleted", "retracted")
"""The changes that a page shows: moved words are inserted and deleted there."""


def catalogue(language: str) -> Path:
    return ROOT / "resources" / "translations" / language / "program.po"


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_documents_and_window_have_one_set_of_words(language: str) -> None:
    with catalogue(language).open("rb") as file:
        messages = read_po(file)
    for kind in KINDS:
        for message in (start_words(SpokenChange(kind)), end_words(SpokenChange(kind))):
            entry = messages.get(message.id, message.context or None)
            assert entry is not None
            assert printed_words(language)[message.id] == entry.string
