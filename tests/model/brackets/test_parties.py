"""The parties that want options, and what they choose."""

from __future__ import annotations

from model.brackets.decisions import with_decisions
from model.brackets.parser import parse_brackets
from model.brackets.parties import choices_of, parties_in, parties_of
from model.redline import Stamp
from tests.builders.notation import redline, texts_of

ME = Stamp("me", "2024-09-06T09:00:00Z")


def test_an_owner_may_be_several_parties() -> None:
    assert parties_in("ATU, EUR and RCC-1") == ("ATU", "EUR", "RCC-1")
    assert parties_in("АСЭ и РСС") == ("АСЭ", "РСС")
    assert parties_in("") == ()


def test_the_text_reads_as_a_party_wishes_and_the_rest_stays_open() -> None:
    text = redline("1\tto [ATU: note] [EUR, RCC: regret [RCC: deeply]] it [soon];")
    open_texts = parse_brackets(text.clauses).open_texts
    assert parties_of(open_texts) == ("ATU", "EUR", "RCC")
    read = {party: texts_of(with_decisions(text, choices_of(open_texts, party), ME), "draft") for party in ("ATU", "RCC")}
    assert read == {"ATU": ["to note it [soon];"], "RCC": ["to regret deeply it [soon];"]}
    assert choices_of(open_texts, "CEPT") == {}
