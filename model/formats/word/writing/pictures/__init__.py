"""Pictures cleaned of what their makers wrote into them."""
