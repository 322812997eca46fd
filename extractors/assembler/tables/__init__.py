"""Makes whole what pages and printing part: tables over page breaks, columns in two tables, rows under rows."""
