"""A comment or a reply in one line."""

from __future__ import annotations

from model.submission.comments import Comment, Reply
from widgets.amendments.cells import author_name
from widgets.common.names import local_time
from widgets.common.translation import line_of, with_label


def comment_summary(entry: Comment | Reply) -> str:
    """The author, the time and the words of a comment or reply."""
    when = local_time(entry.stamp.date) if entry.stamp.date else ""
    return with_label(line_of((author_name(entry.stamp.author), when)), entry.text)
