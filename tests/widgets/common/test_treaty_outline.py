"""The tree of a treaty text: article, section, provision, and what continues a provision."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette

from app.session.session import Session
from model.submission.story import StoryId
from tests.builders.treaty import small_treaty, submission_of
from widgets.clause_tree.model import ClauseModel
from widgets.common.clause_outline import outline, same_shape

TEXT = small_treaty(
    "= ARTICLE 9", "= Coordination", "9.1 one", "… more", "9.2 two", "+ new", "- 9.3 old", "= ARTICLE 10", "10.1 x"
)


def test_provisions_are_under_their_article_and_continuations_under_their_provision():
    assert outline(TEXT.clauses).parents == (-1, 0, 0, 2, 0, 0, 0, -1, 7)


def test_rows_show_number_and_symbol(qapp):
    model = ClauseModel(Session(submission_of(TEXT), "me"), StoryId(1), QPalette())
    rows = [model.data(model.index_of(f"c{place}")) for place in (2, 5, 6)]
    plain = ["".join(sign for sign in row if sign.isprintable()) for row in rows]
    assert plain == ["9.1  one", "ADD  9.2A  new", "SUP  9.3  old"]
    spoken = model.data(model.index_of("c6"), Qt.ItemDataRole.AccessibleTextRole)
    assert "9.3" in spoken
    assert "SUP" in spoken


def test_words_that_number_an_article_are_part_of_the_shape() -> None:
    before = small_treaty("= ARTICLE 9", "= Title", "9.1 one").clauses
    assert same_shape(before, small_treaty("= ARTICLE 10", "= Another", "9.1 two").clauses)
    assert not same_shape(before, small_treaty("= ARTIC 9", "= Title", "9.1 one").clauses)
