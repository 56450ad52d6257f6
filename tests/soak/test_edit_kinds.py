"""The driver of random edits carries out every function of `model/edits` that gives a transaction."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import model.edits
from model.errors import EditError
from model.submission.field_forms import field_type
from model.submission.values import Header
from tests.soak.adoption_edits import adopt
from tests.soak.edit_choices import EditChooser
from tests.soak.edit_kinds import EDITS
from tests.soak.edit_texts import built_texts
from tests.soak.edits import step
from tests.soak.proposal_edits import VALUES

FOLDER = Path(model.edits.__path__[0])
GIVEN = ("Transaction", "TakenOver", "RebasedProposal", "TwinDrafts", "AdoptedProposal", "Submission")
"""Names in the annotation of what such a function returns: a transaction, a value with one, the submission after it."""
TEXTS = ("mixed latin", "sample en", "small en", "small fr", "treaty", "allocations")
MOST_ROUNDS = 100
NOT_REACHED = {
    "dependants.drop_orphans": "it removes notes that an older program left in a file; no text of the driver has such a note",
    "review.proposed_by": "it selects what an excerpt shows, and changes nothing",
    "review.split_by_party": "it selects what an excerpt shows, and changes nothing",
    "brackets.with_options_chosen": "it gives what the window shows beside the text if options win, and changes nothing",
    "first_proposal.text_in_force": "it reads a file before there is a document",
    "first_proposal.named_text_in_force": "it reads a text of the library before there is a document",
}
"""Functions that the driver does not carry out, each with the reason."""


def _public() -> Iterator[tuple[str, str]]:
    """The file and the name of each public function that gives a transaction."""
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.returns is not None and not node.name.startswith("_"):
                names = {name.id for name in ast.walk(node.returns) if isinstance(name, ast.Name)}
                if names & {*GIVEN}:
                    yield str(path), node.name


def test_every_function_that_gives_a_transaction_is_carried_out():
    wanted = {(file, name): f"{Path(file).stem}.{name}" for file, name in _public()}
    left = {place for place, name in wanted.items() if name not in NOT_REACHED}
    assert NOT_REACHED.keys() <= {*wanted.values()}

    def note_call(frame, event, _given):
        if event == "call":
            left.discard((frame.f_code.co_filename, frame.f_code.co_name))

    document = built_texts()[TEXTS[0]]
    for seed in range(MOST_ROUNDS):
        document = built_texts()[TEXTS[seed // 4 % len(TEXTS)]] if seed % 4 == 0 else document
        for number, kind in enumerate(EDITS):
            before = sys.getprofile()
            sys.setprofile(note_call)
            try:
                after, sentence = step(document, kind, EditChooser(document, 100 * seed + number), follows=True)
                document = document if kind is adopt else after  # it leaves one text, and others need several
            except EditError:
                continue
            finally:
                sys.setprofile(before)
            assert not sentence, f"{kind.__name__} {100 * seed + number}: {sentence}"
        if not left:
            break
    assert sorted(wanted[place] for place in left) == []


def test_every_field_of_the_form_is_filled_in():
    assert VALUES.keys() >= {f"header/{name}" for name in Header.__struct_fields__}
    assert VALUES.keys() >= {"proposals/{number}/" + name for name in ("symbol", "number", "reasons", "policy")}
    assert "language" in VALUES
    for path in VALUES:
        field_type(path.format(number=1))
