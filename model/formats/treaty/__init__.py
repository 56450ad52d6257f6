"""Treaty texts that a user brings as a table of provisions: rows, levels of labels, clauses with margin numbers."""
