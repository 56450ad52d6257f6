"""Word files of strangers: each is read, or refused with a sentence of its own, and written again as it was."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from model.errors import ClausewrightError
from model.formats.word.reader import read_word
from model.redline import Side, paragraphs
from model.submission.values import Header, Submission
from tests.journeys.judges import SHARED, judge, letters, resolved
from tests.limits import alarm
from tests.skips import Reason

FILES = SHARED / "corpus" / "word"
SECONDS = 5
SURE = "libreoffice=xml=pandoc"
"""Three oracles agree on the resolved text."""
RESOLUTIONS: tuple[tuple[str, Side], ...] = (("accept", "draft"), ("reject", "base"))


def manifest() -> list[dict[str, str]]:
    if not FILES.is_dir():
        return []
    with (FILES / "MANIFEST.tsv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t"))


MANIFEST = manifest()
IDS = [Path(row["file"]).stem for row in MANIFEST]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not MANIFEST, reason=Reason.NO_SHARED_TEXTS),
]


def side_texts(submission: Submission, side: Side) -> list[str]:
    """The letters of a side of each text, labels that are characters of the file among them."""
    texts = []
    for proposal in submission.proposals:
        text = ""
        for paragraph in paragraphs(proposal.redline.clauses, side):
            bearer = paragraph.bearer
            label = (bearer.own_label if side == "draft" else None) or bearer.label
            text += (label.text if label and not label.automatic else "") + paragraph.text
        texts.append(letters(text))
    return texts


def findings(data: bytes) -> Counter[tuple[str, str]]:
    return Counter(
        (finding["code"], finding["part"]) for finding in judge("validate_docx").validate(io.BytesIO(data))
        if finding["level"] != "warning"
    )  # fmt: skip


def read(row: dict[str, str]) -> tuple[bytes, Submission | None]:
    """The bytes of a file and what is read from it; None if it is refused in one sentence with its name."""
    path = FILES / row["file"]
    data = path.read_bytes()
    try:
        with alarm(SECONDS):
            return data, read_word(data, path.name).submission
    except ClausewrightError as error:
        assert str(error).startswith(path.name)
        assert "\n" not in str(error)
        openable = row["category"] != "broken" and row["libreoffice"] == "ok"
        assert not openable or not any(resolved(data, mode) for mode, _ in RESOLUTIONS), f"refused: {error}"
        return data, None


@pytest.mark.parametrize("row", MANIFEST, ids=IDS)
def test_a_file_is_read_or_refused(row: dict[str, str]) -> None:
    _, submission = read(row)
    for mode, side in RESOLUTIONS:
        if submission is not None and row[f"oracle_{mode}"] == SURE:
            expected = FILES / "expected" / f"{Path(row['file']).name}.{mode}.txt"
            got, wanted = side_texts(submission, side), letters(expected.read_text(encoding="utf-8"))
            if submission.header == Header():
                assert "".join(got) == wanted, side
            else:
                assert all(text in wanted for text in got), f"{side} of the instruments alone"


@pytest.mark.parametrize("row", MANIFEST, ids=IDS)
def test_what_is_read_is_written_again(row: dict[str, str]) -> None:
    from model.formats.word.export import export_word

    data, submission = read(row)
    if submission is None:
        return
    with alarm(4 * SECONDS):
        written, _ = export_word(submission)
    if row["category"] == "broken":
        return
    for mode, _ in RESOLUTIONS:
        assert resolved(written, mode) == resolved(data, mode), mode
    assert findings(written) - findings(data) == Counter()
