"""The page Prüfen: queue, three versions, decision, publishing."""
