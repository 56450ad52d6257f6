"""The verb `compare`: what is written of a comparison."""

from __future__ import annotations

import pytest

from model.errors import FileError, ProofError
from model.files.comparison import compare_submissions
from model.files.comparison_export import write_comparison
from model.formats.word.reader import read_word
from model.redline import Stamp
from tests.builders.word import docx, p

ME = Stamp("me", "2024-09-06T09:00:00Z")


def test_what_word_cannot_hold_is_told_with_its_place_and_what_to_do(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise ProofError("Proposal 1, resolves/1, draft: the written file has “1” instead of “2”; it was not kept.")

    monkeypatch.setattr("model.formats.word.export.export_word", refuse)
    read = [read_word(docx(p(words)), "a.docx").submission for words in ("one is", "one was")]
    out = tmp_path / "out.docx"
    with pytest.raises(FileError, match=r"out\.docx: Proposal 1, resolves/1.*not kept\. Write it as \.html or \.amend"):
        write_comparison(compare_submissions(*read, ME), out, ME)
    assert not out.exists()
