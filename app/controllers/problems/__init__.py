"""The preflight: run while the text changes, its problems listed and repaired."""
