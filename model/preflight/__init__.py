"""Preflight: rules that find what embarrasses a delegation, each a function with its severity, source and explanation."""
