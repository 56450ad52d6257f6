"""The manual: whole, found, opened at the right place, and true to the menus."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QUrl

from app.controllers.window.help import TOPICS, chapters, topic_of
from model.preflight.rules import RULES
from widgets.quick_pick.command_palette import name_without_keys
from widgets.window.help_window import HelpWindow, chapter_title

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
    links = {link for text in known.values() for link in re.findall(r"\]\(([^)]*)\)", text)}
    assert links <= set(known)
    assert set(TOPICS.values()) <= set(known)


def test_the_manual_speaks_of_entries_that_the_menus_have(open_program):
    program = open_program()
    entries = {
        f"{name_without_keys(title)} > {name_without_keys(action.text()).removesuffix(' …')}"
        for title, actions in program.actions.menus()
        for action in actions
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
    assert topic_of(window.list) == "review"
    window.docks.open("find")
    assert topic_of(program.find.panel.form.words) == "finding"
    program.actions["problems"].trigger()
    assert topic_of(program.problems.panel.table) == "problems"
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


def test_search_leaves_the_chapters_that_have_all_words(manual):
    manual.query.setText("wheel ctrl+0")
    assert [manual.contents.item(row).isHidden() for row in range(manual.contents.count())].count(False) == 1
    assert manual.topic == "reading"
    assert manual.text.extraSelections()
    manual.query.setText("zzz")
    assert manual.state.text()
    manual.query.clear()
    assert not any(manual.contents.item(row).isHidden() for row in range(manual.contents.count()))


def test_links_go_to_chapters_and_nowhere_else(manual):
    manual.text.anchorClicked.emit(QUrl("export"))
    assert manual.topic == "export"
    manual.text.anchorClicked.emit(QUrl("https://example.org/"))
    assert manual.topic == "export"
