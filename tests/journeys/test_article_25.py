"""Article 25 of the Radio Regulations, from its text before WRC-03 to a document of the conference and back; the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree
from msgspec import to_builtins

from model.files.opening import open_document
from model.files.project_file import save_project
from model.formats.amend import Project
from tests.builders.article_25 import HEADER, LEFT_OUT, article_25, edits, pairs, table_of_article_25
from tests.journeys.judges import resolved
from tests.journeys.program import W, clausewright, done, judged, judged_by_office, shown
from tests.skips import needs_office

MARK = " (WRC-27)"


@pytest.fixture(scope="module")
def amended(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("article-25")
    (folder / "base.tsv").write_text(table_of_article_25(shared), encoding="utf-8", newline="\n")
    done("import", folder / "base.tsv", "-o", folder / "a.amend")
    fields = {f"header/{name}": value for name, value in to_builtins(HEADER).items() if value}
    given = [{"do": "set", "field": field, "value": value} for field, value in fields.items()]
    wanted = [*given, {"do": "set", "field": "proposals/1/symbol", "value": "MOD"}, *edits(shared, article_25(shared))]
    (folder / "edits.json").write_text(json.dumps({"author": "APT", "edits": wanted}), encoding="utf-8", newline="\n")
    done("apply", folder / "a.amend", folder / "edits.json", "-o", folder / "b.amend")
    return folder / "b.amend"


@pytest.fixture(scope="module")
def exported(amended: Path) -> Path:
    done("export", amended, "-o", amended.with_name("out.docx"))
    return amended.with_name("out.docx")


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, str]]:
    """The amended provisions as the conference published them."""
    return [row for row in pairs(shared) if row["symbol"] != "NOC" and row["number"] not in LEFT_OUT]


def proposed(file: Path) -> list[tuple[str, str]]:
    return [(proposal["symbol"], proposal["address"]) for proposal in shown(file)["proposals"]]


def drafted(file: Path) -> dict[str, tuple[str | None, str]]:
    """The label and the words of each provision of the draft, by number."""
    clauses: list[dict[str, Any]] = shown(file, "draft")["proposals"][0]["clauses"]
    found = {}
    for clause in clauses:
        if clause.get("number", {}).get("draft"):
            found[clause["number"]["draft"]] = clause["label"]["draft"], "".join(words for _, words in clause["runs"])
    return found


def test_symbols_numbers_labels_and_words_are_those_of_the_conference(amended: Path, rows: list[dict[str, str]]) -> None:
    assert proposed(amended) == [(row["symbol"], row["number"]) for row in rows]
    draft = drafted(amended)
    assert {row["number"] for row in rows if row["symbol"] == "SUP"}.isdisjoint(draft)
    standing = [row for row in rows if row["symbol"] != "SUP"]
    assert {row["number"]: draft[row["number"]] for row in standing} == {
        row["number"]: (row["label_after"] or None, row["after"]) for row in standing
    }


def wanted(rows: list[dict[str, str]], side: str) -> list[str]:
    """The provisions that a side of the file prints; a SUP is its number, an ADD its draft on both sides."""
    out = []
    for row in rows:
        if row["symbol"] == "SUP":
            out.append(row["number"])
            continue
        words = row["after"] + MARK if row["symbol"] == "ADD" or side == "after" else row["before"]
        out.append(" ".join(filter(None, (row["number"], row["label_after"], words))))
    return out


def test_the_judges_find_both_sides_in_the_file(shared: Path, exported: Path, rows: list[dict[str, str]]) -> None:
    judged(shared / "judge/validate_docx.py", exported)
    for mode, side in (("accept", "after"), ("reject", "before")):
        found = [line for line in resolved(exported.read_bytes(), mode) if line.startswith("25.")]
        assert found == wanted(rows, side)


def resolved_copy(file: Path, target: Path, mode: str) -> Path:
    """A copy of a Word file in which all tracked changes are accepted or rejected, by the marks of their runs alone."""
    gone, kept = ("del", "ins") if mode == "accept" else ("ins", "del")
    with ZipFile(file) as given, ZipFile(target, "w") as out:
        for name in given.namelist():
            data = given.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(data)
                assert not root.findall(f".//{W}rPr/{W}ins") + root.findall(f".//{W}rPr/{W}del"), "no paragraph is tracked"
                for change in root.findall(f".//{W}{gone}"):
                    change.getparent().remove(change)
                for text in root.findall(f".//{W}delText"):
                    text.tag = W + "t"
                etree.strip_tags(root, W + kept)
                data = etree.tostring(root)
            out.writestr(name, data)
    return target


@needs_office
def test_libreoffice_finds_both_sides_in_the_file(exported: Path, tmp_path: Path) -> None:
    sides = [resolved_copy(exported, tmp_path / f"{mode}.docx", mode) for mode in ("reject", "accept")]
    assert [resolved(side.read_bytes(), "accept") for side in sides] == [
        resolved(exported.read_bytes(), mode) for mode in ("reject", "accept")
    ]
    judged_by_office(exported, *sides)


def test_the_file_is_read_back_into_the_text_in_force_by_number(amended: Path, exported: Path, tmp_path: Path) -> None:
    call = clausewright("import", exported, "-o", tmp_path / "extract.amend")
    assert call.returncode == 0
    assert "it is an extract of a treaty text: 10 proposals on single provisions" in call.stderr
    assert proposed(tmp_path / "extract.amend") == proposed(amended)
    done("import", exported, "--into", amended.with_name("a.amend"), "-o", tmp_path / "back.amend")
    (version,) = open_document(tmp_path / "back.amend").project.versions
    save_project(Project(version.submission), tmp_path / "version.amend")
    assert proposed(tmp_path / "version.amend") == proposed(amended)
    assert drafted(tmp_path / "version.amend") == drafted(amended)
