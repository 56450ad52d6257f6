"""A patched document is the document that is made from nothing: characters, formats of characters, formats of blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtGui import QFont, QPalette, QTextDocument

from model.formats.notation import parse
from model.redline import Clause, End, Props, Run, Status
from model.submission.resolved import VIEWS
from widgets.editor.document.document_patches import fill, patch
from widgets.editor.document.formats import LOOK, Formats
from widgets.editor.document.projection import Projection

pytestmark = pytest.mark.usefixtures("qapp")

STATUSES = st.sampled_from([Status.KEPT, Status.INSERTED, Status.DELETED])
RUNS = st.builds(Run, st.sampled_from(["a", "ab", "e\u0301", "😀", "ع", "\u2028"]), STATUSES)
FEW_RUNS = st.just(()) | st.lists(RUNS, max_size=3).map(tuple)
PROPS = st.builds(Props, st.sampled_from(["paragraph", "call"]), st.integers(1, 3), st.sampled_from(["letter", "none"]))
CLAUSES = st.builds(Clause, st.sampled_from("abcdef"), PROPS, FEW_RUNS, st.builds(End, STATUSES))
TEXTS = st.lists(CLAUSES, max_size=5).map(tuple)


def read(document: QTextDocument) -> list[object]:
    out: list[object] = []
    block = document.begin()
    while block.isValid():
        out.append((block.text(), block.blockFormat().property(LOOK)))
        parts = block.begin()
        while not parts.atEnd():
            fragment = parts.fragment()
            out += [fragment.charFormat().property(LOOK)] * fragment.length()
            parts += 1
        block = block.next()
    return out


def patched(before: Projection, clauses: tuple[Clause, ...]) -> tuple[list[object], list[object]]:
    """What a document holds after a patch, and what it would hold if it were made again."""
    formats = Formats(QPalette(), QFont())
    document, fresh = QTextDocument(), QTextDocument()
    fill(document, before, formats)
    after, window = before.update(clauses)
    patch(document, before, after, window, formats)
    fill(fresh, after, formats)
    return read(document), read(fresh)


@given(TEXTS, TEXTS, st.integers(0, 5), st.sampled_from(VIEWS))
def test_a_patch_gives_what_is_made_from_nothing(text, other, cut, view):
    mixed = (*text[:cut], *other[cut:])
    found, wanted = patched(Projection.of(text, view), mixed)
    assert found == wanted


def test_empty_items_of_other_levels_are_set_on_them():
    """Nothing but its level tells one empty item from another, at the head of a stretch that gains a block."""

    def item(id: str, level: int) -> Clause:
        return Clause(id, Props("paragraph", level, "letter"))

    first, second, third = parse("a)\tone;\n  i)\ttwo;\nb)\tthree.\n").clauses
    fewer = (first, item("x", 1), second, third)
    longer = (first, item("y", 2), item("z", 3), replace(second, id="v"), item("w", 1), third)
    for start, stop in ((fewer, longer), (longer, fewer)):
        found, wanted = patched(Projection.of(start, "markup"), stop)
        assert found == wanted
