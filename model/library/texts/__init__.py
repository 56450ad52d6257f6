"""The texts of a library as values: their identity, edition, status, clauses and addressees."""
