"""The differences of a returned file that are not tracked: each clause is named, and nothing if all is tracked."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.cli.main import main
from app.session.sample import sample_submission
from model.diff import compare, summary
from model.files.opening import open_document
from model.files.returned_words import UntrackedChanges, untracked_changes
from model.formats.word.clause_matching import rematch_proposal
from model.formats.word.export import export_word
from model.formats.word.proof.proof import prove
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.numbering import Labelling
from model.redline import Redline, Stamp
from model.submission.resolved import in_view
from model.submission.values import Header, Proposal, Submission
from tests.builders.notation import redline
from tests.builders.six_languages import LANGUAGES, text_in
from tests.builders.submissions import actions, carried_out
from tests.builders.variants import Editor
from tests.profiles import times_profile

DATE = "2024-09-06T09:00:00Z"
ME, ANA = Stamp("me", DATE), Stamp("Ana", "2024-10-01T10:00:00Z")
TEXT = """\
    # RESOLUTION 7 (Rev. Oxdorf, 2018)
    ## On the work of examples
    *considering*
    a)\tthat texts are {--short--}{++clear and short++};
    {++b)\tthat this is wholly new;++}{++¶++}
    {--b--}{++c++})\tthat some have items in every region of the world,
    *resolves*
    1\tto act in good time[^1];
    2\tto report to the Council every year;
    |1.1.1| the first cell
    |1.1.2| the second cell
    [^1]: That is, within two years.
"""
TOKEN = "Zzqx"


def submission_on(text: Redline, symbol: str = "") -> Submission:
    proposal = Proposal(symbol, "X/1" if symbol else "", text, original=text.base())  # type: ignore[arg-type]
    return Submission(proposals=(proposal,), language=text.language)


def differences(submission: Submission, copy: Submission) -> UntrackedChanges:
    matched = tuple(rematch_proposal(*pair) for pair in zip(submission.proposals, copy.proposals, strict=True))
    return untracked_changes(submission, replace(copy, proposals=matched))


def returned(*replacements: tuple[str, str]) -> UntrackedChanges:
    text = TEXT
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    if "[^2]" in text:
        text += "    [^2]: It is another one.\n"
    return differences(submission_on(redline(TEXT)), submission_on(redline(text)))


def places(found: UntrackedChanges) -> list[str]:
    return [str(clause.place) for clause in found.clauses]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("good time", "due time", "resolves 1"),
        ("clear and short", "clear and long", "considering a)"),
        ("wholly new", "partly new", "considering b)"),
        ("    2\tto report to the Council every year;\n", "", "resolves 2"),
        ("every year;\n", "every year;\n    3\tto stop after some time;\n", "resolves 3 (new)"),
        ("2\tto report", "5\tto report", "resolves 2"),
        ("within two years", "within three years", "footnote 1"),
        ("the second cell", "the other cell", "table 1, row 1, column 2"),
        ("RESOLUTION 7", "RESOLUTION 8", "number line"),
        ("{++clear and short++}", "", "considering a)"),
        ("{--short--}{++clear and short++}", "short", "considering a)"),
    ],
)
def test_a_word_that_differs_untracked_is_named_with_its_place(old: str, new: str, place: str) -> None:
    found = returned((old, new))
    assert place in places(found)
    assert len(found.clauses) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("good time", "{--good--}{++due++} time"),
        ("2\tto report to the Council every year;", "{--2\tto report to the Council every year;--}{--¶--}"),
        ("every year;\n", "every year;\n    {++3\tto stop after some time;++}{++¶++}\n"),
        ("within two years", "within {--two--}{++three++} years"),
        ("the second cell", "the {--second--}{++other++} cell"),
        ("that texts are {--short--}{++clear and short++};", "that texts are clear and short;"),
        ("good time[^1];\n", "good time[^1]{++, and well++}{--;--}{--¶--}\n"),
        ("to act", "to *act*"),
        ("time[^1];", "time{--[^1]--};\n    {++3\tto add[^2] a note;++}{++¶++}"),
    ],
)
def test_what_is_tracked_or_reads_the_same_is_not_named(old: str, new: str) -> None:
    assert places(returned((old, new))) == []


def test_a_clause_that_is_moved_and_changed_without_tracking_is_named_once() -> None:
    first, second = "1\tto act in good time[^1];", "2\tto report to the Council every year;"
    moved = "1\tto report to the Council at least once in every year;"
    found = returned((f"    {first}\n    {second}\n", f"    {moved}\n    2\tto act in good time[^1];\n"))
    assert len(found.clauses) == 1


def test_formats_are_counted_and_not_named() -> None:
    found = returned(("good time", "*good* time"))
    assert (found.formats, found.clauses) == (1, ())
    assert [str(sentence) for sentence in found.sentences] == ["1 clause differs in format only"]


def test_a_tracked_change_beside_an_untracked_one_hides_nothing() -> None:
    found = returned(("good time", "{--good--}{++due++} time"), ("to act in", "to move in"), ("every year", "each year"))
    assert places(found) == ["resolves 1", "resolves 2"]
    assert str(found.sentences[0]) == "2 clauses read differently without a tracked change: resolves 1, resolves 2"


def test_reasons_that_differ_are_named() -> None:
    submission = submission_on(redline(TEXT), "MOD")
    submission = replace(
        submission, proposals=(replace(submission.proposals[0], reasons="Since it is time."),), header=Header(title="On it")
    )
    other = replace(submission, proposals=(replace(submission.proposals[0], reasons="For other reasons."),))
    assert differences(submission, submission).sentences == ()
    assert differences(submission, other).fields == ("proposals/1/reasons",)
    assert [str(sentence) for sentence in differences(submission, other).sentences] == ["these fields read differently: reasons"]


def exported(submission: Submission) -> bytes:
    return export_word(submission, ExportOptions(date=DATE))[0]


def read_back(data: bytes) -> Submission:
    return read_word(data, "returned.docx").submission


def with_a_word_changed(data: bytes, choice: random.Random) -> tuple[bytes, str] | None:
    """A Word file with one word of its text replaced by TOKEN, untracked, and that word; None if it has no word."""
    package = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: package.read(name) for name in package.namelist()}
    xml = parts["word/document.xml"].decode()
    body = xml.index("<w:body>")
    words = [
        match.span(1)
        for text in re.finditer(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml[body:])
        for match in re.compile(r"([^\W\d_]{4,})").finditer(xml[body:], *text.span(1))
    ]
    if not words:
        return None
    start, stop = (body + at for at in choice.choice(words))
    parts["word/document.xml"] = (xml[:start] + TOKEN + xml[stop:]).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue(), xml[start:stop]


def labels(submission: Submission) -> list[str]:
    """The labels of a draft as printed."""
    clauses = in_view(submission.proposals[0].redline, "draft").clauses
    return [clause.label.text if clause.label is not None else "" for clause in clauses]


def amended(seed: int) -> Submission:
    """A text with random amendments."""
    base = text_in(LANGUAGES[seed % len(LANGUAGES)])
    return submission_on(compare(base, Editor(random.Random(seed)).edit(base, 1 + seed % 9), ME))


@settings(max_examples=times_profile(0.5))
@given(st.integers(0, 100_000))
@example(65537)  # a struck label before the end of a paragraph that a new call closes in the file
def test_law_what_is_exported_reads_the_same(seed: int) -> None:
    submission = amended(seed)
    written = exported(submission)
    copy = read_back(written)
    assert labels(submission) == labels(copy)
    assert differences(submission, copy).clauses == ()
    prove(written, copy)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_reported_of_a_file_as_it_was_exported(language: str) -> None:
    submission = sample_submission(language)
    assert differences(submission, read_back(exported(submission))).sentences == (), (
        "a text that comes from no file has no styles"
    )


def test_nothing_is_reported_of_new_clauses_that_got_their_style_in_the_exported_file(tmp_path, capsys) -> None:
    typed, given, project, sent, back = (str(tmp_path / name) for name in ("a.txt", "a.docx", "a.amend", "b.docx", "b.amend"))
    Path(typed).write_text(redline_text(), encoding="utf-8", newline="\n")
    assert main(["export", typed, "--base", "-o", given]) == 0
    assert main(["import", given, "-o", project]) == 0
    new = [{"kind": "paragraph", "scheme": "roman", "level": 2, "text": text} for text in ("a first;", "a second,")]
    edits = tmp_path / "edits.json"
    todo = {"author": "me", "edits": [{"do": "insert", "after": "considering/a", "clauses": new}]}
    edits.write_text(json.dumps(todo), encoding="utf-8", newline="\n")
    assert main(["apply", project, str(edits), "-o", project]) == 0
    assert main(["export", project, "-o", sent]) == 0
    capsys.readouterr()
    assert main(["import", sent, "--into", project, "-o", back]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("turned", [False, True])
def test_a_note_of_a_text_is_compared_without_the_mark_at_its_head_in_word(turned: bool) -> None:
    text = redline(TEXT).base()
    file = in_view(read_back(exported(submission_on(text))).proposals[0].redline, "draft")
    texts = (file, text) if turned else (text, file)
    found = compare(*texts, ME, plain="draft" if turned else "base")
    assert summary(found, Labelling.of(found)).changed == 0


@settings(max_examples=times_profile(0.8))
@given(st.integers(0, 100_000))
def test_law_a_word_changed_in_the_exported_file_is_named(seed: int) -> None:
    submission = amended(seed)
    changed = with_a_word_changed(exported(submission), random.Random(seed))
    if changed is None:
        return
    data, word = changed
    found = differences(submission, read_back(data))
    words = [pair for change in found.clauses for pair in change.words]
    assert any(TOKEN in new or word in old for old, new in words), f"{word} is {TOKEN} now"


@given(st.sampled_from(LANGUAGES), st.lists(actions(), max_size=6))
def test_law_what_others_track_is_not_named(language: str, todo: list[object]) -> None:
    submission = submission_on(text_in(language))
    untouched = submission.proposals[0].redline
    copy = carried_out(submission, todo)  # type: ignore[arg-type]
    if copy.proposals[0].redline.base().clauses == untouched.clauses:
        assert places(differences(submission, copy)) == []


def test_the_command_line_names_what_differs(tmp_path, capsys) -> None:
    draft_file, theirs, both = (str(tmp_path / name) for name in ("ours.amend", "theirs.docx", "both.amend"))
    (tmp_path / "ours.txt").write_text(redline_text(), encoding="utf-8", newline="\n")
    assert main(["import", str(tmp_path / "ours.txt"), "-o", draft_file]) == 0
    assert main(["export", draft_file, "-o", theirs]) == 0
    assert main(["import", theirs, "--into", draft_file, "-o", both]) == 0
    assert "differently" not in capsys.readouterr().err
    data = (tmp_path / "theirs.docx").read_bytes()
    package = zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(theirs, "w") as made:
        for name in package.namelist():
            made.writestr(name, package.read(name).replace(b"good time", b"due time"))
    assert main(["import", theirs, "--into", draft_file, "-o", both]) == 0
    assert "theirs.docx: 1 clause reads differently without a tracked change: resolves 1\n" in capsys.readouterr().err
    remark = open_document(both).project.versions[0].remark
    assert str(remark) == "returned file; 1 clause reads differently without a tracked change"


def redline_text() -> str:
    return "\n".join(line.removeprefix("    ") for line in TEXT.splitlines()) + "\n"


@pytest.mark.parametrize("symbol", ["SUP", "SUP*", "NOC", "ADD", "ADD*", "MOD"])
def test_a_file_that_shows_a_part_of_the_text_by_its_symbol_is_no_change(symbol: str) -> None:
    submission = submission_on(redline(TEXT), symbol)
    assert differences(submission, read_back(exported(submission))) == UntrackedChanges()


def test_another_symbol_in_the_file_is_named() -> None:
    text = redline(TEXT).base()
    found = differences(submission_on(text, "MOD"), read_back(exported(submission_on(text, "SUP"))))
    assert [str(sentence) for sentence in found.sentences] == ["these fields read differently: symbol"]
