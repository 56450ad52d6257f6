"""The yardstick: python-docx writes paragraphs and runs without styles. Called by `run.py` in a process of its own.

python -m tests.bench.plain_docx PARAGRAPHS.json OUT.docx      the file holds a list of lists of texts
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from docx import Document


def main(source: str, target: str) -> None:
    document = Document()
    for texts in json.loads(Path(source).read_text(encoding="utf-8")):
        paragraph = document.add_paragraph()
        for text in texts:
            paragraph.add_run(text)
    document.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
