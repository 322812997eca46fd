"""Watches a folder: reads documents dropped into it, moves them, and leaves a note beside each."""
