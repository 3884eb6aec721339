"""What we talk to, one file or folder per protocol. No Qt, no QGIS, no sockets of its own."""
