"""Files: opened, saved, watched, exported, recovered after a crash, kept as versions."""
