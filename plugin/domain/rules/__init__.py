"""What is checked about a contribution, one file a topic; `domain/validation.py` is the interpreter."""
