"""The start page: what of recent files is shown there, and what its entries do."""
