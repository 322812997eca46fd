"""What is drawn on a page, and where it is taken from. What makes tables of it is elsewhere."""
