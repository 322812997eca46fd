"""Makes the pages: values in, HTML out. No page reads a file, writes one or knows whether it is served or published."""
