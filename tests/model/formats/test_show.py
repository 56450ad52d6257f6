"""The output of `show` as JSON and as a tree."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import given

from model.formats.show import show_json, show_tree
from model.formats.word.reader import read_word
from model.redline import NOTE, Redline
from model.submission.resolved import in_view, submission_in_view
from model.submission.values import Contact, Header, Proposal, Submission
from tests.builders.notation import redline
from tests.builders.strategies import redlines

HEADER_KEYS = {
    "conference", "document", "addendum", "date", "original", "sources", "title", "agenda", "abstract", "contacts",
    "introduction", "proposal_text",
}  # fmt: skip
CLAUSE_KEYS = {"id", "path", "kind", "scheme", "level", "base", "label", "end", "runs", "footnotes"}

TEXT = """\
    # RESOLUTION 7 (Rev. {--Oxdorf, 2018--}{++Elmstad, 2022++})
    *considering*
    a)\tthat one[^1];
    {++b)\tthat two;++}{++¶++}
    {--b--}{++c++})\tthat {--three--},{--¶--}
    {+-no-+}d more
    |1.+2.3| cell
    [^1]: A {++small ++}note.
"""


def submission(value: Redline) -> Submission:
    header = Header(title="T", sources=("A", "B"), contacts=(Contact("N"),))
    return Submission(header, (Proposal("MOD", "A/1/1", value, "why"),), "en")


def shown(view: Any = "markup", value: Redline | None = None) -> dict[str, Any]:
    out: dict[str, Any] = show_json(submission(value or redline(TEXT)), view)
    assert json.loads(json.dumps(out)) == out
    return out


def test_no_key_is_missing() -> None:
    out = shown()
    assert {"language", "header", "proposals"} <= set(out)
    assert set(out["header"]) >= HEADER_KEYS
    [proposal] = out["proposals"]
    assert (proposal["symbol"], proposal["number"], proposal["reasons"]) == ("MOD", "A/1/1", "why")
    assert all(set(clause) >= CLAUSE_KEYS for clause in proposal["clauses"])


def test_markup_shows_each_clause_with_both_labels() -> None:
    clauses = shown()["proposals"][0]["clauses"]
    assert [clause["label"] for clause in clauses[2:5]] == [
        {"base": "a)", "draft": "a)"},
        {"base": None, "draft": "b)"},
        {"base": "b)", "draft": "c)"},
    ]
    assert clauses[0]["runs"] == [
        ["kept", "RESOLUTION 7 (Rev. "], ["deleted", "Oxdorf, 2018"], ["inserted", "Elmstad, 2022"], ["kept", ")"]
    ]  # fmt: skip
    assert [clause["path"] for clause in clauses[:5]] == [
        "number", "considering", "considering/a", "considering/+b", "considering/b",
    ]  # fmt: skip
    assert (clauses[3]["end"], clauses[4]["end"]) == ("inserted", "deleted")
    assert clauses[5]["runs"] == [["retracted", "no"], ["kept", "d more"]]
    assert (clauses[6]["cell"], clauses[6]["row"]) == ([0, 1, 2], "inserted")
    assert [clause["level"] for clause in clauses[:3]] == [0, 0, 1]


def test_a_note_has_its_mark_and_runs() -> None:
    [note] = shown()["proposals"][0]["clauses"][2]["footnotes"]
    assert note["mark"] == {"base": "1", "draft": "1"}
    assert note["runs"] == [["kept", "A "], ["inserted", "small "], ["kept", "note."]]
    [note] = shown("base")["proposals"][0]["clauses"][2]["footnotes"]
    assert note["runs"] == [["kept", "A note."]]


def test_a_change_of_properties_names_what_differs_in_the_base() -> None:
    value = redline("*considering*\na)\tone {>>level 2, was level 1, was style X<<}\n")
    assert shown(value=value)["proposals"][0]["clauses"][1]["base"] == {"level": 1, "style": "X"}


def test_one_side_is_one_clause_a_paragraph() -> None:
    draft = shown("draft")["proposals"][0]["clauses"]
    assert ["".join(text for _, text in clause["runs"]) for clause in draft] == [
        "RESOLUTION 7 (Rev. Elmstad, 2022)",
        "considering",
        f"that one{NOTE};",
        "that two;",
        "that ,d more",
        "cell",
    ]
    base = shown("base")["proposals"][0]["clauses"]
    assert [clause["label"]["base"] for clause in base[:4]] == [None, None, "a)", "b)"]


@given(redlines())
def test_a_side_shows_the_text_of_that_side(value: Redline) -> None:
    for view, side in (("base", value.base()), ("draft", value.draft())):
        clauses = shown(view, value)["proposals"][0]["clauses"]
        texts = ["".join(text for _, text in clause["runs"]) for clause in clauses]
        wanted = ["".join(run.text for run in clause.runs if not is_anchor(run)) for clause in side.clauses]
        assert texts == wanted
        statuses = {status for clause in clauses for status, _ in clause["runs"]}
        assert statuses <= {"kept", "deleted" if view == "base" else "inserted"}


def is_anchor(run: Any) -> bool:
    return run.text == "\u2060" and bool(run.content)


@given(redlines())
def test_neighbouring_runs_differ_in_status(value: Redline) -> None:
    for clause in shown(value=value)["proposals"][0]["clauses"]:
        statuses = [status for status, _ in clause["runs"]]
        assert all(a != b for a, b in pairwise(statuses))


def test_the_draft_alone_bears_its_own_labels() -> None:
    value = redline("*resolves*\n{++1\tnew;++}{++¶++}\n{--1--}{++2++}\told\n")
    assert [clause.label.text for clause in in_view(value, "draft").clauses if clause.label] == ["1", "2"]
    assert in_view(value, "markup") is value
    assert len(submission_in_view(submission(value), "base").proposals[0].redline.clauses) == 2


def test_the_tree() -> None:
    assert show_tree(submission(redline(TEXT)), "markup") == (
        "MOD A/1/1\n"
        "~ RESOLUTION 7 (Rev. Elmstad, 2022)\n"
        "  considering\n"
        "    a) that one*;\n"
        "+   b) that two;\n"
        "~   b → c) that ,\n"
        "~   d more\n"
        "    cell\n"
    )
    assert all(len(line) <= 20 for line in show_tree(submission(redline(TEXT)), "markup", 20).splitlines())


def test_a_tracked_word_file_shows_what_it_says(shared: Path) -> None:
    wanted = json.loads((shared / "res75" / "redline.json").read_text(encoding="utf-8"))["paragraphs"]
    path = shared / "res75" / "proposal-tracked.docx"
    [proposal] = show_json(read_word(path, path.name).submission)["proposals"]
    assert [clause["runs"] for clause in proposal["clauses"]] == [clause_wanted["runs"] for clause_wanted in wanted]
    assert [clause["end"] for clause in proposal["clauses"]] == [clause_wanted["end"] for clause_wanted in wanted]
    labels = [
        {side: "".join(text for status, text in clause_wanted.get("label", []) if status != other) or None
         for side, other in (("base", "inserted"), ("draft", "deleted"))}
        for clause_wanted in wanted
    ]  # fmt: skip
    assert [clause["label"] for clause in proposal["clauses"]] == labels
