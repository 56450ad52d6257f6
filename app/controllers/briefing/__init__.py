"""Views for a briefing: excerpts of amended clauses, and the screen of the chair."""
