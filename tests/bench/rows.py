"""What the comparison window costs on Resolution 75 ten times over: `python -m tests.bench.rows BASE.docx NEW.docx`.

The frame is what scrolling by so many pixels costs, painting too; the window is left alone for a sixtieth of a second between
two of them, as a screen does.
"""

from __future__ import annotations

import sys
from statistics import median, quantiles
from time import perf_counter, thread_time

from PySide6.QtWidgets import QApplication

import tests.bench.offscreen  # noqa: F401
from app.controllers.comparison.compared_texts import BASE, TextKey, compare_texts
from model.files.opening import open_document
from model.formats.progress import no_report
from model.redline import Stamp
from tests.bench.sizes import size
from widgets.comparison.window import ComparisonWindow

FRAMES = size(300, trial=3)
FRAME = 1 / 60


def main(base: str, new: str) -> None:
    application = QApplication(sys.argv[:1])
    project = open_document(base).project
    started = perf_counter()
    found = compare_texts(project, project.submission, 1, BASE, TextKey("file", new), Stamp("bench"))(no_report)
    compared = perf_counter()
    window = ComparisonWindow()
    window.show_texts([(str(found.first), "Text in force"), (str(found.second), "another")], str(found.first), str(found.second))
    window.show_comparison(found.aligned, found.paths, may_take=False)
    window.show()
    window.grab()
    opened = perf_counter()
    print(f"  read and compared beside the window   {compared - started:.2f} s")
    print(f"  the window on {len(found.aligned.rows):,} rows   {opened - compared:.2f} s   wanted: under 0.5 s")
    window.fold.trigger()
    bar = window.view.verticalScrollBar()
    for step in (40, 300, -40):
        frames = []
        for _ in range(FRAMES):
            end, before = perf_counter() + FRAME, thread_time()
            bar.setValue(bar.value() + step)
            window.view.viewport().repaint()
            frames.append((thread_time() - before) * 1000)
            while perf_counter() < end:
                application.processEvents()
        late = quantiles(frames, n=100)[98]
        print(f"  a frame of {step} pixels   {median(frames):.1f} ms, 99 in 100 under {late:.1f} ms   wanted: under 16.7 ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
