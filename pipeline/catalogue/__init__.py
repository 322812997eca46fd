"""The catalogue: every plan of an outputs folder in one SQLite file, made from the JSON and searched as full text."""
