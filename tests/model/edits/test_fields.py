"""Going back to a version is one step, and undoing it gives back what stood there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits.fields import restore
from model.redline import Stamp
from model.submission.transactions import apply, invert
from model.submission.values import Contact, Header
from tests.app.builders import build_submission

STAMP = Stamp("me", "2026-01-01T00:00:00Z")
HEADERS = st.builds(Header, title=st.text(max_size=3), date=st.text(max_size=3), sources=st.lists(st.text(max_size=3)).map(tuple),
                    contacts=st.lists(st.builds(Contact, name=st.text(max_size=3)), max_size=2).map(tuple))  # fmt: skip
SUBMISSIONS = st.builds(
    lambda texts, header, language: replace(build_submission(*texts), header=header, language=language),
    st.lists(st.text("abc", max_size=3), max_size=3), HEADERS, st.sampled_from(["en", "es"]),
)  # fmt: skip


@given(SUBMISSIONS, SUBMISSIONS)
def test_there_and_back(first, second):
    step = restore(first, second, "going back", STAMP)
    assert apply(first, step) == second
    assert apply(second, invert(step)) == first
    assert bool(step.steps) == (first != second)
