"""One Transaction: its order, its lock, its layers, and what each action changes."""
