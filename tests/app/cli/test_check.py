"""`check`: what is ignored leaves the exit status alone, the user's terms are looked for, a bad list is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.main import main
from app.user_data.user_tables import keep_terms, load_terms
from model.edits.repairs import ignore
from model.formats.amend import Project, project_bytes
from model.preflight.rules import check, context_of
from model.preflight.terms import Terms
from model.submission.transactions import apply
from tests.model.preflight.test_rules import STAMP, items, written
from tests.model.submission.test_language_versions import ARABIC, STRUCK


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("app.cli.check.config_folder", lambda: tmp_path)

    def go(submission):
        path = tmp_path / "a.amend"
        path.write_bytes(project_bytes(Project(submission)))
        status = main(["check", str(path)])
        return status, capsys.readouterr()

    return go


def test_an_error_that_is_ignored_is_told_and_leaves_the_exit_status(run) -> None:
    faulty = written(Document="", number="ATU/XXA18/1")
    assert run(faulty)[0] == 1
    errors = [finding for finding in check(context_of(faulty)) if finding.severity == "error"]
    status, output = run(apply(faulty, ignore(faulty, errors, "it gets its number later", STAMP)))
    assert status == 0
    assert output.out.splitlines()[-1].startswith("0 errors")
    assert output.out.rstrip().endswith(f"{len(errors)} ignored")


def test_a_second_language_version_is_set_beside_the_text(tmp_path, capsys) -> None:
    first, second = tmp_path / "here.txt", tmp_path / "there.txt"
    first.write_text(ARABIC, encoding="utf-8", newline="\n")
    second.write_text(STRUCK, encoding="utf-8", newline="\n")
    assert main(["check", str(first), "--parallel", str(second)]) == 0
    assert "in the English version this paragraph is deleted" in capsys.readouterr().out
    assert main(["check", str(first), "--parallel", str(tmp_path / "none.txt")]) == 2
    assert "none.txt" in capsys.readouterr().err


def test_the_terms_of_the_user_are_looked_for(run, tmp_path) -> None:
    keep_terms(tmp_path, Terms({"telecentre": "community centre"}))
    status, output = run(written(items("that a telecentre is")))
    assert (status, output.err) == (0, "")
    assert "[newer-term]" in output.out


@pytest.mark.parametrize(("data", "why"), [(b"a\tb\nno tab\n", "line 2 is not used"), (b"\xff\tb\n", "not UTF-8")])
def test_a_list_of_terms_that_is_wrong_is_named_and_the_check_goes_on(run, tmp_path, data, why) -> None:
    (tmp_path / "terms.tsv").write_bytes(data)
    status, output = run(written())
    assert status == 0
    assert "terms.tsv" in output.err
    assert why in output.err
    assert len(output.err.splitlines()) == 1


def test_a_list_is_kept_with_the_lines_that_say_nothing(tmp_path) -> None:
    (tmp_path / "terms.tsv").write_text("a\tb\nno tab\n", encoding="utf-8", newline="\n")
    terms, _ = load_terms(tmp_path)
    keep_terms(tmp_path / "new", terms)
    assert load_terms(tmp_path / "new")[0].wrong[0][1] == "no tab"


@pytest.mark.parametrize("date", ["not a date", "2024-02-30", "20240101", "2024-W01-1", "2024", "0000-01-01", "9" * 5000])
def test_a_date_that_cannot_be_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], date: str) -> None:
    (tmp_path / "a.txt").write_text("# RESOLUTION 5 (Rev. Dubai, 2018)\n", encoding="utf-8", newline="\n")
    assert main(["check", str(tmp_path / "a.txt"), "--at", date]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("is not a date; write it like 2024-10-15")
    assert len(line) < 150
