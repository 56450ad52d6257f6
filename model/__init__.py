"""What is true: the redline and everything that can be computed from it. No Qt, no globals, no I/O but in readers and writers."""
