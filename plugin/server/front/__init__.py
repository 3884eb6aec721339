"""What stands in front of QGIS Server: the host, who asks, what may be sent, and how often."""
