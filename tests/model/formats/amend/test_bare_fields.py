"""A document that an older program read, with fields that name someone, is what it would be if it were read now."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits.text import type_text
from model.errors import ProofError
from model.files.opening import open_document
from model.formats.amend import Project, Version, project_bytes, with_bare_fields
from model.formats.word.export import export_word
from model.formats.word.package import opc_package
from model.formats.word.reader import read_word
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders import word
from tests.builders.private import field, simple
from tests.builders.word import dele, ins, p, r

PATH = "D:\\Texts\\jane\\draft.docx"
BODIES = {
    "path": r("a ") + field(" FILENAME \\p ", PATH) + r(" z"),
    "simple": r("a ") + simple(" FILENAME \\p ", PATH) + r(" z"),
    "person": r("by ") + field(" AUTHOR ", "Jane Doe") + r(" of all"),
    "simple person": r("by ") + simple(" AUTHOR ", "Jane Doe"),
    "tracked": r("k ") + ins(field(" USERNAME ", "Jane")) + dele(simple(" AUTHOR ", "Jane")) + r(" end"),
    "code": r("see ") + field(' INCLUDEPICTURE "D:\\\\Photos\\\\jane\\\\a.png" ', "x") + r("."),
    "simple code": r("see ") + simple(" INCLUDEPICTURE &quot;D:\\\\Photos\\\\jane\\\\a.png&quot; ", "x") + r("."),
    "property": r("write to ") + field(" DOCPROPERTY Email ", "a@b.c") + simple(" DOCPROPERTY Manager ", "Jane"),
    "fetching": r("see ") + ins(field(' LINK Word.Document.8 "http://a.b/c.docx" ', "x")) + simple(" RD x ", "y") + r("."),
    "started": r("see ") + field(' HYPERLINK "javascript:x" ', "x") + r("."),
    "within": r("see ") + simple(" QUOTE ", "x") + field(" QUOTE ", "y") + simple(" USERNAME ", "Jane") + r("."),
    "note": r("noted") + r('<w:footnoteReference w:id="1"/>'),
    "box": r("<w:pict><v:shape><v:textbox><w:txbxContent>" + p(field(" FILENAME \\p ", PATH)) + "</w:txbxContent></v:textbox>"
             "</v:shape></w:pict>") + r("boxed"),
}  # fmt: skip
NOTE = '<w:footnote w:id="1">' + p(r("<w:footnoteRef/>") + r(" a note ") + simple("FILENAME \\p", PATH)) + "</w:footnote>"


def read(body: str, monkeypatch: pytest.MonkeyPatch, *, bare: bool) -> Submission:
    with monkeypatch.context() as patch:
        if not bare:
            patch.setattr(opc_package, "bare_fields", lambda root, **_: [])
        notes = {"footnotes": NOTE} if "footnoteReference" in body else {}
        return read_word(word.docx(p(body), **notes), "test.docx").submission


@pytest.mark.parametrize("kind", BODIES)
def test_an_older_document_is_as_it_is_read_now(kind, monkeypatch):
    old, now = (read(BODIES[kind], monkeypatch, bare=bare) for bare in (False, True))
    assert old != now
    mended = with_bare_fields(Project(old, versions=(Version("one", "", "", old),)))
    assert mended.submission == now
    assert mended.versions[0].submission == now
    export_word(mended.submission)


def test_what_names_no_one_stays_the_same_value(monkeypatch):
    value = Project(read(r("see ") + field(" REF n ", "see D:\\Texts") + simple(" PAGE ", "7"), monkeypatch, bare=False))
    assert with_bare_fields(value) is value


def test_an_older_file_is_opened_so_that_it_can_be_exported(monkeypatch, tmp_path):
    old, now = (read(BODIES["path"], monkeypatch, bare=bare) for bare in (False, True))
    with pytest.raises(ProofError):
        export_word(old)
    (tmp_path / "old.amend").write_bytes(project_bytes(Project(old)))
    opened = open_document(tmp_path / "old.amend").submission
    assert opened.proposals == now.proposals
    export_word(opened)


def test_amendments_and_the_text_as_it_was_read_are_kept(monkeypatch):
    old, now = (read(BODIES["simple person"], monkeypatch, bare=bare) for bare in (False, True))
    place = Place(0, 3)
    amended, expected = (
        apply(submission, type_text(submission, StoryId(1), place, place, "one ", Stamp("A", ""))) for submission in (old, now)
    )
    mended = with_bare_fields(Project(amended)).submission
    assert mended.proposals[0].redline == expected.proposals[0].redline
    assert mended.proposals[0].original == now.proposals[0].original
    assert export_word(replace(mended, sources=old.sources))[1].insertions == 1
