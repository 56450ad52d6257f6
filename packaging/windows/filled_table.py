"""A table of a text, filled on its page in the window: what is tried of a package on Windows and on Debian alike."""

import subprocess
import sys
import time
from pathlib import Path

from wine_desktop import CheckError

JUDGE = Path(__file__).resolve().parent.parent.parent.parent / "shared/judge/redline.py"
TEXT = """\
# RESOLUTION 75 (Geneva, 2022)
## Seats
*considering*
a)\tthat seats are shared so:
|1.1.1| Region
|1.1.2| Seats
|1.2.1| A
|1.2.2| 9
*resolves*
to go on.
"""
FILLED = """\
|1.2.1| A{++ and B++}
|1.2.2| 9
|1.+3.1| {++C++}{++¶++}
|1.+3.2| {++7++}{++¶++}
|1.+4.1| {++D++}{++¶++}
|1.+4.2| {++¶++}
*resolves*
"""
"""What is shown of it afterwards."""


def fill(screen, name, picture):
    """Types in a cell, adds a row by its key and another by Tab in the last cell, and saves; takes a picture before."""
    window = screen.wait("the table", lambda title: name in title, 90)
    time.sleep(4)
    screen.focus(window)
    screen.press("ctrl+End", "Up", "Up", "End")
    screen.write(" and B")
    screen.press("alt+Insert")
    screen.write("C")
    screen.press("Tab")
    screen.write("7")
    screen.press("Tab")
    screen.write("D")
    screen.wait("the mark of a change", lambda title: name + "*" in title)
    time.sleep(2)
    screen.picture(picture)
    screen.press("ctrl+s")
    screen.wait("the save", lambda title: name + " —" in title)
    return window


def judge(redline, base, proposed):
    """CheckError where accepting all of a Word file does not give what is proposed or rejecting all not what was there; whether
    there is a judge."""
    if not JUDGE.is_file():
        return False
    command = [sys.executable, str(JUDGE), "--instrument", str(redline), str(base), str(proposed)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise CheckError(f"the judge of redlines refuses {redline.name}: {done.stdout[:600]}{done.stderr[-300:]}")
    return True
