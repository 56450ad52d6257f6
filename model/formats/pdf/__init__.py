"""PDF: pages read by a process of its own, from characters with places to the texts."""
