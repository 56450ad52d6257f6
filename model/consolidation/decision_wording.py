"""The wording of decisions on conflicts, in the language of the text, for exports."""

from __future__ import annotations

from model.consolidation.changes import width
from model.consolidation.conflicts import Conflict, together
from model.consolidation.merge import Consolidation, Decision, SkippedChange
from model.redline import NOTE

_WORDS = {
    "en": ("Conflict {}", "no change", "text of {}", "all texts side by side", "compromise", "open", "Reason"),
    "fr": ("Conflit {}", "sans changement", "texte de {}", "tous les textes côte à côte", "compromis", "en suspens", "Motif"),
    "es": ("Conflicto {}", "sin cambios", "texto de {}", "todos los textos uno junto a otro", "solución de compromiso",
           "pendiente", "Motivo"),
    "ru": ("Конфликт {}", "без изменений", "текст: {}", "все тексты рядом", "компромисс", "не решено", "Основание"),
    "zh": ("冲突{}", "不修改", "{}的案文", "各案文并列", "折中案文", "待定", "理由"),
    "ar": ("تعارض {}", "لا تغيير", "نص {}", "كل النصوص متجاورة", "حل توافقي", "معلق", "السبب"),
}  # fmt: skip

_LEFT = {
    "the text in force says so already": {
        "fr": "le texte en vigueur le dit déjà", "es": "el texto en vigor ya lo dice",
        "ru": "в действующем тексте это уже есть", "zh": "现行案文已如此表述", "ar": "النص الساري يقول ذلك بالفعل",
    },
    "the text in force reads otherwise there": {
        "fr": "le texte en vigueur est différent à cet endroit", "es": "el texto en vigor es distinto en ese lugar",
        "ru": "действующий текст здесь иной", "zh": "现行案文此处不同", "ar": "النص الساري مختلف في هذا الموضع",
    },
    "the text in force has no such words there": {
        "fr": "ces mots ne figurent pas dans le texte en vigueur", "es": "esas palabras no figuran en el texto en vigor",
        "ru": "этих слов нет в действующем тексте", "zh": "现行案文没有这些文字",
        "ar": "لا ترد هذه الكلمات في النص الساري",
    },
    "it inserts a table; insert it by hand": {
        "fr": "un tableau est ajouté; l'insérer à la main", "es": "se añade un cuadro; insértelo a mano",
        "ru": "добавлена таблица; вставьте ее вручную", "zh": "增加了表格，请手工插入", "ar": "أضيف جدول؛ يدرج يدوياً",
    },
    "a column is put into a table; put it in by hand": {
        "fr": "une colonne est ajoutée à un tableau; l'insérer à la main",
        "es": "se añade una columna a un cuadro; insértela a mano",
        "ru": "в таблицу добавлен столбец; вставьте его вручную", "zh": "表格增加了一栏，请手工插入",
        "ar": "أضيف عمود إلى جدول؛ يدرج يدوياً",
    },
}  # fmt: skip
"""The reasons for omissions, in the languages besides English."""


def told_reason(left: SkippedChange, language: str) -> str:
    """The reason why something of a proposal could not be brought on the base."""
    return _LEFT.get(left.reason.id, {}).get(language, str(left.reason))


def told_decision(found: Consolidation, conflict: Conflict, decision: Decision | None) -> str:
    """The decision on a conflict, the words of a compromise among it, and the reason in a line of its own."""
    words = _WORDS.get(found.base.language, _WORDS["en"])
    name, same, text_of, stack, new_wording, undecided, reason = words
    number = 1 + next(place for place, other in enumerate(found.conflicts) if other.key == conflict.key)
    if decision is None:
        message = undecided
    elif decision.kind == "party":
        message = text_of.format(", ".join(found.parties[party].name for party in together(conflict, decision.party)))
    elif decision.kind == "own":
        message = f"{new_wording}: “{' '.join(decision.text.split())}”"
    else:
        message = same if decision.kind == "base" else stack
    why = f"\n{reason}: {decision.reason}" if decision is not None and decision.reason else ""
    return f"{name.format(number)}: {message}{why}"


def place_of_conflict(found: Consolidation, conflict: Conflict) -> str:
    """The id of the clause of the base in which a conflict begins; of one in a note, that of the clause that refers to it."""
    key = conflict.story.removeprefix("notes/")
    stop = 0
    for clause in found.base.clauses:
        if conflict.story and any(run.text == NOTE and run.content == key for run in clause.runs):
            return clause.id
        stop += sum(map(width, clause.runs)) + 1
        if not conflict.story and conflict.start < stop:
            return clause.id
    return found.base.clauses[-1].id if found.base.clauses else ""
