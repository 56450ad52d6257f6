"""Text that is only read: one column or two."""
