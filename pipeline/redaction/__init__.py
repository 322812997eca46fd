"""Removes the names of leads and authors from plans; roles stay."""
