"""Akoma Ntoso 3.0 in the United Nations' profile (AKN4UN): texts and submissions written, proved and read (FORMATS.md §2).

Base and draft are in `ins` and `del`; whatever else an exact round trip needs is in attributes of our own namespace.
"""
