"""Word tables for tests, in a line or two."""

from __future__ import annotations

from app.session.session import Session
from model.formats.word.reader import read_word
from model.submission.values import Submission
from tests.builders.word import BY, docx, p, r

HEAD = p("RESOLUTION 7 (Rev. Oxdorf, 2018)") + p("On tables") + p(r("resolves", "<w:i/>")) + p("1\tto look at this table:")
FOOT = p("2\tto go on behind it;") + p("3\tto end.")


def tc(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    """A cell; `merge` is `restart` or `continue`."""
    properties = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
    inside = "".join(
        paragraph if paragraph.startswith(("<w:p>", "<w:tbl>")) else p(paragraph) for paragraph in paragraphs or ("",)
    )
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inside}</w:tc>"


def tr(*cells: str, change: str = "", head: bool = False) -> str:
    """A row of cells or of words; `change` is `ins` or `del`."""
    properties = ("<w:tblHeader/>" if head else "") + (f"<w:{change} {BY}/>" if change else "")
    inside = "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"


def tbl(*rows: str, grid: tuple[int, ...] = (), properties: str = "") -> str:
    """A table with columns of these widths, in twips."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


INNER = tbl(tr("in one", "in two"))
MERGED = tbl(
    tr(tc("over two columns", span=2), "third", head=True),
    tr(tc("merged down " * 6, merge="restart"), "two", tc("three", "second paragraph " * 5)),
    tr(tc(merge="continue"), "word " * 12, tc("before", INNER, "behind")),
    grid=(1500, 3000, 4500),
)
"""A table with everything: merged cells, a table in it, paragraphs that are broken."""


def read(body: str, language: str = "en") -> Submission:
    """A text with a table in the midst of clauses, read from Word."""
    return read_word(docx(HEAD + body + FOOT), "text.docx", language=language).submission


def session_with(body: str, language: str = "en") -> Session:
    return Session(read(body, language), "me")
