"""What is doubtful in the text of a plan: dates that have passed, promises, money that ends, text left in."""
