"""Pages saved from a site, as HTML or in one file: their text is opened as any other, and the reader reports what it omits."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from email import charset as charsets
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import ClausewrightError, FileError
from model.files.export import write
from model.files.opening import OpenedFile, open_document
from model.files.project_file import save_project
from model.formats.html.encoding import is_saved_page
from model.formats.html.page import html
from model.formats.html.saved_page import read_saved_page
from model.formats.notation import parse_submission
from model.formats.word.writing.export_options import ExportOptions
from model.redline import Redline

TEXT = """<h1>RESOLUTION 7 (Rev. Dubai, 2018)</h1><h2>On the length of texts</h2>
<p>The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),</p>
<p><i>considering</i></p><ol type="a"><li>that texts are short;</li><li>that some have x<sup>2</sup> words,</li></ol>
<p><i>resolves</i></p><p>1 to keep them <b>short</b>.</p>"""
WORDS = ["RESOLUTION 7 (Rev. Dubai, 2018)", "On the length of texts", "The Plenipotentiary Conference", "considering",
         "that texts are short;", "that some have x2 words,", "resolves", "to keep them short."]  # fmt: skip


RELATED = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=%b\n\n"


def page(body: str, head: str = "<meta charset=utf-8>") -> bytes:
    return f'<!DOCTYPE html><html lang="en"><head>{head}<title>ITU</title></head><body>{body}</body></html>'.encode()


def in_one_file(data: bytes, charset: str = "utf-8", encoding: str = "quoted-printable") -> bytes:
    """A page as Chromium saves it, with a picture."""
    whole = MIMEMultipart("related", type="text/html")
    whole["From"], whole["Subject"] = "<Saved by Blink>", "=?utf-8?Q?R=C3=A9solution?="
    part = MIMEText(data.decode().replace("charset=utf-8", f"charset={charset}"), "html", charset)
    if encoding == "quoted-printable":
        quoted = charsets.Charset(charset)
        quoted.body_encoding = charsets.QP
        del part["Content-Transfer-Encoding"]
        part.set_payload(data.decode().replace("charset=utf-8", f"charset={charset}"), quoted)
    whole.attach(part)
    whole.attach(MIMEImage(b"\x89PNG\r\n\x1a\n", "png"))
    return whole.as_bytes()


def opened(data: bytes, folder: Path, name: str = "a.html") -> OpenedFile:
    (folder / name).write_bytes(data)
    return open_document(folder / name)


def text_of(file: OpenedFile) -> Redline:
    (proposal,) = file.submission.proposals
    assert proposal.original == proposal.redline
    return proposal.redline


def messages(file: OpenedFile) -> list[str]:
    return [str(warning) for warning in file.warnings]


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.doc", "a.txt", "a"])
def test_the_text_of_a_page_is_recognised(name: str, tmp_path: Path) -> None:
    file = opened(page(TEXT), tmp_path, name)
    clauses = text_of(file).clauses
    assert [clause.text.startswith(start) for clause, start in zip(clauses, WORDS, strict=True)] == [True] * len(WORDS)
    kinds = ["number", "title", "opening", "call", "paragraph", "paragraph", "call", "paragraph"]
    assert [clause.props.kind for clause in clauses] == kinds
    assert [clause.label.text if clause.label else "" for clause in clauses] == ["", "", "", "", "a)", "b)", "", "1"]
    assert (file.kind, file.submission.language, file.submission.sources, messages(file)) == ("html", "en", {}, [])


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.doc"])
def test_a_page_in_one_file_is_read(name: str, charset: str, encoding: str, tmp_path: Path) -> None:
    file = opened(in_one_file(page(TEXT.replace("short;", "très courts;")), charset, encoding), tmp_path, name)
    assert [clause.text for clause in text_of(file).clauses][4] == "that texts are très courts;"
    assert file.kind == "html"


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1251">',
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
    ],
)
def test_the_encoding_that_a_page_declares_is_used(head: str, tmp_path: Path) -> None:
    data = page("<p>РЕЗОЛЮЦИЯ 7</p><p><i>признавая</i></p><p>а) что тексты коротки;</p>", head).decode().encode("windows-1251")
    assert text_of(opened(data, tmp_path)).clauses[0].text == "РЕЗОЛЮЦИЯ 7"


def test_the_encoding_of_an_xml_declaration_is_used(tmp_path: Path) -> None:
    data = '<?xml version="1.0" encoding="iso-8859-1"?><html xmlns="x"><body><p>Résolution 7</p></body></html>'
    assert text_of(opened(data.encode("iso-8859-1"), tmp_path)).clauses[0].text == "Résolution 7"


def test_what_is_around_the_text_is_omitted_and_reported(tmp_path: Path) -> None:
    around = "<nav><a href=/>Home</a></nav><div role=search>Search</div>{}<aside>News</aside><footer>© ITU</footer>"
    for body in (around.format(TEXT), around.format(f"<main>{TEXT}</main>"), around.format(f"<div role=main>{TEXT}</div>")):
        file = opened(page(body), tmp_path)
        assert len(text_of(file).clauses) == len(WORDS)
        assert messages(file) == ["Menus and other parts of the site around the text were omitted."]


def test_a_main_part_alone_is_no_reason_for_a_message(tmp_path: Path) -> None:
    assert messages(opened(page(f"<main>{TEXT}</main><script>var a = 'x'</script>"), tmp_path)) == []


def test_omitted_things_are_counted(tmp_path: Path) -> None:
    more = (
        "<p>to <del>keep</del> end<img src=http://x/a.png><img src=b.png></p><p><math><mi>x</mi></math></p><iframe src=http://x></iframe>"
        "<p hidden>unseen</p><script>unrun()</script><style>p { color: red }</style><noscript>Enable scripts</noscript>"
    )
    file = opened(page(TEXT + more), tmp_path)
    assert [clause.text for clause in text_of(file).clauses][len(WORDS) :] == ["to end"]
    assert sorted(messages(file)) == [
        "Embedded objects and form fields of the page were omitted: 1.",
        "Equations of the page were omitted: 1.",
        "Passages that the page shows as deleted were omitted: 1.",
        "Pictures of the page were omitted: 2.",
    ]


TABLE = "<table><tr><th>Band</th><th>Use</th></tr><tr><td>1 kHz</td><td><p>one</p><p>two</p></td></tr></table>"


@pytest.mark.parametrize("body", [TEXT + TABLE, TABLE + TABLE + TEXT, TEXT + TABLE + TABLE])
def test_tables_are_read_with_their_cells_and_can_be_exported(body: str, tmp_path: Path) -> None:
    file = opened(page(body), tmp_path)
    cells = [(clause.cell, clause.text) for clause in text_of(file).clauses if clause.cell is not None]
    assert cells[:5] == [((0, 0, 0), "Band"), ((0, 0, 1), "Use"), ((0, 1, 0), "1 kHz"), ((0, 1, 1), "one"), ((0, 1, 1), "two")]
    save_project(file.project, tmp_path / "a.amend")
    again = open_document(tmp_path / "a.amend").submission
    assert again == file.submission
    for name in ("a.docx", "a.akn"):
        write(again, tmp_path / name, ExportOptions(view="base"))
        exported = text_of(open_document(tmp_path / name))
        assert [clause.text for clause in exported.clauses if clause.cell is not None] == [text for _, text in cells]


def test_a_page_that_this_program_wrote_is_read_again(tmp_path: Path) -> None:
    text = "Resolution 7\n\nconsidering\n\na)\tthat texts are short;\n\nb)\tthat some are long,\n\nresolves\n\n1\tto keep.\n"
    submission = parse_submission(text, language="en")
    file = opened(html(submission).encode(), tmp_path)
    for read in (file.submission, submission):
        assert [(clause.props.kind, clause.text) for clause in read.proposals[0].redline.clauses][2:4] == [
            ("paragraph", "that texts are short;"),
            ("paragraph", "that some are long,"),
        ]
    assert messages(file) == []


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: page(""), "it contains no text"),
        (lambda: page("<script>x</script><p> </p>"), "it contains no text"),
        (lambda: page("<p>\xff</p>", "").replace(b"\xc3\xbf", b"\xff\xfe\xff"), "it is not text in UTF-8, but probably in"),
        (lambda: page("<p>x</p>", "<meta charset=utf-7>"), "it is written in the encoding utf-7; save it as UTF-8"),
        (
            lambda: page("<p>\xff</p>", "<meta charset=gbk>").replace(b"\xc3\xbf", b"\xff"),
            "it is not written in the encoding gbk, as",
        ),
        (lambda: page("<p>" * 500_001), "it has more than 500,000 tags"),
        (lambda: page(f"<p {' '.join(f'a{n}=1' for n in range(1_001))}>x"), "one of its tags has more than 1,000 attributes"),
        (lambda: page("x" * 20_000_001), "it is larger than 20 MB"),
        (
            lambda: RELATED % b"x" + b"--x",
            "it is a web page in one file (MHTML) that is",
        ),
        (lambda: in_one_file(page(TEXT))[:900], "it is a web page in one file (MHTML) that is"),
    ],
    ids=range(10),
)
def test_pages_that_cannot_be_used_are_refused_in_one_sentence(make: Callable[[], bytes], reason: str, tmp_path: Path) -> None:
    with pytest.raises(FileError) as refused:
        opened(make(), tmp_path)
    assert f"a.html: {reason}" in str(refused.value)
    assert "\n" not in str(refused.value)


NESTED = b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n"


@pytest.mark.parametrize(
    "make",
    [
        lambda: page("<div>" * 50_000 + "words" + "</div>" * 50_000),
        lambda: page("<table><tr><td>" * 3_000 + "words"),
        lambda: page("<ol><li>" * 20_000 + "words"),
        lambda: page("<b><i><font>" * 10_000 + "words"),
        lambda: page("&" * 1_000_000),
        lambda: page("<!--" * 100_000),
        lambda: RELATED % b"x" + b"--x\n" + b"".join(NESTED % (n, n) for n in range(20_000)),
        lambda: RELATED % b"x" + b"--x\nContent-Type: text/plain\n\na\n" * 200_000,
        lambda: RELATED % (b"x" * 100_000) + b"--x\n" + b"-" * 5_000_000,
    ],
    ids=["nesting", "tables", "lists", "formats", "entities", "comments", "mail in mail", "many parts", "boundary"],
)
def test_pages_made_to_take_long_do_not(make: Callable[[], bytes], tmp_path: Path) -> None:
    data, began = make(), time.process_time()
    try:
        opened(data, tmp_path)
    except ClausewrightError as error:
        assert "\n" not in str(error)
    assert time.process_time() - began < 20


@given(st.binary(max_size=400) | st.text("<>/='\" ab-&;!dtrspol\n", max_size=300).map(str.encode))
def test_law_any_bytes_give_a_text_or_a_sentence(data: bytes) -> None:
    for whole in (page("") + data, page("<p>x").replace(b"<p>x", b"<p>x" + data), in_one_file(page("<p>x")) + data):
        if is_saved_page(whole):
            try:
                read_saved_page(whole, "a.html")
            except FileError as error:
                assert str(error).startswith("a.html: ")


def test_the_parser_of_mail_is_loaded_for_pages_in_one_file_alone(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page(TEXT))
    code = (
        "import sys; from model.files.opening import open_document; open_document(sys.argv[1]); "
        "sys.exit('email.parser' in sys.modules or 'email.message' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.html")], check=False).returncode == 0
