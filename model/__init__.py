"""The model: the redline and all that is computed from it. No Qt, no globals, no I/O but in readers and writers."""
