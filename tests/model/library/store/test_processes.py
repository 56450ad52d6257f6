"""Several programs that change and read one library at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from model.library.store.library import Library
from model.library.store.search import ALL, LibraryQuery

ROOT = Path(__file__).resolve().parents[4]
FILES = 12
ADD = """
import sys
from pathlib import Path
from model.library.store.library import Library
from tests.builders.library import library_text
library = Library.open(Path(sys.argv[1]))
for place in range(int(sys.argv[3])):
    number = f"{sys.argv[2]}{place}"
    text = library_text(number, f"Title {number}|that there are islands|to report")
    library.changes.add(number.encode(), f"{number}.docx", [text])
    if place % 3 == 2:
        library.changes.remove(next(text.id for text in library.texts() if text.identity.number == number))
"""


def test_three_programs_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    commands = [[sys.executable, "-c", ADD, folder, name, str(FILES)] for name in "ab"]
    running = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8") for command in commands]
    library = Library.open(folder)
    seen = 0
    while any(process.poll() is None for process in running):
        number = len(library.texts())
        hits = library.search(LibraryQuery("islands"), ALL)
        assert {hit.clause.text for hit in hits.hits} <= {"that there are islands,"}
        seen = max(seen, number)
    assert [process.communicate()[1] for process in running] == ["", ""]
    kept = {f"{name}{place}" for name in "ab" for place in range(FILES) if place % 3 != 2}
    assert {text.identity.number for text in library.texts()} == kept
    assert library.search(LibraryQuery("islands"), ALL).total == len(kept)
    assert len({text.id for text in library.texts()}) == len(kept)
    assert seen > 0
    library.close()
