"""The tests under Windows' Python in Wine: those of files, journals, settings and paths, or all of them in parts."""

import re
import shutil
import subprocess
import time
import zipfile
from collections import Counter
from pathlib import Path

import assemble
import downloads
from wine_desktop import CheckError, of_windows

ROOT = downloads.ROOT
PYTHON = ROOT / "build/windows/python"
SOURCE = "#include <wchar.h>\nint Py_Main(int, wchar_t **);\nint wmain(int n, wchar_t **words) { return Py_Main(n, words); }\n"
PATHS = (
    "tests/model/storage", "tests/model/journal", "tests/model/files", "tests/app/user_data", "tests/app/session",
    "tests/app/cli/test_streams.py", "tests/app/cli/test_error_box.py", "tests/app/cli/test_main.py",
)  # fmt: skip
CLIPBOARD = "tests/widgets/editor/test_clipboard_on_windows.py"
"""What needs the clipboard of the system, which Qt's offscreen platform has not."""
ON_SCREEN = (CLIPBOARD, "tests/app/controllers/speech/test_announced_events.py")
"""What runs on the platform of Windows: the clipboard, and announcements, which Qt passes on to UI Automation."""
WANTED = ("/QtTest.pyd", "/Qt6Test.dll", "dist-info/METADATA", "dist-info/entry_points.txt")
"""What pytest wants of the wheels of the program and the installer has not, beside the lexers in which it shows differences."""
FONTS = ROOT / "build/windows/fonts"
FONT_FILES = ("dejavu/*.ttf", "liberation*/*.ttf", "noto/NotoNaskhArabic-*.ttf", "noto/*CJK-*.ttc")
"""Those of Debian in which the tests expect texts, in their folders under /usr/share/fonts."""
LIMIT = 900
"""Seconds for a part."""
SUITE = (
    ("tests/model/storage", "tests/model/journal", "tests/model/files", "tests/model/submission", "tests/model/text",
     "tests/model/test_*.py"),
    ("tests/model/edits", "tests/model/brackets", "tests/model/allocations", "tests/model/cuts"),
    ("tests/model/consolidation", "tests/model/merging", "tests/model/layers", "tests/model/diff", "tests/model/redline",
     "tests/model/sharing", "tests/model/speech"),
    ("tests/model/numbering", "tests/model/lexicon", "tests/model/references", "tests/model/preflight"),
    ("tests/model/library",),
    ("tests/model/formats/word",),
    ("tests/model/formats/akoma_ntoso", "tests/model/formats/amend", "tests/model/formats/html", "tests/model/formats/notation",
     "tests/model/formats/office", "tests/model/formats/page", "tests/model/formats/pdf", "tests/model/formats/recognition",
     "tests/model/formats/treaty",
     "tests/model/formats/test_*.py"),
    ("tests/app/cli", "tests/app/session", "tests/app/user_data"),
    ("tests/app/controllers/start", "tests/app/translation", "tests/app/window", "tests/app/test_*.py"),
    ("tests/app/manual/test_[a-f]*.py",), ("tests/app/manual/test_[g-z]*.py",),
    ("tests/app/controllers/brackets", "tests/app/controllers/briefing", "tests/app/controllers/clauses",
     "tests/app/controllers/comparison", "tests/app/controllers/consolidation", "tests/app/controllers/positions",
     "tests/app/controllers/sharing", "tests/app/controllers/source_pages", "tests/app/controllers/speech"),
    ("tests/app/controllers/files", "tests/app/controllers/margin", "tests/app/controllers/problems",
     "tests/app/controllers/library", "tests/app/controllers/spelling", "tests/app/controllers/window"),
    ("tests/app/controllers/test_*.py",),
    ("tests/widgets",),
    ("tests/journeys",),
    ("tests/packaging", "tests/fuzz", "tests/soak", "tests/pictures", "tests/accessibility", "tests/test_*.py"),
)  # fmt: skip
"""All tests, in the parts in which they are run there."""


def run(wine, folder):
    """Runs those of files and settings and prints the counts; CheckError where one fails."""
    prepare(folder)
    run_parts(wine, ((PATHS, "offscreen"), (ON_SCREEN, "windows")))


def run_suite(wine, folder):
    """Runs all; CheckError, at the end, where one fails."""
    prepare(folder)
    run_parts(wine, (*((paths, "offscreen") for paths in SUITE), (ON_SCREEN, "windows")))


def run_parts(wine, parts):
    """Runs parts of the tests, each with its limit, and prints the counts of each and the skipped ones by reason."""
    failed, skipped = [], Counter()
    for paths, platform in parts:
        begun = time.monotonic()
        files = [path.relative_to(ROOT).as_posix() for name in paths for path in sorted(ROOT.glob(name))]
        lines = pytest(wine, *files, platform=platform).splitlines()
        counts = next((line.strip("= ") for line in reversed(lines) if re.search(r"\d (passed|failed|skipped|error)", line)), "")
        seconds = time.monotonic() - begun
        print(f"check-windows: {' '.join(paths)} ({platform}): {counts or lines[-1:]}, {seconds:.0f} s", flush=True)
        for line in lines:
            if report := re.fullmatch(r"skipped (\d+): (.+)", line):
                skipped[report[2]] += int(report[1])
        found = [line for line in lines if line.startswith(("FAILED", "ERROR"))]
        found = found or ([] if counts else ["\n".join(lines[-15:])])
        print("".join(f"{line}\n" for line in found), end="", flush=True)
        failed += found
    for reason, count in sorted(skipped.items()):
        print(f"check-windows: skipped {count}: {reason}")
    if failed:
        raise CheckError(f"{len(failed)} tests under Windows' Python failed")


def pytest(wine, *arguments, platform="offscreen", timeout=LIMIT):
    """What pytest says of these paths; where it does not end in time, what it said until then."""
    options = ["-q", "-p", "no:cacheprovider", "-o", "qt_log_level_fail=CRITICAL"]
    if platform == "offscreen":  # two workers, since there is no screen with one focus
        options += ["-n", "2", "--dist", "loadgroup", f"--ignore={CLIPBOARD}"]
    try:
        # Wine keeps variables of Qt for itself, unless they begin with its own name. Offscreen, Qt finds no font by itself.
        done = wine.run(
            PYTHON / "python.exe", "-m", "pytest", *options, f"--basetemp={of_windows(ROOT / 'build/windows/tmp')}", *arguments,
            timeout=timeout, folder=ROOT,
            environment={"WINEQT_QPA_PLATFORM": platform, "WINEQT_QPA_FONTDIR": of_windows(FONTS), "CI": "1"},
        )  # fmt: skip
        output = done.stdout + done.stderr
    except subprocess.TimeoutExpired as expired:
        wine.end()  # the workers too
        output = (expired.stdout or b"").decode(errors="replace") + f"\nERROR: not done within {timeout} s\n"
    return re.sub(r"\x1b\[[\d;]*m", "", output)


def prepare(folder):
    """A Python for tests from the folder of the program: an interpreter, pytest and Qt's own testing beside it."""
    for needed in (PYTHON, FONTS):
        shutil.rmtree(needed, ignore_errors=True)
    shutil.copytree(folder, PYTHON)
    FONTS.mkdir()
    for pattern in FONT_FILES:
        for file in Path("/usr/share/fonts").glob(f"*/{pattern}"):
            (FONTS / file.name).symlink_to(file)
    (pth,) = PYTHON.glob("*._pth")
    name = pth.stem
    (PYTHON / "python.c").write_text(SOURCE, encoding="ascii", newline="\n")
    assemble.link(PYTHON / "python.exe", [PYTHON / "python.c", PYTHON / f"{name}.dll"], "-municode")
    with pth.open("a", encoding="ascii", newline="\r\n") as file:
        file.write(of_windows(ROOT) + "\n")
    for package in ("app", "model", "resources", "widgets"):
        shutil.rmtree(PYTHON / "Lib" / package)
    for wheel in downloads.wheels("test-wheels.txt"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(PYTHON / "Lib")
    for wheel in downloads.wheels("wheels.txt"):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if name.endswith(WANTED) or name.startswith("pygments/lexers/"):
                    archive.extract(name, PYTHON / "Lib")
