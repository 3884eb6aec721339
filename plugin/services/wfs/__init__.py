"""OGC Web Feature Service 1.0.0 (OGC 02-058) and 1.1.0 (OGC 04-094): build, send and parse, apart."""
