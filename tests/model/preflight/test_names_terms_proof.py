"""Rules about what the notation does not say: names in the export, the text in force on record, a user's terms, the proof."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits.repairs import repair_findings
from model.edits.review import accept, reject
from model.errors import ProofError
from model.formats.word.reader import read_word
from model.preflight.finding import Finding
from model.preflight.rules import check, context_of
from model.redline import Stamp
from model.submission.amendments import amendments
from model.submission.authorship import with_stamps_mapped
from model.submission.comments import Comment, CommentAnchor
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders import word
from tests.builders.private import field, simple
from tests.builders.word import p, r
from tests.model.preflight.test_rules import STAMP, items, written

ANA, BEN = Stamp("Ana", "2024-09-06T09:00:00Z"), Stamp("Ben", "2024-09-06T09:00:00Z")
SOUND = with_stamps_mapped(written(items("that it is so")), lambda _: ANA)


def found(rule: str, submission: Submission, **more: object) -> list[Finding]:
    return [finding for finding in check(context_of(submission, **more)) if finding.rule == rule]  # type: ignore[arg-type]


def with_comment(comment: Comment) -> Submission:
    return replace(SOUND, proposals=(replace(SOUND.proposals[0], comments={"c1": comment}),))


def test_a_second_name_in_changes_or_public_comments_is_told_and_a_private_one_is_not() -> None:
    anchor = CommentAnchor(SOUND.proposals[0].redline.clauses[4].id)
    assert not found("personal-names", SOUND)
    (finding,) = found("personal-names", with_comment(Comment("Right?", (anchor,), stamp=BEN)))
    assert finding.fault.quote == "Ana, Ben"
    assert not found("personal-names", with_comment(Comment("Right?", (anchor,), private=True, stamp=BEN)))
    assert not found("personal-names", with_comment(Comment("Right?", (anchor,), stamp=ANA)))
    stamps = iter([ANA, BEN] * 50)
    assert found("personal-names", with_stamps_mapped(written(items("that it is so")), lambda _: next(stamps)))


def from_file(*runs: str) -> Submission:
    return read_word(word.docx(p(r("RESOLUTION 1")) + p(r("that ") + "".join(runs))), "test.docx").submission


def test_names_in_fields_forms_and_bookmarks_of_the_file_are_told() -> None:
    form = '<w:ffData><w:name w:val="JaneDoePhone"/></w:ffData>'
    choice = '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:value="Ben Roe"/></w:dropDownList></w:sdtPr><w:sdtContent>'
    submission = from_file(
        field(' DOCPROPERTY "Email" ', "john@acme.com"),
        simple("DOCPROPERTY Manager", "Mary"),
        field(" DOCPROPERTY Text ", "ben@acme.com"),
        field(" FORMTEXT ", "x", form),
        field(' ASK Who "Is this for Rita Moe?" ', "x"),
        '<w:bookmarkStart w:id="1" w:name="AnaLee_draft"/><w:bookmarkEnd w:id="1"/>',
        choice + r("chosen") + "</w:sdtContent></w:sdt>",
    )
    (finding,) = found("names-in-fields", submission)
    names = ["john@acme.com", "Mary", "ben@acme.com", "JaneDoePhone", "Is this for Rita Moe?", "AnaLee_draft", "Ben Roe"]
    assert sorted(finding.fault.quote.split(", ")) == sorted(names)


def test_what_word_and_templates_name_is_no_name() -> None:
    marks = "".join(
        f'<w:bookmarkStart w:id="{at}" w:name="{name}"/><w:bookmarkEnd w:id="{at}"/>'
        for at, name in enumerate(("_Toc123", "dtitle1", "lt_pId027", "_GoBack", "OLE_LINK1", "Proposal"))
    )
    form = '<w:ffData><w:name w:val="Text1"/></w:ffData>'
    plain = from_file(marks, field(" FORMTEXT ", "x", form), field(" DOCPROPERTY DocNo ", "Document 7"), field(" PAGE ", "1"))
    assert not found("names-in-fields", plain)
    assert not found("names-in-fields", replace(plain, sources={plain.proposals[0].source: b"PK damaged"}))


def test_a_text_in_force_into_which_an_amendment_was_accepted_is_told_and_one_of_which_one_was_rejected_is_not() -> None:
    change = next(amendment for amendment in amendments(SOUND.proposals[0].redline) if "so" in amendment.new)
    assert found("base-on-record", apply(SOUND, accept(SOUND, 1, [change], STAMP)))
    assert not found("base-on-record", apply(SOUND, reject(SOUND, 1, [change], STAMP)))
    assert not found("base-on-record", SOUND)


def test_a_term_of_the_users_list_is_told_and_mended_and_a_part_of_another_word_is_not() -> None:
    terms = {"mobile": "wireless"}
    broken = written(items("that mobile networks are"))
    assert found("newer-term", broken, terms=terms)
    mended = apply(broken, repair_findings(broken, found("newer-term", broken, terms=terms), STAMP))
    assert not found("newer-term", mended, terms=terms)
    assert "that wireless networks are;" in [clause.text_on("draft") for clause in mended.proposals[0].redline.clauses]
    assert not found("newer-term", written(items("that automobiles are, immobile too")), terms=terms)


def test_an_export_that_would_not_say_the_same_is_told_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def proved() -> list[Finding]:
        return [finding for finding in check(context_of(SOUND), heavy=True) if finding.rule == "export-proof"]

    def fails(*_: object, **__: object) -> None:
        raise ProofError("At resolves/1 the file says “x”.")

    assert not proved()
    monkeypatch.setattr("model.formats.word.export.export_word", fails)
    (finding,) = proved()
    assert "resolves/1" in finding.fault.sentence
    assert finding.severity == "error"
    assert not found("export-proof", SOUND)


@pytest.mark.parametrize(
    ("name", "messages"),
    [
        ("T22-WTSA.24-C-0036!A18!MSW-E.docx", ["document 36, the header says 35"]),
        ("T22-WTSA.24-C-0035!A19-R1!MSW-E.amend", ["addendum 19, the header says 18", "revision 1, the header says none"]),
        ("T22-WTSA.24-C-0035!!MSW-E.docx", ["addendum none, the header says 18"]),
        ("T22-WTSA.24-C-0035!A18!MSW-S.docx", ["language S, the header says E"]),
        ("T22-WTSA.24-C-0035!A18!MSW-E.docx", []),
        ("T22-WTSA.24-C-XXXX!A18!MSW-E.docx", []),
        ("document 36.docx", []),
        ("", []),
    ],
)
def test_a_file_name_that_says_another_document_is_told(name: str, messages: list[str]) -> None:
    assert [
        finding.fault.sentence.removeprefix("the file name says ") for finding in found("file-name", SOUND, file=name)
    ] == messages
