"""New articles and sections of treaty texts."""
