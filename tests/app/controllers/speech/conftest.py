"""What tests of announcements share: the text, and what is announced."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from model.submission.values import Proposal, Submission
from tests.builders.announced import announced
from tests.builders.notation import redline

TEXT = """\
    *considering*
    a)\tthat one {--old--}{++new++} word is here;
    {++b)\tthat two;++}{++¶++}
    {--b--}{++c++})\tthat three,
"""


@pytest.fixture
def given() -> Submission:
    return Submission(proposals=(Proposal("MOD", "A/1/1", redline(TEXT)),), language="en")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is announced while a screen reader listens."""
    with announced(monkeypatch) as found:
        yield found
