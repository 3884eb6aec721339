"""Bürger-GIS: contribute to, review and publish municipal geodata."""
