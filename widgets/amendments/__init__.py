"""The panel of amendments: a list of changes that the user can go to, accept and reject."""
