"""Preflight: rules that find faults of a submission, each a function with its severity, source and explanation.

A rule stands in a file of its subject, as a `Rule` in the `RULES` at its foot; `rules` joins those of all files.
"""
