"""HTML: pages written, clipboard HTML read."""
