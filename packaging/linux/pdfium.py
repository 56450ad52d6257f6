"""PDFium in the Debian package: Debian 13 has none, so the library of pypdfium2's wheel lies in a folder beside the program."""

import hashlib
import re
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / "build/downloads"
VERSION = "5.15.2"
WHEELS = {
    "amd64": ("manylinux2014_x86_64", "dc31aea5b0fb9fefc9b537a65f4113980b2c40798445736a7e6565bc85161e37"),
    "arm64": ("manylinux2014_aarch64", "dd46e93c0c3a73f6cea8489baff6d77a5d0759dd53fbbce0aeb49c91830176fc"),
}
"""By architecture of Debian: the platform of the wheel, and its SHA-256."""
LIBC = "libc6 (>= 2.17)"
"""What the library needs: manylinux2014 is glibc 2.17."""
FOLDER = "pypdfium2_raw"
DOCUMENTS = "usr/share/doc/clausewright/pypdfium2"
OVERRIDES = """\
# Debian has no PDFium; that of pypdfium2 is built with its own copies of these libraries, and is carried as it was built.
clausewright: embedded-library *
clausewright: unstripped-binary-or-object *
"""
COPYRIGHT = f"""\
Files: {FOLDER}/*
Copyright: 2014 The PDFium Authors
           2021-present geisserml and contributors
License: BSD-3-Clause and Apache-2.0
 The terms of PDFium, of the libraries in it and of pypdfium2 are in /{DOCUMENTS}/.
"""


class PdfiumError(Exception):
    """The wheel cannot be had, in one sentence."""


def put_pdfium(wheel, tree, place):
    """The folder with the library into the program, and its licences into the documents."""
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            licence = re.fullmatch(r"[^/]+\.dist-info/licenses/(.+[^/])", name)
            if name.startswith(f"{FOLDER}/") and not name.endswith("/"):
                _write(tree / place / name, archive.read(name))
            elif licence:
                _write(tree / DOCUMENTS / Path(licence[1]).name, _in_utf_8(archive.read(name)))


def fetched_wheel(architecture):
    """The wheel for an architecture of Debian, fetched once and known by its hash."""
    platform, digest = WHEELS[architecture]
    if (found := _sound_wheel(digest)) is None:
        KEPT.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--only-binary=:all:", "--platform", platform, "-d", str(KEPT), f"pypdfium2=={VERSION}"]
        subprocess.run(command, check=False)
        found = _sound_wheel(digest)
    if found is None:
        raise PdfiumError(f"the wheel of pypdfium2 {VERSION} for {architecture} cannot be fetched; is the package index reached?")
    return found


def _sound_wheel(digest):
    for path in sorted(KEPT.glob("pypdfium2-*.whl")):
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() == digest:
                return path
    return None


def _in_utf_8(text):
    """A licence in UTF-8, as Debian wants documents: one of them is in Latin-1."""
    try:
        return text.decode("utf-8").encode("utf-8")
    except UnicodeDecodeError:
        return text.decode("latin-1").encode("utf-8")


def _write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.chmod(0o644)
