"""Passages with brackets, written for the project, each with the open texts that its brackets are.

An expected line is: level, kind, and the options with ` | ` between them (` ¶ ` between clauses, `OWNER: ` before what one wants,
`(blank)` and `(noc)` after such options); `! kind sign` for a bracket at fault; `? text` for a placeholder.
"""

from __future__ import annotations

from msgspec import Struct


class WrittenPassage(Struct, frozen=True):
    """A passage in notation, and what is expected of its draft."""

    language: str
    text: str
    expected: tuple[str, ...]


def _passages(language: str, *rows: tuple[str, tuple[str, ...]]) -> tuple[WrittenPassage, ...]:
    return tuple(WrittenPassage(language, text, expected) for text, expected in rows)


ENGLISH = _passages(
    "en",
    ("a)\tthat Member States [of the region] contribute;", ("1 text of the region",)),
    ("a)\tthat Member States [shall] [should] contribute;", ("1 alternatives shall | should",)),
    ("a)\tthat Member States [shall]/[should] contribute;", ("1 alternatives shall | should",)),
    ("a)\tthat Member States [shall] / [should] / [may] contribute;", ("1 alternatives shall | should | may",)),
    ("a)\tthat Member States [shall/should] contribute;", ("1 alternatives shall | should",)),
    ("a)\tthat Member States [shall / should where they can] contribute;", ("1 alternatives shall | should where they can",)),
    ("a)\tthat States [shall][should] contribute;", ("1 alternatives shall | should",)),
    ("a)\tthat States [shall], [where possible,] contribute;", ("1 text shall", "1 text where possible,")),
    ("a)\tstudies [within [available] resources];", ("1 text within [available] resources", "2 text available")),
    (
        "a)\t[In view of] [Because of] the needs [of developing [and other] countries [that [must] [should] act]];",
        (
            "1 alternatives In view of | Because of",
            "1 text of developing [and other] countries [that [must] [should] act]",
            "2 text and other",
            "2 text that [must] [should] act",
            "3 alternatives must | should",
        ),
    ),
    ("a)\tthe [ATU: recalling] [EUR: noting] of facts;", ("1 alternatives ATU: recalling | EUR: noting",)),
    ("a)\tthe [ATU, CEPT: recalling] of facts;", ("1 text ATU, CEPT: recalling",)),
    ("a)\tthe [ATU/RCC: recalling] [NOC] of facts;", ("1 alternatives ATU/RCC: recalling | NOC (noc)",)),
    ("a)\tas set out [Note: this is not agreed];", ("1 text Note: this is not agreed",)),
    ("a)\tby [__] days and [ ] hours before [TBD];", ("1 blank __ (blank)", "1 blank   (blank)", "1 blank TBD (blank)")),
    ("a)\tby [to be determined], in [...] and […];",
     ("1 blank to be determined (blank)", "1 blank ... (blank)", "1 blank … (blank)")),
    ("a)\tbefore [__] 20[__];", ("1 blank __ (blank)", "1 blank __ (blank)")),
    ("a)\tbefore [2027] or within [15] days and [75]% of them;", ("1 text 2027", "1 text 15", "1 text 75")),
    ("a)\twithin [10] [15] [__] days;", ("1 alternatives 10 | 15 | __ (blank)",)),
    ("a)\twithin [15/20] days;", ("1 alternatives 15 | 20",)),
    ("a)\tof Member State[s] concerned;", ("1 text s",)),
    ("a)\tMembers [and/or] Associates;", ("1 text and/or",)),
    ("a)\tthe [TCP/IP] family at [60 km/h] by [A/79/L.2];", ("1 text TCP/IP", "1 text 60 km/h", "1 text A/79/L.2")),
    ("1\t[to study the matter;]", ("1 clause to study the matter;",)),
    ("1\t[to study the matter];", ("1 clause to study the matter",)),
    ("1\t[to study the matter\n2\tto report on it];", ("1 clause to study the matter ¶ to report on it",)),
    ("1\tto study [the matter\n2\tto report] on it;", ("1 text the matter ¶ to report",)),
    ("[a)\tthe first item];\nb)\tthe second;", ("1 clause the first item",)),
    ("1\t[NOC]", ("1 noc NOC (noc)",)),
    ("1\t[No change]\n2\tto act;", ("1 noc No change (noc)",)),
    (
        "1\tOption 1: to study;\n2\tOption 2: to report;\n3\tto act;",
        ("1 alternatives to study; | to report;",),
    ),
    ("1\tOption 1 (ATU): to study;\n2\tOption 2 (EUR): to report;", ("1 alternatives ATU: to study; | EUR: to report;",)),
    ("1\tOption 1 (NOC): as it is;\n2\tOption 2 (MOD): to report;", ("1 alternatives as it is; (noc) | to report;",)),
    ("1\tAlternative A – to study;\n2\tAlternative B – to report;\n3\tAlternative C – nothing;",
     ("1 alternatives to study; | to report; | nothing;",)),
    ("1\t[Option 1: to study;]\n2\t[Option 2: to [report] [act];]",
     ("1 alternatives to study; | to [report] [act];", "2 alternatives report | act")),
    ("1\t[Option 1: to study\n2\tand to report;]\n3\t[Option 2: to act;]",
     ("1 alternatives to study ¶ and to report; | to act;",)),
    ("1\tin 20[__] [and in each year];", ("1 blank __ (blank)", "1 text and in each year")),
    ("1\t[Option 1] to study;\n2\t[Option 2] to act;", ("1 alternatives to study; | to act;",)),
    ("1\tto study;\n2\talt: to act;", ("1 alternatives to study; | to act;",)),
    ("1\t[to study;]\n2\t[Alt. 1: to act;]\n3\tto go;", ("1 clause to study;", "1 clause to act;", "! single Alt. 1")),
    ("1\tOption 1: to study;\n2\tto act;", ("! single Option 1",)),
    ("1\tOption 1: to study;\n2\tto act;\n3\tOption 2: to go;", ("! single Option 1", "! single Option 2")),
    ("1\tan alternative to the option 1 above;\n2\tOptional studies;", ()),
    ("1\ta [b;\n2\tc;", ("! unclosed [",)),
    ("1\ta b];\n2\tc;", ("! unopened ]",)),
    ("1\ta [b [c] d;", ("1 text c", "! unclosed [")),
    ("1\tin [b-ITU-T G.805], [IETF RFC 5586], [ITU-T X.yyy] and [ISO/IEC 27001];", ()),
    ("1\tthe [ITU-T and ITU-R] studies [ITU Member States];", ("1 text ITU-T and ITU-R", "1 text ITU Member States")),
    ("1\tResolution [AFCP-1] and Resolution [COM5/3] (WRC-23), Report M.[SHARING];", ()),
    ("1\twas writen[sic], see [3], shown[7][8] there.[12]", ()),
    ("1\tof x[n] and [text](https://example.org/a);", ()),
    ("1\tthe day [insert date] in [name of the city] of [TITLE];", ("? insert date", "? name of the city", "? TITLE")),
    ("1\t{++[++}kept words{++]++} and [{--old--}{++new++} words];", ("1 text kept words", "1 text new words")),
    ("1\tthe {--[old]--}{++[ATU: new]++} wording [{--a] [--}b];", ("1 text ATU: new", "1 text b")),
    ("1\tto {--act--}{++[study] [report]++};", ("1 alternatives study | report",)),
)  # fmt: skip
NUMBER_LINES = _passages(
    "en",
    ("# DRAFT NEW RESOLUTION [AFCP-1]\n## On [open] matters", ("1 text open",)),
    ("# DRAFT NEW RESOLUTION [AFCP-1\n## On matters]", ("! unclosed [", "! unopened ]")),
)
FRENCH = _passages(
    "fr",
    ("a)\tque les États Membres [doivent] [devraient] contribuer;", ("1 alternatives doivent | devraient",)),
    ("a)\tdans un délai de [à déterminer] jours [à préciser];", ("1 blank à déterminer (blank)", "1 blank à préciser (blank)")),
    ("a)\tles [doit/devrait] et [et/ou];", ("1 alternatives doit | devrait", "1 text et/ou")),
    ("1\tOption 1: étudier;\n2\tOption 2: agir;", ("1 alternatives étudier; | agir;",)),
    ("1\tVariante 1 – étudier;\n2\tVariante 2 – agir [sans changement];",
     ("1 alternatives étudier; | agir [sans changement];", "2 noc sans changement (noc)")),
    ("a)\t[CEPT: rappelant] [sans changement] les faits;", ("1 alternatives CEPT: rappelant | sans changement (noc)",)),
    ("a)\tle [insérer la date] à [nom de la ville];", ("? insérer la date", "? nom de la ville")),
    ("a)\t« [cités] » : voir [3] ;", ("1 text cités",)),
)  # fmt: skip
SPANISH = _passages(
    "es",
    ("a)\tque los Estados Miembros [deberán] [deberían] contribuir;", ("1 alternatives deberán | deberían",)),
    ("a)\tun plazo [por determinar] de [___] días;", ("1 blank por determinar (blank)", "1 blank ___ (blank)")),
    ("1\tOpción 1: estudiar;\n2\tOpción 2: actuar;", ("1 alternatives estudiar; | actuar;",)),
    ("1\tVariante A: estudiar;\n2\tVariante B: actuar;", ("1 alternatives estudiar; | actuar;",)),
    ("a)\t[CITEL: recordando] [sin cambios] los [y/o] hechos;",
     ("1 alternatives CITEL: recordando | sin cambios (noc)", "1 text y/o")),
    ("a)\t{--recordando--}{++[ATU: recordando] [EUR: observando]++} los hechos;",
     ("1 alternatives ATU: recordando | EUR: observando",)),
    ("a)\tel [insertar fecha] en [nombre de la ciudad];", ("? insertar fecha", "? nombre de la ciudad")),
)  # fmt: skip
RUSSIAN = _passages(
    "ru",
    ("1\tчто Государства-Члены [должны] [могли бы] внести вклад;", ("1 alternatives должны | могли бы",)),
    ("1\tв течение [подлежит определению] дней [уточняется];",
     ("1 blank подлежит определению (blank)", "1 blank уточняется (blank)")),
    ("1\tВариант 1: изучить;\n2\tВариант 2: принять;", ("1 alternatives изучить; | принять;",)),
    ("1\tАльтернатива 1. Изучить;\n2\tАльтернатива 2. Принять;", ("1 alternatives Изучить; | Принять;",)),
    ("1\t[РСС: напоминая] [без изменений] о фактах [и/или];",
     ("1 alternatives РСС: напоминая | без изменений (noc)", "1 text и/или")),
    ("1\tгород [указать город], [название документа], см. [3];", ("? указать город", "? название документа")),
    ("1\t[изучить [этот] вопрос\n2\tи доложить];", ("1 clause изучить [этот] вопрос ¶ и доложить", "2 text этот")),
)  # fmt: skip
ARABIC = _passages(
    "ar",
    ("1\tأن الدول الأعضاء [تقوم] [ينبغي أن تقوم] بالمساهمة؛", ("1 alternatives تقوم | ينبغي أن تقوم",)),
    ("1\tخلال [يُحدد لاحقاً] يوماً و[__]؛", ("1 blank يُحدد لاحقاً (blank)", "1 blank __ (blank)")),
    ("1\tالخيار 1: أن تدرس؛\n2\tالخيار 2: أن تعمل؛", ("1 alternatives أن تدرس؛ | أن تعمل؛",)),
    ("1\tالبديل 1: أن تدرس؛\n2\tالبديل 2: أن تعمل؛", ("1 alternatives أن تدرس؛ | أن تعمل؛",)),
    ("1\tالوقائع [لا تغيير] [ATU: إذ تذكر]؛", ("1 alternatives لا تغيير (noc) | ATU: إذ تذكر",)),
    ("1\tفي [أدخل التاريخ] انظر [3]؛", ("? أدخل التاريخ",)),
    ("1\t[أن تدرس المسألة؛]", ("1 clause أن تدرس المسألة؛",)),
)
CHINESE = _passages(
    "zh",
    ("1\t各成员国［应］［可］作出贡献；", ("1 alternatives 应 | 可",)),
    ("1\t各成员国【应】作出〔自愿〕贡献；", ("1 text 应", "1 text 自愿")),
    ("1\t在［待定］日内和[15]天内；", ("1 blank 待定 (blank)", "1 text 15")),
    ("1\t方案1：研究；\n2\t方案2：报告；", ("1 alternatives 研究； | 报告；",)),
    ("1\t备选案文一：研究；\n2\t备选案文二：报告；", ("1 alternatives 研究； | 报告；",)),
    ("1\t［ATU：忆及］［不修改］事实；", ("1 alternatives ATU: 忆及 | 不修改 (noc)",)),
    ("1\t［研究］和报告］；", ("1 text 研究", "! unopened ］")),
    ("1\t[研究］【报告［年度】 计划］；", ("1 alternatives 研究 | 报告［年度", "! crossed ［", "! unopened ］")),
    ("1\t国发〔2018〕5号和［插入日期］及［名称］；", ("? 插入日期", "? 名称")),
    ("1\t研究【国家［区域】问题；", ("1 text 国家［区域", "! crossed ［")),
)
WRITTEN_PASSAGES = (*ENGLISH, *NUMBER_LINES, *FRENCH, *SPANISH, *RUSSIAN, *ARABIC, *CHINESE)
