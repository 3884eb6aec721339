"""The QGIS Server half: Transactions, guarded reading, edited capabilities, and the host in front of it."""
