"""A WFS of our own that takes the personality of servers that are not here: GeoServer, TinyOWS, deegree, ArcGIS.

A process of its own with its own sockets, SQLite beneath, and nothing of the plugin in it: what it accepts, it has
judged by itself, and what a real server of the kind would refuse, it refuses (docs/architecture.md, "Other servers").
"""
