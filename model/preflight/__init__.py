"""Preflight: rules that find faults of a submission. Each is a function in the file of its subject, with its severity, source and
explanation, as a `Rule` in `RULES` at the end."""
