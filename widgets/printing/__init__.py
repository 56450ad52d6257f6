"""Printed pages: laid out, painted, shown as pictures."""
