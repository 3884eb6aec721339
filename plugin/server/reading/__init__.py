"""What may be asked and seen: the gate, the visible layers, rows and fields, and what people are told."""
