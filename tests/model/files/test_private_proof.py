"""The proof of export refuses a file that contains a private text, and only such a file."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from html import escape

import pytest
from msgspec.structs import replace

from model.errors import ProofError
from model.files import export
from model.files.export import bytes_of
from model.files.kinds import HTML, JSON, NOTATION, WORD
from model.files.private_proof import prove_nothing_private
from model.files.writers import FileBytes
from model.submission.comments import Comment
from model.submission.positions import Position
from model.submission.values import Submission
from tests.builders.private_parts import planted_project
from tests.builders.submissions import submission

SECRET = "Give way on “this” & <that> & last of all"


def with_secret(text: str = SECRET) -> Submission:
    value = submission()
    proposal = replace(value.proposals[0], positions={"p1": Position(note=f"Whatever.\n{text}", owners=("that",))})
    return replace(value, proposals=(proposal,))


def packed(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("part.xml", data)
    return buffer.getvalue()


def note_of(value: Submission) -> str:
    return value.proposals[0].positions["p1"].note


WAYS: dict[str, Callable[[Submission], bytes]] = {
    "plain": lambda value: note_of(value).encode(),
    "escaped": lambda value: escape(note_of(value)).encode(),
    "split by tags": lambda value: "".join(f"<w:t>{escape(sign)}</w:t>" for sign in note_of(value)).encode(),
    "json": lambda value: json.dumps(note_of(value)).encode(),
    "packed": lambda value: packed(note_of(value).encode()),
    "packed twice": lambda value: packed(packed(note_of(value).encode())),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_private_text_is_found_however_it_is_written(way: str) -> None:
    value, write = with_secret(), WAYS[way]
    with pytest.raises(ProofError, match="contains the private text “Give way on"):
        prove_nothing_private(write(value), value, write)


def test_a_writer_that_forgets_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the one door stood open, and a writer wrote what it should not know."""
    leaky = replace(JSON, write=lambda value, options: FileBytes(repr(value).encode()))
    assert bytes_of(with_secret(), leaky).data
    monkeypatch.setattr(export, "without_private_parts", lambda value: value)
    with pytest.raises(ProofError, match="private text"):
        bytes_of(with_secret(), leaky)


@pytest.mark.parametrize("text", ["that", "w", "paragraph", "document", "Resolution", "1", "PK", "xml"])
@pytest.mark.parametrize("kind", [WORD, HTML, NOTATION, JSON], ids=lambda kind: kind.id)
def test_a_text_that_is_public_too_refuses_nothing(text: str, kind) -> None:
    value = with_secret(text)
    assert bytes_of(value, kind).data


def test_a_private_comment_is_looked_for_too() -> None:
    value = submission()
    comments = {"c1": Comment(SECRET, private=True)}
    value = replace(value, proposals=(replace(value.proposals[0], comments=comments),))
    with pytest.raises(ProofError, match="private text"):
        prove_nothing_private(repr(value).encode(), value, lambda other: repr(other).encode())


def test_a_file_of_the_planted_project_is_written() -> None:
    assert bytes_of(planted_project()[0].submission, WORD).data
