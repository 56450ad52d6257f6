"""A returned file keeps the ids of the clauses that it was sent with."""

from __future__ import annotations

from msgspec.structs import replace

from model.formats.word.clause_matching import rematch, rematch_proposal
from model.redline import Clause, End, Label, Redline, Run, Status
from model.submission.comments import Comment, CommentAnchor
from model.submission.values import Proposal

WORDS = "the purposes of the Union include to promote the extension of telecommunications to all inhabitants"


def clause(id: str, text: str, label: str = "", status: Status = Status.KEPT) -> Clause:
    return Clause(id, runs=(Run(text, status),), end=End(status), label=Label(label) if label else None)


def known() -> Redline:
    texts = [("considering", ""), (WORDS, "a)"), (WORDS.replace("promote", "hinder"), "b)"), ("resolves", ""), ("to do it.", "")]
    return Redline(tuple(clause(f"k{number}", text, label) for number, (text, label) in enumerate(texts)))


def test_the_same_text_keeps_its_ids() -> None:
    read = replace(known(), clauses=tuple(replace(clause, id=f"c{at}") for at, clause in enumerate(known().clauses)))
    assert [clause.id for clause in rematch(known(), read).clauses] == ["k0", "k1", "k2", "k3", "k4"]


def test_an_inserted_clause_gets_a_new_id() -> None:
    clauses = list(known().clauses)
    clauses.insert(2, clause("k1", "that something new is needed;", status=Status.INSERTED))
    ids = [matched.id for matched in rematch(known(), Redline(tuple(clauses))).clauses]
    assert ids[:2] + ids[3:] == ["k0", "k1", "k2", "k3", "k4"]
    assert ids[2] not in known().places


def test_a_clause_whose_base_was_corrected_is_still_the_same() -> None:
    clauses = [replace(clause, id=f"c{at}") for at, clause in enumerate(known().clauses)]
    clauses[2] = replace(clauses[2], runs=(Run(WORDS.replace("promote", "delay")),))
    assert rematch(known(), Redline(tuple(clauses))).clauses[2].id == "k2"


def test_ids_stay_unique() -> None:
    doubled = Redline((*known().clauses, *(replace(clause, id=f"x{clause.id}") for clause in known().clauses)))
    ids = [clause.id for clause in rematch(known(), doubled).clauses]
    assert len(set(ids)) == len(ids)


def test_comments_stay_on_their_clauses() -> None:
    shifted = Redline(tuple(replace(clause, id=f"k{(at + 1) % 5}") for at, clause in enumerate(known().clauses)))
    read = Proposal(redline=shifted, comments={"w1": Comment("why?", (CommentAnchor("k3"),))})
    comment = rematch_proposal(Proposal(redline=known()), read).comments["w1"]
    assert comment.anchors == (CommentAnchor("k2"),)
