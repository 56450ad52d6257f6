"""The words of the window in the language in which a package is tried."""

from resources.catalogues import ENGLISH, WINDOW, catalogue, languages

LANGUAGES = tuple(languages())


def window_text(language, english):
    """What the window says in a language for one of its English texts."""
    return english if language == ENGLISH else catalogue(language, WINDOW).gettext(english)


def key_of(language, english):
    """The key that leads with Alt to a button or a menu of that English text."""
    words = window_text(language, english)
    return "alt+" + words[words.index("&") + 1].lower()
