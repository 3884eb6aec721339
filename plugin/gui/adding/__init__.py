"""Adding an object: forms as the municipality wants them, and the quick way from a category to a place to a change."""
