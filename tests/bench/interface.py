"""What another language costs: as CPU inside what translates, and by whole processes that run by turns.

`python -m tests.bench.interface window ar` starts the window in a language and prints the milliseconds that its translator took;
`... verb ar` those until a verb may speak.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.bench.costs import ENVIRONMENT, ROOT, costs, line
from tests.bench.sizes import size

RUNS = size(7, trial=1)


def interface() -> None:
    """English, which loads no catalogue, beside the largest of the other languages."""
    for language in ("en", "ar"):
        for which, most in (("verb", 10), ("window", 25)):
            wanted = f"wanted: at most {3 if language == 'en' else most} ms more"
            line(f"{which} in {language}: CPU inside what translates", f"{median(inside(which, language)):.1f} ms", wanted)
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "a.txt"
        text.write_bytes((ROOT / "resources/sample/resolution.en.txt").read_bytes())
        show = ["-m", "app", "show", text, "--interface"]
        english, arabic = costs([*show, "en"], [*show, "ar"], runs=3 * RUNS)
        more = f"{(arabic.cpu - english.cpu) * 1000:+.1f} ms"
        line("the verb show in ar beside en: whole process", more, "wanted: at most 10 ms more")


def inside(which: str, language: str) -> list[float]:
    """The milliseconds of some processes, one after the other."""
    command = [sys.executable, "-m", "tests.bench.interface", which, language]
    found = []
    with tempfile.TemporaryDirectory() as home:
        places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), home)
        for _ in range(RUNS + 1):
            environment = {**ENVIRONMENT, **places, "QT_QPA_PLATFORM": "offscreen"}
            done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
            found.append(float(done.stdout.splitlines()[-1]))
    return found[1:]  # the first one may compile the catalogues


def verb(language: str) -> float:
    """The milliseconds until a verb may speak: the choice, and the catalogue of the program."""
    import argparse  # noqa: F401 - it is loaded by then

    import msgspec  # noqa: F401

    import model.message  # noqa: F401

    begun = time.process_time()
    from app.translation.choice import choose_language
    from app.translation.speech import speech_in
    from app.user_data.interface_setting import interface_setting

    speech_in(choose_language(language, interface_setting).language)
    return (time.process_time() - begun) * 1000


def window(language: str) -> float:
    """The milliseconds that the translator takes until the window is shown."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    from app.program import Program
    from app.session.sample import sample_submission
    from app.translation import qt_translator

    taken = 0.0
    translate = qt_translator.CatalogueTranslator.translate

    def measured(self: qt_translator.CatalogueTranslator, *asked: object) -> str | None:
        nonlocal taken
        begun = time.process_time()
        found = translate(self, *asked)  # type: ignore[arg-type]
        taken += time.process_time() - begun
        return found

    qt_translator.CatalogueTranslator.translate = measured  # type: ignore[assignment, method-assign]
    begun = time.process_time()
    qt_translator.speak(application, language)
    taken += time.process_time() - begun
    with tempfile.TemporaryDirectory() as folder:
        layout = QSettings(f"{folder}/a.ini", QSettings.Format.IniFormat)
        program = Program(Path(folder) / "journals", layout, "Ana", Path(folder))
        program.start([], sample_submission("en"))
        application.processEvents()
        program.session.stack.setClean()
        program.window.close()
    return taken * 1000


if __name__ == "__main__":
    print({"verb": verb, "window": window}[sys.argv[1]](sys.argv[2]))
