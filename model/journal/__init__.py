"""The journal: the changes since the last save, written to disk as they happen, so that no crash loses them (DESIGN.md §5,
FORMATS.md §4).

`app.session.persistence` writes and deletes it; `app.session.recovery` finds it at the next start.

There is one file for each open document in the state folder, `<document id>-<start of the fingerprint>.jsonl`. Each line is a
JSON object: `crc` is the CRC-32 of the line without it, `seq` its number, `of` the hash of the line before, which identifies
the state to which it applies. The first line identifies the document by its path and by the fingerprint of its file as read or
saved. The others contain a transaction as its differing middle, name the present state as a version, announce a save, or name
the snapshot that replaces a missing file, or give the fingerprint of what another program wrote into the file and was merged.
Reading stops at the first incomplete line. A document without a file is saved beside its journal under the same name, as
`.amend`; a copy of its file as last read or saved, the base of a merge after a crash, as `.file`.

When `append` returns, the operating system has the line, so it survives the process; after the next `sync` it survives the
machine.
"""

from model.journal.reading import (
    COPY_SUFFIX,
    SNAPSHOT_SUFFIX,
    SUFFIX,
    Base,
    FoundJournal,
    ReplayedJournal,
    is_barely_begun,
    read_journal,
    replay,
)
from model.journal.writing import JournalHeld, JournalWriter, is_held, set_aside
