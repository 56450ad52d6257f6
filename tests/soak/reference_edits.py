"""The kinds of random edits on references and citations; see `edit_kinds.py`."""

from __future__ import annotations

from msgspec.structs import replace

from model.edits import fields, provisions, references, structure, text
from model.edits.common import index_of
from model.errors import EditError
from model.numbering import Labelling
from model.numbering.provision_words import words_of
from model.preflight.citation_list import entries
from model.preflight.rules import context_of
from model.redline import ANCHOR, NOTE, OBJECT, Run
from model.redline.edit_text import Place
from model.references.self_references import CallOutline, Stale
from model.submission.conferences import conferences
from model.submission.story import StoryId
from model.submission.transactions import Transaction, apply
from tests.soak.edit_choices import EditChooser

TRIES = 6
"""How many edits beside cited clauses are tried until one makes a reference stale."""

_UNTYPED = str.maketrans("", "", f"{NOTE}{OBJECT}{ANCHOR}")
"""What no window and no script types."""


def cite(chooser: EditChooser) -> Transaction:
    """Types a reference to a clause under a call, or to a provision, mostly a new one, at the end of a paragraph."""
    chooser.story = StoryId(chooser.number)
    words, _ = chooser.choose(_targets(chooser))
    index = chooser.index()
    end = Place(index, len(chooser.clauses[index].text))
    return chooser.call_on_story(text.type_text, end, end, f" {words}")


def _targets(chooser: EditChooser) -> list[tuple[str, str]]:
    """References to provisions of the draft or, in a text without them, to labelled clauses under calls, each with its clause;
    only new provisions if there are some."""
    redline = chooser.redline
    labelling = Labelling.of(redline)
    numbers = {id: both for id, both in labelling.numbers.items() if both.draft is not None}
    new = {id: both for id, both in numbers.items() if both.base is None}
    signs = dict(reversed(words_of("number")))
    sign = signs.get(redline.language or chooser.document.language, signs["en"])
    calls = CallOutline.of(redline, labelling, "draft").calls
    cited = [(f"{call.text.translate(_UNTYPED)} {' '.join(path)}", id) for call in calls for path, id in call.items.items()]
    return [(f"{sign} {both.draft}", id) for id, both in (new or numbers).items()] or cited


def fix_references(chooser: EditChooser) -> Transaction:
    """Fixes references of a text, after an edit that makes some stale if there are none yet."""
    chooser.story = StoryId(chooser.number)
    submission = chooser.document
    labellings = [Labelling.of(proposal.redline) for proposal in submission.proposals]
    found = references.stale_of(submission, lambda number: labellings[number - 1], chooser.story)
    stale = [reference for reference in found if reference.fixes]
    made = None
    if not stale:
        made, stale = _relabel(chooser)
        chooser.document = apply(submission, made)
    chosen = chooser.random.sample(stale, chooser.random.randint(1, len(stale)))
    fixed = chooser.call(references.fix_references, chosen)
    return replace(made, steps=(*made.steps, *fixed.steps)) if made is not None else fixed


def _relabel(chooser: EditChooser) -> tuple[Transaction, list[Stale]]:
    """An edit beside a cited clause that makes references stale that can be fixed, with these; EditError if none is found."""
    words = "\n".join(clause.text_on("draft") for clause in chooser.clauses)
    cited = [id for reference, id in _targets(chooser) if reference in words]
    calls = len(chooser.calls)
    for _ in range(TRIES):
        del chooser.calls[calls:]
        index = index_of(chooser.clauses, chooser.choose(cited))
        try:
            made = _edit_beside(chooser, index)
        except EditError:
            continue
        found = references.stale_references(chooser.document, apply(chooser.document, made))
        stale = [reference for reference in found if reference.fixes]
        if stale:
            return made, stale
    raise EditError("no reference is stale")


def _edit_beside(chooser: EditChooser, index: int) -> Transaction:
    """Inserts a clause or a provision before another, or moves that one."""
    target = chooser.clauses[index]
    if chooser.chance(0.3):
        place = chooser.random.randint(0, len(chooser.clauses))
        return chooser.call_on_story(structure.move_clauses, target.id, place, only=chooser.chance(0.5))
    if target.props.provision and chooser.chance(0.5):
        return chooser.call_on_story(provisions.insert_provision, index - 1)
    new = structure.NewClause(replace(target.props, other=""), (Run("that a clause is new;"),))
    return chooser.call_on_story(structure.insert_clauses, index, [new], beside=target)


def replace_editions(chooser: EditChooser) -> Transaction:
    """Names the editions in force, after a conference was chosen for the submission."""
    submission = chooser.document
    made = chooser.call(fields.fill_field, "header/conference", chooser.choose(sorted(conferences())))
    chooser.document = apply(submission, made)
    found = [entry for entry in entries(context_of(chooser.document)) if entry.fixes]
    chosen = chooser.random.sample(found, chooser.random.randint(1, len(found))) if found else []
    replaced = chooser.call(references.replace_editions, chosen)
    return replace(made, steps=(*made.steps, *replaced.steps))
