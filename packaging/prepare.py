#!/usr/bin/env python3
"""Makes `.venv`, installs the program in it and what it needs of the system; the second time it does nothing.

    python3 packaging/prepare.py program|window|tests|installer|deb

`program` is enough for the command line, `window` adds the libraries that Qt needs of the system, `tests` adds the
tools of the tests, `installer` and `deb` those that build and try the packages. System packages are installed by apt where
that is possible without asking, as root or by a sudo without password; elsewhere they are named in one line and nothing is
installed. Only the standard library is used, and no syntax that Python 3.6 does not understand, so that an old
Python can be told so.
"""

import ctypes
import glob
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LEVELS = ("program", "window", "tests")
# Tools of the system alone, beside what `program` needs.
PACKAGES = ("installer", "deb")

# What Qt loads at run time (ldd of its xcb and offscreen platforms on Debian 13), by library, with the package that has
# it. Where Debian renamed a package, the newer name comes first.
LIBRARIES = {
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libGL.so.1": ("libgl1",),
    "libEGL.so.1": ("libegl1",),
    "libX11.so.6": ("libx11-6",),
    "libX11-xcb.so.1": ("libx11-xcb1",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-image.so.0": ("libxcb-image0",),
}
TOOLS = {
    "Xvfb": ("xvfb",),
    "xauth": ("xauth",),
    "xdotool": ("xdotool",),
    "openbox": ("openbox",),
    "soffice": ("libreoffice-writer",),
    "pdftoppm": ("poppler-utils",),
}
PACKAGE_TOOLS = {
    "installer": {
        "wine": ("wine",),
        "/usr/lib/wine/wine64": ("wine64",),
        "makensis": ("nsis",),
        "x86_64-w64-mingw32-gcc": ("gcc-mingw-w64-x86-64-win32", "gcc-mingw-w64-x86-64"),
        "/usr/x86_64-w64-mingw32/include/windows.h": ("mingw-w64-x86-64-dev",),
        "python3.13": ("python3.13",),
        "Xvfb": ("xvfb",),
        "xdotool": ("xdotool",),
        "openbox": ("openbox",),
    },
    "deb": {
        "dpkg-deb": ("dpkg",),
        "lintian": ("lintian",),
        "appstreamcli": ("appstream",),
        "desktop-file-validate": ("desktop-file-utils",),
        "mmdebstrap": ("mmdebstrap",),
        "Xvfb": ("xvfb",),
        "xdotool": ("xdotool",),
    },
}
FONTS = {
    "/usr/share/fonts/truetype/liberation*/LiberationSerif-Regular.ttf": ("fonts-liberation",),
    "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf": ("fonts-noto-core",),
    "/usr/share/fonts/opentype/noto/NotoS*CJK-Regular.ttc": ("fonts-noto-cjk",),
}


def main(arguments):
    if sys.version_info < (3, 11):
        sentence = "Python 3.11 or later is needed, this is {}.{}; name another with: make PYTHON=python3.11"
        return stop(sentence.format(*sys.version_info))
    if len(arguments) != 1 or arguments[0] not in LEVELS + PACKAGES:
        return stop("usage: prepare.py program|window|tests|installer|deb")
    level = arguments[0]
    if level in PACKAGES:
        return prepare_packages(level)
    mark = fingerprint()
    wanted = LEVELS.index(level)
    if any(stamp(name).is_file() and stamp(name).read_text(encoding="utf-8") == mark for name in LEVELS[wanted:]):
        return 0
    missing = missing_packages(level)
    if missing and not install_packages(missing):
        return stop("missing: {0}\nInstall with: sudo apt-get install {0}".format(" ".join(missing)))
    make_environment(level)
    stamp(level).write_text(mark, encoding="utf-8", newline="\n")
    return 0


def prepare_packages(level):
    """Installs what a package is built and tried with, where that can be; what cannot is told, and the build says what it
    lacks."""
    status = main(["program"])
    lacking = [names for tool, names in PACKAGE_TOOLS[level].items() if shutil.which(tool) is None and not os.path.exists(tool)]
    if lacking and can_install():
        run([*as_root(), "apt-get", "update", "-q"], quiet=True)
    wanting = [known_name(names) if shutil.which("apt-cache") else names[0] for names in lacking]
    if wanting and not install_packages(wanting):
        print("prepare: not here, and not to be had: " + " ".join(wanting), file=sys.stderr)
    return status


def stop(sentence):
    print("prepare: " + sentence, file=sys.stderr)
    return 1


def fingerprint():
    """A fingerprint of dependencies, recipe, Python and place: if it changes, the environment is made again."""
    recipe = [(ROOT / "pyproject.toml").read_bytes(), Path(__file__).read_bytes()]
    return hashlib.sha256(b"\0".join([*recipe, sys.version.encode(), str(ROOT).encode()])).hexdigest()


def stamp(level):
    return VENV / ("prepared-" + level)


def missing_packages(level):
    """The Debian packages that are wanting, by the newest name that this system knows."""
    wanting = []
    if not PYTHON.exists() and importlib.util.find_spec("ensurepip") is None:
        wanting.append(("python3-venv",))
    if sys.platform.startswith("linux"):
        if level != "program":
            wanting += [names for library, names in LIBRARIES.items() if not loads(library)]
        if level == "tests":
            wanting += [names for tool, names in TOOLS.items() if shutil.which(tool) is None]
            wanting += [names for pattern, names in FONTS.items() if not glob.glob(pattern)]
            if not speaks_to_office():
                wanting.append(("python3-uno",))
    if wanting and shutil.which("apt-get"):
        if can_install():
            run([*as_root(), "apt-get", "update", "-q"], quiet=True)
        return [known_name(names) for names in wanting]
    return [names[0] for names in wanting]


def loads(library):
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def speaks_to_office():
    """Whether the system's Python, the one that LibreOffice's bridge is made for, has that bridge."""
    python = "/usr/bin/python3"
    return os.path.exists(python) and run([python, "-c", "import uno"], quiet=True)


def known_name(names):
    """The first of a package's names that apt can install, else the newest."""
    return next(filter(is_known, names), names[0])


def is_known(package):
    answer = subprocess.run(["apt-cache", "policy", package], stdout=subprocess.PIPE, check=False)
    return b"Candidate:" in answer.stdout and b"Candidate: (none)" not in answer.stdout


def can_install():
    return shutil.which("apt-get") is not None and (os.geteuid() == 0 or run(["sudo", "-n", "true"], quiet=True))


def as_root():
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


def install_packages(packages):
    if not can_install():
        return False
    print("prepare: installing " + " ".join(packages), flush=True)
    install = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-q", "--no-install-recommends"]
    return run([*as_root(), *install, *packages], quiet=True)


def make_environment(level):
    if not PYTHON.exists() or not run([str(PYTHON), "-m", "pip", "--version"], quiet=True):
        print("prepare: making .venv", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    print("prepare: installing the program and what it needs in .venv", flush=True)
    program = str(ROOT) + ("[test]" if level == "tests" else "")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--editable", program], check=True)
    subprocess.run([str(PYTHON), str(ROOT / "packaging/translations.py"), "compile"], check=True)


def run(command, quiet=False):
    """Whether a command ends well; with `quiet`, of its output only apt's is shown, and only if apt failed."""
    output, errors = (subprocess.PIPE, subprocess.STDOUT) if quiet else (None, None)
    try:
        done = subprocess.run(command, stdout=output, stderr=errors, check=False)
    except OSError:
        return False
    if done.returncode and quiet and "apt-get" in command:
        print(done.stdout.decode(errors="replace")[-2000:], file=sys.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(stop("this command failed: " + " ".join(map(str, error.cmd))))
