"""The keys of an action, that of each name first by which the window calls it."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

Keys = str | QKeySequence.StandardKey
_ENTER, _RETURN = "Enter", "Return"


def key_sequences(*keys: Keys) -> list[QKeySequence]:
    """The keys, each once. Behind Enter, which to Qt is the key of the number pad alone, stands the large one: everybody calls
    both Enter, where Qt would call the large one Return, in French *Retour*."""
    found = list[QKeySequence]()
    for key in keys:
        sequence = QKeySequence(key)
        name = sequence.toString()
        found.append(sequence)
        if name.endswith(_ENTER):
            found.append(QKeySequence(name.removesuffix(_ENTER) + _RETURN))
    return [sequence for sequence in dict.fromkeys(found) if not sequence.isEmpty()]


def key_names(sequences: list[QKeySequence]) -> list[str]:
    """The keys as this system writes them in the language of the window, Enter once."""
    shown = (keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in sequences if not keys.toString().endswith(_RETURN))
    return list(dict.fromkeys(shown))
