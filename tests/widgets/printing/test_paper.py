"""Pages on paper: the chosen ones, as large as the paper allows."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from model.formats.page.blocks import Line, Printout, plain_spans
from widgets.printing.paginator import Paginator
from widgets.printing.paper import Pdf, prepare, print_steps

pytestmark = pytest.mark.usefixtures("qapp")


def pages(count: int):
    lines = tuple(Line("Normal", plain_spans(f"page {number}"), new_page=bool(number)) for number in range(count))
    return list(Paginator(Printout(lines)).pages())


def printed(printer: QPrinter, path, count: int) -> bytes:
    printer.setOutputFileName(str(path))
    for _ in print_steps(printer, pages(count)):
        pass
    return path.read_bytes()


def page_count(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_a_pdf_has_every_page_on_a4() -> None:
    pdf = Pdf("A title")
    assert sum(1 for _ in pdf.steps(pages(3))) == 3
    assert page_count(pdf.data) == 3
    [box, *_] = re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", pdf.data)
    assert box in ((b"595", b"842"), (b"595", b"841"), (b"596", b"842"))


def test_nothing_is_kept_of_a_pdf_that_is_stopped() -> None:
    pdf = Pdf("A title")
    steps = pdf.steps(pages(3))
    next(steps)
    steps.close()
    assert pdf.data == b""


@pytest.mark.parametrize(("first", "last", "count"), [(0, 0, 4), (2, 3, 2), (4, 4, 1)])
def test_the_pages_are_those_of_the_dialog(first: int, last: int, count: int, tmp_path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, "A title")
    printer.setFromTo(first, last)
    assert page_count(printed(printer, tmp_path / "out.pdf", 4)) == count


def test_smaller_paper_is_filled(tmp_path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, "A title")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    assert page_count(printed(printer, tmp_path / "out.pdf", 1)) == 1
