"""Spelling: the words of a text, the process that checks them, the wavy underlines of misspelt words."""
