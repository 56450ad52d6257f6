"""A refused export: the step that caused it is found, the document is not changed, and another form can be written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.edits import text
from model.errors import ClausewrightError, ProofError
from model.files.export import bytes_of
from model.files.kinds import AKOMA_NTOSO, WORD, FileKind
from model.files.refused_export import WaysOut, find_ways_out
from model.files.writers import FileBytes
from model.formats.akoma_ntoso.reader import read_akoma_ntoso
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import DEFAULT_OPTIONS, ExportOptions
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import Transaction, apply
from model.submission.values import Submission
from tests.builders.notation import texts_of
from tests.builders.submissions import ME, submission

CULPRIT = "Ω"
"""The character that the proof of these tests refuses."""


def typed(words: list[str]) -> tuple[Submission, list[Transaction]]:
    """The small text after some words were typed at the end of its last clause, and the steps."""
    value, done = submission(), []
    for word in words:
        last = len(value.proposals[0].redline.clauses) - 1
        end = Place(last, len(value.proposals[0].redline.clauses[last].text))
        done.append(text.type_text(value, StoryId(1), end, end, word, ME))
        value = apply(value, done[-1])
    return value, done


def refusing(monkeypatch: pytest.MonkeyPatch, *views: str) -> list[str]:
    """Makes the proof of some views refuse a text with the culprit; returns the views that were tried."""
    tried: list[str] = []

    def refuse(value: Submission, kind: FileKind, options: ExportOptions = DEFAULT_OPTIONS) -> FileBytes:
        tried.append(options.view)
        if options.view in views and any(CULPRIT in clause.text for clause in value.proposals[0].redline.clauses):
            raise ProofError("resolves/2: it reads something else; it was not kept.")
        return FileBytes(b"")

    monkeypatch.setattr("model.files.refused_export.bytes_of", refuse)
    return tried


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_step_is_found_with_few_exports_and_the_document_stays(before: int, after: int) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        tried = refusing(monkeypatch, "markup")
        value, done = typed(["a"] * before + [CULPRIT] + ["b"] * after)
        kept, reported = value.proposals[0].redline, []
        found = find_ways_out(value, done, WORD, "markup", "me", lambda *far: reported.append(far))
        assert found == WaysOut(before, draft=True)
        assert value.proposals[0].redline is kept
        assert len(tried) <= 2 + len(done).bit_length()
        assert [tried for tried, _ in reported] == list(range(len(reported)))
        assert all(tried < count for tried, count in reported)


def test_a_text_that_was_refused_when_it_was_opened_has_no_such_step(monkeypatch: pytest.MonkeyPatch) -> None:
    refusing(monkeypatch, "markup", "draft")
    opened, _ = typed([CULPRIT])
    assert find_ways_out(opened, (), WORD, "markup", "", lambda *_: None) == WaysOut(None, draft=False)
    last = len(opened.proposals[0].redline.clauses) - 1
    step = text.type_text(opened, StoryId(1), Place(last, 0), Place(last, 0), "x", ME)
    assert find_ways_out(apply(opened, step), [step], WORD, "markup", "", lambda *_: None) == WaysOut(None, draft=False)


def test_the_search_is_stopped_by_who_is_told_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = refusing(monkeypatch, "markup")
    value, done = typed(["a", CULPRIT])

    def stop(number: int, _count: int) -> None:
        if number:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        find_ways_out(value, done, WORD, "markup", "", stop)
    assert tried == ["draft"]


def test_an_empty_text_at_the_beginning_is_no_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    refusing(monkeypatch, "markup")
    value = submission("x\n")
    clear = text.delete_range(value, StoryId(1), Place(0, 0), Place(0, 1), ME)
    empty = submission(apply(value, clear).proposals[0].redline.draft())
    step = text.type_text(empty, StoryId(1), Place(0, 0), Place(0, 0), CULPRIT, ME)
    assert find_ways_out(apply(empty, step), [step], WORD, "markup", "", lambda *_: None).step == 0


@pytest.mark.parametrize("kind", [WORD, AKOMA_NTOSO], ids=["word", "akoma_ntoso"])
@pytest.mark.parametrize("kept", ["", " "])
def test_a_text_that_is_deleted_whole_is_written_with_its_changes_and_not_without(kind: FileKind, kept: str) -> None:
    value = submission(f"x{kept}y\n")
    for at in (len(f"x{kept}"), 0):
        value = apply(value, text.delete_range(value, StoryId(1), Place(0, at), Place(0, at + 1), ME))
    data = bytes_of(value, kind).data
    back = read_word(data, "a.docx") if kind is WORD else read_akoma_ntoso(data, "a.xml")
    redline = back.submission.proposals[0].redline
    assert ["".join(texts_of(redline, side)) for side in ("base", "draft")] == [f"x{kept}y", kept]
    assert bytes_of(value, kind, ExportOptions(view="base")).data
    with pytest.raises(ClausewrightError, match=r"^Nothing is left of the proposed text: .* with tracked changes, .*\.$"):
        bytes_of(value, kind, ExportOptions(view="draft"))


def test_a_new_text_has_no_text_in_force_and_an_empty_one_nothing() -> None:
    value = submission("x\n")
    empty = submission(
        apply(value, text.delete_range(value, StoryId(1), Place(0, 0), Place(0, 1), ME)).proposals[0].redline.draft()
    )
    with pytest.raises(ClausewrightError, match=r"The text is empty\. Write some words"):
        bytes_of(empty, WORD)
    new = apply(empty, text.type_text(empty, StoryId(1), Place(0, 0), Place(0, 0), "to go on", ME))
    assert bytes_of(new, WORD, ExportOptions(view="draft")).data
    with pytest.raises(ClausewrightError, match="There is no text in force"):
        bytes_of(new, WORD, ExportOptions(view="base"))
