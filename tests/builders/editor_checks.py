"""What must hold after whatever was done: what is shown is what the model says, and no view lags or leads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QModelIndex

from app.program import Program
from model.formats.page.printout import treaty_texts, unroll
from model.formats.word.printed_styles import printed_styles
from model.formats.word.table_shapes import shapes_by_text
from model.numbering import Labelling
from model.redline import Redline, resolve
from model.redline.canonical import canonical
from model.submission.amendments import amendments
from model.submission.clause_paths import Paths
from model.submission.story import StoryId, clauses_of, redline_of
from widgets.clause_tree.view import ClauseTree
from widgets.common.clause_outline import NO_ROW, outline
from widgets.editor.document.formats import GAP_WITHIN, LOOK
from widgets.editor.document.page_formats import PageFormats
from widgets.editor.document.projection import Point, Projection, utf16_length
from widgets.editor.editor import Editor
from widgets.printing.flow import LineBreaker
from widgets.printing.page_starts import page_starts
from widgets.printing.type import Typeface


def look_at(editor: Editor) -> None:
    """The document must be the model's rendering, characters and formats, and the caret a place of the model."""
    projection, formats = editor.projection, editor.formats
    document = editor.document()
    assert projection.clauses is editor.clauses, "the view shows another text"
    assert document.blockCount() == projection.count
    block = document.begin()
    for number in range(projection.count):
        assert block.text() == projection.text(number), f"text of block {number}"
        wanted = formats.block(projection.block_look(number)).property(LOOK)
        assert block.blockFormat().property(LOOK) == wanted, f"format of block {number}"
        shown = []
        parts = block.begin()
        while not parts.atEnd():
            fragment = parts.fragment()
            shown.append((fragment.length(), fragment.charFormat().property(LOOK)))
            parts += 1
        spans = [(utf16_length(text), formats.char(look).property(LOOK)) for text, look in projection.spans(number)]
        assert _joined(shown) == _joined(spans), f"formats in block {number}"
        block = block.next()
    cursor = editor.textCursor()
    assert 0 <= cursor.position() < document.characterCount(), "the caret is outside the document"
    point = Point(cursor.blockNumber(), cursor.positionInBlock())
    mapped = projection.point(projection.place(point))
    is_whole = cursor.hasSelection() and cursor.atBlockEnd()  # a selection may include the edition mark at its end
    assert mapped == point or is_whole or cuts_pair(projection.text(point.block), point.position), "the caret is nowhere"


def look_at_shown(editor: Editor) -> None:
    """While paragraphs are hidden, the caret must be in a shown one, and what paints must know all that are shown."""
    document, shown = editor.document(), editor.content.shown
    visible = [number for number in range(document.blockCount()) if document.findBlockByNumber(number).isVisible()]
    if shown.is_part:
        assert {*visible} <= {*shown.onwards(0)}, "a paragraph that is shown is not painted"
        assert editor.textCursor().block().isVisible(), "the caret is in a hidden paragraph"
    else:
        assert len(visible) == document.blockCount(), "paragraphs are hidden"


def look_at_tables(editor: Editor) -> None:
    """Each paragraph of a table must stand within its cell, and what follows the table under it; tables must be found as from
    nothing."""
    projection, document, tables = editor.projection, editor.document(), editor.content.tables
    layout = document.documentLayout()
    inside = [number for number in range(projection.count) if projection.clauses and projection.members(number)[-1].cell]
    assert [number for table in tables.tables for number in range(table.first, table.stop)] == inside, "other tables"
    for table in tables.tables if not document.pageSize().isNull() else ():  # in a view that was never shown no line has a place
        layout.blockBoundingRect(document.findBlockByNumber(min(table.stop, document.blockCount() - 1)))
        origin = tables.origin(table)
        for at, cell in enumerate(table.cell_of):
            assert cell.cell == projection.members(table.first + at)[-1].cell, "a paragraph in another cell"
            block = document.findBlockByNumber(table.first + at)
            place = block.layout().position() - origin
            where = block.layout().boundingRect().translated(place)
            low = place.y() + tables.height_of(block)
            assert abs(place.y() - table.tops[at]) < 0.5, f"block {at} of a table stands elsewhere"
            if cell.rows:
                assert cell.top - 0.5 <= place.y() <= low <= cell.bottom + 0.5, f"block {at} is out of its cell"
            assert cell.left <= where.left() + block.blockFormat().leftMargin() + 0.5, f"block {at} is out of its column"
        behind = document.findBlockByNumber(table.stop)
        while behind.isValid() and not behind.isVisible():
            behind = behind.next()
        if behind.isValid():
            assert layout.blockBoundingRect(behind).top() >= origin.y() + table.box.bottom - 0.5, "a text in a table"


def look_whether_grouped(editor: Editor) -> None:
    """The projection that was brought up to date must be the one that is made from nothing."""
    shown = editor.projection
    fresh = Projection.of(shown.clauses, shown.view, shown.language, shown.marks, shown.house, shown.ends)
    assert (shown.starts, shown.stop) == (fresh.starts, fresh.stop), "another grouping of clauses"
    assert shown.annex == fresh.annex, "the annexes begin elsewhere"


def look_at_pages(program: Program) -> None:
    """The pages must begin where those of the print preview do, and there must be room between them."""
    editor, submission = program.window.editor, program.session.submission
    if not isinstance(editor.formats, PageFormats):
        assert not len(editor.pages.gaps), "gaps without pages"
        return
    if editor.content.shown.is_part:
        assert len(editor.pages.starts) <= 1, "pages of a part of the text"
        return
    labelling, shapes = program.session.labelling, shapes_by_text(submission)
    whole = treaty_texts(submission, labelling)
    styles = printed_styles(submission.sources)
    printed = unroll(submission, editor.view, styles=styles, labelling=labelling, shapes=shapes, around=whole)
    found = page_starts(printed, editor.story.proposal, LineBreaker(Typeface(printed.family, printed.language)))
    wanted = [(start.number, start.clause, start.at) for start in found if start is not None]
    if wanted:
        assert [(start.number, start.clause, start.at) for start in editor.pages.starts] == wanted, "other pages"
    gaps = editor.pages.gaps
    for gap in gaps.between(0, editor.document().blockCount()):
        assert gaps.top(gap) is not None, f"no room before page {gap.next and gap.next.number}"
    look_at_gaps(editor)


def look_at_gaps(editor: Editor) -> None:
    """No paragraph of a page may reach into the gap after it, and none of the next page may begin before its end."""
    document, gaps, tables = editor.document(), editor.pages.gaps, editor.content.tables
    for gap in gaps.between(0, document.blockCount()):
        number, top = gap.before.blockNumber(), gaps.top(gap)
        if top is None or gap.next is None or not (gap.before.atBlockStart() or tables.at_block(number)):
            continue
        block = document.begin()
        while block.isValid():
            where = block.layout().position().y()
            if block.blockNumber() >= number:
                assert where >= top + gap.height - 1, f"block {block.blockNumber()} begins before page {gap.next.number}"
            elif not block.blockFormat().hasProperty(GAP_WITHIN):
                assert where + tables.height_of(block) <= top + 1, f"block {block.blockNumber()} goes on page {gap.next.number}"
            block = block.next()


def cuts_pair(text: str, position: int) -> bool:
    """Whether a place in UTF-16 units lies inside a character."""
    before = text.encode("utf-16-le")[: 2 * position]
    return before.decode("utf-16-le", "ignore").encode("utf-16-le") != before


def _joined(parts: list[tuple[int, object]]) -> list[tuple[int, object]]:
    return [(sum(length for length, _ in same), look) for look, same in groupby(parts, key=lambda part: part[1])]


def look_at_tree(tree: ClauseTree, story: StoryId, program: Program) -> None:
    """The rows must be the clauses as they are, one under the other as the outline says, and the view must know them."""
    if not tree.clauses.follows:
        tree.clauses.follow()
    clauses = clauses_of(program.session.submission, story)
    rows = list(_rows(tree))
    shape = outline(clauses)
    places = [place for place, row in enumerate(shape.rows) if row != NO_ROW]
    assert [tree.clauses.clause(index) for index in rows] == [clauses[place] for place in places], "the tree shows other clauses"
    for place, index in zip(places, rows, strict=True):
        parent = index.parent()
        found = tree.clauses.clause(parent).id if parent.isValid() else None
        wanted = clauses[shape.parents[place]].id if shape.parents[place] >= 0 else None
        assert (found, index.row()) == (wanted, shape.rows[place]), f"row {place} of the tree stands elsewhere"
    shown = [index for index in rows if _unfolded(tree, index)]
    below, index = [], tree.model().index(0, 0)
    while index.isValid():
        below.append(index)
        index = tree.indexBelow(index)
    assert below == shown, "the tree draws other rows than there are"


def _rows(tree: ClauseTree, parent: QModelIndex | None = None) -> Iterator[QModelIndex]:
    parent = QModelIndex() if parent is None else parent
    for row in range(tree.clauses.rowCount(parent)):
        index = tree.clauses.index(row, 0, parent)
        yield index
        yield from _rows(tree, index)


def _unfolded(tree: ClauseTree, index: QModelIndex) -> bool:
    parent = index.parent()
    return not parent.isValid() or (tree.isExpanded(parent) and _unfolded(tree, parent))


def look_at_amendments(program: Program) -> None:
    """What is brought up to date after each change must be what is found from nothing: labels, paths, amendments."""
    story = program.window.editor.story
    redline = redline_of(program.session.submission, story)
    labelling = Labelling.of(redline)
    assert program.session.labelling(story.proposal).labels == labelling.labels, "other labels"
    assert program.session.paths(story.proposal) == Paths(redline, labelling).by_id, "other paths"
    assert program.window.list.amendments.rows == amendments(redline, labelling), "other amendments"


def look_at_form(redline: Redline) -> None:
    """A text must be in canonical form, and no two clauses may have one name."""
    assert canonical(redline.clauses) == redline.clauses, "not in canonical form"
    assert len({clause.id for clause in redline.clauses}) == len(redline.clauses), "two clauses of one id"


def base_of(redline: Redline) -> tuple[object, ...]:
    """What the base says, notes included; which clause carries it may change."""
    base = resolve(redline, "base")
    text = tuple((clause.props, clause.label, clause.runs) for clause in base.clauses)
    return text, {key: tuple((clause.props, clause.runs) for clause in note.clauses) for key, note in base.notes.items()}
