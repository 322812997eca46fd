"""Many documents: found, read each in a process of its own, and kept from harming one another."""
