#!/usr/bin/env python3
"""Judges the Debian package by Debian's validators, and tries it in a clean system in `build/chroot`.

    python3 packaging/linux/check_deb.py [--no-chroot] [--interface CODE]

The program is tried in English, or in the language of `--interface`. A tool that is not here is told, and what it would judge
is not. The system is made once, by mmdebstrap as root (2 minutes and 1 GB); remove the folder for another one.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

THIS_FOLDER = Path(__file__).resolve().parent
ROOT = THIS_FOLDER.parent.parent
sys.path[:0] = [str(ROOT), str(THIS_FOLDER), str(THIS_FOLDER.parent / "windows")]

import amended_treaty  # noqa: E402
import build_deb  # noqa: E402
import filled_library  # noqa: E402
import filled_table  # noqa: E402
import negotiated_text  # noqa: E402
import opened_pdf  # noqa: E402
from interface_words import LANGUAGES  # noqa: E402
from wine_desktop import CheckError, Screen  # noqa: E402

from app.version import DESKTOP_ID, VERSION  # noqa: E402

CHROOT = ROOT / "build/chroot"
SEEN = ROOT / "build/deb-seen"
SUITE = "trixie"
HOME = "/tmp/home"
"""The home of the account in that system, new for each check: a failed one leaves unsaved changes, about which the next window
would ask."""
SPELT = ("python3-hunspell", "hunspell-en-gb")


def main(arguments):
    parser = argparse.ArgumentParser(description="Judges the Debian package and tries it.", allow_abbrev=False)
    parser.add_argument("--no-chroot", action="store_true", help="judge it alone")
    parser.add_argument("--interface", metavar="CODE", default="en", choices=LANGUAGES, help="the language of the program")
    options = parser.parse_args(arguments)
    begun = time.monotonic()
    package = build_deb.package(architecture())
    tree = ROOT / "build/deb/usr/share"
    try:
        if not package.is_file():
            raise CheckError(f"{package.relative_to(ROOT)}: it is not there; run make deb")
        opened_pdf.want_small(ROOT / "build/deb", opened_pdf.MOST_IN_PACKAGE)
        # The project has no page of its own yet: that alone is let pass.
        judge("lintian", "--fail-on", "error,warning", str(package))
        judge("desktop-file-validate", str(tree / f"applications/{DESKTOP_ID}.desktop"))
        metadata = str(tree / f"metainfo/{DESKTOP_ID}.metainfo.xml")
        judge("appstreamcli", "validate", "--no-net", "--override=url-homepage-missing=info", metadata)
        if not options.no_chroot:
            try_in_chroot(package, options.interface)
    except CheckError as error:
        print(f"check-deb: FAILED: {error}", file=sys.stderr)
        return 1
    print(f"check-deb: done, {time.monotonic() - begun:.0f} s")
    return 0


def architecture():
    """That of this machine, as Debian calls it."""
    return subprocess.run(["dpkg", "--print-architecture"], stdout=subprocess.PIPE, encoding="ascii", check=True).stdout.strip()


def judge(tool, *arguments):
    if shutil.which(tool) is None:
        print(f"check-deb: SKIPPED, not here: {tool}")
        return
    done = subprocess.run([tool, *arguments], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise CheckError(f"{tool}: {done.stdout}{done.stderr}")
    print(f"check-deb: {tool}: clean")


def try_in_chroot(package, language):
    if shutil.which("mmdebstrap") is None or os.geteuid() != 0:
        print("check-deb: SKIPPED, the clean system: mmdebstrap is not here or this is not root")
        return
    begun = time.monotonic()
    if not (CHROOT / "usr/bin/dpkg").exists():
        shutil.rmtree(CHROOT, ignore_errors=True)
        run("mmdebstrap", "--variant=apt", SUITE, str(CHROOT))
    shutil.rmtree(CHROOT / HOME.removeprefix("/"), ignore_errors=True)
    (CHROOT / HOME.removeprefix("/")).mkdir()
    shutil.copy(package, CHROOT / "tmp/clausewright.deb")
    shutil.copy("/etc/resolv.conf", CHROOT / "etc/resolv.conf")
    environment = ("env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8")
    install = ("apt-get", "install", "-y", "-q", "--no-install-recommends", "--reinstall")
    inside(*environment, "apt-get", "update", "-q")
    inside(*environment, *install, "/tmp/clausewright.deb", *SPELT)
    print(f"check-deb: installed in a clean system, {time.monotonic() - begun:.0f} s", flush=True)
    use_command_line()
    open_window(language)
    inside("dpkg", "--purge", "clausewright")
    if (CHROOT / "usr/lib/clausewright").exists():
        raise CheckError("something was left in /usr/lib/clausewright")


def use_command_line():
    want(VERSION in inside("clausewright", "--version"), "--version tells another")
    shutil.copy(ROOT / "resources/sample/resolution.en.txt", CHROOT / "tmp/a.txt")
    shutil.copy(ROOT / "resources/sample/proposal.en.json", CHROOT / "tmp/edits.json")
    inside("clausewright", "import", "/tmp/a.txt", "-o", "/tmp/a.amend")
    inside("clausewright", "apply", "/tmp/a.amend", "/tmp/edits.json", "-o", "/tmp/b.amend")
    inside("clausewright", "export", "/tmp/b.amend", "-o", "/tmp/b.docx")
    inside("clausewright", "export", "/tmp/b.amend", "-o", "/tmp/b.xml")
    want("{++" in inside("clausewright", "show", "/tmp/b.xml"), "the file of Akoma Ntoso tells no amendment")
    shutil.copy(ROOT / "resources/sample/resolution.ar.txt", CHROOT / "tmp/ar.txt")
    inside("clausewright", "library", "add", "/tmp/a.txt", "/tmp/ar.txt")
    for words in ("telecommunic*", "اتصالات"):
        want("[" in inside("clausewright", "library", "search", words), f"the library does not find {words}")
    (CHROOT / "tmp/t.txt").write_text(filled_table.TEXT, encoding="utf-8", newline="\n")
    inside("clausewright", "import", "/tmp/t.txt", "-o", "/tmp/t.amend")
    inside("clausewright", "export", "/tmp/t.amend", "-o", "/tmp/base.docx", "--clean")
    (CHROOT / "tmp" / filled_library.NAME).write_text(filled_library.TEXT, encoding="utf-8", newline="\n")
    filled_library.fill(clausewright, f"/tmp/{filled_library.NAME}")
    negotiated_text.merge(clausewright, CHROOT / "tmp", "/tmp/")
    amended_treaty.amend(clausewright, CHROOT / "tmp", "/tmp/")
    opened_pdf.open_pdf(clausewright, CHROOT / "tmp", "/tmp/")
    kinds = (CHROOT / "usr/share/mime/globs2").read_text(encoding="utf-8")
    want("application/vnd.clausewright.amend+zip" in kinds, "the MIME type is not known")
    asked = '["check", ["union", "unoin"]]\n'
    output = inside("clausewright", "--speller", "/usr/share/hunspell/en_GB", given=asked)
    want(output.splitlines() == ["true", '["unoin"]'], f"the speller says {output!r}")
    print("check-deb: command line, merge, library, PDF and speller work")


def open_window(language):
    if shutil.which("Xvfb") is None or shutil.which("xdotool") is None:
        print("check-deb: SKIPPED, the window: Xvfb or xdotool is not here")
        return
    screen = Screen(ROOT / "build/deb-screen")
    begun = time.monotonic()
    variables = [f"DISPLAY={screen.display}", "LC_ALL=C.UTF-8", f"HOME={HOME}", f"CLAUSEWRIGHT_LANGUAGE={language}"]
    command = ["chroot", str(CHROOT), "env", *variables, "clausewright-window", "/tmp/b.amend"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        window = screen.wait("the window", lambda title: "b.amend" in title, 60)
        print(f"check-deb: window after {time.monotonic() - begun:.1f} s")
        time.sleep(3)
        screen.picture(SEEN / "window.png")
        filled_library.search(screen, window, "b.amend", language, SEEN / "library.png")
        end(process)
        process = subprocess.Popen([*command[:-1], "/tmp/t.amend"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        filled_table.fill(screen, "t.amend", SEEN / "table.png")
        end(process)
        process = subprocess.Popen([*command[:-1], "/tmp/both.amend"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        negotiated_text.decide(screen, SEEN / "brackets.png")
        end(process)
        process = subprocess.Popen([*command[:-1], "/tmp/treaty.amend"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        amended_treaty.add_provision(screen, SEEN / "treaty.png")
    finally:
        end(process)
        screen.end()
    want(filled_library.CITED in inside("clausewright", "show", "/tmp/b.amend"), "what the library cites is not in the draft")
    negotiated_text.look(clausewright, "/tmp/")
    want(filled_table.FILLED in inside("clausewright", "show", "/tmp/t.amend"), "the table is not as it was filled")
    inside("clausewright", "export", "/tmp/t.amend", "-o", "/tmp/red.docx")
    inside("clausewright", "export", "/tmp/t.amend", "-o", "/tmp/new.docx", "--clean")
    if filled_table.judge(*(CHROOT / "tmp" / name for name in ("red.docx", "base.docx", "new.docx"))):
        print("check-deb: the judge of redlines accepts the table")
    if amended_treaty.export(clausewright, CHROOT / "tmp", "/tmp/"):
        print("check-deb: the judge of redlines accepts the treaty text")


def end(process):
    process.terminate()
    process.wait(timeout=10)


def clausewright(*arguments, status=0):
    """The output of the program there."""
    return inside("clausewright", *arguments, status=status)


def inside(*command, given=None, status=0):
    """The output of a command in the clean system."""
    return run("chroot", str(CHROOT), "env", f"HOME={HOME}", *command, given=given, status=status)


def run(*command, given=None, status=0):
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", input=given, check=False)
    if done.returncode != status:
        raise CheckError(f"{' '.join(command[:8])}: {done.stdout[-1500:]}{done.stderr[-1500:]}")
    return done.stdout


def want(is_so, otherwise):
    if not is_so:
        raise CheckError(otherwise)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
