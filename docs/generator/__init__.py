"""Makes the parts of the documentation that are taken from the code. Run by docs/generate.py."""
