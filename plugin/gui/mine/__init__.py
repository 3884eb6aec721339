"""The page Meine Beiträge: changes, submitting, what became of them."""
