"""Edits of the Table of Frequency Allocations: bands, services, footnote numbers."""
