"""Hidden text of a Word file: reported when it is read, hidden in Word files of any styles, in no other output."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO

import pytest

from model.files.text_forms import format_submission
from model.formats.akoma_ntoso.export import export_akoma_ntoso
from model.formats.html.page import html
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.library.imports.file_reader import read_texts
from model.submission.comments import Comment, anchor_of
from model.submission.resolved import without_hidden_texts
from model.submission.values import Submission
from tests.builders import word
from tests.builders.word import p, r

STYLES = (
    '<w:style w:type="character" w:styleId="C"><w:name w:val="C"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="D"><w:name w:val="D"/><w:basedOn w:val="C"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Q"/><w:basedOn w:val="P"/></w:style>'
    '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="U"><w:name w:val="U"/><w:basedOn w:val="T"/></w:style>'
    '<w:style w:type="table" w:styleId="V"><w:name w:val="V"/></w:style>'
)
HEAD = p(r("RESOLUTION 1 (Geneva, 2024)")) + p(r("Title of it"))
C, D, P, Q = '<w:rStyle w:val="C"/>', '<w:rStyle w:val="D"/>', '<w:pStyle w:val="P"/>', '<w:pStyle w:val="Q"/>'


def table(style: str, cell: str, more: str = "") -> str:
    """A table of one cell in a table style, after a paragraph."""
    frame = f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid>'
    return f"{p(r('before'))}<w:tbl>{frame}<w:tr><w:tc><w:tcPr/>{more}{cell}</w:tc></w:tr></w:tbl>"


SHOWN = r("seen", '<w:vanish w:val="0"/>')
CASES = {
    "table style": (table("T", p(r("HIDE") + SHOWN)), True),
    "derived table style": (table("U", p(r("HIDE") + SHOWN)), True),
    "other table style": (table("V", p(r("HIDE") + SHOWN)), False),
    "styles of a table and a paragraph, which cancel each other": (table("T", p(r("HIDE") + r("seen"), P)), False),
    "styles of a table, a paragraph and characters": (table("T", p(r("HIDE", C) + r("seen"), P)), True),
    "direct": (p(r("HIDE", "<w:vanish/>") + r("seen")), True),
    "off": (p(r("HIDE", '<w:vanish w:val="0"/>') + r("seen")), False),
    "for the web alone": (p(r("HIDE", "<w:webHidden/>") + r("seen")), False),
    "character style": (p(r("HIDE", C) + r("seen")), True),
    "derived character style": (p(r("HIDE", D) + r("seen")), True),
    "paragraph style": (p(r("HIDE") + r("seen", '<w:vanish w:val="0"/>'), P), True),
    "derived paragraph style": (p(r("HIDE") + r("seen", '<w:vanish w:val="0"/>'), Q), True),
    "both styles, which cancel each other": (p(r("HIDE", C) + r("seen", C), P), False),
}


def submission_of(body: str) -> tuple[Submission, list[str]]:
    found = read_word(word.docx(HEAD + body, styles=STYLES), "test.docx")
    return found.submission, [str(message) for message in found.warnings]


@pytest.mark.parametrize("name", CASES)
def test_what_is_hidden(name: str) -> None:
    body, hides = CASES[name]
    submission, messages = submission_of(body)
    sentence = "1 passage is hidden text; it stays hidden in Word files and is omitted from all other files: HIDE."
    assert messages == ([sentence] if hides else [])
    outputs = [html(submission), export_akoma_ntoso(submission)[0].decode()]
    outputs += [format_submission(submission, "draft", form) for form in ("notation", "json", "tree")]
    outputs += [text.redline.clauses[-1].text for text in read_texts(word.docx(HEAD + body, styles=STYLES), "t.docx").texts]
    for output in outputs:
        assert "seen" in output
        assert ("HIDE" in output) != hides
    for keep in (True, False):
        data, _ = export_word(submission, ExportOptions(keep_styles=keep))
        with zipfile.ZipFile(BytesIO(data)) as package:
            xml = package.read("word/document.xml").decode()
        run = next(run for run in re.findall(r"<w:r[ >].*?</w:r>", xml) if "HIDE" in run)
        if not keep or name == "direct":
            assert ("<w:vanish/>" in run) == hides
        assert read_word(data).submission.proposals[0].redline.clauses[-1].text == "HIDEseen"


def test_the_style_of_an_inner_table_decides() -> None:
    inner = table("V", p(r("seen"))).replace(p(r("before")), "") + p("")
    assert submission_of(table("T", inner))[1] == []


def test_a_default_table_style_hides_the_text_of_tables_without_a_style() -> None:
    style = '<w:style w:type="table" w:default="1" w:styleId="N"><w:name w:val="N"/><w:rPr><w:vanish/></w:rPr></w:style>'
    body = table("N", p(r("HIDE"))).replace('<w:tblStyle w:val="N"/>', "")
    (message,) = read_word(word.docx(HEAD + body, styles=style), "test.docx").warnings
    assert "HIDE" in str(message)


def test_a_note_of_hidden_text_alone_goes_and_clauses_keep_their_places() -> None:
    mark = r('<w:footnoteReference w:id="1"/>', "<w:vanish/>")
    note = '<w:footnote w:id="1">' + p(r("<w:footnoteRef/>") + r(" a note")) + "</w:footnote>"
    submission = read_word(word.docx(HEAD + p(r("seen") + mark) + p(r("gone", "<w:vanish/>")), footnotes=note), "t").submission
    visible = without_hidden_texts(submission).proposals[0].redline
    assert not visible.notes
    assert [clause.text for clause in visible.clauses[-2:]] == ["seen", ""]
    assert without_hidden_texts(without_hidden_texts(submission)) == without_hidden_texts(submission)


def test_nothing_hidden_is_the_same_value() -> None:
    submission, _ = submission_of(p(r("seen")))
    assert without_hidden_texts(submission) is submission


@pytest.mark.parametrize("view", ["draft", "base"])
def test_an_untracked_export_as_json_has_no_comments(view: str) -> None:
    from msgspec.structs import replace

    submission, _ = submission_of(p(r("seen")))
    proposal = submission.proposals[0]
    comment = Comment("Right?", (anchor_of(proposal.redline.clauses[0]),))
    commented = replace(submission, proposals=(replace(proposal, comments={"c1": comment}),))
    assert len(json.loads(format_submission(commented, "markup", "json"))["proposals"][0]["comments"]) == 1
    assert json.loads(format_submission(commented, view, "json"))["proposals"][0]["comments"] == []
