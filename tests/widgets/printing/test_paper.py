"""Pages on paper: the chosen ones, as large as the paper allows."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QScrollArea

from model.formats.page.blocks import Cell, Line, Printout, Row, Table, plain_spans
from model.formats.page.metrics import MARGIN
from widgets.printing.paginator import Paginator
from widgets.printing.paper import Pdf, prepare, print_steps
from widgets.printing.picture import PagePicture

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
    assert sum(1 for _ in pdf.steps(pages(3))) == 6  # each page is drawn, and then gets its structure
    assert page_count(pdf.data) == 3
    [box, *_] = re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", pdf.data)
    assert box in ((b"595", b"842"), (b"595", b"841"), (b"596", b"842"))


LANDSCAPE = Printout((Table((2000, 5000, 7000), (Row((Cell(), Cell(), Cell())),)),), landscape=True)


def test_a_printout_in_landscape_has_landscape_paper_and_room_for_its_columns(tmp_path) -> None:
    [page] = Paginator(LANDSCAPE).pages()
    assert page.width > page.height
    assert max(rule.line.x2() for rule in page.rules) == pytest.approx(MARGIN + 14_000)
    pdf = Pdf("A title", landscape=LANDSCAPE.landscape)
    for _ in pdf.steps([page]):
        pass
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, "A title", landscape=page.landscape)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    for _ in print_steps(printer, [page]):
        pass
    for data in (pdf.data, (tmp_path / "out.pdf").read_bytes()):
        [(wide, high), *_] = re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", data)
        assert int(wide) > int(high)


def test_a_page_in_landscape_is_shown_as_such(qtbot) -> None:
    picture = PagePicture()
    qtbot.addWidget(picture)
    with qtbot.waitSignal(picture.laid_out):
        picture.show_printout(LANDSCAPE)
    paper = picture.findChild(QScrollArea).widget()
    assert paper.width() > paper.height()


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
