"""The start page and what starts from it: new proposals, the tour, other windows, a restart."""
