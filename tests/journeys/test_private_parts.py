"""What is private to a delegation leaves by no verb: 200 private texts are planted, and each byte that a verb writes or prints is
searched for them. The ways out are derived from the verbs: a new one without a row here fails.
`tests/app/test_private_parts.py` does the same with the actions of the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from app.cli.parsers import LIBRARY, LIBRARY_VERBS, VERBS
from model.files.kinds import export_kinds
from model.formats.amend import project_bytes, read_project
from model.formats.page.printout import PrintView, unroll
from model.submission.private_parts import without_private_parts
from tests.builders.private_parts import planted_in, planted_project
from tests.journeys.program import called_here

PROJECT, TEXTS = planted_project()
_CONFLICTS = (PROJECT.submission.conflicts, *({"k": proposal.conflicts["k"]} for proposal in PROJECT.submission.proposals))
UNDECIDED = [text for text in TEXTS if text in repr(_CONFLICTS)]
"""The other wordings of undecided conflicts of text and title, which a check reports so that they are decided."""
VIEWS = ((), ("--clean",), ("--base",))
IN, BASE, OUT, TEXT = "{in}", "{base}", "{out}", "1"
PROJECT_FILE = "{project}"
"""An output that is the project itself, which is not searched."""
Row = tuple[str, ...]

OF_VERBS: dict[str, list[Row]] = {
    "import": [],
    "apply": [],
    "export": [
        ("export", IN, "-o", f"{OUT}{ending}", *view) for kind in export_kinds() for ending in kind.endings for view in VIEWS
    ]
    + [("export", IN, "-o", f"{OUT}.docx", "--table", f"{OUT}.{ending}") for ending in ("html", "t.docx")],
    "send": [("send", IN, "-o", f"{OUT}.amend", "--keep", "versions", "--keep", "sources", "--keep", "ignored")],
    "show": [
        ("show", IN, "--view", view, "--format", form)
        for view in ("markup", "draft", "base")
        for form in ("notation", "json", "tree")
    ],
    "compare": [
        ("compare", *files, "-o", f"{OUT}.{ending}")
        for files in ((IN, BASE), (BASE, IN))
        for ending in ("docx", "html", "amend", "txt")
    ],
    "consolidate": [
        (
            "consolidate",
            BASE,
            IN,
            "--party",
            f"X={IN}",
            "-o",
            f"{OUT}.{ending}",
            "--table",
            f"{OUT}.t.{table}",
            "--policy",
            policy,
        )
        for ending, table, policy in (("docx", "html", "base"), ("amend", "docx", "options"), ("html", "html", "stack"))
    ]
    + [("consolidate", "{one}", BASE, "-o", f"{OUT}.amend")],
    "check": [("check", IN, "--format", form, "--no-library") for form in ("text", "json", "html")]
    + [("check", IN, "--parallel", IN, "--no-library")],
    "adopt": [("adopt", "{one}", "-o", PROJECT_FILE, "--text", f"{OUT}.{ending}") for ending in ("docx", "xml")]
    + [("adopt", "{one}", "-o", PROJECT_FILE, "--library", OUT)],
    "excerpt": [
        ("excerpt", IN, "-o", f"{OUT}.{ending}", *more)
        for ending in ("docx", "html")
        for more in ((), ("--all", "--markup"), ("--by-party",))
    ],
    "sub-amend": [("sub-amend", "{one}", "-o", f"{OUT}.amend")],
    "merge": [],
    "brief": [],
    LIBRARY: [],
}
"""The calls of each verb that write anything but the project file itself, which `import --into`, `apply`, `merge` and `adopt`
write. What `send` and `merge` print is for the user, whose project it is; the copy is searched. The brief is the one export
that contains positions."""

OF_LIBRARY: dict[str, list[Row]] = {
    "add": [("add", IN, "--library", OUT)],
    "list": [("list",), ("list", "--json")],
    "search": [("search", "Zq000x"), ("search", "texts", "--json")],
    "show": [("show", TEXT, "--format", form) for form in ("notation", "json", "tree")],
    "open": [],
    "twins": [("twins", TEXT)],
    "mandates": [("mandates", "-o", f"{OUT}.{ending}") for ending in ("csv", "html", "docx")] + [("mandates", "--json")],
    "missing": [("missing", IN), ("missing", IN, "--json")],
    "status": [("status", TEXT, "in_force")],
    "remove": [],
    "rebuild": [],
    "publish": [("publish", OUT)],
}
"""The same of the verbs of a library to which the project was added; its folder keeps the file as it came and is the user's.
`open` gives this file back."""


def test_every_verb_has_a_row() -> None:
    assert set(OF_VERBS) == set(VERBS)
    assert set(OF_LIBRARY) == set(LIBRARY_VERBS)
    assert len(TEXTS) >= 200


def test_all_of_them_are_in_the_project() -> None:
    data = project_bytes(PROJECT)
    assert planted_in(data, TEXTS) == TEXTS
    assert read_project(data) == PROJECT


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The project as a file, one with a single proposal, the text in force alone."""
    folder = tmp_path_factory.mktemp("given")
    first = PROJECT.submission.proposals[:1]
    base = PROJECT.submission.proposals[0].redline.base()
    bare = replace(PROJECT, submission=replace(PROJECT.submission, proposals=first))
    alone = without_private_parts(PROJECT.submission).proposals[0]
    text = replace(PROJECT, submission=replace(PROJECT.submission, proposals=(replace(alone, redline=base, comments={}),)))
    files = {"in": PROJECT, "one": bare, "base": replace(text, versions=(), parts={})}
    for name, project in files.items():
        (folder / f"{name}.amend").write_bytes(project_bytes(project))
    return {name: str(folder / f"{name}.amend") for name in files}


ROWS = [row for name, rows in OF_VERBS.items() if name != LIBRARY for row in rows]


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_no_verb_lets_a_private_text_out(row: Row, given: dict[str, str], tmp_path: Path) -> None:
    places = {"out": str(tmp_path / "out"), "project": given["in"].replace("in.amend", "out.amend"), **given}
    call = called_here(*(word.format(**places) for word in row))
    assert call.returncode in (0, 1), call.stderr
    assert "Traceback" not in call.stderr
    printed = "" if row[0] == "send" else call.stdout
    texts = [text for text in TEXTS if row[0] != "check" or text not in UNDECIDED]
    assert planted_in((printed + call.stderr).encode(), texts) == []
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written or call.stdout
    for path in written:
        assert planted_in(path.read_bytes(), TEXTS) == [], path.name


@pytest.fixture(scope="module")
def library(given: dict[str, str]) -> str:
    """A library that contains the project."""
    folder = str(Path(given["one"]).with_name("library"))
    call = called_here("library", "add", given["one"], "--library", folder)
    assert call.returncode == 0, call.stderr
    return folder


@pytest.mark.parametrize("row", [row for rows in OF_LIBRARY.values() for row in rows], ids=" ".join)
def test_no_verb_of_a_library_lets_one_out(row: Row, given: dict[str, str], library: str, tmp_path: Path) -> None:
    places = {"out": str(tmp_path / "out"), **given}
    where = () if "--library" in row else ("--library", library)
    call = called_here("library", *(word.format(**places) for word in row), *where)
    assert call.returncode in (0, 1), call.stderr
    assert planted_in((call.stdout + call.stderr).replace("Zq000x", "").encode(), TEXTS) == []
    for path in tmp_path.rglob("*") if row[0] != "add" else ():
        if path.is_file():
            assert planted_in(path.read_bytes(), TEXTS) == [], path.name


@pytest.mark.parametrize("view", ["markup", "draft", "base", "columns", "reasons"])
def test_no_printed_page_contains_one(view: PrintView) -> None:
    assert planted_in(repr(unroll(PROJECT.submission, view)).encode(), TEXTS) == []
