"""Tables in HTML: cells, merged cells, header rows, widths; layout is no table, and hostile pages are bounded."""

from __future__ import annotations

import time

import pytest

from model.formats.html.reader import HtmlText, read_html

WIDTH = 9_000


def read(html: str) -> HtmlText:
    return read_html(html, tables_within=WIDTH)


def written(html: str) -> list[list[str]]:
    """The cells of the only table, `#2` before those over two columns, `/` between paragraphs."""
    (table,) = read(html).tables
    return [
        [
            (f"#{cell.columns} " if cell.columns > 1 else "")
            + "/".join("".join(run.text for run in runs) for runs in cell.paragraphs)
            for cell in row
        ]
        for row in table.rows
    ]


def table(*rows: str) -> str:
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (table("<td>a</td><td>b</td>", "<td>c</td><td>d</td>"), [["a", "b"], ["c", "d"]]),
        ("<table><tr><td>a<td>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
        (table("<td colspan=2>a</td>", "<td>b</td><td>c</td>"), [["#2 a"], ["b", "c"]]),
        (table("<td colspan=1000000>a</td>", "<td>b</td><td>c</td>"), [["#2 a"], ["b", "c"]]),
        (table("<td colspan=2>a</td><td>x</td>", "<td colspan=2>b</td><td>c</td>"), [["a", "x"], ["b", "c"]]),
        (table("<td rowspan=2>a</td><td>b</td>", "<td>c</td>"), [["a", "b"], ["", "c"]]),
        (table("<td>b</td><td rowspan=0>a</td>", "<td>c</td>", "<td>d</td>"), [["b", "a"], ["c", ""], ["d", ""]]),
        (table("<td rowspan=2 colspan=2>a</td><td>b</td>", "<td>c</td>", "<td>1</td><td>2</td><td>3</td>"),
         [["#2 a", "b"], ["#2 ", "c"], ["1", "2", "3"]]),
        (table("<td>a</td>", "<td>b</td><td>c</td>"), [["a", ""], ["b", "c"]]),
        (table("<td>a</td>", "", "<td>b</td>"), [["a"], ["b"]]),
        (table("<td><p>a</p><p>b</p></td><td>c</td>"), [["a/b", "c"]]),
        (table("<td>a<ol type=a><li>b<ul><li>c</ul></ol></td><td>d</td>"), [["a/a)\tb/–\tc", "d"]]),
        (table("<td>a</td><td>b<table><tr><td>c<td>d</table></td>", "<td>e</td><td>f</td>"), [["a", "b/c\td"], ["e", "f"]]),
        (table("<td>a<script>b()</script></td><td style='display: none'>c</td><td>d</td>"), [["a", "d"]]),
        ("<table><tfoot><tr><td>z<td>y</tfoot><tbody><tr><td>a<td>b</table>", [["a", "b"], ["z", "y"]]),
        (table("<td colspan=x rowspan=-1>a</td><td colspan='9 9'>b</td>"), [["a", "b"]]),
    ],
)  # fmt: skip
def test_cells_are_put_into_columns(html: str, wanted: list[list[str]]) -> None:
    assert written(html) == wanted


def test_emphasis_and_header_rows_are_kept() -> None:
    head = "<thead><tr><td>n</td><td>m</td></tr></thead>"
    page = f"<table>{head}<tr style='font-style:italic'><td>a<b>b</b></td><th>c</th></tr></table>"
    (found,) = read(page).tables
    assert found.heads == 1
    styles = [[(run.text, run.style.bold, run.style.italic) for run in cell.paragraphs[0]] for cell in found.rows[1]]
    assert styles == [[("a", False, True), ("b", True, True)], [("c", True, True)]]
    assert read(table("<th>a</th><th>b</th>", "<td>c</td><td>d</td>")).tables[0].heads == 1


def test_widths_are_those_of_the_page_and_fit_the_text() -> None:
    cells = "<td width=100>a</td><td style='mso-x:1;width:150.0pt'>b</td>"
    assert read(table(cells)).tables[0].widths == (1_500, 3_000)
    assert read(table(cells.replace("100", "1100"))).tables[0].widths == (7_615, 1_384)
    assert read(table("<td width=100>a</td><td>b</td>")).tables[0].widths == ()
    assert read(table("<td width='50%'>a</td><td width='50%'>b</td>")).tables[0].widths == ()


def test_text_around_tables_and_captions_keep_their_order() -> None:
    page = f"<p>one</p>{table('<td>a</td><td>b</td>')}<p>two</p><table><caption>three</caption><tr><td>c<td>d</table>four"
    text = read(page)
    lines = ["".join(run.text for run in runs) for runs in text.paragraphs]
    assert [lines[found.start : found.stop] for found in text.tables] == [["a\tb"], ["three", "c\td"]]
    assert [["".join(run.text for run in runs) for runs in found.before] for found in text.tables] == [[], ["three"]]
    assert read_html(page).paragraphs == text.paragraphs
    assert read_html(page).tables == ()


@pytest.mark.parametrize(
    "html",
    [
        table("<td>a</td>"),
        "<table role=presentation><tr><td>a<td>b</table>",
        table("<td></td><td> </td>"),
    ],
)
def test_what_only_arranges_a_page_is_no_table(html: str) -> None:
    assert not read(html).tables


def test_tables_in_a_table_of_layout_are_tables() -> None:
    inner = table("<td>a</td><td>b</td>")
    assert len(read(table(f"<td>x{inner}</td><td>{inner}</td>")).tables) == 2
    assert len(read(table(f"<td>{inner}</td>", "<td>y</td>")).tables) == 1


def test_what_a_table_loses_is_named() -> None:
    assert read(table("<td>a</td><td>b</td>")).losses == set()
    assert read(table("<td rowspan=2>a</td><td>b</td>", "<td>c</td>")).losses == {"merged rows"}
    page = table("<td>a<img src=x></td><td>b" + table("<td>c</td><td>d</td>") + "</td>", "<td>e</td><td>f</td>")
    assert read(page).losses == {"pictures", "inner table"}


@pytest.mark.parametrize(
    "html",
    [
        table(*["<td>a</td>" * 64] * 2),
        table(*["<td>a</td><td>b</td>"] * 1_001),
        table(*["<td>a</td>" * 60] * 90),
        table(*["<td rowspan=1000>a</td>"] * 70),
    ],
    ids=["columns", "rows", "cells", "staircase"],
)
def test_a_table_that_is_too_large_stays_lines(html: str) -> None:
    text = read(html)
    assert not text.tables
    assert text.losses == {"too large"}
    assert text.paragraphs


@pytest.mark.parametrize(
    "html",
    [
        table(*["<td colspan=1000000 rowspan=1000000>a</td>"] * 63),
        table(*["<td colspan=1000000>a</td>" * 5] * 900),
        "<table><tr><td>a<td>b" * 80,
        ("<table><tr><td>" * 80) + "a<p>b" * 20_000,
        table(*["<td>a</td>" * 50] * 1_500),
    ],
    ids=["spans", "wide", "nested", "deep layout", "many"],
)
def test_hostile_tables_take_no_time(html: str) -> None:
    start = time.process_time()
    read(html)
    assert time.process_time() - start < 10
