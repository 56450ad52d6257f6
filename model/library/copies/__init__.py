"""Libraries that are only read, from a copy: what others published, and what lies where one may not write."""
