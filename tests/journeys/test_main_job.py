"""From the text in force to the submission: Resolution 75 of WTSA, a real proposal, through the command line alone."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.program import W, done, judged, judged_by_office, paragraphs, part, shown
from tests.skips import needs_office

Spans = Sequence[Sequence[str]]


@pytest.fixture(scope="module")
def res75(shared: Path) -> Path:
    return shared / "res75"


@pytest.fixture(scope="module")
def human(res75: Path) -> list[dict[str, Any]]:
    """The redline of the published proposal, paragraph by paragraph."""
    paragraphs: list[dict[str, Any]] = json.loads((res75 / "redline.json").read_text(encoding="utf-8"))["paragraphs"]
    return paragraphs


@pytest.fixture(scope="module")
def amended(res75: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("res75")
    done("import", res75 / "base.docx", "-o", folder / "a.amend")
    done("apply", folder / "a.amend", res75 / "edits.json", "-o", folder / "b.amend")
    return folder / "b.amend"


@pytest.fixture(scope="module")
def exported(amended: Path) -> Path:
    out = amended.with_name("out.docx")
    done("export", amended, "-o", out)
    return out


def side(spans: Spans, dropped: str) -> str | None:
    return "".join(text for status, text in spans if status != dropped) or None


def as_shown(paragraph: dict[str, Any]) -> dict[str, Any]:
    """A paragraph of redline.json as `show --format json` gives it."""
    label: Spans = paragraph.get("label", [])
    out = {
        "kind": paragraph["kind"],
        "end": paragraph["end"],
        "label": {"base": side(label, "inserted"), "draft": side(label, "deleted")},
        "runs": paragraph["runs"],
    }
    if "scheme" in paragraph:
        out |= {"scheme": paragraph["scheme"], "level": paragraph["level"]}
    if "footnote" in paragraph:
        out["footnotes"] = [{"mark": {"base": "1", "draft": "1"}, "runs": [["kept", paragraph["footnote"]]]}]
    return out


def assert_is_the_human_redline(file: Path, human: list[dict[str, Any]]) -> None:
    [proposal] = shown(file)["proposals"]
    assert (proposal["symbol"], proposal["number"]) == ("MOD", "ATU/35A18/1")
    clauses = proposal["clauses"]
    assert len(clauses) == len(human)
    for clause, paragraph in zip(clauses, human, strict=True):
        wanted = as_shown(paragraph)
        assert {key: clause[key] for key in wanted} == wanted, f"line {paragraph['line']}"


def test_the_applied_edits_are_the_human_redline(amended: Path, human: list[dict[str, Any]]) -> None:
    assert_is_the_human_redline(amended, human)


def test_the_exported_file_is_the_human_redline(exported: Path, human: list[dict[str, Any]]) -> None:
    assert_is_the_human_redline(exported, human)


def test_a_resolver_of_its_own_gives_base_and_draft(exported: Path, res75: Path, shared: Path) -> None:
    judge = shared / "judge" / "redline.py"
    judged(judge, "--instrument", exported, res75 / "base.docx", res75 / "proposed.docx")


@pytest.mark.slow
@needs_office
def test_libreoffice_gives_base_and_draft(exported: Path, res75: Path) -> None:
    judged_by_office(exported, res75 / "base.docx", res75 / "proposed.docx", instrument=True)


@pytest.mark.parametrize("options", [[], ["--clean"], ["--base"]], ids=["tracked", "clean", "base"])
def test_the_schemas_find_nothing(options: list[str], amended: Path, tmp_path: Path, shared: Path) -> None:
    done("export", amended, "-o", tmp_path / "out.docx", *options)
    judged(shared / "judge" / "validate_docx.py", tmp_path / "out.docx")


def words(spans: Spans, status: str) -> list[str]:
    return [word for state, text in spans if state == status for word in text.split()]


@pytest.mark.parametrize("status", ["deleted", "inserted"])
def test_the_same_words_are_tracked(status: str, exported: Path, human: list[dict[str, Any]]) -> None:
    [proposal] = shown(exported)["proposals"]
    got = [word for clause in proposal["clauses"] for word in words(clause["runs"], status)]
    wanted = [word for paragraph in human for word in words(paragraph["runs"], status)]
    assert got == wanted


def test_the_text_with_its_marks_is_the_published_one(exported: Path, res75: Path) -> None:
    published = (res75 / "000_7e26b6e4bad16574.txt").read_text(encoding="utf-8").split("\n")[7:109]
    inline = re.compile(r"\[(bookmark: \w+|footnoteRef:\d+\]\d+|\d+: .*)\]?")
    published[103 - 8] = published[103 - 8].replace(",;", ";,")
    wanted = [text for line in published if (text := inline.sub("", line).rstrip())]
    body = list(paragraphs(part(exported, "word/document.xml")))
    start = next(index for index, (_, text) in enumerate(body) if text.startswith("MOD\t"))
    lines = "\n".join(text for _, text in body[start:]).split("\n")
    assert [line.rstrip() for line in lines[: len(wanted)]] == wanted


def stamps(file: Path) -> set[tuple[str, str]]:
    body = part(file, "word/document.xml")
    changes = [change for name in ("ins", "del") for change in body.iter(W + name)]
    return {(change.get(W + "author", ""), change.get(W + "date", "")) for change in changes}


def test_a_tracked_file_comes_and_goes_unchanged(res75: Path, tmp_path: Path, human: list[dict[str, Any]]) -> None:
    done("import", res75 / "proposal-tracked.docx", "-o", tmp_path / "p.amend")
    assert_is_the_human_redline(tmp_path / "p.amend", human)
    done("export", tmp_path / "p.amend", "-o", tmp_path / "p.docx")
    assert_is_the_human_redline(tmp_path / "p.docx", human)
    assert stamps(tmp_path / "p.docx") == stamps(res75 / "proposal-tracked.docx")
    was, now = shown(res75 / "proposal-tracked.docx")["header"], shown(tmp_path / "p.docx")["header"]
    assert {key: now[key] for key in ("abstract", "introduction", "proposal_text")} == {
        key: was[key] for key in ("abstract", "introduction", "proposal_text")
    }


def test_one_author_can_be_set_for_all(amended: Path, tmp_path: Path) -> None:
    done("export", amended, "-o", tmp_path / "out.docx", "--author", "RCC")
    assert {author for author, _ in stamps(tmp_path / "out.docx")} == {"RCC"}


def test_the_same_content_gives_the_same_project_file(res75: Path, amended: Path, tmp_path: Path) -> None:
    done("apply", amended.with_name("a.amend"), res75 / "edits.json", "-o", tmp_path / "again.amend")
    assert (tmp_path / "again.amend").read_bytes() == amended.read_bytes()


def test_the_notation_carries_the_redline(amended: Path, tmp_path: Path) -> None:
    text = done("show", amended, "--format", "notation")
    (tmp_path / "b.txt").write_text(text, encoding="utf-8", newline="\n")
    first, other = shown(amended)["proposals"][0], shown(tmp_path / "b.txt")["proposals"][0]
    carried = ("kind", "scheme", "level", "label", "end", "runs")
    assert [{key: clause[key] for key in carried} for clause in other["clauses"]] == [
        {key: clause[key] for key in carried} for clause in first["clauses"]
    ]
