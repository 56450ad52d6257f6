"""What is set for the proposals of a treaty text, in a project file."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest
from msgspec.structs import replace

from model.errors import FileError
from model.formats.amend import NUMBERED, Project, project_bytes, read_project
from model.submission.values import CutSettings, Submission
from tests.builders.notation import redline
from tests.builders.submissions import submission
from tests.builders.treaty import small_treaty, submission_of

ALL = CutSettings(
    symbol="(MOD)", underlined=True, number="EUR/9/1", serial=3, reasons="Two\nlines & <marks>", agenda="1.15", last="c2",
    separate=True, order=2,
)  # fmt: skip


def with_cuts(value: Submission, **cuts: CutSettings) -> Submission:
    return replace(value, proposals=(replace(value.proposals[0], cuts=cuts),))


def reader_of(value: Submission) -> int:
    archive = zipfile.ZipFile(BytesIO(project_bytes(Project(value))))
    return int(json.loads(archive.read("manifest.json"))["reader"])


def test_settings_are_read_back_whatever_they_say():
    value = with_cuts(submission_of(small_treaty("9.1 one", "+ new", "9.2 two")), c1=ALL, gone=CutSettings(reasons="kept"))
    assert read_project(project_bytes(Project(value))).submission == value


def test_a_file_with_settings_names_the_version_that_knows_them_and_another_stays_as_it_was():
    text = submission(redline("# RESOLUTION 7\n*considering*\na)\tone;"))
    plain = project_bytes(Project(text, id="x"))
    assert reader_of(with_cuts(text, c1=ALL)) == NUMBERED > reader_of(text)
    assert project_bytes(Project(with_cuts(text), id="x")) == plain
    assert b"<cut" not in zipfile.ZipFile(BytesIO(plain)).read("submission.xml")


def test_what_is_unknown_in_settings_is_kept_and_a_wrong_symbol_is_reported():
    value = with_cuts(submission_of(small_treaty("9.1 one", "+ new")), c1=CutSettings(reasons="x"))
    data = project_bytes(Project(value))
    later = rewritten(data, b'<cut at="c1">', b'<cut at="c1" shade="blue"><hint>h</hint>')
    again = project_bytes(read_project(later))
    assert b'shade="blue"' in submission_part(again)
    assert b"<hint>h</hint>" in submission_part(again)
    with pytest.raises(FileError, match="symbol “OLD” is not one of"):
        read_project(rewritten(data, b'<cut at="c1">', b'<cut at="c1" symbol="OLD">'))


def submission_part(data: bytes) -> bytes:
    return zipfile.ZipFile(BytesIO(data)).read("submission.xml")


def rewritten(data: bytes, old: bytes, new: bytes) -> bytes:
    """The project with other words in its submission, and the hash of it."""
    import hashlib

    source, out = zipfile.ZipFile(BytesIO(data)), BytesIO()
    part = submission_part(data)
    assert old in part
    changed = part.replace(old, new)
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = changed if name == "submission.xml" else source.read(name)
            if name == "manifest.json":
                content = content.replace(hashlib.sha256(part).hexdigest().encode(), hashlib.sha256(changed).hexdigest().encode())
            target.writestr(name, content)
    return out.getvalue()
