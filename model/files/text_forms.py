"""A submission as text in one of the forms that `show` prints: notation, JSON, tree or words. None of them is proved."""

from __future__ import annotations

import json
from typing import Any

from model.message import Say, in_english
from model.submission.private_parts import without_private_parts
from model.submission.values import Submission


def format_submission(submission: Submission, view: Any, form: str, say: Say = in_english) -> str:
    """A submission as text in one of the forms of `show`, without its hidden text and its private parts; the words of the form
    *spoken* in the language of `say`."""
    from model.formats.show import show_json, show_tree
    from model.layers.layer_choice import with_both_layers
    from model.submission.resolved import submission_in_view, without_hidden_texts

    submission = without_hidden_texts(with_both_layers(without_private_parts(submission)).submission, view)
    if form == "json":
        return json.dumps(show_json(submission, view), ensure_ascii=False, indent=1) + "\n"
    if form == "tree":
        return show_tree(submission, view)
    if form == "spoken":
        from model.speech.spoken_text import spoken_submission

        return spoken_submission(submission_in_view(submission, view), say)
    from model.formats.notation import print_submission

    return print_submission(submission_in_view(submission, view))
