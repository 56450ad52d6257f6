"""The process that spells: it holds the dictionary, so that loading (1.2 s for Arabic) and suggesting (up to 1 s) never
hold up the window, and a damaged dictionary cannot take it down.

It is the hidden verb `--speller` with the path of a dictionary without its suffix, and answers one line of JSON with one:
`["check", [word, …]]` with the words that are not known, `["suggest", word]` with what may be meant. The first line that it
writes is `true` once the dictionary is loaded; if it cannot be, the process ends with status 1.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def run_speller(dictionary: str) -> int:
    """Answers until the input ends; gives the exit status."""
    try:
        speller = _open(Path(dictionary))
    except Exception as error:
        print(f"{dictionary}: {error}", file=sys.stderr)
        return 1
    _say(True)
    for line in sys.stdin.buffer:
        what, asked = json.loads(line)
        if what == "check":
            _say([word for word in asked if not _knows(speller, word)])
        else:
            _say(_suggestions(speller, asked))
    return 0


def _open(dictionary: Path) -> object:
    """Hunspell with a dictionary: by the module of chunspell, or by that of Debian's python3-hunspell, which has its name."""
    import hunspell

    if hasattr(hunspell, "HunSpell"):
        return hunspell.HunSpell(f"{dictionary}.dic", f"{dictionary}.aff")
    # Hunspell opens paths of another encoding than that of the system only so (its README, Windows).
    return hunspell.Hunspell(dictionary.name, hunspell_data_dir=f"{dictionary.parent}/", system_encoding="UTF-8")


def _knows(speller: object, word: str) -> bool:
    """Whether the dictionary knows a word; what its encoding cannot write is not judged."""
    try:
        return bool(speller.spell(word))  # type: ignore[attr-defined]
    except (UnicodeError, ValueError):
        return True


def _suggestions(speller: object, word: str) -> list[str]:
    try:
        return list(speller.suggest(word))  # type: ignore[attr-defined]
    except (UnicodeError, ValueError):
        return []


def _say(value: object) -> None:
    sys.stdout.buffer.write(json.dumps(value).encode() + b"\n")
    sys.stdout.buffer.flush()
