"""Makes forms of plans written without tables: paragraphs that open with a label, or stand under one."""
