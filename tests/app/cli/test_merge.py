"""The verb `merge`: exit status, sentences, and git with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.cli.main import main
from model.diff.compare import compare
from model.files.opening import open_document
from model.files.project_file import save_project
from model.formats.amend import Project, project_bytes, take_version
from model.formats.amend.container import pack, unpack
from model.formats.notation import parse
from model.submission.values import Header, Proposal, Submission, conflict_count
from tests.builders.merges import AUTHORS
from tests.skips import needs_git

ROOT = Path(__file__).resolve().parents[3]
BASE = "*recalling*\na)\tthat States act soon enough;\nb)\tthat all is well in the end,\n"
NOW, LATER = BASE.replace("soon", "now"), BASE.replace("soon", "later")
WELL = BASE.replace("well", "good")


def project(draft: str, author: int = 0, title: str = "") -> Project:
    base = parse(BASE, language="en")
    redline = compare(base, parse(draft, language="en"), AUTHORS[author])
    proposal = Proposal("MOD", redline=redline, original=base)
    return Project(Submission(Header(title=title), (proposal,), "en"), id="0" * 32)


def written(folder: Path, **drafts: Project) -> dict[str, str]:
    paths = {name: str(folder / f"{name}.amend") for name in drafts}
    for name, value in drafts.items():
        save_project(value, paths[name])
    return paths


def text(path: str | Path) -> str:
    return "\n".join(clause.text for clause in open_document(path).submission.proposals[0].redline.draft().clauses)


def test_a_merge_without_a_conflict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = written(tmp_path, base=project(BASE), first=project(NOW), second=project(WELL, 1))
    assert main(["merge", at["base"], at["first"], at["second"], "-o", at["first"]]) == 0
    assert "merged without a conflict" in capsys.readouterr().out
    assert text(at["first"]) == "recalling\nthat States act now enough;\nthat all is good in the end,"


def test_a_conflict_is_printed_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = written(tmp_path, base=project(BASE), first=project(NOW), second=project(LATER, 1, title="New"))
    out = tmp_path / "out with any name"
    assert main(["merge", at["base"], at["first"], at["second"], "-o", str(out)]) == 1
    line = capsys.readouterr().out.splitlines()[0]
    assert line == "conflict 1, recalling a): “that States act now enough;” | “that States act later enough;”"
    merged = open_document(out).submission
    assert conflict_count(merged) == 1
    assert merged.header.title == "New"
    assert main(["check", str(out)]) == 1
    assert "nobody has decided" in capsys.readouterr().out


def test_versions_of_both_copies_are_kept(tmp_path: Path) -> None:
    base = project(BASE)
    first = take_version(project(NOW), "draft", "2026-03-01T09:00:00Z")
    second = take_version(project(WELL, 1), "draft", "2026-03-02T09:00:00Z")
    at = written(tmp_path, base=base, first=first, second=second)
    assert main(["merge", at["base"], at["first"], at["second"], "-o", at["first"]]) == 0
    versions = open_document(at["first"]).project.versions
    assert [version.name for version in versions] == ["draft", "draft (2)"]
    assert [version.submission for version in versions] == [first.submission, second.submission]


@pytest.mark.parametrize(
    ("base", "second", "message"),
    [
        ("base", "first", "it is given twice; give the copy of a colleague"),
        ("base", "other", "it has nothing in common with"),
        ("base", "damaged", "damaged"),
        ("base", "note.txt", "it is not a project of this program"),
        ("base", "none", "none.amend"),
        ("newer", "second", "newer version"),
        ("empty", "second", "no version in common"),
    ],
)
def test_a_file_that_cannot_be_merged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], base: str, second: str, message: str
) -> None:
    other = parse("*noting*\na)\tsomething else altogether;\nb)\tnothing of the kind,\n", language="en")
    unrelated = replace(project(BASE).submission, proposals=(Proposal("MOD", redline=other),))
    at = written(tmp_path, base=project(BASE), first=project(NOW), second=project(WELL), other=Project(unrelated))
    for name, data in (("damaged", b"PK\x03\x04 no zip"), ("note.txt", b"*noting*\nthat all is well,\n"), ("empty", b"")):
        path = tmp_path / (name if "." in name else f"{name}.amend")
        path.write_bytes(data)
    container = unpack(project_bytes(project(BASE)), "base")
    (tmp_path / "newer.amend").write_bytes(pack(replace(container, format=99, reader=99)))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    given = [
        str(tmp_path / f"{base}.amend"),
        at["first"],
        str(tmp_path / (second if "." in second else f"{second}.amend")),
        "-o",
        at["first"],
    ]
    assert main(["merge", *given]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
    if second != "first":
        assert main(["merge", "--driver", *given]) == 129
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_output_may_not_be_the_base_or_the_other_copy(tmp_path: Path) -> None:
    at = written(tmp_path, base=project(BASE), first=project(NOW), second=project(WELL))
    for out in ("base", "second"):
        assert main(["merge", at["base"], at["first"], at["second"], "-o", at[out]]) == 2


def test_two_copies_that_were_added_are_merged_on_a_version_that_both_contain(tmp_path: Path) -> None:
    versions = [take_version(project(BASE), "sent", "2026-03-01T09:00:00Z").versions]
    first, second = (replace(project(draft), versions=versions[0]) for draft in (NOW, WELL))
    at = written(tmp_path, first=first, second=second)
    (tmp_path / "empty").write_bytes(b"")
    assert main(["merge", "--driver", str(tmp_path / "empty"), at["first"], at["second"], "-o", at["first"]]) == 0
    assert text(at["first"]) == "recalling\nthat States act now enough;\nthat all is good in the end,"


# -- git


@needs_git
def test_git_merges_rebases_and_stashes_with_it(tmp_path: Path) -> None:
    repository = _Repository(tmp_path / "repository")
    repository.commit(project(BASE), "base")
    repository.git("checkout", "-q", "-b", "colleague")
    repository.commit(project(WELL, 1), "well")
    repository.git("checkout", "-q", "main")
    repository.commit(project(NOW), "now")
    assert "+a)\tthat States act {--soon--}{++now++} enough;" in repository.git("show", "--ext-diff", "--textconv", "HEAD")

    repository.git("merge", "-q", "--no-edit", "colleague")
    both = "recalling\nthat States act now enough;\nthat all is good in the end,"
    assert text(repository.path) == both

    repository.git("reset", "-q", "--hard", "HEAD~1")
    repository.git("checkout", "-q", "colleague")
    repository.git("rebase", "-q", "main")
    assert text(repository.path) == both

    save_project(project(NOW.replace("all is well", "all is fine")), repository.path)
    repository.git("stash", "-q")
    repository.commit(open_and_retitle(repository.path, "A title"), "title")
    repository.git("stash", "pop", "-q")
    assert open_document(repository.path).submission.header.title == "A title"
    assert text(repository.path) == both.replace("good", "fine")


@needs_git
def test_git_stops_at_a_real_conflict_with_both_wordings_in_the_file(tmp_path: Path) -> None:
    repository = _Repository(tmp_path / "repository")
    repository.commit(project(BASE), "base")
    repository.git("checkout", "-q", "-b", "colleague")
    repository.commit(project(LATER, 1), "later")
    repository.git("checkout", "-q", "main")
    repository.commit(project(NOW), "now")
    repository.git("merge", "-q", "--no-edit", "colleague", status=1)
    assert "both modified" in repository.git("status")
    assert text(repository.path).splitlines()[1] == "that States act now enough;"
    [conflict] = open_document(repository.path).submission.proposals[0].conflicts.values()
    assert "later" in "".join(clause.text for clause in conflict.other)


def open_and_retitle(path: Path, title: str) -> Project:
    opened = open_document(path).project
    return replace(opened, submission=replace(opened.submission, header=Header(title=title)))


class _Repository:
    """A git repository with the program as driver of merges and of differences."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "draft.amend"
        folder.mkdir()
        command = f'"{Path(sys.executable).as_posix()}" -m app'
        self.git("init", "-q", "-b", "main")
        self.git("config", "merge.clausewright.driver", f"{command} merge --driver %O %A %B -o %A")
        self.git("config", "diff.clausewright.textconv", f"{command} show")
        (folder / ".gitattributes").write_text("*.amend merge=clausewright diff=clausewright\n", encoding="utf-8", newline="\n")

    def git(self, *arguments: str, status: int = 0) -> str:
        names = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.c", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.c"}
        environment = {**os.environ, **names, "PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C"}
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    def commit(self, value: Project, message: str) -> None:
        save_project(value, self.path)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
