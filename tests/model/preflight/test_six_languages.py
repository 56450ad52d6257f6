"""What rules find in each of the six languages, in a text that breaks one and in one that is sound."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from model.edits.repairs import repair_findings
from model.files.opening import open_document
from model.formats.notation import parse_submission
from model.preflight.rules import check, context_of
from model.redline import Stamp
from model.submission.transactions import apply
from model.submission.values import Submission

STAMP = Stamp("Delegate", "2024-09-13T10:00:00Z")
NB = "\u00a0"
WORDS = {
    "en": ("considering", "resolves", "that one is", "that two are", "to act", "to report"),
    "fr": ("considérant", "décide", "que l'un est", "que deux sont", "d'agir", "de faire rapport"),
    "es": ("considerando", "resuelve", "que uno es", "que dos son", "actuar", "informar"),
    "ru": ("учитывая", "решает", "что один есть", "что два есть", "действовать", "представить отчет"),
    "zh": ("考虑到", "做出决议", "一是", "二是", "采取行动", "提交报告"),
    "ar": ("إذ تضع في اعتبارها", "تقرر", "أن الأول موجود", "أن الثاني موجود", "العمل", "تقديم تقرير"),
}
LABELS = {"ar": ("أ )", "ب)", "'1'", "'2'")}
MARKS = {"zh": ("；", "，", "。", "："), "ar": ("؛", "،", ".", ":")}
CITED = {
    "en": "Resolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference",
    "fr": "la Résolution 71 (Rév. Dubaï, 2018) de la Conférence de plénipotentiaires",
    "es": "la Resolución 71 (Rev. Dubái, 2018) de la Conferencia de Plenipotenciarios",
    "ru": f"Резолюция 71 (Пересм. Дубай, 2018{NB}г.) Полномочной конференции",
    "zh": "全权代表大会第71号决议（2018年，迪拜，修订版）",
    "ar": "القرار 71 (المراجَع في دبي، 2018) لمؤتمر المندوبين المفوضين",
}
NEWER = {
    "en": "Rev. Bucharest, 2022", "fr": "Rév. Bucarest, 2022", "es": "Rev. Bucarest, 2022",
    "ru": f"Пересм. Бухарест, 2022{NB}г.", "zh": "2022年，布加勒斯特，修订版", "ar": "المراجَع في بوخارست، 2022",
}  # fmt: skip


def text(language: str, **changed: str) -> Submission:
    """A sound text of a new resolution, with other words in parts: `call`, `operative`, `one`, `inner`, `last`, `end`, `lead`."""
    call, operative, first, two, act, report = WORDS[language]
    a, b, i, ii = LABELS.get(language, ("a)", "b)", "i)", "ii)"))
    inner, comma, stop, colon = MARKS.get(language, (";", ",", ".", ":"))
    part = {
        "call": call,
        "operative": operative,
        "one": first,
        "inner": inner,
        "last": comma,
        "end": stop,
        "lead": colon,
    } | changed
    body = (
        f"*{part['call']}*\n{a}\t{part['one']}{part['inner']}\n{b}\t{two}{part['lead']}\n  {i}\t{first}{inner}\n"
        f"  {ii}\t{two}{part['last']}\n*{part['operative']}*\n1\t{act}{inner}\n2\t{report}{part['end']}\n"
    )
    lines = ((line.lstrip(), line[: len(line) - len(line.lstrip())]) for line in body.splitlines())
    tracked = "".join(f"{indent}{{++{line}++}}{{++¶++}}\n" for line, indent in lines)
    return parse_submission(f"Language: {language}\nConference: WTSA-24\nADD\tATU/35A18/1\n{tracked}Reasons: x\n")


def rules(submission: Submission) -> set[str]:
    return {finding.rule for finding in check(context_of(submission))} - {"header-missing", "data-unverified", "symbol-add"}


@pytest.mark.parametrize("language", WORDS)
def test_a_sound_text_breaks_no_rule(language: str) -> None:
    assert rules(text(language)) == set()


def broken(language: str) -> dict[str, dict[str, str]]:
    """The part that is worded otherwise, by the rule that it breaks."""
    call, operative, first, two, *_ = WORDS[language]
    inner, comma, _, _ = MARKS.get(language, (";", ",", ".", ":"))
    return {
        "closing-mark": {"inner": comma},
        "lead-in": {"lead": inner},
        "call-order": {"call": operative, "operative": call},
        "quotes": {"one": f"{first} «{two}" if language == "fr" else f"{first} “{two}"},
        "brackets": {"one": f"{first} ({two}"},
        "square-brackets": {"one": f"{first} [{two}]"},
        "spaces": {"one": f"{first}  {two}"},
        "no-break": {"one": f"{first} § 5"},
        "no-break-hyphen": {"one": f"{first} {'МСЭ' if language == 'ru' else 'ITU'}-T"},
        "edition-superseded": {"one": CITED[language]},
        "two-spellings": {"one": f"{first} CWG-WSIS&SDG, CWG-WSIS+SDG, CWG-WSIS+SDG"},
    }


@pytest.mark.parametrize("rule", broken("en"))
@pytest.mark.parametrize("language", WORDS)
def test_a_text_that_breaks_a_rule_is_found_and_repaired(language: str, rule: str) -> None:
    submission = text(language, **broken(language)[rule])
    found = [finding for finding in check(context_of(submission)) if finding.rule == rule]
    assert found
    if any(finding.fault.fixes for finding in found):
        mended = apply(submission, repair_findings(submission, found, STAMP))
        assert rule not in rules(mended)
        if rule == "edition-superseded":
            assert NEWER[language] in "\n".join(clause.text_on("draft") for clause in mended.proposals[0].redline.clauses)


@pytest.mark.parametrize(
    ("language", "newer"),
    [("en", "Bucharest, 2022"), ("ru", f"Бухарест, 2022{NB}г."), ("zh", "2022年，布加勒斯特"), ("ar", "بوخارست، 2022")],
)
def test_the_edition_in_force_is_named_in_the_form_of_the_text(language: str, newer: str) -> None:
    submission = text(language, **broken(language)["edition-superseded"])
    sentences = [finding.fault.sentence for finding in check(context_of(submission)) if finding.rule == "edition-superseded"]
    assert [sentence.endswith(f"the edition in force is {newer}") for sentence in sentences] == [True]


@pytest.mark.parametrize(
    ("language", "item", "message"),
    [
        ("ru", "что в 2018 г. один есть", "a no-break space belongs before “г.”"),
    ],
)
def test_spaces_that_one_language_wants_are_told_in_it_alone(language: str, item: str, message: str) -> None:
    def messages_in(spoken: str) -> set[str]:
        return {finding.fault.sentence for finding in check(context_of(text(spoken, one=item))) if finding.rule == "no-break"}

    assert message in messages_in(language)
    assert not messages_in("es")


@pytest.mark.parametrize(("language", "place"), [("ru", "Нью-Дели"), ("ar", "نيودلهي"), ("zh", "新德里"), ("es", "Nueva Delhi")])
def test_the_place_of_the_conference_is_told_as_the_text_writes_it(language: str, place: str) -> None:
    path = Path(__file__).parents[2] / "documents" / "languages" / f"{language}.txt"
    submission = open_document(path).submission
    proposal = replace(submission.proposals[0], symbol="MOD", number="ATU/35A18/1")
    submission = replace(submission, proposals=(proposal,))
    lines = {"number-line", "opening-line", "history-line"}
    sentences = [
        finding.fault.sentence for finding in check(context_of(submission, conference="WTSA-24")) if finding.rule in lines
    ]
    assert len(sentences) >= 3
    assert all(f"{place}, 2024" in sentence for sentence in sentences)
