"""The review queue: what arrives, what is decided, what is published, and the record of it all."""
