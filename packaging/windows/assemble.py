"""The folder of the program on Windows, put together from a runtime, wheels, dictionaries and the program itself."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

THIS_FOLDER = Path(__file__).resolve().parent
ROOT = THIS_FOLDER.parent.parent
sys.path[:0] = [str(ROOT), str(THIS_FOLDER.parent)]

from resources import catalogues  # noqa: E402

COMPILER = "x86_64-w64-mingw32-"

KEPT_MODULES = set(
    "_asyncio _bz2 _ctypes _decimal _elementtree _hashlib _lzma _multiprocessing _overlapped _queue _socket _sqlite3 _ssl _uuid "
    "_wmi _zoneinfo pyexpat select unicodedata".split()
)
KEPT_LIBRARIES = {"libffi-8.dll", "libcrypto-3.dll", "libssl-3.dll", "sqlite3.dll", "zlib1.dll"}
DROPPED_LIBRARY = set(
    "__pycache__ _pyrepl config curses dbm dist-packages distutils ensurepip EXTERNALLY-MANAGED idlelib lib-dynload lib2to3 "
    "msilib pydoc_data site-packages sitecustomize.py test tkinter turtle.py turtledemo venv".split()
)
"""Of the standard library, what the program never imports or Debian adds."""
KEPT_OF_QT = set(
    "Qt6Core.dll Qt6Gui.dll Qt6Widgets.dll Qt6PrintSupport.dll Qt6Svg.dll Qt6Network.dll QtCore.pyd QtGui.pyd QtWidgets.pyd "
    "QtPrintSupport.pyd pyside6.abi3.dll".split()
)
KEPT_PLUGINS = set(
    "platforms/qwindows.dll platforms/qoffscreen.dll styles/qmodernwindowsstyle.dll imageformats/qsvg.dll imageformats/qico.dll "
    "imageformats/qjpeg.dll imageformats/qgif.dll iconengines/qsvgicon.dll".split()
)
LANGUAGES = "ar en es fr ru zh"
KEPT_LEXERS = {"__init__.py", "_mapping.py", "data.py", "javascript.py", "jvm.py", "special.py", "web.py"}
NEVER = {".pyi", ".h", ".pxd", ".pxi", ".pyx", ".lib", ".c", ".cpp", ".prl", ".cmake"}


class AssemblyError(Exception):
    """The folder cannot be put together, in one sentence."""


def is_kept(name):
    """Whether a file of a wheel goes into the installer, by its path in the wheel."""
    path = Path(name)
    first, rest = path.parts[0], "/".join(path.parts[1:])
    if name.endswith("/") or path.suffix in NEVER or first.endswith((".dist-info", ".data")):
        return False
    if first == "PySide6":
        if path.parts[1] == "plugins":
            return "/".join(path.parts[2:]) in KEPT_PLUGINS
        if path.parts[1] == "translations":
            return re.fullmatch(r"qtbase_(ar|en|es|fr|ru|zh_CN)\.qm", path.name) is not None
        return len(path.parts) == 2 and (path.name in KEPT_OF_QT or path.suffix == ".py" or "140" in path.name)
    if first in ("pypdfium2", "pypdfium2_cli", "pypdfium2_cfg"):
        return False
    if first == "babel" and path.parts[1] == "locale-data":
        return path.suffix != ".dat" or re.match(rf"(root|{'|'.join(LANGUAGES.split())})(_|\.)", path.name) is not None
    if first == "pygments" and path.parts[1] == "lexers":
        return path.name in KEPT_LEXERS
    return not rest.startswith(("dictionaries/", "includes/", "include/", "lib/", "tests/"))


def put_runtime(source, out):
    """The runtime of Python from a folder or the official embeddable zip. Gives the name of its library, python313."""
    if source.is_file():
        with zipfile.ZipFile(source) as archive:
            given = {Path(name).name.lower(): archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    else:
        given = {path.name.lower(): path.read_bytes() for path in source.iterdir() if path.is_file()}
    names = [match[1] for match in map(re.compile(r"(python3\d+)\.dll").fullmatch, given) if match]
    if len(names) != 1:
        raise AssemblyError(f"{source}: it holds no library of Python 3, such as python313.dll")
    libraries = out / "DLLs"
    libraries.mkdir(parents=True)
    for name, data in sorted(given.items()):
        stem, _, suffix = name.rpartition(".")
        if name in (f"{names[0]}.dll", "python3.dll", "vcruntime140.dll", "vcruntime140_1.dll", f"{names[0]}.zip"):
            (out / name).write_bytes(data)
        elif name in KEPT_LIBRARIES or (suffix == "pyd" and stem in KEPT_MODULES):
            (libraries / name).write_bytes(data)
    (out / f"{names[0]}._pth").write_text(f"{names[0]}.zip\nDLLs\nLib\n", encoding="ascii", newline="\r\n")
    return names[0]


def put_library(source, python, out, name, work):
    """The standard library, compiled into a zip: for the stand-in, which has none."""
    stage = work / "library"
    shutil.rmtree(stage, ignore_errors=True)
    for path in sorted(source.rglob("*.py")):
        inside = path.relative_to(source)
        if set(inside.parts) & DROPPED_LIBRARY or inside.parts[0].startswith("config-") or "_sysconfigdata" in path.name:
            continue
        (stage / inside).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, stage / inside)
    compile_all(python, stage, "-b")
    with zipfile.ZipFile(out / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(stage.rglob("*.pyc")):
            entry = zipfile.ZipInfo(path.relative_to(stage).as_posix())
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())


def compile_all(python, folder, *options):
    """Compiles a folder so that the files say nothing of where and when: paths from the folder, hashes for times."""
    command = [python, "-m", "compileall", "-q", "-s", str(folder), "--invalidation-mode", "unchecked-hash", *options]
    subprocess.run([*command, str(folder)], check=True, env={**os.environ, "PYTHONHASHSEED": "0"})


def put_forwarder(out, name, work):
    """python3.dll, which passes what abi3 modules ask for on to the library of this version: the stand-in has none."""
    command = [COMPILER + "objdump", "-p", str(out / f"{name}.dll")]
    listed = subprocess.run(command, stdout=subprocess.PIPE, encoding="ascii", errors="replace", check=True).stdout
    table = listed[listed.index("[Ordinal/Name Pointer] Table") :]
    names = re.findall(r"^\s*\[\s*\d+\].*?\b(_?Py\w+)\s*$", table, re.MULTILINE)
    (work / "python3.def").write_text(
        "LIBRARY python3.dll\nEXPORTS\n" + "".join(f"  {function}={name}.{function}\n" for function in names),
        encoding="ascii",
        newline="\n",
    )
    (work / "empty.c").write_text(
        "int __stdcall DllMainCRTStartup(void *a, unsigned b, void *c) { (void)a; (void)b; (void)c; return 1; }\n",
        encoding="ascii", newline="\n",
    )  # fmt: skip
    link(out / "python3.dll", [work / "empty.c", work / "python3.def"], "-shared", "-nostdlib")


def link(target, sources, *options):
    """A program or a library, the same bytes from the same sources."""
    # The linker would write its time into it, and into a library an address made from the path of the file.
    same = "-Wl,--no-insert-timestamp,--disable-auto-image-base"
    command = [COMPILER + "gcc", "-Os", "-s", "-Wall", same, *options, "-o", str(target)]
    subprocess.run([*command, *map(str, sources)], check=True)


def put_launchers(out, name, version, work):
    """Clausewright.exe for the window and clausewright-cli.exe for the console, with icon, version and manifest."""
    from draw_icons import ico

    (work / "clausewright.ico").write_bytes(ico())
    shutil.copyfile(THIS_FOLDER / "launcher.manifest", work / "launcher.manifest")
    numbers = ",".join([*version.split("."), "0"])
    subprocess.run(
        [COMPILER + "windres", "-I", ".", f"-DNUMBERS={numbers}", f'-DVERSION=\\"{version}\\"', str(THIS_FOLDER / "launcher.rc"),
         "-O", "coff", "-o", "launcher.res"], cwd=work, check=True,
    )  # fmt: skip
    sources = [THIS_FOLDER / "launcher.c", work / "launcher.res"]
    runtime = f'-DRUNTIME=L"{name}.dll"'
    link(out / "Clausewright.exe", sources, "-municode", runtime, "-DWINDOWS", "-mwindows")
    link(out / "clausewright-cli.exe", sources, "-municode", runtime)


def put_wheels(files, out):
    """The wheels without what the program does not use; their licences into a folder of their own."""
    library, licences = out / "Lib", out / "licences"
    for file in files:
        title = "-".join(file.name.split("-")[:2])
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                if is_kept(name):
                    _write(library / name, archive.read(name))
                elif is_licence(name):
                    _write(licences / title / Path(name).name, archive.read(name))


def is_licence(name):
    """Whether a file of a wheel is one of its licences."""
    named = re.search(r"\.dist-info/(.*/)?[^/]*(LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*$", name, re.IGNORECASE)
    return named is not None or re.search(r"\.dist-info/licenses/.*[^/]$", name) is not None


def put_program(out, note):
    """The four folders of the program; `note` is what it says of this build, empty for a release."""
    for folder in ("app", "model", "resources", "widgets"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".mo":
                _write(out / "Lib" / path.relative_to(ROOT), path.read_bytes())
    catalogues.compile_all(target=out / "Lib" / catalogues.FOLDER.relative_to(ROOT))
    if note:
        _write(out / "Lib/app/build.txt", (note + "\n").encode())


def put_dictionaries(found, out, work):
    """The dictionaries of Debian's packages with their terms, beside the program."""
    for row, package in found:
        place = work / row["package"]
        shutil.rmtree(place, ignore_errors=True)
        subprocess.run(["dpkg-deb", "-x", str(package), str(place)], check=True)
        for suffix in (".aff", ".dic"):
            data = (place / "usr/share/hunspell" / (row["file"] + suffix)).read_bytes()
            _write(out / "dictionaries" / (row["name"] + suffix), data)
        terms = (place / "usr/share/doc" / row["package"] / "copyright").read_bytes()
        _write(out / "licences" / row["package"] / "copyright.txt", terms)


def settle(out, seconds):
    """Gives all files one time, so that two builds of one commit are the same."""
    for path in sorted(out.rglob("*"), reverse=True):
        os.utime(path, (seconds, seconds))


def _write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
