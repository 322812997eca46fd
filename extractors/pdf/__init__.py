"""The PDF reader: characters, lines and fills of each page in; blocks, tables and findings out."""
