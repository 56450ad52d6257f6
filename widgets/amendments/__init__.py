"""The panel of amendments: what was changed, where, by whom; gone to, accepted, rejected."""
