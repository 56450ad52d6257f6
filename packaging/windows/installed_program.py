"""The program as the installer puts it on a computer with Windows, which Wine plays: what the parts of the check share."""

from pathlib import Path

from interface_words import window_text
from wine_desktop import CheckError, of_windows

WORK = Path(__file__).resolve().parent.parent.parent / "build/windows"
SEEN = WORK / "seen"
TEXTS = WORK / "工作 Папка l'été"
COMMAND = r"HKCU\Software\Classes\Clausewright.amend\shell\open\command"
PROFILE = "王 O'Brien"
"""The name of the user: it is in the paths of the program and of its settings."""


class InstalledProgram:
    """The installer `setup`; after it has run, the program in the folder `installed`, whose window speaks `language`."""

    def __init__(self, wine, screen, setup, language="en"):
        self.wine, self.screen, self.setup, self.language = wine, screen, setup, language
        self.installed = Path()

    def run_silently(self, program, *more):
        return self.wine.run(program, "/S", *more).returncode

    def call(self, *arguments, status=0):
        done = self.wine.run(self.installed / "clausewright-cli.exe", *arguments, folder=TEXTS)
        want(done.returncode == status, f"{arguments[0]} ended with {done.returncode}: {done.stderr or done.stdout}")
        return done.stdout + done.stderr

    def open_by_double_click(self, file):
        command = self.wine.registry(COMMAND)
        program = command.partition('" ')[0].strip('"')
        return self.wine.start(program, of_windows(file))

    def close(self, process, window):
        self.screen.focus(window)
        self.screen.press("alt+F4")
        process.wait(timeout=60)
        want(process.returncode == 0, f"the window ended with {process.returncode}")

    def is_titled(self, english):
        """Whether a title begins as the window says an English text."""
        words = window_text(self.language, english)
        return lambda title: title.startswith(words)


def want(is_so, otherwise):
    """CheckError with the sentence `otherwise` unless it is so."""
    if not is_so:
        raise CheckError(otherwise)
