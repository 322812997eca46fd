"""Reads many documents: finds them, and reads each in a separate process so that none can harm the others."""
