"""The manual: whole, found, opened at the right place, and true to the menus."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextFormat
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.controllers.window import help
from app.controllers.window.help import TOPICS, chapters, topic_of
from app.program import Program
from model.preflight.rules import RULES
from resources import read_text
from resources.catalogues import languages
from widgets.common.actions import name_without_keys
from widgets.window import help_view
from widgets.window.help_view import chapter_title, images, read_picture
from widgets.window.help_window import HelpWindow

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise)", extend=True)


@pytest.fixture
def manual(qtbot):
    window = HelpWindow(chapters())
    qtbot.addWidget(window)
    return window


def test_every_chapter_has_a_title_and_every_link_and_topic_a_chapter():
    known = chapters()
    assert next(iter(known)) == "first-steps"
    assert all(chapter_title(text) and text.startswith("# ") for text in known.values())
    links = {link for text in known.values() for link in re.findall(r"(?<!!)\[[^\]]*\]\(([^)]*)\)", text)}
    assert links <= set(known)
    assert set(TOPICS.values()) <= set(known)


def names_in(menu: QMenu) -> set[str]:
    """The entries of a menu, and those of the menus in it after the name of each."""
    names = {name_without_keys(action.text()).removesuffix(" …"): action for action in menu.actions()}
    below = {
        f"{name} > {entry}" for name, action in names.items() if action.menu() is not None for entry in names_in(action.menu())
    }
    return {*names, *below}


def test_the_manual_speaks_of_entries_that_the_menus_have(open_program):
    program = open_program()
    entries = {
        f"{name_without_keys(title.text())} > {entry}"
        for title in program.window.menuBar().actions()
        for entry in names_in(title.menu())
    }
    named = {
        words
        for text in chapters().values()
        for words in re.findall(r"\*((?:File|Edit|Clause|Format|Review|View|Help) > [^*]+)\*", text)
    }
    assert named
    assert named - entries == set()


def test_it_opens_at_what_has_the_focus(open_program):
    program = open_program()
    window = program.window
    assert topic_of(None) == "first-steps"
    assert topic_of(window.editor) == "drafting"
    assert topic_of(window.tree) == "structure"
    program.actions["amendments"].trigger()
    assert topic_of(window.list) == "review"
    program.actions["find"].trigger()
    assert topic_of(program.find.bar.form.words) == "finding"
    program.actions["problems"].trigger()
    assert topic_of(program.problems.panel.table) == "problems"
    program.actions["brackets"].trigger()
    assert topic_of(program.brackets.shown.panel.list) == "brackets"
    window.tree.setFocus()
    program.help.show_manual("structure")
    assert program.help._manual.topic == "structure"
    program.help._manual.close()


def test_every_rule_of_the_check_is_in_the_manual_as_it_is(manual):
    manual.open_at("rules")
    shown = manual.text.document().toPlainText()
    for rule in RULES:
        for words in map(str, (rule.title, rule.id, rule.explained, rule.source)):
            assert " ".join(words.split()) in " ".join(shown.split()), rule.id
    manual.close()


@pytest.mark.parametrize("language", languages())
def test_the_pictures_of_each_page_are_shown_whole(language: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (help, help_view):
        monkeypatch.setattr(module, "window_language", lambda: language)
    window = HelpWindow(chapters())
    qtbot.addWidget(window)
    window.show()
    for row in range(window.contents.count()):
        window.contents.setCurrentRow(row)
        shown = list(images(window.text.document()))
        assert bool(shown) is (window.topic != "rules"), window.topic
        for _, image in shown:
            assert not read_picture(image.name()).isNull(), image.name()
            assert 0 < image.width() <= window.text.viewport().width() - 2 * window.text.document().documentMargin()
            words = str(image.property(QTextFormat.Property.ImageAltText))
            assert words
            assert words in window.text.toPlainText(), "what screen readers read"
        if shown:
            assert window.text.horizontalScrollBar().maximum() == 0, window.topic
    window.close()


def test_search_leaves_the_chapters_that_have_all_words(manual):
    manual.query.setText("wheel ctrl+0")
    assert [manual.contents.item(row).isHidden() for row in range(manual.contents.count())].count(False) == 1
    assert manual.topic == "reading"
    assert manual.text.extraSelections()
    manual.query.setText("zzz")
    assert manual.note.sentence.text()
    manual.query.clear()
    assert not any(manual.contents.item(row).isHidden() for row in range(manual.contents.count()))


@pytest.fixture
def own_manual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a manual of two pages in English."""
    folder = tmp_path / "help"
    for place, topic, title in ((10, "first-steps", "First steps"), (65, "problems", "Problems")):
        folder.mkdir(exist_ok=True)
        (folder / f"{place}-{topic}.md").write_text(f"# {title}\n\nText.\n", encoding="utf-8", newline="\n")
    monkeypatch.setattr(help, "list_names", lambda name, suffix: sorted(f"{name}/{page.name}" for page in folder.glob("*.md")))
    monkeypatch.setattr(help, "path_of", lambda name: tmp_path / name)
    monkeypatch.setattr(help, "read_text", lambda name: (tmp_path / name).read_text(encoding="utf-8"))
    return folder


def test_a_page_is_in_the_language_of_the_window_where_there_is_one(own_manual: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (own_manual / "fr").mkdir()
    (own_manual / "fr/65-problems.md").write_text("# Problèmes\n", encoding="utf-8", newline="\n")
    assert [chapter_title(text) for text in chapters().values()] == ["First steps", "Problems", "Rules of the check"]
    monkeypatch.setattr(help, "window_language", lambda: "fr")
    assert [chapter_title(text) for text in chapters().values()] == ["First steps", "Problèmes", "Rules of the check"]
    assert list(chapters()) == ["first-steps", "problems", "rules"]


def test_no_page_is_read_before_the_manual_is_opened(
    open_program: Callable[..., Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    plain = Path.read_text

    def noting(path: Path, *given: str, **named: str) -> str:
        read.append(path)
        return plain(path, *given, **named)

    monkeypatch.setattr(Path, "read_text", noting)
    read_text.cache_clear()
    program = open_program()
    assert [path for path in read if "help" in path.parts] == []
    program.help.show_manual("form")
    assert [path for path in read if "help" in path.parts] != []
    program.help._manual.close()


def test_search_goes_through_the_pages_that_are_shown(qtbot: QtBot) -> None:
    window = HelpWindow({"first-steps": "# Premiers pas\n\nOuvrir.", "form": "# Formulaire\n\nÉcrire."})
    qtbot.addWidget(window)
    window.query.setText("écrire")
    assert window.topic == "form"
    assert [window.contents.item(row).text() for row in range(2)] == ["Premiers pas", "Formulaire"]


ARABIC = """# المسائل

clausewright هو البرنامج `a b.docx` هنا.

| المفتاح | المعنى |
|---|---|
| F8, Shift+F8 | `تالي` \\| سابق |

```
show b.amend
```
"""


def test_arabic_runs_leftwards_and_its_code_rightwards(qtbot: QtBot) -> None:
    window = HelpWindow({"problems": ARABIC, "form": "# The form\n\nالنص in English."})
    qtbot.addWidget(window)
    document = window.text.document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    rightwards = {block.text() for block in blocks if block.textDirection() == Qt.LayoutDirection.LeftToRight}
    assert rightwards == {"show b.amend"}
    assert "\u2068a b.docx\u2069" in document.toPlainText()
    (table,) = document.rootFrame().childFrames()
    cells = [[table.cellAt(row, column).firstCursorPosition().block().text() for column in (0, 1)] for row in (0, 1)]
    keys = "\u2068F8\u2069, \u2068Shift+F8\u2069"
    assert cells == [["المعنى", "المفتاح"], ["\u2068تالي\u2069 | سابق", keys]], "from the right"
    window.open_at("form")
    block = document.begin()
    while block.isValid():
        assert block.textDirection() == Qt.LayoutDirection.LeftToRight, "a page that is not translated stays as it is"
        block = block.next()
    window.close()


def test_links_go_to_chapters_and_nowhere_else(manual):
    manual.text.anchorClicked.emit(QUrl("export"))
    assert manual.topic == "export"
    manual.text.anchorClicked.emit(QUrl("https://example.org/"))
    assert manual.topic == "export"
