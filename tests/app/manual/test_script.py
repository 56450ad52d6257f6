"""The hand that carries out the manual: it fails where a page is left undone, or says what the window has not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.program import Program
from tests.app.manual import pages
from tests.app.manual.boxes import with_boxes
from tests.app.manual.driver import Driver
from tests.app.manual.pages import PAGES, Mark, keys_in, page_in
from tests.app.manual.script import Script
from tests.builders.speaking import speaking

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TEXT = """# Finding

Choose *Edit > Find* or press Ctrl+F; **Replace all** stands there.

| key | does |
|---|---|
| F3 | the next |
| struck | gone |

## More

`considering/b`
"""


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`written(TEXT, fr=…)` makes these the texts of a page in English and other languages."""

    def write(english: str, **others: str) -> None:
        def read(name: str) -> str:
            language = name.split("/")[1] if name.count("/") == 2 else "en"
            return others.get(language, english)

        monkeypatch.setattr(pages, "read_text", read)

    return write


@pytest.fixture
def hand(written: Callable[..., None], active: Program) -> Driver:
    """A hand on that page, in its first section."""
    written(TEXT)
    made = Driver(active, "x.md", "en")
    made.section("Finding")
    return made


def test_every_page_of_the_manual_is_carried_out() -> None:
    scripts = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    carried_out = re.findall(r'(?:follow|read)\("([\w-]+\.md)"', scripts)
    assert sorted(carried_out) == sorted(PAGES)


def test_a_page_is_taken_apart(written: Callable[..., None]) -> None:
    written(TEXT)
    first, second = page_in("x.md", "en")
    assert first.marks == [
        Mark("name", "Edit > Find", "Edit > Find"), Mark("key", "Ctrl+F", "Ctrl+F", "Ctrl+F"),
        Mark("name", "Replace all", "Replace all"), Mark("key", "F3", "F3", "F3"), Mark("row", "struck", "struck"),
    ]  # fmt: skip
    assert second == ("More", [Mark("code", "considering/b", "considering/b")])


def test_marks_of_a_translation_are_found_whatever_their_order(
    written: Callable[..., None], qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, translated = (
        "*Edit > Find* or press Ctrl+F; **Replace all**",
        "**Tout remplacer** : Ctrl+Maj+F, *Édition > Rechercher*",
    )
    french = TEXT.replace(named, translated)
    written(TEXT.replace("Ctrl+F", "Ctrl+Shift+F"), fr=french)
    with speaking("fr", qapp, monkeypatch):
        marks = page_in("x.md", "fr")[0].marks
        assert marks[:3] == [
            Mark("name", "Edit > Find", "Édition > Rechercher"),
            Mark("key", "Ctrl+Shift+F", "Ctrl+Maj+F", "Ctrl+Shift+F"),
            Mark("name", "Replace all", "Tout remplacer"),
        ]
        for wrong, message in (("F3", "nothing stands for F3"), ("*Édition > Rechercher*", "nothing stands for Edit > Find")):
            written(TEXT.replace("Ctrl+F", "Ctrl+Shift+F"), fr=french.replace(wrong, "rien"))
            with pytest.raises(AssertionError, match=message):
                page_in("x.md", "fr")
        written(TEXT.replace("Ctrl+F", "Ctrl+Shift+F"), fr=french.replace("F3", "F3, F4"))
        with pytest.raises(AssertionError, match="F4'] is too much"):
            page_in("x.md", "fr")


@pytest.mark.parametrize(
    ("language", "text", "keys"),
    [
        ("en", "Ctrl+Shift+P, Shift+Tab and Page Up; Enter", ["Ctrl+Shift+P", "Shift+Tab", "PgUp", "Enter"]),
        ("fr", "Maj+F8, Alt+Maj+flèche haut, Échap", ["Shift+F8", "Alt+Shift+Up", "Esc"]),
        ("es", "Ctrl+signo más, Re Pág, Intro", ["Ctrl+plus", "PgUp", "Enter"]),
        ("zh", "按回车键或 Ctrl+回车，上、下方向键", ["Enter", "Ctrl+Enter", "Up", "Down"]),
        ("ar", "المفتاح Enter، وAlt+Shift+السهم الأيمن", ["Enter", "Alt+Shift+Right"]),
        ("en", "Ctrl+click on it; Tabs, Entered, F13", ["Ctrl+click"]),
    ],
)
def test_keys_are_read_as_a_manual_names_them(
    language: str, text: str, keys: list[str], qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    with speaking(language, qapp, monkeypatch):
        assert [english for _, _, english in keys_in(text, language)] == keys


def test_what_nobody_carries_out_fails(written: Callable[..., None]) -> None:
    written(TEXT)
    script = Script("x.md", "en")
    script.section("Finding")
    with pytest.raises(AssertionError, match=r"nothing carries out .*name Edit > Find"):
        script.section("More")
    for kind, english in (("name", "Edit > Find"), ("key", "Ctrl+F"), ("name", "Replace all"), ("key", "F3"), ("row", "struck")):
        script.take(kind, english)
    with pytest.raises(AssertionError, match="there is no key F3 any more"):
        script.take("key", "F3")
    with pytest.raises(AssertionError, match=r"\['More'\] is not carried out"):
        script.end()
    with pytest.raises(AssertionError, match="is More, not Less"):
        script.section("Less")


def test_a_menu_an_entry_or_a_button_that_is_called_otherwise_fails(hand: Driver, written: Callable[..., None]) -> None:
    for before, after, message in (("Edit > ", "Edits > ", "no menu Edits"), ("> Find", "> Search", "0 entries Search")):
        written(TEXT.replace(before, after))
        other = Driver(hand.program, "x.md", "en")
        other.section("Finding")
        name = next(mark.english for mark in other._section.marks)
        with pytest.raises(AssertionError, match=message):
            other.choose(name)
        other.close_menus()
    with pytest.raises(AssertionError, match="no button Replace all"):
        hand.click("Replace all")


def test_a_key_that_does_nothing_is_noticed_and_one_that_does_is_pressed(hand: Driver) -> None:
    hand.program.actions["find"].setShortcuts([])
    hand.press("Ctrl+F")
    assert hand.program.find.bar is None or not hand.program.find.bar.isVisible()
    hand.choose("Edit > Find")
    assert hand.program.find.bar.isVisible()
    hand.program.actions["replace"].trigger()
    hand.sees("Replace all")


def test_boxes_that_do_not_come_or_go_wrong_are_told(hand: Driver) -> None:
    with pytest.raises(AssertionError, match="1 boxes did not come up"):
        with_boxes(lambda: None, lambda box: None, patience=0.1)

    def wrong(box: object) -> None:
        raise AssertionError("not what was expected")

    with pytest.raises(AssertionError, match="a box stays open"):
        with_boxes(hand.program.actions["about"].trigger, patience=0.1)
    with pytest.raises(AssertionError, match="a box stays open"):
        with_boxes(hand.program.actions["about"].trigger, lambda box: None, patience=0.5)
    with pytest.raises(AssertionError, match="not what was expected"):
        hand.choose_words("Help", "About Clausewright", wrong)
