"""Preflight: rules that find faults of a submission, each a function with its severity, source and explanation."""
