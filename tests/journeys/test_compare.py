"""The verb `compare`: the pairs of `../shared` by both judges, a real proposal, what cannot be compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from model.diff.tidy import tidy_clause
from model.formats.amend import read_project
from model.redline import Clause, End, Run, Stamp, Status, status_spans
from tests.journeys.judges import judge
from tests.journeys.program import clausewright, done, judged, judged_by_office, shown
from tests.skips import needs_office

LEAST = {
    "x1": (57, 1359), "insmid": (5, 30), "delclause": (29, 4), "move": (26, 26), "move_nolabel": (22, 22), "split": (2, 3),
    "merge": (5, 5), "table": (1, 2), "tablerow": (1, 6), "footnote": (0, 1), "fnadd": (0, 34), "fmtonly": (0, 0),
    "styleonly": (0, 0), "lastdel": (18, 0), "lastins": (0, 11), "hard": (44, 61),
}  # fmt: skip
"""The fewest words that each pair can have marked, moves counted as deletions and insertions: ../shared/facts."""
SMALL = "*noting*\na)\tthat one is here;\nb)\tthat two are there,\n"


@pytest.mark.parametrize("name", LEAST)
def test_a_pair_comes_back_from_both_judges_with_as_few_words_as_can_be(name, shared, tmp_path):
    base, new, red = (shared / "corpus/pairs" / f"{name}.{side}.docx" for side in ("base", "new", "red"))
    red = tmp_path / red.name
    done("compare", base, new, "-o", red, "--author", "ITU", "--date", "2024-09-06")
    verdict = judge("redline").judge(red, base, new)
    wrong = [key for key, value in verdict.items() if key.startswith(("accept", "reject")) and value is not True]
    assert not wrong, verdict
    cost, (kept, relabelled) = verdict["cost"], verdict["labels"]
    assert (cost["dupids"], cost["noauthor"], cost["nodate"], cost["baddate"]) == (0, 0, 0, 0)
    assert set(cost["authors"]) <= {"ITU"}
    assert set(cost["dates"]) <= {"2024-09-06T00:00:00Z"}
    moved = 1 if name in ("move", "move_nolabel", "hard") else 0
    assert (cost["mf"], cost["mt"]) == (moved, moved)
    if name != "move_nolabel":
        assert kept >= relabelled - moved  # the label of what moved goes with it
    deleted, inserted = LEAST[name]
    assert cost["delw"] <= 1.05 * deleted + 1
    assert cost["insw"] <= 1.05 * inserted + 1
    judged(shared / "judge/validate_docx.py", red)


@needs_office
def test_the_judge_of_libreoffice_says_the_same(shared, tmp_path):
    triples = []
    for name in LEAST:
        base, new = (shared / "corpus/pairs" / f"{name}.{side}.docx" for side in ("base", "new"))
        done("compare", base, new, "-o", tmp_path / f"{name}.docx")
        triples += [tmp_path / f"{name}.docx", base, new]
    judged_by_office(*triples)


def test_resolution_75_is_compared_as_a_human_redlined_it(shared, tmp_path):
    folder = shared / "res75"
    output = done("compare", folder / "base.docx", folder / "proposed.docx", "-o", tmp_path / "red.amend")
    assert output == "clauses: 25 inserted, 0 deleted, 28 changed, 0 moved, 15 renumbered\n"
    found = read_project((tmp_path / "red.amend").read_bytes(), "red.amend").submission.proposals[0].redline
    wanted = json.loads((folder / "redline.json").read_text(encoding="utf-8"))["paragraphs"]
    human = [
        Clause("x", runs=tuple(Run(text, Status(status)) for status, text in edit["runs"]), end=End(Status(edit["end"])))
        for edit in wanted
    ]
    assert [statuses_of(clause) for clause in found.clauses] == [statuses_of(tidy_clause(clause, Stamp("x"))) for clause in human]


def statuses_of(clause: Clause) -> tuple[Status, list[tuple[Status, str]]]:
    return clause.end.status, list(status_spans(clause.runs))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(SMALL, encoding="utf-8", newline="\n")
    return tmp_path


def test_texts_of_any_kind_are_compared_and_written_as_any(small):
    other = small / "b.txt"
    other.write_text(SMALL.replace("one is", "one was"), encoding="utf-8", newline="\n")
    for name in ("out.docx", "out.html", "out.amend", "out.txt"):
        assert done("compare", small / "a.txt", other, "-o", small / name).endswith("1 changed, 0 moved, 0 renumbered\n")
    assert "{--is--}{++was++}" in (small / "out.txt").read_text(encoding="utf-8")
    assert "<del" in (small / "out.html").read_text(encoding="utf-8")
    done("import", other, "-o", small / "b.amend")
    done("export", small / "b.amend", "-o", small / "b.docx")
    assert "1 changed" in done("compare", small / "a.txt", small / "b.docx", "-o", small / "mixed.docx")
    assert "1 changed" in done("compare", small / "b.docx", small / "a.txt", "-o", small / "back.docx")


def test_two_versions_of_one_document_are_compared_by_ids(small):
    done("import", small / "a.txt", "-o", small / "a.amend")
    edit = {"do": "replace", "at": "noting/a", "find": "that one is here", "with": "wholly other words"}
    (small / "edits.json").write_text(json.dumps({"author": "me", "edits": [edit]}), encoding="utf-8", newline="\n")
    done("apply", small / "a.amend", small / "edits.json", "-o", small / "b.amend")
    output = done("compare", small / "a.amend", small / "b.amend", "-o", small / "out.amend")
    assert output == "clauses: 0 inserted, 0 deleted, 1 changed, 0 moved, 0 renumbered\n"
    assert done("compare", small / "a.amend", small / "b.amend", "-o", small / "out.txt", "--by", "base") == "no difference\n"


def test_the_same_file_twice_differs_in_nothing(small):
    assert done("compare", small / "a.txt", small / "a.txt", "-o", small / "out.docx") == "no difference\n"
    assert [shown_clause["runs"] for shown_clause in shown(small / "out.docx")["proposals"][0]["clauses"]][1] == [
        ["kept", "that one is here;"]
    ]


@pytest.mark.parametrize(
    ("text", "options", "sentence"),
    [
        ("*rappelant*\na)\tque les réseaux ont besoin d'aide,\n", (), "it is in French and the first file in English"),
        ("wholly unlike everything\n", (), "no clause of it is in the first file"),
        (SMALL, ("--author", " "), "--author needs a name"),
        (SMALL, ("--author", "A\x01"), "the name for --author contains the control character U+0001; remove it"),
        (SMALL, ("--date", "yesterday"), "yesterday is not a date for --date"),
        (SMALL, ("--date", "2024-02-30"), "2024-02-30 is not a date for --date"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_told_in_one_sentence(small, text, options, sentence):
    (small / "a.txt").write_text(SMALL.replace("*noting*", "*considering*"), encoding="utf-8", newline="\n")
    (small / "b.txt").write_text(text, encoding="utf-8", newline="\n")
    call = clausewright("compare", small / "a.txt", small / "b.txt", "-o", small / "out.docx", *options)
    assert (call.returncode, call.stdout) == (2, "")
    assert sentence in call.stderr
    assert call.stderr.count("\n") == 1
    assert not (small / "out.docx").exists()


def test_two_submissions_are_compared_within_their_frame(shared, tmp_path):
    """Of two proposals as they are submitted, the header and the proposal's line stay, and the text is redlined."""
    done("import", shared / "res75/base.docx", "-o", tmp_path / "base.amend")
    done("apply", tmp_path / "base.amend", shared / "res75/edits.json", "-o", tmp_path / "a.amend")
    done("export", tmp_path / "a.amend", "-o", tmp_path / "a.docx")
    first = shown(tmp_path / "a.docx")["proposals"][0]
    path = next(shown_clause["path"] for shown_clause in first["clauses"] if "los importantes" in str(shown_clause["runs"]))
    edit = {"do": "insert_text", "at": path, "before": "los importantes", "text": "todos "}
    (tmp_path / "edits.json").write_text(json.dumps({"author": "me", "edits": [edit]}), encoding="utf-8", newline="\n")
    done("apply", tmp_path / "a.docx", tmp_path / "edits.json", "-o", tmp_path / "b.amend")
    done("export", tmp_path / "b.amend", "-o", tmp_path / "b.docx")
    output = done("compare", tmp_path / "a.docx", tmp_path / "b.docx", "-o", tmp_path / "red.docx")
    assert output == "clauses: 0 inserted, 0 deleted, 1 changed, 0 moved, 0 renumbered\n"
    proposal = shown(tmp_path / "red.docx")["proposals"][0]
    assert (proposal["symbol"], proposal["number"]) == (first["symbol"], first["number"])
