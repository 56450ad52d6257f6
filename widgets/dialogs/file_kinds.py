"""The kinds of files among which the boxes of the system let one choose."""

from __future__ import annotations

from widgets.common.translation import translate


def kinds_of_texts() -> str:
    """Files that hold a text or a submission, templates of Word too."""
    return translate(
        "FileKinds",
        "Texts and submissions (*.amend *.docx *.docm *.dotx *.txt *.xml *.akn);;Akoma Ntoso (*.xml *.akn);;All files (*)",
    )


def kinds_of_library() -> str:
    """Files from which the library takes texts: those that hold some, zips of them, saved lists of contents."""
    return translate(
        "FileKinds",
        "Texts, zips and saved pages (*.docx *.docm *.amend *.txt *.xml *.akn *.zip *.htm *.html *.mht *.mhtml);;All files (*)",
    )


def kinds_of_versions() -> str:
    """Files that hold another version of a text: one that came back, one to compare with, a newer edition."""
    return translate(
        "FileKinds",
        "Texts and submissions (*.docx *.docm *.amend *.txt *.xml *.akn);;Akoma Ntoso (*.xml *.akn);;All files (*)",
    )
