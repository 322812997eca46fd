"""Finds agencies, panels and services in narratives, says which they are, whose words a block is, and how sure that is."""
