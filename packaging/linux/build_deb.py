#!/usr/bin/env python3
"""Builds the Debian package, on Debian's own libraries, into `dist/`.

    python3 packaging/linux/build_deb.py

Babel, which compiles the catalogues, pip, which fetches PDFium, and Debian's tools suffice. The program lies in
/usr/lib/clausewright, where its folders collide with nobody's. There is a package for each architecture, since PDFium is in it.
"""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from email.utils import formatdate
from pathlib import Path

THIS_FOLDER = Path(__file__).resolve().parent
ROOT = THIS_FOLDER.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging"), str(THIS_FOLDER)]

import pdfium  # noqa: E402
from draw_icons import SIZES, picture  # noqa: E402

from app.version import DESKTOP_ID, VERSION  # noqa: E402
from resources.catalogues import FOLDER, compile_all  # noqa: E402

REVISION = "1"
MAINTAINER = "Clausewright contributors <clausewright@users.noreply.github.com>"
PLACE = "usr/lib/clausewright"
DEPENDS = (
    "python3 (>= 3.11)", "python3-babel (>= 2.15)", "python3-docx (>= 1.1.2)", "python3-lxml (>= 5.2)",
    "python3-msgspec (>= 0.19)", "python3-platformdirs (>= 4.2)", "python3-pygments (>= 2.17)", "python3-pyside6.qtcore (>= 6.8)",
    "python3-pyside6.qtgui (>= 6.8)", "python3-pyside6.qtprintsupport (>= 6.8)", "python3-pyside6.qtwidgets (>= 6.8)",
    "python3-rapidfuzz (>= 3.9)", "python3-regex", "qt6-svg-plugins (>= 6.8)", "qt6-translations-l10n (>= 6.8)",
)  # fmt: skip
RECOMMENDS = (
    "python3-hunspell", "hunspell-en-gb | hunspell-dictionary", "fonts-liberation",
    "qt6-xdgdesktopportal-platformtheme", "qt6-gtk-platformtheme",
)  # fmt: skip
SUGGESTS = ("hunspell-fr", "hunspell-es", "hunspell-ru", "hunspell-ar")
SUMMARY = "editor for amendments to ITU texts"
DESCRIPTION = """\
 Clausewright opens a text in force of the International
 Telecommunication Union from a Word file, tracks every change where it
 is made, renumbers the clauses, and exports the submission as an
 ITU-formatted Word file with genuine tracked changes. Each export is
 proved by reading the file back.
 .
 It works offline, in a window and on the command line.
"""
STARTER = """\
#!/usr/bin/python3 -P
import sys

sys.path.insert(0, "/{place}")
from app.cli.main import {function}

sys.exit({function}())
"""
OVERRIDES = """\
# The project has no page of its own yet, and a package that is not Debian's closes none of its bugs.
clausewright: appstream-metadata-validation-failed
clausewright: initial-upload-closes-no-bugs
"""
COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Clausewright

Files: *
Copyright: 2026 Clausewright contributors
License: Expat

Files: resources/icons/*
Copyright: 2026 Lucide Icons and Contributors
           2013-present Cole Bemis
License: ISC and Expat
 The terms of both are in /PLACE/resources/icons/LICENSE.txt.

PDFIUM
License: Expat
""".replace("PDFIUM", pdfium.COPYRIGHT).replace("PLACE", PLACE)


def main():
    lacking = [tool for tool in ("dpkg-deb",) if shutil.which(tool) is None]
    if lacking:
        print("build-deb: missing: dpkg-deb; a Debian package is built on Debian", file=sys.stderr)
        return 1
    begun = time.monotonic()
    tree = ROOT / "build/deb"
    shutil.rmtree(tree, ignore_errors=True)
    put_program(tree)
    put_desktop(tree)
    put_documents(tree)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(built_at())}
    for architecture in pdfium.WHEELS:
        try:
            wheel = pdfium.fetched_wheel(architecture)
        except pdfium.PdfiumError as error:
            print(f"build-deb: {error}", file=sys.stderr)
            return 1
        shutil.rmtree(tree / PLACE / pdfium.FOLDER, ignore_errors=True)
        pdfium.put_pdfium(wheel, tree, PLACE)
        put_control(tree, architecture)
        settle(tree)
        target = package(architecture)
        target.parent.mkdir(exist_ok=True)
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(target)], check=True, env=environment,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        print(f"build-deb: {target.relative_to(ROOT)}: {target.stat().st_size:,} bytes, {time.monotonic() - begun:.0f} s")
    return 0


def package(architecture):
    """The file of the package for an architecture of Debian."""
    return ROOT / f"dist/clausewright_{VERSION}-{REVISION}_{architecture}.deb"


def built_at():
    """SOURCE_DATE_EPOCH, else the time of the commit, in seconds since 1970."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        given = subprocess.run(command, stdout=subprocess.PIPE, encoding="ascii", check=False).stdout.strip()
    return int(given or 1_700_000_000)


def put_program(tree):
    for folder in ("app", "model", "resources", "widgets"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".mo":
                write(tree / PLACE / path.relative_to(ROOT), path.read_bytes())
    compile_all(target=tree / PLACE / FOLDER.relative_to(ROOT))
    for name, function in (("clausewright", "main"), ("clausewright-window", "window_main")):
        write(tree / "usr/bin" / name, STARTER.format(place=PLACE, function=function), 0o755)


def put_desktop(tree):
    """What file managers, menus and software centres read."""
    share = tree / "usr/share"
    write(share / f"applications/{DESKTOP_ID}.desktop", (THIS_FOLDER / f"{DESKTOP_ID}.desktop").read_bytes())
    write(share / "mime/packages/clausewright.xml", (THIS_FOLDER / "clausewright-mime.xml").read_bytes())
    text = (THIS_FOLDER / f"{DESKTOP_ID}.metainfo.xml").read_text(encoding="utf-8")
    write(share / f"metainfo/{DESKTOP_ID}.metainfo.xml", text.replace("@RELEASES@", releases()))
    for size in SIZES:
        write(share / f"icons/hicolor/{size}x{size}/apps/{DESKTOP_ID}.png", picture(size).read_bytes())
    write(share / f"icons/hicolor/scalable/apps/{DESKTOP_ID}.svg", (ROOT / "packaging/icon.svg").read_bytes())


def releases():
    """The releases of the changelog as AppStream has them."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.findall(r"^## \[([\d.]+)\] - (\d{4}-\d\d-\d\d)$", changelog, re.MULTILINE)
    return "\n".join(f'    <release version="{version}" date="{date}"/>' for version, date in found)


def put_documents(tree):
    share = tree / "usr/share"
    documents = share / "doc/clausewright"
    manual = (THIS_FOLDER / "clausewright.1").read_text(encoding="utf-8").replace("@VERSION@", VERSION)
    write(share / "man/man1/clausewright.1.gz", compress(manual.encode()))
    (share / "man/man1/clausewright-window.1.gz").symlink_to("clausewright.1.gz")
    terms = [f" {line}" if line else " ." for line in (ROOT / "LICENSE").read_text(encoding="utf-8").splitlines()[4:]]
    write(documents / "copyright", COPYRIGHT + "\n".join(terms) + "\n")
    write(documents / "changelog.gz", compress((ROOT / "CHANGELOG.md").read_bytes()))
    write(share / "lintian/overrides/clausewright", OVERRIDES + pdfium.OVERRIDES)
    entry = (
        f"clausewright ({VERSION}-{REVISION}) unstable; urgency=medium\n\n  * Release {VERSION}; see changelog.gz.\n\n"
        f" -- {MAINTAINER}  {formatdate(built_at())}\n"
    )
    write(documents / "changelog.Debian.gz", compress(entry.encode()))


def put_control(tree, architecture):
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    control = (
        f"Package: clausewright\nVersion: {VERSION}-{REVISION}\nArchitecture: {architecture}\nMaintainer: {MAINTAINER}\n"
        f"Installed-Size: {size}\n"
        f"Depends: {', '.join((pdfium.LIBC, *DEPENDS))}\nRecommends: {', '.join(RECOMMENDS)}\nSuggests: {', '.join(SUGGESTS)}\n"
        f"Section: text\nPriority: optional\nDescription: {SUMMARY}\n{DESCRIPTION}"
    )
    sums = [
        f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n"
        for path in sorted(tree.rglob("*"))
        if path.is_file() and not path.is_symlink()
    ]
    write(tree / "DEBIAN/control", control)
    write(tree / "DEBIAN/md5sums", "".join(sums))
    calls = (("postinst", "py3compile", f"-p clausewright /{PLACE}"), ("prerm", "py3clean", "-p clausewright"))
    for name, tool, arguments in calls:
        call = f"#!/bin/sh\nset -e\nif command -v {tool} >/dev/null; then\n\t{tool} {arguments}\nfi\n"
        write(tree / f"DEBIAN/{name}", call, 0o755)


def settle(tree):
    """Gives all files one time and the folders the usual mode, so that two builds of one commit are the same."""
    for path in sorted(tree.rglob("*"), reverse=True):
        if path.is_dir():
            path.chmod(0o755)
        os.utime(path, (built_at(), built_at()), follow_symlinks=False)


def compress(data):
    return gzip.compress(data, 9, mtime=0)


def write(path, content, mode=0o644):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    path.chmod(mode)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        print("build-deb: this command failed: " + " ".join(map(str, error.cmd)), file=sys.stderr)
        sys.exit(1)
