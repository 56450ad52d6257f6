"""Footnotes and endnotes, their marks printed or typed."""

from __future__ import annotations

from model.redline import ANCHOR, NOTE, Run, Stamp, Status
from tests.builders.word import ins, p, r, raw

ANA = Stamp("Ana", "2024-09-06T09:00:00Z")
SEPARATOR = f'<w:footnote w:type="separator" w:id="-1">{p(r("<w:separator/>"))}</w:footnote>'


def note(id: int, content: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{id}">{content}</w:{kind}>'


def reference(id: int, more: str = "", after: str = "") -> str:
    return r(f'<w:footnoteReference{more} w:id="{id}"/>{after}')


CUSTOM = ' w:customMarkFollows="1"'


def test_a_printed_mark_is_no_text() -> None:
    body = p(r("a") + reference(2) + r("b"))
    found = raw(body, footnotes=SEPARATOR + note(2, p(r("<w:footnoteRef/>") + r(" ") + r("text"))))
    assert found.paragraphs[0].runs[1] == Run(NOTE, content="f2")
    assert list(found.notes) == ["f2"]
    (paragraph,) = found.notes["f2"].paragraphs
    assert [(run.text, run.content) for run in paragraph.runs] == [
        (ANCHOR, "<w:footnoteRef/>"),
        (ANCHOR, '<w:t xml:space="preserve"> </w:t>'),
        ("text", ""),
    ]
    assert (found.notes["f2"].mark, found.notes["f2"].kind, found.notes["f2"].source) == (None, "footnote", "2")


def test_a_typed_mark_is_the_mark_and_no_text() -> None:
    body = p(r("a") + reference(2, CUSTOM, "<w:t>1)</w:t>") + r("b"))
    found = raw(body, footnotes=note(2, p(r("<w:t>1)</w:t><w:tab/><w:t>text</w:t>"))))
    assert "".join(run.text for run in found.paragraphs[0].runs) == f"a{NOTE}b"
    assert found.notes["f2"].mark == "1)"
    first, text = found.notes["f2"].paragraphs[0].runs
    assert (first.content, text) == ('<w:t xml:space="preserve">1)</w:t><w:tab/>', Run("text"))


def test_a_typed_mark_may_stand_in_the_next_run() -> None:
    found = raw(p(reference(2, CUSTOM) + r("*") + r("b")), footnotes=note(2, p("* text")))
    assert found.notes["f2"].mark == "*"
    assert [run.text for run in found.paragraphs[0].runs] == [NOTE, "b"]
    late = raw(p(reference(2, CUSTOM) + r(" of")), footnotes=note(2, p("text")))
    assert "".join(run.text for run in late.paragraphs[0].runs) == f"{NOTE} of"


def test_tracked_references_and_tracked_text() -> None:
    found = raw(p(r("a") + ins(reference(2))), footnotes=note(2, p(r("<w:footnoteRef/>") + ins(r(" new")) + r(" old"))))
    assert found.paragraphs[0].runs[1] == Run(NOTE, Status.INSERTED, stamp=ANA, content="f2")
    runs = found.notes["f2"].paragraphs[0].runs
    assert [(run.text, run.status) for run in runs[2:]] == [("new", "inserted"), (" old", "kept")]


def test_endnotes_have_keys_of_their_own() -> None:
    body = p(reference(2) + r('<w:endnoteReference w:id="2"/>') + r("b"))
    found = raw(body, footnotes=note(2, p("f")), endnotes=note(2, p("e"), "endnote"))
    assert {key: (read_note.kind, read_note.paragraphs[0].runs[0].text) for key, read_note in found.notes.items()} == {
        "f2": ("footnote", "f"),
        "e2": ("endnote", "e"),
    }


def test_a_reference_to_no_note_is_kept_as_it_is() -> None:
    (run, _) = raw(p(reference(9) + r("b"))).paragraphs[0].runs
    assert (run.text, run.content) == (ANCHOR, '<w:footnoteReference w:id="9"/>')


def test_paragraphs_of_notes_are_numbered_in_their_part() -> None:
    found = raw(p(reference(2) + reference(3)), footnotes=SEPARATOR + note(2, p("a") + p("b")) + note(3, p("c")))
    assert [paragraph.source for key in ("f2", "f3") for paragraph in found.notes[key].paragraphs] == ["1", "2", "3"]


def test_a_note_of_the_other_kind_is_passed_over() -> None:
    found = raw(p(reference(2)), footnotes=note(2, p("a")) + note(7, p("b"), "endnote"))
    assert list(found.notes) == ["f2"]
