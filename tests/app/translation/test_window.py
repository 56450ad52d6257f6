"""The window in another language: its words, those of Qt, its direction, values in their own direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import NullTranslations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from app.translation import qt_translator
from app.translation.qt_translator import CatalogueTranslator, install, speak
from model.message import Message
from resources.catalogues import CatalogueError
from tests.builders.speaking import english_afterwards, speaking
from widgets.common.translation import counted, line_of, say, sentences, translate, window_language, with_label

WINDOW = {"Open": "Ouvrir", "{name} and {n}": "{n} et {name}", "Wording &{n}": "Texte &{n}", "of a clause\4title": "intitulé"}
PROGRAM = {"it is empty": "il est vide", "{path}: {reason}": "{path} : {reason}"}


class Words(NullTranslations):
    """A catalogue of a few words."""

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__()
        self.words = words

    def gettext(self, message: str) -> str:
        return self.words.get(message, message)

    def pgettext(self, context: str, message: str) -> str:
        return self.words.get(f"{context}\4{message}", message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{{n}} choses ({msgid2})" if n != 1 else msgid1


@pytest.fixture
def application(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[QApplication]:
    """The application, English again after the test."""
    with english_afterwards(qapp, monkeypatch):
        yield qapp


def test_a_language_is_freed_after_the_test_that_spoke_it(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    before = len(qapp.findChildren(QTranslator))
    with speaking("fr", qapp, monkeypatch):
        assert len(qapp.findChildren(QTranslator)) == before + 2
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(qapp.findChildren(QTranslator)) == before


def test_each_way_to_a_text_leads_to_its_catalogue(application: QApplication) -> None:
    install(application, QLocale("fr_FR"), CatalogueTranslator(Words(WINDOW), Words(PROGRAM), application))
    part = QObject()
    assert (part.tr("Open"), translate("Messages", "Open"), part.tr("Close it")) == ("Ouvrir", "Ouvrir", "Close it")
    assert (part.tr("title", "of a clause"), part.tr("title")) == ("intitulé", "title")
    assert counted("{n} thing", "{n} things", 3) == "3 choses ({n} things)".replace("{n}", "3")
    assert say(Message.of("{path}: {reason}", path="a.docx", reason=Message.of("it is empty"))) == "a.docx : il est vide"
    assert say(Message.of("Open")) == "Open"  # of the window alone
    assert part.tr("it is empty") == "it is empty"


@pytest.mark.parametrize(
    ("name", "cancel"), [("fr_FR", "Annuler"), ("es_ES", "Cancelar"), ("ru_RU", "Отмена"), ("zh_CN", "取消"), ("ar_001", "ألغِ")]
)
def test_the_words_of_qt_come_from_its_own_catalogue(application: QApplication, qtbot: QtBot, name: str, cancel: str) -> None:
    install(application, QLocale(name), CatalogueTranslator(Words({}), Words({}), application))
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == cancel


@pytest.mark.parametrize(("system", "number"), [("ar_EG", "1,234.5"), ("ar_SA", "1,234.5"), ("ar_MA", "1.234,5")])
def test_numbers_have_the_digits_of_the_texts_by_the_customs_of_a_country(
    application: QApplication, monkeypatch: pytest.MonkeyPatch, system: str, number: str
) -> None:
    monkeypatch.setattr("app.translation.qt_translator.QLocale.system", lambda: QLocale(system))
    install(application, QLocale("ar_001"), CatalogueTranslator(Words({}), Words({}), application, leftwards=True))
    assert QLocale().toString(1234.5, "f", 1).replace("\u200e", "") == number


def test_arabic_runs_leftwards_and_each_value_in_its_own_direction(application: QApplication) -> None:
    translator = CatalogueTranslator(Words(WINDOW), Words(PROGRAM), application, leftwards=True)
    install(application, QLocale("ar_001"), translator)
    assert application.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert QLocale().toString(12) == "12"
    assert translate("", "Wording &{n}").format(n=3) == "Texte \u2068&3\u2069"  # a mark behind the & would be the key
    message = translate("", "{name} and {n}").format(name="C:\\a.docx", n=3)
    assert message == "\u200f\u20683\u2069 et \u2068C:\\a.docx\u2069"
    message = say(Message.of("{path}: {reason}", path="a.docx", reason="x"))
    assert message == "\u200f\u2068\u2068a.docx\u2069\u2069 : \u2068\u2068x\u2069\u2069"


def test_a_catalogue_that_cannot_be_used_leaves_the_window_english(
    application: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(language: str, domain: str) -> NullTranslations:
        raise CatalogueError("window.po: torn")

    monkeypatch.setattr(qt_translator, "catalogue", damaged)
    problem = speak(application, "ar")
    assert "window.po: torn" in str(problem)
    assert application.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_dates_and_manual_are_english_too_where_the_window_has_to_be(
    application: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(language: str, domain: str) -> NullTranslations:
        raise CatalogueError("window.po: torn")

    class OnFrenchSystem(QLocale):
        system = staticmethod(lambda: QLocale("fr_FR"))

    monkeypatch.setattr(qt_translator, "catalogue", damaged)
    monkeypatch.setattr(qt_translator, "QLocale", OnFrenchSystem)
    QLocale.setDefault(QLocale("fr_FR"))
    assert speak(application, "fr") is not None
    assert window_language() == "en"


def test_a_key_is_called_as_qt_calls_it_and_not_as_a_button(application: QApplication) -> None:
    install(application, QLocale("fr_FR"), CatalogueTranslator(Words({"Up": "Monter"}), Words({}), application))
    assert translate("Contacts", "Up") == "Monter"
    assert QKeySequence("Alt+Up").toString(QKeySequence.SequenceFormat.NativeText) == "Alt+Haut"


@pytest.mark.parametrize(
    ("language", "line", "label", "text"),
    [("ar", "a، b", "a: b", "a b"), ("fr", "a, b", "a : b", "a b"), ("zh", "a，b", "a：b", "ab")],
)
def test_parts_of_lines_and_sentences_are_joined_as_the_language_does(
    application: QApplication, language: str, line: str, label: str, text: str
) -> None:
    assert speak(application, language) is None
    found = [re.sub("[\u200f\u2066-\u2069]", "", words) for words in (line_of("ab"), with_label("a", "b"), sentences("ab"))]
    assert found == [line, label, text]


def test_english_installs_nothing(application: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_translator, "catalogue", lambda language, domain: pytest.fail("a catalogue is loaded"))
    assert speak(application, "en") is None


def test_the_tools_show_no_keys_of_names_whose_letters_no_key_bears(application: QApplication, open_program) -> None:
    install(application, QLocale("zh_CN"), CatalogueTranslator(Words({"&Markup": "标记(&M)"}), Words({}), application))
    assert open_program().actions["markup"].iconText() == "标记"


@pytest.mark.parametrize(("name", "shown"), [("C", "12,345"), ("en_GB", "12,345"), ("es_ES", "12.345"), ("ar_001", "12,345")])
def test_numbers_are_grouped_as_the_language_does(application: QApplication, name: str, shown: str) -> None:
    QLocale.setDefault(QLocale(name))
    assert counted("{n:,} hit", "{n:,} hits", 12345) == f"{shown} hits"
    assert counted("{n} hit", "{n} hits", 12345) == "12345 hits"


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
def test_the_key_is_called_as_on_keyboards(language: str, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    with speaking(language, qapp, monkeypatch):
        assert QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+N"
