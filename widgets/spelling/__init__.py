"""Spelling: which words a text has, the process that knows words, the waves under those that it does not know."""
