"""Who an operative call or clause is addressed to, in six languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.files.opening import open_document
from model.lexicon import LANGUAGES, common_calls
from model.library.texts.addressees import addressees_of, is_addressed, operative_call
from model.library.texts.clauses import clauses_of
from model.library.texts.values import LibraryClause
from resources import read_table
from tests.builders.notation import redline

ALL_MEMBERS = ("member_states", "sector_members", "associates", "academia")
COMMON = {
    "resolves": (),
    "resolves_to_invite_dir": ("director_tsb",),
    "resolves_to_invite_ms_sm": ("member_states", "sector_members"),
    "resolves_to_instruct_dir": ("director_bdt",),
    "instructs_dir_tsb": ("director_tsb",),
    "instructs_dir_bdt": ("director_bdt",),
    "instructs_dir_br": ("director_br",),
    "instructs_sg": ("secretary_general",),
    "instructs_council": ("council",),
    "instructs_tsag": ("tsag",),
    "instructs_sgs": ("itu_t_study_groups",),
    "instructs_3dirs": ("directors",),
    "invites_ms": ("member_states",),
    "invites_all_members": ALL_MEMBERS,
    "invites_all_stakeholders": ("stakeholders",),
    "further_invites": (),
    "encourages_ms": ("member_states",),
    "requests_sg": ("secretary_general",),
    "urges_ms": ("member_states",),
    "considering": (),
}


@pytest.mark.parametrize("masculine", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_common_calls_say_the_same_in_each_language(language: str, masculine: bool) -> None:
    calls = common_calls(language, masculine)
    assert {id: addressees_of(calls[id], language) for id in COMMON} == COMMON


@pytest.mark.parametrize(
    ("language", "call", "wanted"),
    [
        ("en", "instructs the Director of TSB, in collaboration with the Director of BDT", ("director_tsb",)),
        (
            "en",
            "instructs the Directors of the Radiocommunication Bureau and the Telecommunication Standardization Bureau",
            ("director_br", "director_tsb"),
        ),
        ("en", "instructs the Secretary-General and the Directors of the Bureaux", ("secretary_general", "directors")),
        ("en", "resolves further to instruct ITU‑T Study Group 17 to study", ("itu_t_study_groups",)),
        ("en", "invites the Council Working Group on Internet-related public policy issues", ("council_groups",)),
        ("en", "notes the report of the Secretary-General", ()),
        ("en", "Takes note of the report, and requests the Secretary-General to report", ("secretary_general",)),
        ("en", "Notes the requests of Member States to the Council", ()),
        (
            "en",
            "Instructs the Secretary-General to bring this resolution to the attention of the United Nations",
            ("secretary_general",),
        ),
        ("fr", "charge le Directeur du BDT, en étroite collaboration avec le Directeur du TSB", ("director_bdt",)),
        ("fr", "Prie le Secrétaire général de lui présenter un rapport sur les États Membres", ("secretary_general",)),
        ("fr", "Demande en outre aux États Membres d’aider les pays en développement", ("member_states",)),
        ("es", "Solicita al Secretario General que informe a la Asamblea General", ("secretary_general",)),
        (
            "es",
            "invita a los Estados Miembros y a los Miembros de Sector a participar con el Consejo",
            ("member_states", "sector_members"),
        ),
        ("ru", "просит Генерального секретаря представить Генеральной Ассамблее доклад", ("secretary_general",)),
        ("ru", "поручает Директору БСЭ в тесном сотрудничестве с Директорами других Бюро", ("director_tsb",)),
        ("ru", "вновь предлагает Государствам – Членам Союза", ("member_states",)),
        ("zh", "责成电信标准化局主任与无线电通信局主任协作", ("director_tsb",)),
        ("zh", "再次请秘书长和成员国向大会提出报告", ("secretary_general", "member_states")),
        ("zh", "做出决议，责成秘书长", ("secretary_general",)),
        ("zh", "建议书草案", ()),
        ("ar", "تطلب إلى الأمين العام أن يقدم إلى الجمعية العامة تقريرا", ("secretary_general",)),
        ("ar", "وتدعو الدُّوَلَ الأعضاء وأعضاء القطاعات إلى المشاركة", ("member_states", "sector_members")),
        ("ar", "تكلّف مدير مكتب تقييس الاتصالات بالتعاون مع مدير مكتب تنمية الاتصالات", ("director_tsb",)),
    ],
)
def test_calls_and_clauses(language: str, call: str, wanted: tuple[str, ...]) -> None:
    assert addressees_of(call, language) == wanted
    assert not wanted or addressees_of(call, "") == wanted


@pytest.mark.parametrize("call", ["", " ", "resolves", "considering", "\u200f", "instructs", "نص"])
def test_a_text_that_names_nobody(call: str) -> None:
    assert addressees_of(call, "en") == ()
    assert addressees_of(call, "xx") == ()


@given(st.text(max_size=80), st.sampled_from(LANGUAGES), st.sampled_from(["", "instructs the ", "تطلب إلى ", "请", "İnvites "]))
def test_any_text_is_read_and_its_call_lies_within_it(text: str, language: str, before: str) -> None:
    found = operative_call(before + text, language)
    assert set(addressees_of(before + text, language)) <= {row["addressee"] for row in read_table("tables/addressees.tsv")}
    assert found is None or 0 < found.stop <= len(before + text)


def test_a_group_addresses_its_members() -> None:
    assert is_addressed("director_tsb", ("directors",))
    assert is_addressed("directors", ("director_br",))
    assert not is_addressed("director_tsb", ("director_br", "council"))


def test_the_table_knows_each_addressee_in_each_language() -> None:
    named: dict[str, set[str]] = {}
    for row in read_table("tables/addressees.tsv"):
        named.setdefault(row["addressee"], set()).add(row["language"])
        assert row["verified"] in ("yes", "no")
    assert {id for id, languages in named.items() if languages != set(LANGUAGES)} == set()


def test_a_text_without_calls_takes_part_and_call_from_its_verbs() -> None:
    text = redline(
        """\
        > The General Assembly,

        Recalling its resolution 70/1 of 25 September 2015, entitled “Transforming our world”; and those that were adopted later,

        Deeply concerned that the divide between those who have a network and those who have none grows from year to year,

        1\tTakes note of the report;
        2\tRequests the Secretary-General:
          a)\tto report;
        3\tHeralds a year of something.
        """
    )
    wanted = [
        ("preamble", "Recalling"),
        ("preamble", "Deeply concerned"),
        ("operative", "Takes note"),
        ("operative", "Requests the Secretary-General"),
        ("operative", "Requests the Secretary-General"),
        ("operative", ""),
    ]
    assert [(clause.part, clause.call) for clause in clauses_of(text) if clause.kind == "paragraph"] == wanted


def test_resolutions_of_the_united_nations_have_parts(shared: Path) -> None:
    """Of each, the numbered paragraphs with a verb are operative, and nothing but the line of the meeting has no part."""
    for name in ("en_A_RES_78_289", "fr_A_RES_79_281", "ru_A_RES_80_222", "sp_A_RES_80_256", "ch_A_RES_79_281"):
        path = next((shared / "corpus" / "akn" / "un").glob(f"{name}*.xml"))
        clauses = paragraphs_of(path)
        assert [clause.text[:9] for clause in clauses if clause.part in ("head", "other")] == [clauses[-1].text[:9]]
        assert {clause.part for clause in clauses if clause.label[:1].isdigit()} <= {"operative", "annex"}
        asked = [
            clause for clause in clauses if addressees_of(clause.call, path.name[:2].replace("sp", "es").replace("ch", "zh"))
        ]
        assert asked, name
        assert all(clause.part == "operative" for clause in asked)


def paragraphs_of(path: Path) -> list[LibraryClause]:
    kept = [
        clause
        for clause in clauses_of(open_document(path).submission.proposals[0].redline)
        if not clause.path.startswith("notes/")
    ]
    annex = next((place for place, clause in enumerate(kept) if clause.kind == "annex"), len(kept))
    return [clause for clause in kept[:annex] if clause.kind == "paragraph"]
