"""The words of ITU texts and their meaning: calls, opening formulas, number lines, document words, places, languages.

Everything works on the plain text of one paragraph, in the language that is known or in any of the six; forms come
from the tables in resources, patterns from here.
"""

from model.lexicon.calls import Call, CallKind, call_kind, common_calls, is_call, read_call
from model.lexicon.lines import (
    NumberLine,
    is_annex_line,
    is_history,
    is_note_line,
    is_number_line,
    is_opening,
    opening_body,
    read_number_line,
)
from model.lexicon.words import (
    LANGUAGES,
    DocumentWord,
    comparable_text,
    document_word,
    guess_language,
    place_name,
    term_in,
    words_for,
)
