"""The tree of clauses and its panel."""
