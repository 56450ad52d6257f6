"""A submission as text in one of the forms that `show` prints: notation, JSON or tree. None of them is proved."""

from __future__ import annotations

import json
from typing import Any

from model.submission.private_parts import without_private_parts
from model.submission.values import Submission


def format_submission(submission: Submission, view: Any, form: str) -> str:
    """A submission as text in one of the forms of `show`, without its hidden text and its private parts."""
    from model.formats.show import show_json, show_tree
    from model.layers.layer_choice import with_both_layers
    from model.submission.resolved import submission_in_view, without_hidden_texts

    submission = without_hidden_texts(with_both_layers(without_private_parts(submission)).submission, view)
    if form == "json":
        return json.dumps(show_json(submission, view), ensure_ascii=False, indent=1) + "\n"
    if form == "tree":
        return show_tree(submission, view)
    from model.formats.notation import print_submission

    return print_submission(submission_in_view(submission, view))
