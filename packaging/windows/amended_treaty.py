"""A treaty text amended by commands and by keys, exported and read again: what is tried of a package on Windows and on Debian
alike."""

import json
import time
from pathlib import Path

from filled_table import judge
from wine_desktop import CheckError

SAMPLE = Path(__file__).resolve().parent.parent.parent / "resources/sample/treaty.en.tsv"
EDITS = (
    {"do": "replace", "at": "9.7", "find": "thirty", "with": "sixty"},
    {"do": "delete", "at": "9.16"},
)
TYPED = "Administrations may meet."
"""The new provision after 9.11."""
SHOWN = ("{--thirty--}{++sixty++}", "{--An administration that does not reply", "9.11A||", f"{{++{TYPED}++}}")
"""What is shown of it afterwards."""
PROPOSED = (SHOWN[0], *SHOWN[2:])
"""What is shown of the file of its proposals: of a provision that is struck it has the number alone."""


def amend(call, folder, place=""):
    """Takes the sample in and amends it by commands; the project is `treaty.amend`.

    call: gives what a command says
    folder: where the files are written
    place: the folder by which the command knows them; '' for the current one
    """
    (folder / "treaty.tsv").write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    (folder / "treaty.json").write_text(json.dumps({"author": "ATU", "edits": EDITS}), encoding="utf-8", newline="\n")
    call("import", f"{place}treaty.tsv", "-o", f"{place}in force.amend")
    call("export", f"{place}in force.amend", "-o", f"{place}treaty base.docx", "--clean")
    call("apply", f"{place}in force.amend", f"{place}treaty.json", "-o", f"{place}treaty.amend")


def add_provision(screen, picture):
    """Goes to a provision by its number, adds one after it and saves; takes a picture before."""
    window = screen.wait("the treaty text", lambda title: "treaty.amend" in title, 90)
    time.sleep(4)
    screen.focus(window)
    screen.press("ctrl+g")
    screen.write("9.11")
    screen.press("Return", "ctrl+shift+n")
    screen.write(TYPED)
    screen.wait("the mark of a provision", lambda title: "treaty.amend*" in title)
    time.sleep(2)
    screen.picture(picture)
    screen.press("ctrl+s")
    screen.wait("the save of the provision", lambda title: "treaty.amend —" in title)
    return window


def export(call, folder, place=""):
    """Exports what was drafted, whole and as proposals, and reads both again; whether the judge of redlines was there to accept
    the whole text."""
    shown = {"treaty.amend": SHOWN, "treaty.docx": SHOWN, "treaty proposals.docx": PROPOSED}
    for name, wanted in shown.items():
        if name == "treaty.docx":
            call("export", f"{place}treaty.amend", "-o", f"{place}{name}", "--form", "whole")
        elif name != "treaty.amend":
            call("export", f"{place}treaty.amend", "-o", f"{place}{name}")
        words = call("show", f"{place}{name}")
        if not all(part in words for part in wanted):
            raise CheckError(f"{name} lacks an amendment: {words!r}")
    call("export", f"{place}treaty.amend", "-o", f"{place}treaty new.docx", "--clean")
    return judge(*(folder / f"{name}.docx" for name in ("treaty", "treaty base", "treaty new")))
