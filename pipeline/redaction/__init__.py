"""Leaves the names of leads and authors out of plans, wherever they stand; roles stay."""
