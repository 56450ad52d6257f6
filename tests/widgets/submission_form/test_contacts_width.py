"""The table of contacts shows all its columns at any width, without a bar of its own."""

from __future__ import annotations

import pytest

from model.submission.values import Contact
from widgets.submission_form.contacts_table import KEYS, ContactsTable

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.mark.parametrize("width", [280, 440, 900])
def test_all_columns_are_visible(qtbot, width: int):
    contacts = ContactsTable("Contact persons")
    qtbot.addWidget(contacts)
    contacts.resize(width, 200)
    contacts.show()
    header = contacts.view.horizontalHeader()
    assert header.length() == contacts.view.viewport().width()
    assert not contacts.view.horizontalScrollBar().isVisible()
    hints = [header.sectionSizeHint(column) for column in range(len(KEYS))]
    if sum(hints) <= width:
        assert all(header.sectionSize(column) >= hint for column, hint in enumerate(hints))


def test_a_column_has_the_room_that_its_words_need(qtbot):
    contacts = ContactsTable("Contact persons")
    qtbot.addWidget(contacts)
    contacts.resize(640, 200)  # enough for all words in any style that another test has left
    contacts.show()
    contacts.show_value((Contact(name="Ada Lovelace", email="ada@atu.int"),))
    for column in (KEYS.index("name"), KEYS.index("email")):
        assert contacts.view.sizeHintForColumn(column) <= contacts.view.columnWidth(column)
    assert contacts.view.horizontalHeader().length() == contacts.view.viewport().width()
