"""What no published text was seen with is said of a text that uses it, and of no other."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from model.files.opening import open_document
from model.numbering import parse_label
from model.preflight.rules import check, context_of
from tests.builders.treaty import marked_treaty, submission_of
from tests.model.preflight.test_six_languages import text


def message_in(language: str, **changed: str) -> str:
    found = [finding for finding in check(context_of(text(language, **changed))) if finding.rule == "data-unverified"]
    return found[0].fault.sentence if found else ""


def test_spaces_are_said_where_they_were_not_seen_and_there_is_occasion_for_them() -> None:
    assert "no-break space before “г.”" in message_in("ru", one="что в 2018\u00a0г. один есть")
    assert "no-break space" not in message_in("ru")
    assert "«" not in message_in("fr", one="que «l'un» est: deux")
    assert "no-break space" not in message_in("fr", one="que «l'un» est: deux")


def test_arabic_calls_and_sub_items_are_said_and_letters_that_were_seen_are_not() -> None:
    sentence = message_in("ar")
    assert "إذ تضع في اعتبارها" in sentence
    assert "sub-items in quotes “'1'”" in sentence
    assert "letters" not in sentence
    assert "numbers" not in sentence
    assert "يقرر" not in message_in("ar", operative="يقرر")


def test_the_arabic_resolution_of_the_corpus_uses_what_the_tables_say_was_seen(shared: Path) -> None:
    submission = open_document(shared / "corpus/word/tracked/tracked-0662-RP051-Arabic.docx").submission
    clauses = submission.proposals[0].redline.clauses
    calls = [clause.text_on("draft").replace("ـ", "") for clause in clauses if clause.props.kind == "call"]
    assert {"إذ يضع في اعتباره", "وإذ يدرك", "وإذ يلاحظ", "يقرر", "يكلف الأمين العام"} <= set(calls)
    labels = [parse_label(clause.label.text, "letter") for clause in clauses if clause.label and clause.props.scheme == "letter"]
    assert {label.value for label in labels if label is not None and label.alphabet == "abjad"} == set(range(1, 11))
    assert {clause.label.text for clause in clauses if clause.label and clause.props.scheme == "decimal"} >= {"1", "2", "3"}
    assert not [label for label in check(context_of(submission)) if label.rule == "data-unverified"]


def test_the_form_of_an_edition_mark_is_said_if_nobody_has_seen_it_in_the_language() -> None:
    for language, mark in (("fr", "(CMR-27)"), ("en", ""), ("ru", "(ВКР-27)")):
        amended = replace(marked_treaty("= Article 9", "9.1 un (CMR-12)", "+ nouveau"), language=language)
        findings = check(context_of(replace(submission_of(amended), language=language)))
        found = [finding.fault.sentence for finding in findings if finding.rule == "data-unverified"]
        assert ("edition mark" in "".join(found)) is bool(mark), language
        assert mark in "".join(found)
    kept = replace(marked_treaty("= Article 9", "9.1 un (CMR-12)"), language="fr")
    sentences = [finding.fault.sentence for finding in check(context_of(submission_of(kept)))]
    assert not [sentence for sentence in sentences if "edition mark" in sentence]
