"""Fields name no user and no folder; what a reader sees as text of the document stays."""

from __future__ import annotations

import pytest

from model.formats.word.export import export_word
from model.formats.word.package.private_fields import bare_code
from model.formats.word.reader import read_word
from tests.builders import word
from tests.builders.private import field, simple
from tests.builders.word import dele, ins, p, r

PATH = "D:\\Texts\\jane\\draft.docx"
SHOWN = [
    (" FILENAME \\p ", PATH, "draft.docx"),
    (" filename \\* Lower \\p \\* MERGEFORMAT ", "\\\\server\\jane\\draft.docx", "draft.docx"),
    (" FILENAME ", "draft.docx", "draft.docx"),
    (" FILENAME \\p ", "https://d.docs.live.net/0123/jane/draft.docx", "draft.docx"),
    (" INFO FileName \\p ", PATH, "draft.docx"),
    (" AUTHOR \\* Upper ", "JANE DOE", ""),
    (" INFO LastSavedBy ", "Jane", ""),
    (" TEMPLATE ", "jane.dotm", ""),
    (' DOCPROPERTY "Manager" ', "Jane", "Jane"),
    (" DOCVARIABLE UserName ", "Jane", "Jane"),
    (" DOCPROPERTY DocID ", "R23-SG01-C-0007", "R23-SG01-C-0007"),
    (" DOCPROPERTY Authority ", "the Union", "the Union"),
    (" DOCPROPERTY Folder ", "/home/jane/a.docx", "a.docx"),
    (" REF n ", "see D:\\Texts", "see D:\\Texts"),
    (' HYPERLINK "https://www.itu.int/a/b" ', "https://www.itu.int/a/b", "https://www.itu.int/a/b"),
    (" QUOTE and/or ", "and/or", "and/or"),
]


@pytest.mark.parametrize(("code", "shown", "stays"), SHOWN)
def test_what_a_field_shows(code: str, shown: str, stays: str) -> None:
    for made in (field(code, shown), simple(code.replace('"', "&quot;"), shown)):
        submission = read_word(word.docx(p(r("a ") + made + r(" z"))), "test.docx").submission
        text = "".join(run.text for run in submission.proposals[0].redline.clauses[0].runs if not run.content)
        assert text == f"a {stays} z"
        export_word(submission)


def test_each_side_of_a_tracked_result_is_shortened() -> None:
    start = r('<w:fldChar w:fldCharType="begin"/>') + r("<w:instrText> FILENAME \\p </w:instrText>")
    result = r("D:\\Texts\\jane\\") + dele(r("old.docx")) + ins(r("new\\new.docx"))
    body = start + r('<w:fldChar w:fldCharType="separate"/>') + result + r('<w:fldChar w:fldCharType="end"/>')
    submission = read_word(word.docx(p(r("in ") + body)), "test.docx").submission
    redline = submission.proposals[0].redline
    sides = ["".join(run.text for run in side.clauses[0].runs if not run.content) for side in (redline.base(), redline.draft())]
    assert sides == ["in old.docx", "in new.docx"]
    export_word(submission)


def test_a_result_within_another_field() -> None:
    inner = field(" AUTHOR ", "Jane Doe")
    start = r('<w:fldChar w:fldCharType="begin"/>') + r("<w:instrText> QUOTE </w:instrText>") + inner
    body = start + r('<w:fldChar w:fldCharType="separate"/>') + r("by Jane Doe") + r('<w:fldChar w:fldCharType="end"/>')
    submission = read_word(word.docx(p(r("in ") + body)), "test.docx").submission
    assert "Jane" not in submission.proposals[0].redline.clauses[0].text
    assert b"Jane" not in b"".join(_parts(export_word(submission)[0]))


def test_a_field_without_an_end_takes_nothing() -> None:
    start = r('<w:fldChar w:fldCharType="begin"/>') + r("<w:instrText> AUTHOR </w:instrText>")
    body = start + r('<w:fldChar w:fldCharType="separate"/>') + r("all of it")
    submission = read_word(word.docx(p(body)), "test.docx").submission
    assert "all of it" in submission.proposals[0].redline.clauses[0].text


CODES = [
    (' HYPERLINK "https://www.itu.int/home/a" ', ' HYPERLINK "https://www.itu.int/home/a" '),
    (' HYPERLINK "https://jane:secret@www.itu.int/a" ', ' HYPERLINK "https://www.itu.int/a" '),
    (' HYPERLINK "mailto:jane@itu.int" ', ' HYPERLINK "mailto:jane@itu.int" '),
    (' HYPERLINK \\l "_Toc1" \\o "and/or" ', ' HYPERLINK \\l "_Toc1" \\o "and/or" '),
    (' AUTHOR "Jane Doe" \\* MERGEFORMAT ', " AUTHOR \\* MERGEFORMAT "),
    (" FILENAME \\p ", " FILENAME \\p "),
    (" PAGE ", " PAGE "),
]


@pytest.mark.parametrize(("code", "bare"), CODES)
def test_what_the_code_of_a_field_says(code: str, bare: str) -> None:
    assert bare_code(code) == bare
    assert bare_code(bare) == bare


def _parts(data: bytes) -> list[bytes]:
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(data)) as package:
        return [package.read(name) for name in package.namelist()]
