"""Names and keys of actions as text."""

from __future__ import annotations

import re

from PySide6.QtGui import QKeySequence

Keys = str | QKeySequence.StandardKey
_ENTER, _RETURN = "Enter", "Return"


def name_without_keys(text: str) -> str:
    """The name of an action without its mnemonic: `&`, or `(&F)` in languages whose letters are not on the keyboard."""
    if "(&" in text:
        text = re.sub(r"\s*\(&\w\)", "", text)
    plain = text.replace("&&", "\0").replace("&", "").replace("\0", "&")
    return plain.strip()


def bare_name(text: str) -> str:
    """The name of an action without the dots that announce a dialog, or of a field without its colon; without its mnemonic."""
    return name_without_keys(text).rstrip("…:： \u00a0")


def key_sequences(*keys: Keys) -> list[QKeySequence]:
    """The key sequences without duplicates. For Qt, Enter is the key on the number pad only; Return, the large key, is added
    after it, because users call both Enter."""
    found = list[QKeySequence]()
    for key in keys:
        sequence = QKeySequence(key)
        name = sequence.toString()
        found.append(sequence)
        if name.endswith(_ENTER):
            found.append(QKeySequence(name.removesuffix(_ENTER) + _RETURN))
    return [sequence for sequence in dict.fromkeys(found) if not sequence.isEmpty()]


def key_names(sequences: list[QKeySequence]) -> list[str]:
    """The keys as the system writes them in the language of the window; Enter and Return as one name."""
    shown = (keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in sequences if not keys.toString().endswith(_RETURN))
    return list(dict.fromkeys(shown))
