"""The part of the tests that concerns files, journals, settings and paths, under Windows' Python in Wine."""

import re
import shutil
import zipfile

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
ON_SCREEN = "tests/widgets/editor/test_clipboard_on_windows.py"
"""What needs the clipboard of the system, which Qt's offscreen platform has not."""
WANTED = ("/QtTest.pyd", "/Qt6Test.dll", "dist-info/METADATA", "dist-info/entry_points.txt")
"""What pytest wants of the wheels of the program and the installer has not, beside the lexers in which it shows differences."""
LIMIT = 900
"""Seconds for all of them."""


def run(wine, folder):
    """Runs them and prints the counts; CheckError where one fails."""
    prepare(folder)
    for paths, platform in ((PATHS, "offscreen"), ((ON_SCREEN,), "windows")):
        lines = pytest(wine, *paths, platform=platform).splitlines()
        counts = next((line.strip("= ") for line in reversed(lines) if " passed" in line or " failed" in line), "")
        print(f"check-windows: tests ({platform}): {counts}")
        failed = [line for line in lines if line.startswith(("FAILED", "ERROR"))]
        if failed or not counts:
            raise CheckError("tests under Windows' Python failed:\n" + "\n".join(failed or lines[-15:]))


def pytest(wine, *arguments, platform="offscreen", timeout=LIMIT):
    """What pytest says of these paths."""
    options = ["-q", "-p", "no:cacheprovider", "-o", "qt_log_level_fail=CRITICAL"]
    # Wine keeps variables of Qt for itself, unless they begin with its own name.
    done = wine.run(
        PYTHON / "python.exe", "-m", "pytest", *options, f"--basetemp={of_windows(ROOT / 'build/windows/tmp')}", *arguments,
        timeout=timeout, environment={"WINEQT_QPA_PLATFORM": platform, "CI": "1"}, folder=ROOT,
    )  # fmt: skip
    return re.sub(r"\x1b\[[\d;]*m", "", done.stdout + done.stderr)


def prepare(folder):
    """A Python for tests from the folder of the program: an interpreter, pytest and Qt's own testing beside it."""
    shutil.rmtree(PYTHON, ignore_errors=True)
    shutil.copytree(folder, PYTHON)
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
