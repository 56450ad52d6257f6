"""Tables pasted from other programs: real tables, in one step of undo; lines in cells, notes and fields."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QMimeData

from model.redline.edit_text import Place
from tests.builders.editor_checks import look_at
from tests.builders.tables import session_with, tbl, tr
from tests.widgets.builders import session_on
from widgets.editor import clipboard

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>td {border: 1px}</style></head><body>
<!--StartFragment--><p class=MsoNormal>See:<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0><thead><tr style='mso-yfti-irow:0'>
<td width=200 valign=top style='width:150.0pt'><p class=MsoNormal><b>Year<o:p></o:p></b></p></td>
<td width=200 colspan=2><p class=MsoNormal><b>Papers</b></p></td></tr></thead>
<tr><td width=200 style='width:150.0pt'><p class=MsoNormal>2024</p><p class=MsoNormal>(provisional)</p></td>
<td width=100 style='width:75.0pt'><p class=MsoNormal>12</p></td>
<td width=100 style='width:75.0pt'><p class=MsoNormal>&nbsp;</p></td></tr>
</table><p class=MsoNormal>End.</p><!--EndFragment--></body></html>"""


def html(text: str) -> QMimeData:
    data = QMimeData()
    data.setHtml(text)
    return data


def shown(editor) -> list[str]:
    return [("|" if clause.cell is not None else "") + clause.text for clause in editor.clauses]


def test_a_table_of_word_is_a_table_in_one_step(editors):
    session = session_on("ab/cd")
    editor = editors(session)
    before = session.submission
    editor.caret.move_to(Place(0, 2))
    editor.insertFromMimeData(html(WORD))
    assert shown(editor) == ["ab", "See:", "|Year", "|Papers", "|2024", "|(provisional)", "|12", "|", "End.", "cd"]
    shapes = [clause.shape for clause in editor.clauses if clause.cell is not None]
    assert [(shape.width, shape.columns, shape.heads) for shape in shapes[:2]] == [(3000, 1, True), (3000, 2, True)]
    assert editor.caret.selected_range()[0] == Place(8, 4)
    assert session.stack.count() == 1
    look_at(editor)
    session.stack.undo()
    assert session.submission == before
    look_at(editor)
    session.stack.redo()
    assert len(editor.clauses) == 10


@pytest.mark.parametrize("offset", [0, 2])
def test_a_table_in_a_cell_becomes_lines_and_the_status_bar_says_so(offset, editors, qtbot):
    session = session_with(tbl(tr("r0", "r1"), tr("r2", "r3")))
    editor = editors(session)
    index = next(index for index, clause in enumerate(editor.clauses) if clause.text == "r1")
    editor.caret.move_to(Place(index, offset))
    with qtbot.waitSignal(editor.refused) as blocker:
        editor.insertFromMimeData(html("<table><tr><td>x<td>y<tr><td>z<td>w</table>"))
    assert "lines" in blocker.args[0]
    assert [clause.text for clause in editor.clauses if clause.cell and clause.cell[1:] == (0, 1)] in (
        [["x\ty", "z\twr1"], ["r1x\ty", "z\tw"]][offset // 2],
    )
    look_at(editor)


def test_what_a_table_of_a_text_does_not_have_is_reported(editors, qtbot):
    editor = editors(session_on("ab/cd"))
    with qtbot.waitSignal(editor.refused) as blocker:
        editor.insertFromMimeData(html("<table><tr><td rowspan=2>x<td>y<tr><td>w<img src=q></table>"))
    assert "merged across rows" in blocker.args[0]
    assert "pictures" in blocker.args[0]
    assert shown(editor)[:4] == ["|x", "|y", "|", "|w"]


def test_markup_in_a_cell_is_text(editors):
    editor = editors(session_on("ab/cd"))
    editor.insertFromMimeData(html("<table><tr><td>&lt;b&gt;x&lt;/b&gt;<td>&amp;amp;\x07<script>y()</script></table>"))
    assert shown(editor)[:2] == ["|<b>x</b>", "|&amp;"]


def test_a_field_takes_the_lines():
    assert clipboard.text_in(html("<table><tr><td>x<td>y<tr><td>z<td>w</table>")) == "x\ty\nz\tw"


def test_thousands_of_cells_are_inserted_in_seconds(editors):
    session = session_on("ab/cd")
    editor = editors(session)
    rows = "<tr>" + "<td>a</td>" * 5 + "</tr>"
    start = time.process_time()
    editor.insertFromMimeData(html(f"<table>{rows * 1_000}</table>"))
    assert time.process_time() - start < 15
    assert sum(clause.cell is not None for clause in editor.clauses) == 5_000
    session.stack.undo()
    assert shown(editor) == ["ab", "cd"]
