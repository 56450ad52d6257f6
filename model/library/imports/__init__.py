"""Files on their way into a library: read, split into texts, previewed, added."""
