"""Citations of other instruments and references to clauses of the same text, in six languages; which editions are in force."""
