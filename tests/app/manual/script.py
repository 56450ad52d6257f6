"""What a page of the manual says, taken from it mark by mark; what nobody took fails."""

from __future__ import annotations

from resources.catalogues import ENGLISH
from tests.app.manual.pages import Mark, Section, called_in, page_in, plain


class Script:
    """Gives each mark of a page once, in its section, by its English name."""

    def __init__(self, page: str, language: str) -> None:
        self.language = language
        self._page = page
        self._sections = page_in(page, language)
        self._section = Section("", [])
        self._done: dict[str, str] = {}
        self._called = {} if language == ENGLISH else called_in(language)

    def section(self, title: str) -> None:
        """Goes on with the next section, called as in English; nothing may be left of the one before."""
        self._all_done()
        assert self._sections, f"{self._page} has no section {title}"
        self._section, self._done = self._sections.pop(0), {}
        assert self._section.title == title, f"the next section of {self._page} is {self._section.title}, not {title}"

    def end(self) -> None:
        """Nothing may be left of the page."""
        self._all_done()
        assert not self._sections, f"{self._page}: {[section.title for section in self._sections]} is not carried out"

    def _all_done(self) -> None:
        left = [f"{mark.kind} {mark.english}" for mark in self._section.marks]
        assert not left, f"{self._page}, {self._section.title}: nothing carries out {left}"

    def take(self, kind: str, english: str) -> Mark:
        """The next mark of that kind, called so in English; it counts as carried out."""
        for at, mark in enumerate(self._section.marks):
            if (mark.kind, mark.english) == (kind, english):
                self._done[english] = mark.words
                return self._section.marks.pop(at)
        raise AssertionError(f"{self._page}, {self._section.title}: there is no {kind} {english} any more")

    def name(self, english: str) -> str:
        """The words of a name on the page."""
        return self.take("name", english).words

    def code(self, english: str) -> str:
        """The words of a piece of code on the page."""
        return self.take("code", english).words

    def row(self, english: str) -> str:
        """The words at the head of a row of a table."""
        return self.take("row", english).words

    def passes(self, kind: str, *english: str, why: str) -> None:
        """Passes over marks that ask for nothing that the window could do, as `why` says."""
        assert why
        for mark in english:
            self.take(kind, mark)

    def rest(self, kind: str) -> list[Mark]:
        """The marks of a kind that are left of the section, to be looked at one like the other."""
        found = [mark for mark in self._section.marks if mark.kind == kind]
        self._section.marks[:] = [mark for mark in self._section.marks if mark.kind != kind]
        return found

    def called(self, english: str) -> set[str]:
        """What the window may call what English calls so, where the page does not say."""
        return {plain(english)} if self.language == ENGLISH else self._called[plain(english)]

    def same(self, english: str) -> str:
        """The words of a name that was carried out in this section and is used once more."""
        return self._done[english]
