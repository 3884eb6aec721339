"""The page Karte: catalogue, check-out, the working copy."""
