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
import subprocess
import sys
import time
from pathlib import Path

THIS_FOLDER = Path(__file__).resolve().parent
ROOT = THIS_FOLDER.parent.parent
sys.path[:0] = [str(THIS_FOLDER), str(ROOT)]

import build  # noqa: E402
import filled_table  # noqa: E402
import opened_pdf  # noqa: E402
import tried_installer  # noqa: E402
import tried_window  # noqa: E402
import wine_tests  # noqa: E402
from installed_program import PROFILE, SEEN, TEXTS, WORK, InstalledProgram, want  # noqa: E402
from interface_words import LANGUAGES  # noqa: E402
from wine_desktop import CheckError, Screen, Wine, of_windows  # noqa: E402

from app.version import VERSION  # noqa: E402

SHARED = ROOT.parent / "shared"
TOOLS = ("wine", "wineboot", "wineserver", "Xvfb", "xdotool", *build.TOOLS)


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
        opened_pdf.want_small(folder, opened_pdf.MOST_IN_INSTALLER)
        if options.suite:
            wine_tests.run_suite(wine, folder)
        else:
            setup = WORK / "check-setup.exe"
            build.make_installer(folder, setup, "off")
            wine.environment["CLAUSEWRIGHT_LANGUAGE"] = options.interface
            run_steps(InstalledProgram(wine, screen, setup, options.interface))
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


def run_steps(program):
    """The life of the program on a laptop, from the installer to the uninstaller."""
    shutil.rmtree(TEXTS, ignore_errors=True)
    TEXTS.mkdir(parents=True)
    for left in program.wine.prefix.glob("drive_c/users/*/AppData/Local/clausewright"):
        shutil.rmtree(left)  # of a check that was broken off
    run_step("installer seen", tried_installer.look_at_installer, program)
    program.wine.rename_user(PROFILE)
    run_step("installed", tried_installer.install, program)
    run_step("refused", tried_installer.refuse_folders, program)
    run_step("command line", use_command_line, program)
    run_step("window", tried_window.use_window, program)
    run_step("library", tried_window.use_library, program)
    run_step("table", tried_window.use_table, program)
    run_step("negotiated", tried_window.negotiate, program)
    run_step("treaty text", tried_window.amend_treaty, program)
    run_step("box", tried_window.see_box, program)
    run_step("upgraded", tried_installer.upgrade, program)
    run_step("uninstalled", tried_installer.uninstall, program)


def run_step(name, step, program):
    begun = time.monotonic()
    step(program)
    print(f"check-windows: {name}, {time.monotonic() - begun:.0f} s", flush=True)


def use_command_line(program):
    want(VERSION in program.call("--version"), "--version tells another")
    sample = ROOT / "resources/sample"
    base = SHARED / "res75/base.docx"
    if base.is_file():
        shutil.copy(base, TEXTS / "base.docx")
        program.call("import", "base.docx", "-o", "決議 a.amend")
        program.call("apply", "決議 a.amend", of_windows(SHARED / "res75/edits.json"), "-o", "b.amend")
    else:
        program.call("import", of_windows(sample / "resolution.en.txt"), "-o", "決議 a.amend")
        program.call("apply", "決議 a.amend", of_windows(sample / "proposal.en.json"), "-o", "b.amend")
    program.call("export", "b.amend", "-o", "red.docx")
    program.call("export", "b.amend", "-o", "new.docx", "--clean")
    program.call("export", "b.amend", "-o", "b.xml")
    want(program.call("show", "b.xml").count("{++") > 0, "the file of Akoma Ntoso tells no amendment")
    program.call("check", "b.amend", status=status_of_check())
    want("{++" in program.call("show", "b.amend"), "show tells no amendment")
    if base.is_file() and filled_table.judge(TEXTS / "red.docx", base, SHARED / "res75/proposed.docx"):
        print("check-windows: the judge of redlines accepts it")
    search_samples(program, sample)
    for name in ("NUL.docx", "aux.docx", "a?.docx"):
        output = program.call("export", "b.amend", "-o", name, status=2)
        want(("choose another name" in output) == (program.language == "en") and output.strip(), f"{name}: {output}")


def search_samples(program, sample):
    program.call("library", "add", *(of_windows(sample / f"resolution.{code}.txt") for code in ("en", "ar")))
    for words in ("telecommunic*", "اتصالات"):
        want("[" in program.call("library", "search", words), f"the library does not find {words}")


def status_of_check():
    """The status with which `check` ends on this system for the same file."""
    command = [sys.executable, "-m", "app", "check", str(TEXTS / "b.amend")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
