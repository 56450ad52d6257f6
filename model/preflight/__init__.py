"""Preflight: rules that find faults of a submission, each a function with its severity, source and explanation.

Each rule is in the file of its subject, as a `Rule` in `RULES` at the end; `rules` joins those of all files.
"""
