"""The project file: nothing is lost, the same content gives the same bytes, and each fault is reported in one sentence."""

from __future__ import annotations

import hashlib
import io
import json
import random
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from model.errors import EditError, FileError
from model.formats.amend import (
    FORMAT,
    MARKED,
    Project,
    Version,
    drop_version,
    free_title,
    is_project,
    project_bytes,
    read_project,
    restore_version,
    take_version,
)
from model.formats.amend.read_write import UPGRADES, upgrade_project
from model.formats.amend.repair import repair
from model.formats.amend.stored_messages import stored_message
from model.formats.word.reader import read_word
from model.message import Message
from model.redline import NOTE, Clause, Label, Note, Props, Redline, Run, Stamp, Status, Style
from model.submission.values import Header, Proposal, Submission
from tests.builders import wild_strategies as values
from tests.model.formats.word.test_comments import foreign
from tests.profiles import times_profile

quick = settings(max_examples=times_profile(1.2), deadline=None, suppress_health_check=list(HealthCheck))

TEXT = Redline(
    (
        Clause("c1", Props("title", 0), (Run("Access to networks"),)),
        Clause(
            "c2",
            Props("paragraph", 1, "letter"),
            (
                Run("that ", style=Style(italic=True)),
                Run("each", Status.DELETED, stamp=Stamp("ATU", "2024-09-06T09:00:00Z")),
                Run("every", Status.INSERTED),
                Run(NOTE, content="n1"),
            ),
            label=Label("a)"),
        ),
    ),
    {"n1": Note(clauses=(Clause("f1", runs=(Run("A note."),)),))},
    "en",
)
SAMPLE = Project(
    Submission(
        Header(conference="WTSA-24", sources=("African Telecommunication Union",), title="Proposal\nin two lines"),
        (Proposal("MOD", "ATU/35A18/1", TEXT, "Because.", TEXT.base(), "base.docx"),),
        "en",
        {"base.docx": b"PK\x03\x04 as it came"},
    ),
    id="0123456789abcdef",
)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zip_of(parts: dict[str, bytes], *, rehash: bool = True) -> bytes:
    """A project file of changed parts, as another program would write it."""
    if rehash:
        manifest = json.loads(parts["manifest.json"])
        required = ("mimetype", "manifest.json", "README.txt")
        manifest["parts"] = {n: hashlib.sha256(d).hexdigest() for n, d in parts.items() if n not in required}
        parts = {**parts, "manifest.json": json.dumps(manifest).encode()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def changed(edit: Callable[[dict[str, bytes]], None], *, rehash: bool = True) -> bytes:
    parts = parts_of(project_bytes(SAMPLE))
    edit(parts)
    return zip_of(parts, rehash=rehash)


projects = st.builds(
    Project,
    submission=values.submissions,
    id=st.text("0123456789abcdef", max_size=32),
    versions=st.lists(
        st.builds(Version, name=values.texts, time=values.short, note=values.short, submission=values.submissions),
        max_size=2,
    ).map(tuple),
)


def repaired(project: Project) -> Project:
    versions = tuple(replace(version, submission=repair(version.submission)) for version in project.versions)
    return replace(project, submission=repair(project.submission), versions=versions)


@quick
@given(projects)
def test_what_is_written_is_read_back(project: Project) -> None:
    data = project_bytes(project)
    assert replace(read_project(data), reader=project.reader) == repaired(project)
    assert is_project(data)


@quick
@given(projects)
def test_the_same_content_gives_the_same_bytes(project: Project) -> None:
    data = project_bytes(project)
    once = read_project(data)
    assert project_bytes(read_project(project_bytes(once))) == project_bytes(once)
    assert project_bytes(project) == data


def test_the_type_is_first_and_stored_and_the_package_stays_untouched() -> None:
    data = project_bytes(SAMPLE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.namelist()[1:4] == ["manifest.json", "README.txt", "submission.xml"]
        assert archive.read("sources/1.docx") == b"PK\x03\x04 as it came"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_submission_is_readable_without_us_one_clause_a_line() -> None:
    xml = parts_of(project_bytes(SAMPLE))["submission.xml"].decode()
    assert [line for line in xml.splitlines() if "that " in line] == [
        '<clause id="c2" kind="paragraph" level="1" scheme="letter"><label>a)</label><kept italic="1">that </kept>'
        '<deleted author="ATU" date="2024-09-06T09:00:00Z">each</deleted><inserted>every</inserted>'
        '<kept content="n1"><char code="1"/></kept></clause>'
    ]
    root = etree.fromstring(xml.encode())
    assert "".join(root.find(".//clause[@id='c1']").itertext()) == "Access to networks"


def test_a_text_that_was_not_edited_is_stored_once() -> None:
    proposal = replace(SAMPLE.submission.proposals[0], original=TEXT)
    project = replace(SAMPLE, submission=replace(SAMPLE.submission, proposals=(proposal,)))
    data = project_bytes(project)
    assert not [name for name in parts_of(data) if name.startswith("originals/")]
    again = read_project(data).submission.proposals[0]
    assert again.original is again.redline


def test_what_is_not_known_is_kept() -> None:
    def edit(parts: dict[str, bytes]) -> None:
        xml = parts["submission.xml"].decode()
        for old, new in {
            "<submission ": '<submission mood="calm" ',
            "<header ": '<header xmlns:q="urn:q" q:colour="red &amp; blue" ',
            "<title>": '<title lang="en">',
            '<clause id="c2"': '<clause weight="3" id="c2"',
            "<label>": '<label shape="round">',
            "<inserted>every": '<inserted vote="yes">every<because>of <b>this</b></because>',
            "</proposal>": '<debate day="2">heard</debate></proposal>',
            "<package ": '<package seen="1" ',
        }.items():
            assert old in xml
            xml = xml.replace(old, new)
        parts["submission.xml"] = xml.encode()
        parts["debate/1.txt"] = b"a part of a newer version"
        manifest = json.loads(parts["manifest.json"])
        parts["manifest.json"] = json.dumps({**manifest, "mood": ["calm"], "format": 9, "reader": 1}).encode()

    project = read_project(changed(edit))
    assert project.submission == SAMPLE.submission
    touched = replace(project, submission=replace(project.submission, language="fr"))
    out = parts_of(project_bytes(touched))
    root = etree.fromstring(out["submission.xml"])
    assert root.get("mood") == "calm"
    assert root.find("header").get("{urn:q}colour") == "red & blue"
    assert root.find("header/title").get("lang") == "en"
    clause = root.find(".//clause[@id='c2']")
    assert (clause.get("weight"), clause.find("label").get("shape")) == ("3", "round")
    assert clause.find("inserted").get("vote") == "yes"
    assert etree.tostring(clause.find("inserted/because")) == b"<because>of <b>this</b></because>"
    assert root.find("proposal/debate").text == "heard"
    assert root.find("package").get("seen") == "1"
    assert out["debate/1.txt"] == b"a part of a newer version"
    manifest = json.loads(out["manifest.json"])
    assert (manifest["mood"], manifest["format"], manifest["reader"]) == (["calm"], 9, 1)


def set_part(name: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.update({name: data})


def set_manifest(**entries: object) -> Callable[[dict[str, bytes]], None]:
    def edit(parts: dict[str, bytes]) -> None:
        parts["manifest.json"] = json.dumps({**json.loads(parts["manifest.json"]), **entries}).encode()

    return edit


def replace_in_xml(old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def edit(parts: dict[str, bytes]) -> None:
        assert old in parts["submission.xml"]
        parts["submission.xml"] = parts["submission.xml"].replace(old, new)

    return edit


BAD = {
    "newer": (set_manifest(format=MARKED + 1, reader=MARKED + 1), True, "newer version"),
    "hash": (set_part("submission.xml", b"<submission/>"), False, r"submission\.xml is damaged"),
    "added": (set_part("stray.xml", b"<x/>"), False, r"stray\.xml is damaged"),
    "missing": (lambda parts: parts.pop("submission.xml"), False, r"submission\.xml is missing"),
    "no manifest": (lambda parts: parts.pop("manifest.json"), False, r"manifest\.json is missing"),
    "manifest": (set_part("manifest.json", b"{" * 100_000), False, r"manifest\.json is damaged"),
    "manifest types": (set_manifest(format="1"), True, r"manifest\.json is damaged"),
    "other type": (set_part("mimetype", b"application/epub+zip"), True, "not a Clausewright file"),
    "doctype": (replace_in_xml(b"<submission", b"<!DOCTYPE a [<!ENTITY b 'c'>]><submission"), True, "DOCTYPE"),
    "truncated": (replace_in_xml(b"</submission>", b""), True, r"submission\.xml is damaged at line"),
    "kind": (replace_in_xml(b'kind="title"', b'kind="tail"'), True, "clause “c1”: kind “tail” is not one of"),
    "level": (replace_in_xml(b'level="1"', b'level="-1"'), True, "clause “c2”: “-1” is not a whole number"),
    "character": (replace_in_xml(b'code="1"', b'code="xyz"'), True, "names no character"),
    "root": (replace_in_xml(b"submission", b"sub"), True, "an element <sub> in the place of <submission>"),
    "source": (replace_in_xml(b"sources/1.docx", b"sources/9.docx"), True, r"sources/9\.docx is missing"),
    "original": (replace_in_xml(b"originals/1.xml", b"originals/9.xml"), True, r"originals/9\.xml is missing"),
    "symbol": (replace_in_xml(b'symbol="MOD"', b'symbol="MAD"'), True, "symbol “MAD” is not one of"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_end_as_one_sentence_that_names_file_and_place(name: str) -> None:
    edit, rehash, reason = BAD[name]
    with pytest.raises(FileError, match=reason) as caught:
        read_project(changed(edit, rehash=rehash), "a.amend")
    assert str(caught.value).startswith("a.amend: ")
    assert "\n" not in str(caught.value)


def test_what_only_another_program_gets_wrong_is_put_right() -> None:
    edit = replace_in_xml(b'id="c2"', b'id="c1"')
    redline = read_project(changed(edit)).submission.proposals[0].redline
    assert [clause.id for clause in redline.clauses] == ["c1", "c1-2"]
    edit = replace_in_xml(b'content="n1"', b'content="gone"')
    redline = read_project(changed(edit)).submission.proposals[0].redline
    assert redline.notes["gone"] == Note()


def test_mutated_files_raise_nothing_but_file_errors() -> None:
    data, chance = project_bytes(SAMPLE), random.Random(7)
    refused = 0
    for _ in range(400):
        mutant = bytearray(data)
        for _ in range(chance.choice((1, 1, 4))):
            at = chance.randrange(len(mutant))
            if chance.random() < 0.8:
                mutant[at] = chance.randrange(256)
            else:
                del mutant[at : at + chance.randrange(1, 200)]
        try:
            read_project(bytes(mutant), "m")
        except FileError:
            refused += 1
    assert refused > 100


def test_a_file_that_is_no_zip_or_not_there_is_said_to_be_so(tmp_path) -> None:
    (tmp_path / "a.amend").write_bytes(b"hello")
    for path in (tmp_path / "a.amend", tmp_path / "none.amend", tmp_path, "bad\0name"):
        with pytest.raises(FileError):
            read_project(path)


def test_versions_are_taken_and_restored() -> None:
    project = take_version(SAMPLE, "as imported", "2024-09-06T09:00:00Z", "before the meeting")
    edited = replace(project, submission=replace(project.submission, language="fr", sources={"new.docx": b"n"}))
    again = read_project(project_bytes(edited))
    assert again == edited
    restored = restore_version(again, "as imported")
    assert restored.proposals == SAMPLE.submission.proposals
    assert restored.sources == {"base.docx": b"PK\x03\x04 as it came", "new.docx": b"n"}
    assert drop_version(again, "as imported").versions == ()
    for wrong in (
        lambda: restore_version(again, "x"),
        lambda: take_version(again, "as imported", ""),
        lambda: take_version(again, "  ", ""),
        lambda: drop_version(again, "x"),
    ):
        with pytest.raises(EditError):
            wrong()


BEFORE = Message.of("Before going back to “{name}”", name=Message.of("Before replacing all"))


def test_a_name_that_the_program_gave_comes_back_as_a_value() -> None:
    project = take_version(SAMPLE, BEFORE, "2024-09-06T09:00:00Z", Message.of("returned file"))
    second = free_title(project, BEFORE)
    again = read_project(project_bytes(take_version(project, second, "2024-09-06T09:00:00Z")))
    assert [version.name for version in again.versions] == [
        "Before going back to “Before replacing all”",
        "Before going back to “Before replacing all” (2)",
    ]
    assert [version.title for version in again.versions] == [BEFORE, second]
    assert (again.versions[0].remark, again.versions[0].note) == (Message.of("returned file"), "returned file")
    mine = read_project(project_bytes(take_version(SAMPLE, "mine", "")))
    assert (mine.versions[0].named, str(mine.versions[0].title)) == (None, "mine")


@pytest.mark.parametrize(
    ("stored", "english"),
    [
        ("", ""), ("rubbish", "rubbish"), ("3", "3"), ("[" * 100_000, "["), ('{"id": "a", "values": {}}', "b"),
        ('{"id": "{n}", "values": {}}', "{n}"), ('{"id": "{n:>9}", "values": {"n": 1}}', "        1"),
        ('{"id": "{n.__class__}", "values": {"n": 1}}', "<class 'int'>"), ('{"id": "{", "values": {}}', "{"),
    ],
)  # fmt: skip
def test_a_stored_message_that_cannot_be_said_is_none(stored: str, english: str) -> None:
    assert stored_message(stored, english) is None


def test_versions_share_texts_and_packages() -> None:
    project = take_version(take_version(SAMPLE, "one", ""), "two", "")
    names = list(parts_of(project_bytes(project)))
    assert names[3:] == ["submission.xml", "originals/1.xml", "sources/1.docx", "versions/1.xml", "versions/2.xml"]


def test_every_older_format_has_its_upgrade_and_its_golden_file(request: pytest.FixtureRequest) -> None:
    golden = request.path.parent / "golden"
    assert sorted(UPGRADES) == list(range(1, FORMAT))
    for version in range(1, FORMAT + 1):
        assert read_project(golden / f"format-{version}.amend").submission == SAMPLE.submission, version


def test_comments_of_a_word_file_come_with_a_file_of_the_first_format() -> None:
    read = read_word(foreign(), "base.docx").submission
    bare = replace(read, proposals=(replace(read.proposals[0], comments={}),))
    parts = parts_of(project_bytes(take_version(Project(bare), "one", "")))
    assert read_project(zip_of(parts)).submission == bare
    set_manifest(format=1)(parts)
    old = read_project(zip_of(parts))
    assert old.submission == old.versions[0].submission == read
    assert read_project(project_bytes(old)).submission == read


def test_the_format_has_not_changed_unnoticed(request: pytest.FixtureRequest) -> None:
    """A change of the bytes of the current format needs a new version, or a new golden file if readers do not care."""
    path = request.path.parent / "golden" / f"format-{FORMAT}.amend"
    if request.config.getoption("--update-golden", default=False):
        path.write_bytes(project_bytes(SAMPLE))
    assert parts_of(path.read_bytes()) == parts_of(project_bytes(SAMPLE))


def test_upgrades_are_applied_in_order() -> None:
    steps = {1: lambda p: {**p, "a": b"1"}, 2: lambda p: {**p, "a": p["a"] + b"2"}}
    assert upgrade_project({}, 1, steps, 3) == {"a": b"12"}
    assert upgrade_project({"a": b"x"}, 3, steps, 3) == {"a": b"x"}
    assert upgrade_project({}, 9, steps, 3) == {}


def test_large_texts_are_quick() -> None:
    stamp = Stamp("ATU", "2024-09-06T09:00:00Z")
    runs = (Run("recognizing that ", style=Style(italic=True)), Run("each", Status.DELETED, stamp=stamp), Run("x" * 40))
    clause = Clause("", Props(scheme="letter"), runs, label=Label("a)"), source="7")
    redline = Redline(tuple(replace(clause, id=f"c{number}") for number in range(3000)))
    project = Project(Submission(proposals=(Proposal("MOD", "1", redline, original=redline),)))
    start = time.process_time()
    project_bytes(project)
    assert time.process_time() - start < 2
