"""The journal: what was done since the last save, on disk as it happens, so that no crash loses it (DESIGN.md §5, FORMATS.md §4).

When it is written and dropped: `app.session.persistence`; how it is found at the next start: `app.session.recovery`.

One file for each open document in the state folder, `<document id>-<start of the fingerprint>.jsonl`. Each line is a
JSON object: `crc` is the CRC-32 of the line without it, `seq` its number, `of` the hash of the line before, by which
it is known what it applies to. The first line says which document, by its path and by the fingerprint of its file as
it was read or saved; the others hold a transaction as its differing middle, name what stands there as a version, say
that a save begins, or which snapshot stands for a file that is gone. Reading stops at the first line that is not whole.
A document that has no file, or no longer has one, lies beside its journal under the same name, as `.amend`.

A line is with the system when `append` returns, so it outlives the process; it outlives the machine from the next
`sync`.
"""

from model.journal.reading import SNAPSHOT_SUFFIX, SUFFIX, Base, FoundJournal, Replayed, is_barely_begun, read_journal, replay
from model.journal.writing import JournalHeld, JournalWriter, is_held, set_aside

__all__ = [
    "SNAPSHOT_SUFFIX",
    "SUFFIX",
    "Base",
    "FoundJournal",
    "JournalHeld",
    "JournalWriter",
    "Replayed",
    "is_barely_begun",
    "is_held",
    "read_journal",
    "replay",
    "set_aside",
]
