"""The installer is tried: it is seen, installs, refuses, replaces an older version, and removes."""

import subprocess
import time

from installed_program import COMMAND, SEEN, TEXTS, WORK, want
from wine_desktop import of_windows

from app.version import VERSION

ENTRY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Clausewright"
NO_ROOM, REFUSED, RUNNING, NO_RIGHT = 2, 3, 4, 5
"""Exit statuses of the installer: the disk is full, which NSIS itself reports; a newer version is there; the program runs; the
folder may not be written."""


def look_at_installer(program):
    process = program.wine.start(program.setup)
    window = program.screen.wait("the installer", lambda title: "Clausewright" in title, 120)
    time.sleep(2)
    program.screen.picture(SEEN / "installer.png")
    program.screen.focus(window)
    program.screen.press("Escape")
    time.sleep(1)
    program.screen.press("Return")
    process.wait(timeout=60)


def install(program):
    want(program.run_silently(program.setup) == 0, "the installer did not end well")
    place = program.wine.registry(ENTRY, "InstallLocation")
    want(place is not None, "the list of programs does not know it")
    program.installed = program.wine.path(place) / "program"
    want(program.wine.registry(ENTRY, "DisplayVersion") == VERSION, "the list of programs shows another version")
    want((program.installed / "Clausewright.exe").is_file(), "the program is not there")
    want(program.wine.registry(r"HKCU\Software\Classes\.amend") == "Clausewright.amend", ".amend belongs to another program")
    want((program.wine.registry(COMMAND) or "").endswith('"%1"'), "a double click has no command")


def refuse_folders(program):
    """A folder without rights or without room: the version that is there still works, and nothing is left beside it."""
    status = program.run_silently(program.setup, r"/D=Z:\proc\Clausewright")  # where not even root may make one
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
            status = program.run_silently(program.setup, "/D=" + of_windows(place / "Clausewright"))
            want(status == NO_ROOM, f"without room the installer ended with {status}")
            want(old.read_bytes() == b"old", "the refused installer took the old version away")
            want(not (place / "Clausewright/new").exists(), "the refused installer left a part of the new version")
            old.unlink()
            old.parent.rmdir()
            program.run_silently(program.setup, "/D=" + of_windows(place / "Clausewright"))
            want(not (place / "Clausewright").exists(), "the refused installer left a folder")
        finally:
            subprocess.run(["umount", str(place)], check=False)
    want(VERSION in program.call("--version"), "the version that was there does not run any more")
    listed = program.wine.registry(ENTRY, "InstallLocation")
    want(program.wine.path(listed) == program.installed.parent, f"the list of programs says that it lies in {listed}")


def upgrade(program):
    stale = program.installed / "Lib/stale.py"
    stale.write_text("old\n", encoding="utf-8", newline="\n")
    program.wine.set_registry(ENTRY, "DisplayVersion", "99.0.0")
    want(program.run_silently(program.setup) == REFUSED, "a newer version was replaced without a question")
    want(stale.is_file(), "the refused installer touched the newer version")
    program.wine.set_registry(ENTRY, "DisplayVersion", "0.0.9")
    want(program.run_silently(program.setup) == 0, "an older version was not replaced")
    want(not stale.exists(), "a module of the older version stayed")
    want(program.wine.registry(ENTRY, "DisplayVersion") == VERSION, "the list of programs shows the older version")
    want(VERSION in program.call("--version"), "the new version does not run")


def uninstall(program):
    settings = program.wine.prefix / "drive_c/users"
    before = sorted(settings.glob("*/AppData/Local/clausewright/*"))
    want(bool(before), "no settings were written")
    cache = before[0].parent / "Cache/first-pages"
    cache.mkdir(parents=True, exist_ok=True)
    (cache / "a.png").write_bytes(b"a picture of a document")
    place = program.installed.parent
    done = program.wine.run(place / "uninstall.exe", "/S")
    want(done.returncode == 0, f"the uninstaller ended with {done.returncode}")
    until = time.monotonic() + 30
    while place.exists() and time.monotonic() < until:
        time.sleep(0.5)
    want(not place.exists(), "the folder is still there")
    want(program.wine.registry(ENTRY, "DisplayVersion") is None, "the list of programs still knows it")
    want(program.wine.registry(COMMAND) is None, "the double click still has a command")
    want(not cache.parent.exists(), "pictures of documents were left")
    want(sorted(settings.glob("*/AppData/Local/clausewright/*")) == before, "settings went unasked")
    want((TEXTS / "b.amend").is_file(), "a document went")
