"""Documents in, plans out: one reader a format, one assembler for all."""
