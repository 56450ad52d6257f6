"""Paragraphs in tables and content controls: their cells, their tracked rows, the ends that cannot go."""

from __future__ import annotations

from model.redline import Stamp, Status
from tests.builders.word import BY, BY_BEN, dele, mark, p, r, raw

ANA = Stamp("Ana", "2024-09-06T09:00:00Z")
BEN = Stamp("Ben", "2024-09-07T10:00:00Z")
ALTERNATE = "<mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_cells_are_numbered_by_table_row_and_column() -> None:
    nested = p("n") + table(row(p("x"))) + p("o")
    found = raw(table(row(p("a"), p("b") + p("c")), row(nested)) + p("d") + table(row(p("e")))).paragraphs
    assert [(paragraph.runs[0].text, paragraph.cell) for paragraph in found] == [
        ("a", (0, 0, 0)), ("b", (0, 0, 1)), ("c", (0, 0, 1)), ("n", (0, 1, 0)), ("x", (1, 0, 0)), ("o", (0, 1, 0)),
        ("d", None), ("e", (2, 0, 0)),
    ]  # fmt: skip
    assert [paragraph.source for paragraph in found] == [str(at) for at in range(8)]


def test_with_a_tracked_row_goes_its_text() -> None:
    found = raw(table(row(p("a"), properties=f"<w:del {BY}/>"), row(p("b"), properties=f"<w:ins {BY_BEN}/>")) + p("c"))
    gone, come, _ = found.paragraphs
    assert (gone.row, gone.row_stamp, gone.runs[0].status, gone.end.status) == ("deleted", ANA, "deleted", "deleted")
    assert (come.row, come.row_stamp, come.runs[0].status, come.end.status) == ("inserted", BEN, "inserted", "inserted")


def test_a_row_whose_text_partly_stays_stays() -> None:
    found = raw(table(row(p(dele(r("a"))), p("b"), properties=f"<w:del {BY}/>")) + p("c")).paragraphs
    assert [(paragraph.row, paragraph.runs[0].status) for paragraph in found[:2]] == [("kept", "deleted"), ("kept", "kept")]


def test_the_last_end_of_a_cell_stays_with_the_cell() -> None:
    found = raw(table(row(p("a", mark("del")) + p(dele(r("b")), mark("del")))) + p("c")).paragraphs
    assert [paragraph.end.status for paragraph in found] == ["deleted", "kept", "kept"]


def test_a_paragraph_with_text_does_not_join_a_table() -> None:
    found = raw(p("a", mark("del")) + p(dele(r("b")), mark("del")) + table(row(p("c"))) + p("d")).paragraphs
    assert [paragraph.end.status for paragraph in found] == ["deleted", "kept", "kept", "kept"]
    gone = raw(p(dele(r("a")), mark("del")) + table(row(p("c"))) + p("d")).paragraphs
    assert gone[0].end.status == Status.DELETED
    new = row(p("c"), properties=f"<w:ins {BY}/>")
    assert raw(p("a", mark("ins")) + table(new) + p("d")).paragraphs[0].end.status == Status.INSERTED


def test_tracked_cells() -> None:
    cell = f"<w:tcPr><w:cellDel {BY}/></w:tcPr>" + p("a")
    assert raw(table(row(cell, p("b")))).paragraphs[0].runs[0].status == Status.DELETED


def test_content_controls_around_paragraphs_rows_and_cells_are_passed_through() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    cell = control(f"<w:tc>{p('b')}</w:tc>")
    body = control(p("a")) + table(control(f"<w:tr>{cell}</w:tr>")) + ALTERNATE.format(p("c"), p("d"))
    assert [paragraph.runs[0].text for paragraph in raw(body).paragraphs] == ["a", "b", "c"]
