"""Akoma Ntoso 3.0 in the United Nations' profile (AKN4UN): texts and submissions written, proved and read (FORMATS.md §2).

Base and draft stand in `ins` and `del`; what an exact round trip needs besides stands in attributes of our own namespace.
"""
