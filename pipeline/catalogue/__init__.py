"""The catalogue: all plans of an outputs folder in one SQLite file, made from the JSON, with full-text search."""
