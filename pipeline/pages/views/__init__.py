"""What each page shows: one module a page, a frozen value and the function that makes it from plans."""
