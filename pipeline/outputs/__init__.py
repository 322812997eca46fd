"""The outputs folder: plans, tables, lock, manifest, old versions and corrections."""
