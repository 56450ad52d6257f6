"""The commands for clauses: their structure, their kinds and levels, what was wrongly recognised."""
