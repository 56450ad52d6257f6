"""Two copies of a text merged, and its brackets decided by keys: what is tried of a package on Windows and on Debian alike."""

import json
import time

from wine_desktop import CheckError

TEXT = """\
# RESOLUTION 76 (Geneva, 2022)
## Work
*resolves*
1\tto [continue] [stop] the work soon;
2\tto report every year.
"""
COPIES = {
    "ATU": ("resolves/1", "soon", "now"),
    "EUR": ("resolves/2", "year", "month"),
    "APT": ("resolves/2", "year", "week"),
}
"""What each party replaces, and where; the last two disagree."""
MERGED = ("{++now++}", "{++month++}")
DECIDED = "to continue the work now;"


def merge(call, folder, place=""):
    """Makes copies of a text and merges them, with a conflict and without one; the merged text is `both.amend`.

    call: gives what a command says; `status` is the one with which it is to end
    folder: where the files are written
    place: the folder by which the command knows them; '' for the current one
    """
    (folder / "negotiated.txt").write_text(TEXT, encoding="utf-8", newline="\n")
    call("import", f"{place}negotiated.txt", "-o", f"{place}negotiated.amend")
    for party, (at, find, words) in COPIES.items():
        edits = {"author": party, "edits": [{"do": "replace", "at": at, "find": find, "with": words}]}
        (folder / f"{party}.json").write_text(json.dumps(edits), encoding="utf-8", newline="\n")
        call("apply", f"{place}negotiated.amend", f"{place}{party}.json", "-o", f"{place}{party}.amend")
    base, african, european, asian = (f"{place}{name}.amend" for name in ("negotiated", "ATU", "EUR", "APT"))
    call("merge", base, european, asian, "-o", f"{place}conflict.amend", status=1)
    call("merge", base, african, european, "-o", f"{place}both.amend")
    shown = call("show", f"{place}both.amend")
    if not all(words in shown for words in MERGED):
        raise CheckError(f"what both changed is not in the merged text: {shown!r}")


def decide(screen, picture):
    """Goes to the brackets, keeps the first option, and saves; takes a picture before."""
    window = screen.wait("the merged text", lambda title: "both.amend" in title, 90)
    time.sleep(4)
    screen.focus(window)
    screen.press("ctrl+Home", "ctrl+F8", "ctrl+alt+shift+c")
    screen.wait("the mark of a decision", lambda title: "both.amend*" in title)
    time.sleep(2)
    screen.picture(picture)
    screen.press("ctrl+s")
    screen.wait("the save of the decision", lambda title: "both.amend —" in title)
    return window


def look(call, place=""):
    """CheckError unless the saved draft has the option that was kept, and no brackets."""
    shown = call("show", f"{place}both.amend", "--view", "draft")
    if DECIDED not in shown or "[continue]" in shown or "[stop]" in shown:
        raise CheckError(f"the brackets are not decided: {shown!r}")
