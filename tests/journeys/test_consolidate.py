"""The verb `consolidate`: five proposals to a real resolution that overlap in known ways, and what cannot be consolidated."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree.ElementTree import canonicalize
from zipfile import ZipFile

import pytest

from model.formats.amend import read_project
from model.redline import Status
from tests.journeys.judges import judge
from tests.journeys.program import W, clausewright, done, judged, part, shown

SMALL = "*noting*\na)\tthat one is here;\nb)\tthat two are there,\n"
PERIOD = "considerando/e/i"


def edited(base: Path, folder: Path, name: str, *edits: dict[str, object], number: str = "") -> Path:
    """A project with some edits on a base; with a number it is a submission."""
    fields = {"proposals/1/symbol": "MOD", "proposals/1/number": number, "proposals/1/reasons": f"The reasons of {name}."}
    sets = [{"do": "set", "field": field, "value": value} for field, value in fields.items()] if number else []
    (folder / "edits.json").write_text(json.dumps({"author": "x", "edits": [*edits, *sets]}), encoding="utf-8", newline="\n")
    done("import", base, "-o", folder / "base.amend")
    done("apply", folder / "base.amend", folder / "edits.json", "-o", folder / f"{name}.amend")
    return folder / f"{name}.amend"


def replaced(at: str, find: str, new: str) -> dict[str, object]:
    return {"do": "replace", "at": at, "find": find, "with": new}


@pytest.fixture
def five(shared: Path, tmp_path: Path) -> list[object]:
    """What is given for the real proposal and four that overlap it: a submission in Word, a project, a text as proposed in
    Word, and a text in the notation on a base that reads otherwise in one place."""
    base = shared / "res75/base.docx"
    apt = edited(
        base, tmp_path, "apt",
        replaced("considerando", "considerando", "recordando"),  # as ATU
        replaced(PERIOD, "Dubái, 2018", "Bucarest, 2022"),  # as ATU
        replaced("resuelve/1", "prosigan", "continúen"),
        number="APT/37A18/1",
    )  # fmt: skip
    done("export", apt, "-o", tmp_path / "apt.docx")
    new = {"kind": "paragraph", "scheme": "letter", "level": 1, "text": "que este texto es de la CEPT;"}
    cept = edited(
        base, tmp_path, "cept",
        replaced("considerando", "considerando", "reafirmando"),  # against ATU and APT
        {"do": "insert", "after": "considerando/d", "clauses": [new]},  # beside that of ATU
        number="EUR/38A18/1",
    )  # fmt: skip
    cit = edited(
        base, tmp_path, "cit",
        {"do": "delete", "at": "considerando/i"},
        {"do": "insert_text", "at": "history", "after": "Ginebra, 2022", "text": "; Nueva Delhi, 2024"},  # as ATU
        replaced("observando/a", "2019", "2023"),  # against ATU
    )  # fmt: skip
    done("export", cit, "-o", tmp_path / "CITEL.docx", "--clean")
    text = done("show", base, "--format", "notation").replace("A/70/1 de", "A/70/2 de", 1)
    text = text.replace("A/70/2 de", "A/70/{--2--}{++9++} de")
    text = text.replace("contribuir al logro", "{--contribuir--}{++ayudar++} al logro", 1)
    (tmp_path / "rcc.txt").write_text(text, encoding="utf-8", newline="\n")
    proposals = [shared / "res75/proposal-tracked.docx", tmp_path / "apt.docx", cept, tmp_path / "CITEL.docx"]
    return [base, *proposals, "--party", f"RCC={tmp_path / 'rcc.txt'}"]


def test_five_proposals_show_exactly_what_is_agreed_and_what_collides(five, shared, tmp_path):
    out, table = tmp_path / "out.docx", tmp_path / "table.docx"
    call = clausewright("consolidate", *five, "-o", out, "--table", table, "--date", "2024-10-01")
    assert (call.returncode, call.stderr) == (1, "")
    lines = call.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines[:5]] == ["ATU", "APT", "EUR", "CITEL", "RCC"]
    assert lines[0] == "ATU: 59 changes, 2 agreed, 2 in conflicts"
    assert lines[5] == "agreed: 2; conflicts: 2; omitted: 1"
    assert "ATU “recordando” | APT “recordando” | EUR “reafirmando”" in lines[6]
    assert lines[7].startswith("conflict 2, observando/a: text in force “2019” | ATU “2024” | CITEL “2023”")
    assert lines[8].startswith(
        "omitted from RCC: the text in force reads differently there: proposed “la Resolución A/70/9 de la"
    )
    assert "A/70/2 de la" in lines[8]
    assert "; the text in force has “la Resolución A/70/1 de la" in lines[8]
    assert lines[9] == "1 place where insertions stand side by side"
    assert lines[10].startswith("side by side, considerando/e: ATU “")
    assert lines[10].endswith("| EUR “que este texto es de la CEPT;”")
    assert len(lines) == 11

    verdict = judge("redline").judge(out, shared / "res75/base.docx", shared / "res75/base.docx")
    assert verdict["reject"] is True
    authors = {element.get(W + "author") for element in part(out, "word/document.xml").iter() if element.get(W + "author")}
    assert authors == {"ATU", "APT", "EUR", "CITEL", "RCC", "ATU, APT", "ATU, CITEL"}
    judged(shared / "judge/validate_docx.py", out, table)
    with ZipFile(out) as output, ZipFile(shared / "res75/base.docx") as base:
        styles = [canonicalize(archive.read("word/styles.xml").decode()) for archive in (output, base)]
    assert styles[0] == styles[1]

    drafted = {
        element["path"]: "".join(text for _, text in element["runs"])
        for element in shown(out, "draft")["proposals"][0]["clauses"]
    }
    assert "considerando" in drafted
    assert "2019" in drafted["observando/a"]
    assert drafted["resuelve/1"].startswith("que continúen")
    assert "debe ayudar al logro" in drafted["resuelve/2"]
    assert "A/70/1 de" in drafted["considerando/b"]
    assert drafted["considerando/+f"] == "que este texto es de la CEPT;"

    page = part(table, "word/document.xml")
    assert page.find(f".//{W}pgSz").get(W + "orient") == "landscape"
    cells = ["".join(cell.itertext()) for cell in page.iter(W + "tc")]
    assert sum("como ATU" in element for element in cells) == 2
    assert [element for element in cells if "conflicto" in element] == ["considerando⚠ conflicto 1", "observando/a⚠ conflicto 2"]
    assert "The reasons of apt." in cells
    assert [element for element in cells if "‖" in element] == ["+ después de considerando/d‖ uno junto a otro: ATU, EUR"]


def test_the_table_as_a_page_says_what_collides_in_words(five, tmp_path):
    call = clausewright("consolidate", *five, "-o", tmp_path / "table.html")
    assert call.returncode == 1
    page = (tmp_path / "table.html").read_text(encoding="utf-8")
    assert page.count("conflicto") == 2
    assert page.count("como ATU") == 2
    assert re.findall(r'scope="col">.*?>([^<]*)</p>', page)[2:] == ["ATU", "APT", "EUR", "CITEL", "RCC"]
    assert "size: 842pt 595.35pt" in page


def test_what_collides_is_as_the_policy_says(five, tmp_path):
    texts = {}
    for policy in ("base", "stack", "options", "first"):
        clausewright("consolidate", *five, "-o", tmp_path / "out.amend", "--policy", policy)
        redline = read_project((tmp_path / "out.amend").read_bytes(), "out").submission.proposals[0].redline
        texts[policy] = next(clause for clause in redline.clauses if clause.props.kind == "call").text_on("draft")
        assert all(run.stamp.author for clause in redline.clauses for run in clause.runs if run.status is not Status.KEPT)
    assert texts == {
        "base": "considerando",
        "stack": "recordandoreafirmando",
        "options": "[ATU, APT: recordando] [EUR: reafirmando]",
        "first": "recordando",
    }


@pytest.mark.parametrize("name", ["split", "merge", "move", "table", "tablerow", "footnote", "fnadd", "fmtonly", "hard"])
def test_one_party_alone_gives_its_text_by_the_judge(name, shared, tmp_path):
    """Of a text as proposed, without tracked changes: rejecting gives the base, accepting the proposal."""
    base, new = (shared / "corpus/pairs" / f"{name}.{side}.docx" for side in ("base", "new"))
    done("consolidate", base, new, "-o", tmp_path / "out.docx", "--table", tmp_path / "table.docx")
    verdict = judge("redline").judge(tmp_path / "out.docx", base, new)
    assert not [key for key, value in verdict.items() if key.startswith(("accept", "reject")) and value is not True]
    judged(shared / "judge/validate_docx.py", tmp_path / "out.docx", tmp_path / "table.docx")


HEADED = """\
Language: en
Conference: WTSA-24
Document: 35
Addendum: 18
Source: Utopian Administrations
Title: A TITLE OF OUR OWN
Abstract: A short summary.
Contact: Orsino; Ministry; Illyria; orsino@example.org
Introduction: An introduction.

MOD\tUTO/35A18/1
"""


@pytest.mark.parametrize("suffix", ["txt", "docx"])
def test_the_first_page_of_the_base_is_no_partys_of_the_consolidation(small, suffix):
    """A base that is a submission itself: of its first page nothing but the conference stays, that only if it is written."""
    text = "# RESOLUTION 7 (Rev. Geneva, 2022)\n## On texts\n" + SMALL
    (small / "own.txt").write_text(HEADED + text + "Reasons: Ours.\n", encoding="utf-8", newline="\n")
    (small / "b.txt").write_text(text.replace("two", "three"), encoding="utf-8", newline="\n")
    if suffix == "docx":
        done("export", small / "own.txt", "-o", small / "own.docx")
    done("consolidate", small / f"own.{suffix}", small / "b.txt", "-o", small / "out.docx")
    done("consolidate", small / f"own.{suffix}", small / "b.txt", "-o", small / "out.amend")
    value = json.loads(done("show", small / "out.amend", "--format", "json"))
    kept = {name: held for name, held in value["header"].items() if held}
    assert kept == ({"conference": "WTSA-24"} if suffix == "docx" else {})
    assert (value["language"], value["proposals"][0]["number"], value["proposals"][0]["reasons"]) == ("en", "", "")
    with ZipFile(small / "out.docx") as package:
        written = "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist() if name.endswith(".xml"))
    plain = re.sub("<[^>]*>", "", re.sub("<dcterms.*?</dcterms:[a-z]+>", "", written))  # the time may hold any number
    for private_words in ("35", "UTO", "Utopian", "TITLE OF OUR", "summary", "Orsino", "introduction.", "Ours"):
        assert private_words not in plain
    assert ("New Delhi" in plain) is (suffix == "docx")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "base.txt").write_text(SMALL, encoding="utf-8", newline="\n")
    (tmp_path / "a.txt").write_text(SMALL.replace("one", "{--one--}{++nobody++}"), encoding="utf-8", newline="\n")
    return tmp_path


def test_a_base_as_proposal_changes_nothing(small):
    (small / "b.txt").write_text(SMALL, encoding="utf-8", newline="\n")
    output = done("consolidate", small / "base.txt", small / "a.txt", small / "b.txt", "-o", small / "out.docx")
    assert output == "a: 1 change\nb: no change\nagreed: 0; conflicts: 0; omitted: 0\n"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("a.txt", "a.txt"), "it is given twice; give every proposal once"),
        (("a.txt", "none/../a.txt"), "/a.txt; give every proposal once"),
        ((), "there is nothing to consolidate"),
        (("a.txt", "b.txt", "--party", "a=b.txt"), "it is by a, and so is"),
        (("a.txt", "b.txt", "--party", "a=none/../b.txt"), "it is by a, and so is"),
        (("a.txt", "--party", "nobody"), "--party needs a name and a file"),
        (
            ("a.txt", "fr.txt"),
            "it is in French and the text in force in English; give proposals in the language of the text in force",
        ),
        (("a.txt", "other.txt"), "nothing in it is in the text in force; give proposals on that text"),
        (("a.txt", "--date", "today"), "today is not a date for --date"),
        (("a.txt", "--table", "none/table.docx"), "the folder does not exist"),
        (("a.txt", "--table", "out.docx"), "it is the name of the text too"),
        (tuple(f"p{number}.txt" for number in range(201)), "there are 201 proposals, more than 200"),
    ],
)  # fmt: skip
def test_what_cannot_be_consolidated_is_told_in_one_sentence(small, more, sentence):
    (small / "b.txt").write_text(SMALL.replace("two", "three"), encoding="utf-8", newline="\n")
    french = "*rappelant*\na)\tque les réseaux ont besoin d'aide,\n"
    (small / "fr.txt").write_text(french, encoding="utf-8", newline="\n")
    (small / "other.txt").write_text("*recalling*\na)\tcertain meadows lie fallow,\n", encoding="utf-8", newline="\n")
    files = [small / name if name.endswith((".txt", ".docx")) else name for name in more]
    given = [name.replace("=", f"={small}/") if "=" in name else file for name, file in zip(more, files, strict=True)]
    (small / "base.txt").write_text(SMALL.replace("*noting*", "*considering*"), encoding="utf-8", newline="\n")
    call = clausewright("consolidate", small / "base.txt", *given, "-o", small / "out.docx")
    assert (call.returncode, call.stdout) == (2, "")
    assert sentence in call.stderr
    assert call.stderr.count("\n") == 1
    assert not (small / "out.docx").exists()
    assert not (small / "out.docx").exists()
