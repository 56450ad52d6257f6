"""The lines of a text on its pages in the window, beside those of the print."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QApplication

from app.session.session import Session
from model.formats.page.printout import unroll
from model.formats.word.printed_styles import printed_styles
from model.formats.word.table_shapes import shapes_by_text
from model.submission.resolved import View
from model.submission.values import Submission
from widgets.editor.document.page_formats import PageFormats
from widgets.editor.editor import Editor
from widgets.editor.pages.page_lines import line_ends
from widgets.editor.view_comfort import Comfort
from widgets.printing.page_starts import KnownLines, PageStart, page_starts

WORDS = "{clause}, lines at {printed}, not {shown}: {text}"


class Compared(Struct):
    """The lines and page starts of a text, and those that differ."""

    lines: int = 0
    other_lines: list[str] = []
    pages: int = 0
    other_pages: list[str] = []
    beyond: float = 0
    """How far the longest line goes beyond its end, in pixels."""

    def add(self, other: Compared) -> None:
        """Adds those of another text."""
        self.lines += other.lines
        self.other_lines += other.other_lines
        self.pages += other.pages
        self.other_pages += other.other_pages
        self.beyond = max(self.beyond, other.beyond)

    @property
    def share(self) -> float:
        """The share of lines that differ."""
        return len(self.other_lines) / max(1, self.lines)


def show_pages(editor: Editor, submission: Submission) -> tuple[list[PageStart], dict[str, list[int]]]:
    """Shows the pages of a text at once, and returns their starts and the starts of its lines in print, by the clause."""
    editor.follow_house()
    formats = editor.formats
    assert isinstance(formats, PageFormats)
    breaker = KnownLines(formats.typeface, prefix="1/")
    shapes = shapes_by_text(submission)
    printed = unroll(submission, editor.view, styles=printed_styles(submission.sources), shapes=shapes)
    starts = [start for start in page_starts(printed, 1, breaker) if start is not None]
    lines = breaker.lines
    editor.pages.show(starts, lines)
    while editor.pages.at_work:
        QApplication.processEvents()
    return starts, lines


def compare_lines(submission: Submission, zoom: int, width: int, view: View = "markup") -> Compared:
    """The lines of the first text of a submission in an editor of a width, at a zoom, beside those of its print."""
    editor = Editor(Session(submission, "me", now=lambda: "2024-09-06T09:00:00Z"), view=view)
    editor.resize(width, 700)
    editor.show_comfort(Comfort(zoom=zoom, page=True))
    editor.show()
    try:
        starts, lines = show_pages(editor, submission)
        out = Compared(other_lines=list(_other_lines(editor, lines)), pages=len(starts) - 1)
        out.lines = sum(len(set(at)) for id, at in lines.items() if any(clause.id == id for clause in editor.clauses))
        out.other_pages = list(_other_pages(editor, starts))
        out.beyond = max(_beyond(editor.document().findBlockByNumber(number)) for number in range(editor.projection.count))
        return out
    finally:
        editor.close_story()
        editor.close()


def _other_lines(editor: Editor, lines: dict[str, list[int]]) -> Iterator[str]:
    for index, clause in enumerate(editor.clauses):
        printed = sorted(set(lines.get(clause.id, ())))
        block = editor.document().findBlockByNumber(editor.projection.block_of(index))
        shown = [0, *line_ends(block)[:-1]]
        if printed and shown != printed:
            found = WORDS.format(clause=clause.id, printed=printed, shown=shown, text=block.text()[:60])
            yield from [found] * max(1, len(set(printed) - set(shown)))


def _beyond(block: QTextBlock) -> float:
    layout, document, form = block.layout(), block.document(), block.blockFormat()
    end = document.textWidth() - 2 * document.documentMargin() - form.rightMargin()
    return max((layout.lineAt(number).naturalTextRect().right() - end for number in range(layout.lineCount())), default=0.0)


def _other_pages(editor: Editor, starts: list[PageStart]) -> Iterator[str]:
    """The pages that begin elsewhere; a page that begins within a row of a table begins with the row on the screen."""
    gaps = [gap for gap in editor.pages.gaps.between(0, editor.document().blockCount()) if gap.next is not None]
    shown = {}
    for gap in gaps:
        clause = editor.projection.members(gap.before.blockNumber())[-1]
        shown[gap.next.number if gap.next is not None else 0] = (clause.id, gap.before.positionInBlock())
    cells = {clause.id for clause in editor.clauses if clause.cell is not None}
    for start in starts[1:]:
        if start.clause not in cells and shown.get(start.number) != (start.clause, start.at):
            yield f"page {start.number} begins at {shown.get(start.number)}, not at {(start.clause, start.at)}"
