"""Spaces at French marks: reported if they differ from the text in force, or from ITU's usage, and repaired both ways."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits.proposals.new_proposal import new_resolution
from model.edits.repairs import repair_findings
from model.edits.script.apply import apply_edits
from model.edits.text import type_text
from model.formats.notation import parse, parse_submission
from model.preflight.incremental import LineFindings
from model.preflight.rules import check, check_lines, context_of
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.conferences import conferences
from model.submission.french_spaces import has_spaced_marks
from model.submission.json_codec import decode
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Header, Proposal, Submission
from resources import read_text

STAMP = Stamp("Delegate", "2024-09-13T10:00:00Z")
N = "\u00a0"
SPACING = ("spaces", "no-break")
CLOSE = "*considérant*\na)\tque l'un{x} est; ainsi;\nb)\tque «deux» sont:\n  i)\ttrois;\n  ii)\tquatre,\n*décide*\n1\td'agir.\n"
SPACED = CLOSE.replace(";", f"{N};").replace("sont:", f"sont{N}:").replace("«", f"«{N}").replace("»", f"{N}»")


def text(body: str, symbol: str = "MOD", language: str = "fr") -> Submission:
    return parse_submission(f"Language: {language}\nConference: WTSA-24\n{symbol}\tATU/35A18/1\n{body}Reasons: x\n")


def messages_of(submission: Submission) -> list[tuple[str, str]]:
    return [(finding.rule, finding.fault.sentence) for finding in check(context_of(submission)) if finding.rule in SPACING]


def repaired(submission: Submission) -> Submission:
    for _ in range(2):  # where two findings touch the same words, the second is repaired after the first
        found = [finding for finding in check(context_of(submission)) if finding.rule in SPACING]
        submission = apply(submission, repair_findings(submission, found, STAMP))
    return submission


def draft(submission: Submission) -> str:
    return "\n".join(clause.text_on("draft") for clause in submission.proposals[0].redline.clauses)


@pytest.mark.parametrize("symbol", ["MOD", "NOC"])
@pytest.mark.parametrize("body", [CLOSE, SPACED])
def test_a_text_in_one_usage_is_told_nothing(body: str, symbol: str) -> None:
    assert messages_of(text(body.replace("{x}", ""), symbol)) == []


@pytest.mark.parametrize(
    ("body", "end", "rule", "sentence"),
    [
        (CLOSE, " : deux", "spaces", "a space before “:”"),
        (CLOSE, f"{N}; deux", "spaces", "a space before “;”"),
        (CLOSE, " «\u202fdeux»", "spaces", "a space inside « »"),
        (CLOSE, f" «deux{N}»", "spaces", "a space inside « »"),
        (CLOSE, " , deux", "spaces", "a space before “,”"),
        (SPACED, ": deux", "no-break", "a no-break space belongs before “:”"),
        (SPACED, " ! deux", "no-break", "a no-break space belongs before “!”"),
        (SPACED, f" « deux{N}»", "no-break", "a no-break space belongs inside « »"),
        (SPACED, f" «{N}deux»", "no-break", "a no-break space belongs inside « »"),
        (SPACED, f"{N}, deux", "spaces", "a space before “,”"),
    ],
)
def test_what_differs_from_the_text_in_force_is_told_and_repaired(body: str, end: str, rule: str, sentence: str) -> None:
    submission = text(body.replace("{x}", f"{{++{end}++}}"))
    assert messages_of(submission) == [(rule, sentence)]
    assert messages_of(repaired(submission)) == []


@pytest.mark.parametrize("end", ["\u202f; deux", " «\u202fdeux\u202f»", ". Voir https://itu.int/?a, 10:30"])
def test_narrow_spaces_and_addresses_are_as_good(end: str) -> None:
    assert messages_of(text(SPACED.replace("{x}", f"{{++{end}++}}"))) == []


def test_words_of_the_text_in_force_are_left_as_they_are() -> None:
    assert messages_of(text(CLOSE.replace("{x}", f"{N}; cinq"))) == []
    assert messages_of(text(SPACED.replace("{x}", "; cinq"))) == []


def test_a_new_text_is_written_as_itu_writes() -> None:
    assert {rule for rule, _ in messages_of(text(SPACED.replace("{x}", ""), "ADD"))} == {"spaces"}
    assert draft(repaired(text(SPACED.replace("{x}", ""), "ADD"))) == draft(text(CLOSE.replace("{x}", ""), "ADD"))


@pytest.mark.parametrize("body", [CLOSE, SPACED])
def test_a_text_alone_is_held_to_most_of_its_own_marks(body: str) -> None:
    odd = f"{N}: deux" if body is CLOSE else ": deux"
    submission = parse_submission(body.replace("{x}", odd), language="fr")
    assert len(messages_of(submission)) == 1
    assert messages_of(repaired(submission)) == []


WORDS = st.lists(
    st.sampled_from([
        "mot", "mot;", f"mot{N};", "mot :", "mot\u202f?", "«mot»", "« mot »", f"«{N}mot{N}»", "mot ,", "10:30",
        "(mot) !",
    ]),
    min_size=1,
    max_size=6,
)  # fmt: skip


@given(WORDS, st.booleans())
def test_repairing_leaves_one_usage(words: list[str], spaced: bool) -> None:
    body = (SPACED if spaced else CLOSE).replace("{x}", "{++, " + " ".join(words) + " mot++}")
    mended = repaired(text(body))
    assert messages_of(mended) == []
    inserted = "".join(
        run.text for clause in mended.proposals[0].redline.clauses for run in clause.runs if run.status.name == "INSERTED"
    )
    plain = " ".join(words).replace(N, "").replace("\u202f", "")
    for mark in ";:?!,":
        plain = plain.replace(f" {mark}", mark)
    plain = plain.replace("« ", "«").replace(" »", "»")
    blank = str.maketrans({N: "", "\u202f": ""})
    assert inserted.translate(blank) == f", {plain} mot"


@pytest.mark.parametrize("body", [CLOSE, SPACED])
@pytest.mark.parametrize("end", ["", ","])
def test_marks_that_are_put_follow_the_text(body: str, end: str) -> None:
    submission = text(body.replace("{x}", "") + f"{{++2\tde dire{end}++}}{{++¶++}}\n{{++3\tde finir.++}}{{++¶++}}\n")
    found = [finding for finding in check(context_of(submission)) if finding.rule == "closing-mark"]
    mended = apply(submission, repair_findings(submission, found, STAMP))
    assert ("de dire;" if body is CLOSE else f"de dire{N};") in draft(mended)


@pytest.mark.parametrize("body", [CLOSE, SPACED])
@pytest.mark.parametrize("end", ["", ","])
def test_a_lead_in_gets_the_colon_of_the_text(body: str, end: str) -> None:
    submission = text(body.replace("{x}", "") + f"{{++2\tde dire{end}++}}{{++¶++}}\n{{++2.1\toui.++}}{{++¶++}}\n")
    found = [finding for finding in check(context_of(submission)) if finding.rule == "lead-in"]
    mended = apply(submission, repair_findings(submission, found, STAMP))
    assert ("de dire:" if body is CLOSE else f"de dire{N}:") in draft(mended)


@pytest.mark.parametrize(("body", "sign"), [(CLOSE, "; "), (SPACED, f"{N}; ")])
def test_the_line_of_editions_is_continued_as_the_text_is_written(body: str, sign: str) -> None:
    head = f"# RÉSOLUTION 75 (Rév. Genève, 2022)\n## Titre\n### (Dubaï, 2012{sign}Genève, 2022)\n"
    submission = text(head + body.replace("{x}", ""))
    found = [finding for finding in check(context_of(submission)) if finding.rule == "history-line"]
    mended = apply(submission, repair_findings(submission, found, STAMP))
    assert f"Genève, 2022{sign}New Delhi, 2024)" in draft(mended)


def test_templates_and_sample_are_written_as_itu_writes() -> None:
    made = new_resolution("fr", conferences()["WTSA-24"], "ATU-1", STAMP)
    assert messages_of(Submission(proposals=(made,), language="fr")) == []
    base = parse(read_text("sample/resolution.fr.txt"), language="fr")
    proposal = json.loads(read_text("sample/proposal.fr.json"))
    header = decode(proposal.pop("header"), Header)
    sample = apply_edits(Submission(header, (Proposal(redline=base, original=base),), "fr"), proposal)
    assert not has_spaced_marks(sample)
    assert messages_of(sample) == []
    assert "\u00a0" not in draft(sample)


def test_findings_follow_a_text_that_becomes_another_in_force() -> None:
    """What is kept from check to check goes where most of the marks are others than before."""
    before = text("*considérant*\na)\tque l'un{++ ; ainsi++};\n*décide*\n1\td'agir.\n", "ADD")
    known = LineFindings().update(context_of(before))
    after = replace(before, proposals=(replace(before.proposals[0], symbol="MOD"),))
    for value in (after, apply(after, type_text(after, StoryId(1), Place(1, 3), Place(1, 3), " : x", STAMP))):
        context = context_of(value)
        known = known.update(context)
        lines = [line for framed_text in context.texts for line in (*framed_text.lines, *framed_text.notes)]
        assert sorted(known, key=repr) == sorted(check_lines(lines, context), key=repr)
    base = text("*considérant*\na)\tque l'un{++ ; ainsi++} ;\n*décide*\n1\td'agir.\n")
    other = LineFindings().update(context_of(base)).update(context_of(before))
    assert sorted(other, key=repr) == sorted(LineFindings().update(context_of(before)), key=repr)
