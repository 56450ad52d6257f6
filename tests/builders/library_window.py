"""The library of a program with texts in it, and its window on each of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.program import Program
from widgets.library.additions_box import AdditionsBox
from widgets.library.window import LibraryWindow

_ENGLISH = """# RESOLUTION {number} (Rev. {place}, {year})

## On the plan of the Union{planted}

The Plenipotentiary Conference of the International Telecommunication Union ({place}, {year}),

*considering*

a)\tthe purposes of the Union{planted} as they are stated in the first article of its Constitution;
b)\tResolution 973 (Rev. Busan, 2014){planted};

*instructs the Secretary-General*

1\tto send every{how_often} year a report on the offices in the regions{planted} to all those who have asked for one;
"""
_RUSSIAN = """# РЕЗОЛЮЦИЯ {number} (Пересм. {place}, {year} г.)

## О плане Союза{planted}

Полномочная конференция Международного союза электросвязи ({place}, {year} г.),

*учитывая*

a)\tцели Союза{planted}, как они изложены в первой статье его Устава и в статьях, следующих за ней;
b)\tРезолюцию 973 (Пересм. Пусан, 2014 г.){planted};

*поручает Генеральному секретарю*

1\tнаправлять каждый{how_often} год отчет об отделениях в регионах{planted} всем тем, кто просил об этом;
"""
_TEXTS = {"en": (_ENGLISH, "Busan", "Dubai", ("", " second")), "ru": (_RUSSIAN, "Пусан", "Дубай", ("", " второй"))}


def texts_for_library(folder: Path, language: str = "en", planted: str = "") -> Path:
    """A folder with two editions of a text and another one that says nearly the same, all citing a fourth; `planted` stands in
    each of their lines."""
    form, first, second, (always, rarely) = _TEXTS[language]
    folder.mkdir()
    for name, number, place, year, how_often in (
        ("before", 971, first, 2014, always),
        ("now", 971, second, 2018, rarely),
        ("other", 972, second, 2018, rarely),
    ):
        text = form.format(number=number, place=place, year=year, how_often=how_often, planted=planted)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    return folder


def opened_with(program: Program, paths: Sequence[Path]) -> LibraryWindow:
    """The window of the library, with what is in some files taken in."""
    program.actions["library"].trigger()
    window = program.library.window
    assert window is not None
    put_in(program, paths)
    return window


def put_in(program: Program, paths: Sequence[Path], act: Callable[[AdditionsBox], object] | None = None) -> None:
    """Adds files to the library of a program by its window.

    program: its window of the library was opened
    paths: files and folders
    act: deals with the box that shows what would go in; by itself Return is pressed there
    """
    window = program.library.window
    assert window is not None
    with answered(act or (lambda box: QTest.keyClick(box, Qt.Key.Key_Return))):
        program.library.importer.add(paths, window)


@contextmanager
def answered(act: Callable[[AdditionsBox], object]) -> Iterator[None]:
    """Within, the box that shows what would go into the library is dealt with, where it comes up."""
    timer = QTimer()

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, AdditionsBox) and box.isVisible():
            timer.stop()
            try:
                act(box)
            except BaseException:
                box.reject()  # the loop of a box would go on for ever
                raise

    timer.timeout.connect(look)
    timer.start(5)
    try:
        yield
    finally:
        timer.stop()


def each_page(program: Program) -> Iterator[str]:
    """Shows the window of a library that holds those texts on each of its pages in turn, filled, then the panel beside the text;
    gives the name of each. The window may be closed between them."""
    library = program.library
    window, search = library.window, library.search
    assert window is not None
    assert search is not None
    yield "texts"
    window.show()
    window.search.form.words.setText("971")
    search.search()
    yield "clauses found"
    window.show()
    entry = next(candidate for candidate in window.search.list.entries.entries if candidate.name)
    search.go_to(entry)
    newest = max(library._open.texts().values(), key=lambda text: (text.identity.number == "971", text.identity.year))
    row = next(row for row, candidate in enumerate(window.search.list.entries.entries) if candidate.text == newest.id)
    window.search.list.setCurrentIndex(window.search.list.entries.index(row, 0))
    window.chain.trigger()
    assert window.pages.currentWidget() is window.chain_page
    yield "editions"
    window.show()
    window.pages.setCurrentWidget(window.twins)
    window.twins.all.click()
    window.twins.kind.setCurrentIndex(window.twins.kind.count() - 1)
    assert window.twins.tree.topLevelItemCount()
    window.twins.tree.expandAll()
    yield "twins"
    window.show()
    window.pages.setCurrentWidget(window.mandates)
    assert window.mandates.mandates.rows
    yield "mandates"
    window.show()
    window.pages.setCurrentWidget(window.missing)
    assert window.missing.missing.rows
    yield "missing"
    window.pages.setCurrentWidget(window.search)
    program.actions["library panel"].trigger()
    QApplication.processEvents()
    assert library.beside is not None
    yield "panel"
