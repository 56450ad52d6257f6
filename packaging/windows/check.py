#!/usr/bin/env python3
"""Tries the installer under Wine: installed, used, killed, recovered, upgraded, uninstalled; then a part of the tests under
Windows' Python.

    python packaging/windows/check.py [--short|--suite] [--keep-folder] [--interface CODE]

Pictures of what was seen lie in `build/windows/seen`. `--short` leaves the tests out; `--suite` runs all tests, in parts, and
nothing else; `--keep-folder` takes the folder that was assembled last; `--interface` tries the program in another language than
English. Where Wine is not to be had it says so and ends well.
"""

import argparse
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

THIS_FOLDER = Path(__file__).resolve().parent
ROOT = THIS_FOLDER.parent.parent
sys.path[:0] = [str(THIS_FOLDER), str(ROOT)]

import build  # noqa: E402
import filled_library  # noqa: E402
import filled_table  # noqa: E402
import negotiated_text  # noqa: E402
import wine_tests  # noqa: E402
from interface_words import LANGUAGES, key_of, window_text  # noqa: E402
from wine_desktop import CheckError, Screen, Wine, of_windows  # noqa: E402

from app.version import VERSION  # noqa: E402

WORK = ROOT / "build/windows"
SEEN = WORK / "seen"
TEXTS = WORK / "工作 Папка l'été"
SHARED = ROOT.parent / "shared"
TOOLS = ("wine", "wineboot", "wineserver", "Xvfb", "xdotool", *build.TOOLS)
ENTRY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Clausewright"
COMMAND = r"HKCU\Software\Classes\Clausewright.amend\shell\open\command"
NO_ROOM, REFUSED, RUNNING, NO_RIGHT = 2, 3, 4, 5
"""Exit statuses of the installer: the disk is full, which NSIS itself reports; a newer version is there; the program runs; the
folder may not be written."""
PROFILE = "王 O'Brien"
"""The name of the user: it is in the paths of the program and of its settings."""


def main(arguments):
    parser = argparse.ArgumentParser(description="Tries the installer under Wine.", allow_abbrev=False)
    extent = parser.add_mutually_exclusive_group()
    extent.add_argument("--short", action="store_true", help="without the tests under Windows' Python")
    extent.add_argument("--suite", action="store_true", help="all tests under Windows' Python, and nothing else")
    parser.add_argument("--keep-folder", action="store_true", help="take the folder that was assembled last")
    parser.add_argument("--interface", metavar="CODE", default="en", choices=LANGUAGES, help="the language of the program")
    options = parser.parse_args(arguments)
    lacking = [tool for tool in TOOLS if shutil.which(tool) is None]
    if lacking:
        print(f"check-windows: SKIPPED, not here: {' '.join(lacking)}; packaging/prepare.py installer fetches them where it can")
        return 0
    begun = time.monotonic()
    folder = WORK / "Clausewright"
    if not options.keep_folder or not folder.is_dir():
        folder = build.build_folder(None, "")
    screen = Screen(WORK / "screen")
    wine = Wine(ROOT / "build/wine", screen.display)
    try:
        if options.suite:
            wine_tests.run_suite(wine, folder)
        else:
            setup = WORK / "check-setup.exe"
            build.make_installer(folder, setup, "off")
            wine.environment["CLAUSEWRIGHT_LANGUAGE"] = options.interface
            Check(wine, screen, setup, options.interface).run()
            del wine.environment["CLAUSEWRIGHT_LANGUAGE"]
        if not options.short and not options.suite:
            wine_tests.run(wine, folder)
    except (CheckError, subprocess.TimeoutExpired) as error:
        screen.picture(SEEN / "failed.png")
        print(f"check-windows: FAILED: {error}", file=sys.stderr)
        return 1
    finally:
        wine.end()
        screen.end()
    print(f"check-windows: all is well, {time.monotonic() - begun:.0f} s")
    return 0


class Check:
    """The life of the program on a laptop, from the installer to the uninstaller."""

    def __init__(self, wine, screen, setup, language="en"):
        self.wine, self.screen, self.setup, self.language = wine, screen, setup, language
        self.installed = Path()

    def run(self):
        shutil.rmtree(TEXTS, ignore_errors=True)
        TEXTS.mkdir(parents=True)
        for left in self.wine.prefix.glob("drive_c/users/*/AppData/Local/clausewright"):
            shutil.rmtree(left)  # of a check that was broken off
        self.step("installer seen", self.look_at_installer)
        self.wine.rename_user(PROFILE)
        self.step("installed", self.install)
        self.step("refused", self.refuse_folders)
        self.step("command line", self.use_command_line)
        self.step("window", self.use_window)
        self.step("library", self.use_library)
        self.step("table", self.use_table)
        self.step("negotiated", self.negotiate)
        self.step("box", self.see_box)
        self.step("upgraded", self.upgrade)
        self.step("uninstalled", self.uninstall)

    def step(self, name, work):
        begun = time.monotonic()
        work()
        print(f"check-windows: {name}, {time.monotonic() - begun:.0f} s", flush=True)

    # -- the installer

    def look_at_installer(self):
        process = self.wine.start(self.setup)
        window = self.screen.wait("the installer", lambda title: "Clausewright" in title, 120)
        time.sleep(2)
        self.screen.picture(SEEN / "installer.png")
        self.screen.focus(window)
        self.screen.press("Escape")
        time.sleep(1)
        self.screen.press("Return")
        process.wait(timeout=60)

    def install(self):
        want(self.silently(self.setup) == 0, "the installer did not end well")
        place = self.wine.registry(ENTRY, "InstallLocation")
        want(place is not None, "the list of programs does not know it")
        self.installed = self.wine.path(place) / "program"
        want(self.wine.registry(ENTRY, "DisplayVersion") == VERSION, "the list of programs shows another version")
        want((self.installed / "Clausewright.exe").is_file(), "the program is not there")
        want(self.wine.registry(r"HKCU\Software\Classes\.amend") == "Clausewright.amend", ".amend belongs to another program")
        want((self.wine.registry(COMMAND) or "").endswith('"%1"'), "a double click has no command")

    def refuse_folders(self):
        """A folder without rights or without room: the version that is there still works, and nothing is left beside it."""
        status = self.silently(self.setup, r"/D=Z:\proc\Clausewright")  # where not even root may make one
        want(status == NO_RIGHT, f"without rights the installer ended with {status}")
        place = WORK / "small"
        place.mkdir(exist_ok=True)
        mount = ["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", str(place)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            print("check-windows: SKIPPED, a folder without room: only root can make one")
        else:
            try:
                old = place / "Clausewright/program/Clausewright.exe"
                old.parent.mkdir(parents=True)
                old.write_bytes(b"old")
                status = self.silently(self.setup, "/D=" + of_windows(place / "Clausewright"))
                want(status == NO_ROOM, f"without room the installer ended with {status}")
                want(old.read_bytes() == b"old", "the refused installer took the old version away")
                want(not (place / "Clausewright/new").exists(), "the refused installer left a part of the new version")
                old.unlink()
                old.parent.rmdir()
                self.silently(self.setup, "/D=" + of_windows(place / "Clausewright"))
                want(not (place / "Clausewright").exists(), "the refused installer left a folder")
            finally:
                subprocess.run(["umount", str(place)], check=False)
        want(VERSION in self.call("--version"), "the version that was there does not run any more")
        listed = self.wine.registry(ENTRY, "InstallLocation")
        want(self.wine.path(listed) == self.installed.parent, f"the list of programs says that it lies in {listed}")

    def silently(self, program, *more):
        return self.wine.run(program, "/S", *more).returncode

    def call(self, *arguments, status=0):
        done = self.wine.run(self.installed / "clausewright-cli.exe", *arguments, folder=TEXTS)
        want(done.returncode == status, f"{arguments[0]} ended with {done.returncode}: {done.stderr or done.stdout}")
        return done.stdout + done.stderr

    # -- the command line

    def use_command_line(self):
        want(VERSION in self.call("--version"), "--version tells another")
        sample = ROOT / "resources/sample"
        base = SHARED / "res75/base.docx"
        if base.is_file():
            shutil.copy(base, TEXTS / "base.docx")
            self.call("import", "base.docx", "-o", "決議 a.amend")
            self.call("apply", "決議 a.amend", of_windows(SHARED / "res75/edits.json"), "-o", "b.amend")
        else:
            self.call("import", of_windows(sample / "resolution.en.txt"), "-o", "決議 a.amend")
            self.call("apply", "決議 a.amend", of_windows(sample / "proposal.en.json"), "-o", "b.amend")
        self.call("export", "b.amend", "-o", "red.docx")
        self.call("export", "b.amend", "-o", "new.docx", "--clean")
        self.call("export", "b.amend", "-o", "b.xml")
        want(self.call("show", "b.xml").count("{++") > 0, "the file of Akoma Ntoso tells no amendment")
        self.call("check", "b.amend", status=self.checked())
        want("{++" in self.call("show", "b.amend"), "show tells no amendment")
        if base.is_file() and filled_table.judge(TEXTS / "red.docx", base, SHARED / "res75/proposed.docx"):
            print("check-windows: the judge of redlines accepts it")
        self.search_samples(sample)
        for name in ("NUL.docx", "aux.docx", "a?.docx"):
            output = self.call("export", "b.amend", "-o", name, status=2)
            want(("choose another name" in output) == (self.language == "en") and output.strip(), f"{name}: {output}")

    def search_samples(self, sample):
        self.call("library", "add", *(of_windows(sample / f"resolution.{code}.txt") for code in ("en", "ar")))
        for words in ("telecommunic*", "اتصالات"):
            want("[" in self.call("library", "search", words), f"the library does not find {words}")

    def checked(self):
        """The status with which `check` ends on this system for the same file."""
        command = [sys.executable, "-m", "app", "check", str(TEXTS / "b.amend")]
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode

    # -- the window

    def titled(self, english):
        """Whether a title begins as the window says an English text."""
        words = window_text(self.language, english)
        return lambda title: title.startswith(words)

    def wait_for_journal(self, folder, changes, seconds=60):
        """Until that many changes, each of one key, are in the journals of the window."""
        until = time.monotonic() + seconds
        while (kept := sum(path.read_bytes().count(b'"do":{') for path in folder.glob("*.jsonl"))) < changes:
            want(time.monotonic() < until, f"of {changes} keys only {kept} are in the journal after {seconds} s")
            time.sleep(0.3)

    def open_by_double_click(self, file):
        command = self.wine.registry(COMMAND)
        program = command.partition('" ')[0].strip('"')
        return self.wine.start(program, of_windows(file))

    def use_window(self):
        screen, file = self.screen, TEXTS / "b.amend"
        settings = self.wine.prefix / "drive_c/users" / PROFILE / "AppData/Local/clausewright/settings.json"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_bytes(b'{"version": 1, "theme": "da')  # of an older version, and damaged
        process = self.open_by_double_click(file)
        window = screen.wait("the window", lambda title: "b.amend" in title, 90)
        time.sleep(4)
        screen.picture(SEEN / "settings.png")
        want(settings.with_name("settings.json.bad").is_file(), "damaged settings were thrown away")
        screen.focus(window)
        screen.write("Wine types ")
        screen.wait("the mark of a change", lambda title: "b.amend*" in title)
        screen.picture(SEEN / "window.png")
        want(self.silently(self.setup) == RUNNING, "the installer replaced a running program")
        want((self.installed / "Clausewright.exe").is_file(), "the refused installer took the old version away")
        screen.focus(window)
        screen.press("ctrl+s")
        screen.wait("the save", lambda title: "b.amend —" in title)
        want("Wine types" in self.call("show", of_windows(file)), "what was saved lacks what was typed")
        want(file.with_name("b.amend.bak").is_file(), "no copy of the file before was kept")
        screen.focus(window)
        typed = "Kill takes "
        screen.write(typed)
        screen.wait("the mark of another change", lambda title: "b.amend*" in title)
        self.wait_for_journal(settings.with_name("journals"), len(typed))
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=30)
        want("Kill takes" not in self.call("show", of_windows(file)), "what was not saved is in the file")
        process = self.open_by_double_click(file)
        window = screen.wait("the offer to recover", self.titled("Changes that were not saved"), 90)
        time.sleep(2)
        screen.picture(SEEN / "recovery.png")
        screen.focus(window)
        screen.press("Return")
        window = screen.wait("the recovered text", lambda title: "b.amend*" in title, 60)
        time.sleep(2)
        screen.focus(window)
        screen.press("ctrl+s")
        screen.wait("the save of what was recovered", lambda title: "b.amend —" in title)
        want("Kill takes" in self.call("show", of_windows(file)), "what was recovered is not in the file")
        self.export_from_window(window)
        self.print_from_window(window)
        self.close(process, window)

    def close(self, process, window):
        self.screen.focus(window)
        self.screen.press("alt+F4")
        process.wait(timeout=60)
        want(process.returncode == 0, f"the window ended with {process.returncode}")

    def export_from_window(self, window):
        screen, out = self.screen, TEXTS / "from window.docx"
        screen.focus(window)
        screen.press("ctrl+e")
        time.sleep(3)
        screen.picture(SEEN / "export.png")
        if any(map(self.titled("Errors before the export"), screen.titles())):
            screen.press(key_of(self.language, "&Export all the same"))
            time.sleep(2)
        screen.wait("the question where to", self.titled("Export to Word"))
        screen.press("ctrl+a")
        screen.write(out.name)  # in the folder of the document, which the box shows
        screen.press("Return")
        screen.wait("the proof", self.titled("Proof of export"), 90)
        time.sleep(1)
        screen.picture(SEEN / "proof.png")
        want(out.is_file(), "no Word file was written")
        screen.press("Escape")
        time.sleep(1)

    def print_from_window(self, window):
        """Without a printer a sentence says so, and the window goes on."""
        screen = self.screen
        screen.focus(window)
        screen.press("ctrl+p")
        asked = screen.wait("the question what to print", self.titled("Print"))
        screen.focus(asked)
        screen.press("Return")
        time.sleep(3)
        screen.picture(SEEN / "no-printer.png")
        if any(title.startswith("Clausewright") for title in screen.titles()):
            screen.press("Return")
        else:
            print("check-windows: SKIPPED, no printer: this machine has one")
            screen.press("Escape")
        time.sleep(1)

    def use_library(self):
        """Filled by the command line, which the window finds, searches and cites from."""
        (TEXTS / filled_library.NAME).write_text(filled_library.TEXT, encoding="utf-8", newline="\n")
        filled_library.fill(self.call, filled_library.NAME)
        process = self.open_by_double_click(TEXTS / "b.amend")
        window = self.screen.wait("the window", lambda title: "b.amend" in title, 90)
        time.sleep(4)
        filled_library.search(self.screen, window, "b.amend", self.language, SEEN / "library.png")
        want(filled_library.CITED in self.call("show", "b.amend"), "what the library cites is not in the draft")
        self.close(process, window)

    def use_table(self):
        """A table of a text, on its page."""
        (TEXTS / "表.txt").write_text(filled_table.TEXT, encoding="utf-8", newline="\n")
        self.call("import", "表.txt", "-o", "表.amend")
        self.call("export", "表.amend", "-o", "table base.docx", "--clean")
        process = self.open_by_double_click(TEXTS / "表.amend")
        window = filled_table.fill(self.screen, "表.amend", SEEN / "table.png")
        want(filled_table.FILLED in self.call("show", "表.amend"), "the table is not as it was filled")
        self.call("export", "表.amend", "-o", "red.docx")
        self.call("export", "表.amend", "-o", "new.docx", "--clean")
        if filled_table.judge(*(TEXTS / name for name in ("red.docx", "table base.docx", "new.docx"))):
            print("check-windows: the judge of redlines accepts the table")
        self.close(process, window)

    def negotiate(self):
        """Two copies merged by the command line, and the brackets of the merged text decided in the window."""
        negotiated_text.merge(self.call, TEXTS)
        process = self.open_by_double_click(TEXTS / "both.amend")
        window = negotiated_text.decide(self.screen, SEEN / "brackets.png")
        negotiated_text.look(self.call)
        self.close(process, window)

    def see_box(self):
        """A file that is not there is reported in a box: after a double click nobody sees a console."""
        process = self.wine.start(self.installed / "Clausewright.exe", of_windows(TEXTS / "gone.amend"))
        window = self.screen.wait("the box", lambda title: title == "Clausewright", 60)
        time.sleep(1)
        self.screen.picture(SEEN / "box.png")
        self.screen.focus(window)
        self.screen.press("Return")
        process.wait(timeout=30)
        want(process.returncode == 2, f"it ended with {process.returncode}")

    # -- upgrade and removal

    def upgrade(self):
        stale = self.installed / "Lib/stale.py"
        stale.write_text("old\n", encoding="utf-8", newline="\n")
        self.wine.set_registry(ENTRY, "DisplayVersion", "99.0.0")
        want(self.silently(self.setup) == REFUSED, "a newer version was replaced without a question")
        want(stale.is_file(), "the refused installer touched the newer version")
        self.wine.set_registry(ENTRY, "DisplayVersion", "0.0.9")
        want(self.silently(self.setup) == 0, "an older version was not replaced")
        want(not stale.exists(), "a module of the older version stayed")
        want(self.wine.registry(ENTRY, "DisplayVersion") == VERSION, "the list of programs shows the older version")
        want(VERSION in self.call("--version"), "the new version does not run")

    def uninstall(self):
        settings = self.wine.prefix / "drive_c/users"
        before = sorted(settings.glob("*/AppData/Local/clausewright/*"))
        want(bool(before), "no settings were written")
        cache = before[0].parent / "Cache/first-pages"
        cache.mkdir(parents=True, exist_ok=True)
        (cache / "a.png").write_bytes(b"a picture of a document")
        place = self.installed.parent
        done = self.wine.run(place / "uninstall.exe", "/S")
        want(done.returncode == 0, f"the uninstaller ended with {done.returncode}")
        until = time.monotonic() + 30
        while place.exists() and time.monotonic() < until:
            time.sleep(0.5)
        want(not place.exists(), "the folder is still there")
        want(self.wine.registry(ENTRY, "DisplayVersion") is None, "the list of programs still knows it")
        want(self.wine.registry(COMMAND) is None, "the double click still has a command")
        want(not cache.parent.exists(), "pictures of documents were left")
        want(sorted(settings.glob("*/AppData/Local/clausewright/*")) == before, "settings went unasked")
        want((TEXTS / "b.amend").is_file(), "a document went")


def want(is_so, otherwise):
    if not is_so:
        raise CheckError(otherwise)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
