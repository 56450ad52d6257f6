"""Files that are no Akoma Ntoso, or a hostile one: one sentence each, and nothing of what can be read is lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from model.errors import FileError
from model.files.opening import open_document
from model.formats.akoma_ntoso.reader import read_akoma_ntoso
from model.formats.akoma_ntoso.schema.vocabulary import AKN, CW
from model.redline import Status
from tests.builders.akoma_ntoso import printed

HEAD = f'<?xml version="1.0"?><akomaNtoso xmlns="{AKN}">'


def text(body: str, before: str = "") -> bytes:
    return f"{HEAD}<statement name='resolution'><meta/>{before}<mainBody>{body}</mainBody></statement></akomaNtoso>".encode()


def written_by_us(body: str) -> bytes:
    """A text as we write it."""
    return (
        f"{HEAD}<statement name='resolution'><meta/><mainBody xmlns:cw='{CW}' cw:form='1'>{body}</mainBody></statement>"
        "</akomaNtoso>"
    ).encode()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "an empty file": (lambda: b" \n", "x.akn: it is empty"),
    "not Akoma Ntoso": (lambda: b"<akn><p>x</p></akn>", "its root is “akn”, so it is not Akoma Ntoso"),
    "another version": (
        lambda: b'<akomaNtoso xmlns="http://www.akomantoso.org/2.0"/>',
        "of another version (http://www.akomantoso.org/2.0)",
    ),
    "no version": (lambda: b"<akomaNtoso/>", "does not say which version"),
    "a DOCTYPE": (lambda: b'<!DOCTYPE a [<!ENTITY b "c">]>' + text("<p>&b;</p>"), "declares a DOCTYPE or entities"),
    "an entity": (lambda: text("<p>&b;</p>"), "its XML is damaged at line 1"),
    "nothing": (f"{HEAD}</akomaNtoso>".encode, "it contains no document that is a text"),
    "no words": (lambda: text(""), "it contains no text"),
    "cut off": (lambda: text("<p>x</p>")[:150], "its XML is damaged at line 1"),
    "a strange encoding": (
        lambda: b'<?xml version="1.0" encoding="ebcdic-cp-us"?>' + text("<p>x</p>")[21:],
        "encoding ebcdic-cp-us",
    ),
    "too deep": (lambda: text("<division>" * 400 + "</division>" * 400), "nested too deeply"),
    "an attribute of 11 MB": (lambda: text(f"<p class='{'x' * 11_000_000}'>x</p>"), "its XML is damaged at line 1"),
    "too many paragraphs": (lambda: text("<p>x</p>" * 50_001), "more than 50,000 paragraphs"),
    "a paragraph too long": (lambda: text(f"<p>{'x' * 200_001}</p>"), "more than 200,000 characters"),
    "a paragraph too long, of ours": (lambda: written_by_us(f"<p>{'x' * 200_001}</p>"), f"its paragraph “{'x' * 40}…” has more"),
    "a note too long, of ours": (
        lambda: written_by_us(f"<p>x<authorialNote><p>{'x' * 200_001}</p></authorialNote></p>"),
        "has more than 200,000 characters",
    ),
    "too many line breaks, of ours": (lambda: written_by_us(f"<p>{'<eol/>' * 200_001}</p>"), "has more than 200,000 characters"),
    "too many paragraphs, of ours": (lambda: written_by_us("<p>x</p>" * 50_001), "more than 50,000 paragraphs"),
    "too many cells, of ours": (lambda: written_by_us("<table><tr>" + "<td/>" * 50_001 + "</tr></table>"), "more than 50,000"),
    "too many characters, of ours": (lambda: written_by_us(f"<p>{'x' * 199_000}</p>" * 26), "more than 5,000,000 characters"),
    "too many cells": (lambda: text("<table><tr>" + "<td/>" * 50_001 + "</tr></table>"), "more than 50,000"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_used_is_told_in_one_sentence(what: str) -> None:
    make, why = REFUSED[what]
    with pytest.raises(FileError) as caught:
        read_akoma_ntoso(make(), "x.akn")
    message = str(caught.value)
    assert why in message
    assert "\n" not in message
    assert len(message) < 300


def test_a_file_is_known_by_what_it_holds(tmp_path: Path) -> None:
    for name in ("a.xml", "a.akn", "a.txt", "a"):
        (tmp_path / name).write_bytes(text("<p>that texts are short;</p>"))
        assert open_document(tmp_path / name).kind == "akoma_ntoso"
    inside = b"<an:doc name='x'><an:meta/><an:mainBody><an:p>text</an:p></an:mainBody></an:doc></an:akomaNtoso>"
    (tmp_path / "b.xml").write_bytes(b'<an:akomaNtoso xmlns:an="' + AKN.encode() + b'/CSD13">' + inside)
    assert open_document(tmp_path / "b.xml").submission.proposals[0].redline.clauses[0].text == "text"
    (tmp_path / "c.akn").write_bytes(b"<html/>")
    with pytest.raises(FileError, match="its root is “html”"):
        open_document(tmp_path / "c.akn")
    (tmp_path / "d.xml").write_bytes(b"<?xml version='1.0'?><records/>")
    with pytest.raises(FileError, match="it is an XML file with the root “records”"):
        open_document(tmp_path / "d.xml")
    (tmp_path / "e.xml").write_text("<?xml version='1.0'?><Überschrift/>", encoding="utf-8", newline="")
    with pytest.raises(FileError, match="it is an XML file with the root “überschrift”"):
        open_document(tmp_path / "e.xml")
    (tmp_path / "f.xml").write_bytes(b"<?xml version='1.0'?>\n")
    with pytest.raises(FileError, match="it contains no text"):
        open_document(tmp_path / "f.xml")


def test_addresses_that_repeat_and_stray_words_are_told_once_and_nothing_is_lost() -> None:
    paragraph = "<paragraph eId='same'><num>{n}</num>stray {n}<content><p>text {n}</p></content></paragraph>"
    many = "".join(paragraph.format(n=number) for number in range(2_000))
    start = time.process_time()
    read = read_akoma_ntoso(text(many), "x")
    assert time.process_time() - start < 5
    messages = [str(message) for message in read.warnings]
    assert "Addresses (eId) that occur more than once: 1,999; none was relied on." in messages[0].replace("1999", "1,999")
    assert "Texts in places where Akoma Ntoso allows none were read as paragraphs: 2000." in [
        paragraph.replace("2,000", "2000") for paragraph in messages
    ]
    texts = [clause.text for clause in read.submission.proposals[0].redline.clauses]
    assert sum("stray" in paragraph for paragraph in texts) == sum("text" in paragraph for paragraph in texts) == 2_000
    assert len({clause.id for clause in read.submission.proposals[0].redline.clauses}) == len(texts)


def test_changes_of_others_are_read_as_changes() -> None:
    data = text("<paragraph><num>1</num><content><p>to <del>go</del><ins>stay</ins> <b>on</b></p></content></paragraph>")
    (clause,) = read_akoma_ntoso(data, "x").submission.proposals[0].redline.clauses
    assert [(run.status, run.text) for run in clause.runs] == [
        (Status.KEPT, "to "), (Status.DELETED, "go"), (Status.INSERTED, "stay"), (Status.KEPT, " "), (Status.KEPT, "on"),
    ]  # fmt: skip
    assert clause.label is not None
    assert clause.label.text == "1"
    for tracked, words in (("accepted", "to stay on"), ("rejected", "to go on")):
        (clause,) = read_akoma_ntoso(data, "x", tracked=tracked).submission.proposals[0].redline.clauses  # type: ignore[arg-type]
        assert clause.text == words
        assert {run.status for run in clause.runs} == {Status.KEPT}


def test_numbers_and_whole_paragraphs_of_others_are_read_as_amended() -> None:
    item = "<paragraph><num>{}</num><content><p>{}</p></content></paragraph>"
    data = text(
        "<hcontainer name='call'><heading><i>resolves</i></heading>"
        + item.format("1", "to begin;")
        + item.format("<ins>2</ins>", "<ins>to go on;</ins>")
        + item.format("<del>2</del><ins>3</ins>", "to end;")
        + item.format("<del>3</del>", "<del>to rest.</del>")
        + "</hcontainer>"
    )
    redline = read_akoma_ntoso(data, "x").submission.proposals[0].redline
    assert printed(redline, "base") == [("", "resolves"), ("1", "to begin;"), ("2", "to end;"), ("3", "to rest.")]
    assert printed(redline, "draft") == [("", "resolves"), ("1", "to begin;"), ("2", "to go on;"), ("3", "to end;")]


def test_a_number_without_words_keeps_its_place() -> None:
    data = text("<paragraph><num><del>1</del><ins>2</ins></num></paragraph><paragraph><num>3</num></paragraph><p>text</p>")
    redline = read_akoma_ntoso(data, "x").submission.proposals[0].redline
    assert [words for _, words in printed(redline, "draft")][-1] == "text"
    assert len(redline.clauses) == 3


def test_pictures_stand_in_the_file_or_not_at_all() -> None:
    sources = ("http://example.org/a.png", "file:///etc/passwd", "data:image/png;base64,eHg=")
    data = text("<p>a" + "".join(f"<img src='{source}'/>" for source in sources) + "b</p>")
    read = read_akoma_ntoso(data, "x")
    assert read.submission.proposals[0].redline.clauses[0].text == "ab"
    assert [str(warning) for warning in read.warnings] == ["Pictures that are not in the file were omitted: 3."]
    assert read.submission.sources == {}


def test_a_hierarchy_of_any_kind_is_read_as_headings_and_items() -> None:
    body = (
        "<chapter><num>I</num><heading>Scope</heading><article><num>Article 1</num><heading>Aim</heading>"
        "<paragraph><num>1.</num><list><intro><p>The aim is:</p></intro>"
        "<point><num>(a)</num><content><p>one;</p></content></point>"
        "<sublist><point><num>(i)</num><content><p>two.</p></content></point></sublist><wrapUp><p>In all.</p></wrapUp></list>"
        "</paragraph></article></chapter>"
    )
    data = f"{HEAD}<act name='act'><meta/><body>{body}</body></act></akomaNtoso>".encode()
    found = [
        (clause.props.kind, clause.props.level, clause.label.text if clause.label else "", clause.text)
        for clause in read_akoma_ntoso(data, "x").submission.proposals[0].redline.clauses
    ]
    assert found == [
        ("heading", 1, "I", "Scope"),
        ("heading", 1, "Article 1", "Aim"),
        ("paragraph", 1, "1.", "The aim is:"),
        ("paragraph", 2, "(a)", "one;"),
        ("paragraph", 3, "(i)", "two."),
        ("paragraph", 1, "", "In all."),
    ]


def test_of_several_texts_one_is_chosen() -> None:
    component = "<component><statement name='resolution'><meta/><preface><p><docNumber>{n}</docNumber></p></preface>"
    component += "<mainBody><p>text {n}</p></mainBody></statement></component>"
    parts = "".join(component.replace("{n}", number) for number in ("7", "8"))
    data = f"{HEAD}<documentCollection name='x'><meta/><collectionBody>{parts}</collectionBody></documentCollection></akomaNtoso>"
    with pytest.raises(FileError, match="it contains 2 texts: 1 7, 2 8; open it in the window"):
        read_akoma_ntoso(data.encode(), "x")
    with pytest.raises(FileError, match="it contains 2 texts"):
        read_akoma_ntoso(data.encode(), "x", text="3")
    assert read_akoma_ntoso(data.encode(), "x", text="2").submission.proposals[0].redline.clauses[-1].text == "text 8"
    assert len(read_akoma_ntoso(data.encode(), "x", text="all").submission.proposals) == 2
