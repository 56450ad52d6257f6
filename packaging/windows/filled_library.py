"""A library filled, searched and cited from by keys: what is tried of a package on Windows and on Debian alike."""

import time

from interface_words import window_text
from wine_desktop import CheckError

TEXT = """\
# RESOLUTION 971 (Rev. Dubai, 2018)

## On the plan of the Union

The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),

*instructs the Secretary-General*

1\tto send every year a report on the offices in the régions;
"""
NAME = "held.txt"
CITED = "971 (Rev. Dub"
"""What the window types where the caret stands, whatever the language of the draft."""


def fill(call, path):
    """Fills the library of the user by commands, and finds a word without its accent; `call` gives what a command says."""
    call("library", "add", path)
    output = call("library", "search", "regions")
    if "the [régions];" not in output or "971" not in output:
        raise CheckError(f"the library does not find what was taken in: {output!r}")
    output = call("library", "mandates", "--addressee", "secretary_general")
    if "to send every year" not in output:
        raise CheckError(f"the library knows nobody who is asked: {output!r}")


def search(screen, window, name, language, picture):
    """Opens the library from a window on a file of some name, searches, cites what is found and saves; takes a picture before."""
    title = window_text(language, "Library")
    screen.focus(window)
    screen.press("ctrl+alt+y")
    library = screen.wait("the library", lambda shown: shown.startswith(title), 60)
    time.sleep(2)
    screen.focus(library)
    screen.write("offices reg")
    time.sleep(2)
    screen.picture(picture)
    screen.press("ctrl+i")
    screen.wait("the citation in the draft", lambda shown: name + "*" in shown)
    screen.focus(library)
    screen.press("Escape")
    screen.focus(window)
    screen.press("ctrl+s")
    screen.wait("the save of the citation", lambda shown: name + " —" in shown)
