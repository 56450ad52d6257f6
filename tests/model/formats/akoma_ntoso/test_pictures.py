"""Pictures are embedded in the file, and are put into a Word file again."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from model.files.opening import open_document
from model.formats.akoma_ntoso.export import export_akoma_ntoso
from model.formats.akoma_ntoso.reader import read_akoma_ntoso
from model.formats.word.export import export_word
from model.formats.word.package.opc_package import picture_file
from model.redline import OBJECT
from model.redline.objects import extent_of
from model.submission.values import Submission
from tests.builders.akoma_ntoso import validity
from tests.builders.private import private_file


def drawn(submission: Submission) -> list[tuple[bytes, int, int]]:
    """The pictures of a text with their sizes in points, those alone whose files can be cleaned."""
    found = []
    proposal = submission.proposals[0]
    for run in (run for clause in proposal.redline.clauses for run in clause.runs if run.text == OBJECT and run.content):
        extent = extent_of(run.content)
        if extent is not None and extent.reference:
            data = picture_file(submission.sources[proposal.source], extent.reference)
            found.append((data, round(extent.width), round(extent.height)))
    return found


@pytest.fixture
def given(tmp_path: Path) -> Submission:
    (tmp_path / "given.docx").write_bytes(private_file())
    return open_document(tmp_path / "given.docx").submission


@pytest.mark.qt_log_ignore("Invalid JPEG", extend=True)
def test_pictures_stand_in_the_file_and_are_read_back(given: Submission) -> None:
    data, proof = export_akoma_ntoso(given, day="2026-01-02")
    assert validity(data) == []
    shown = [element.get("src", "") for element in etree.fromstring(data).iter("{*}img")]
    assert shown
    assert all(re.match("data:image/(png|jpeg|gif|bmp|tiff);base64,", source) for source in shown)
    assert any("Omitted, as Akoma Ntoso cannot contain it" in str(message) for message in proof.left_out)
    read = read_akoma_ntoso(data, "x").submission
    found = drawn(read)
    assert len(found) == len(shown)
    assert {size for _, *size in [(data, width, height) for data, width, height in found] for size in [tuple(size)]} == {(1, 1)}
    again, _ = export_akoma_ntoso(read, day="2026-01-02")
    assert [element.get("src", "") for element in etree.fromstring(again).iter("{*}img")] == shown


@pytest.mark.qt_log_ignore("Invalid JPEG", extend=True)
def test_pictures_go_on_into_a_word_file(given: Submission) -> None:
    data, _ = export_akoma_ntoso(given, day="2026-01-02")
    read = read_akoma_ntoso(data, "x").submission
    word, proof = export_word(read)
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        media = [name for name in package.namelist() if "/media/" in name]
        styles = package.read("word/styles.xml")
    assert len(media) == len({content for content, *_ in drawn(read)})
    assert proof.left_out == ()
    assert b"Restitle" in styles or b"Res_title" in styles, "the house's own styles, not those of a package of pictures"
