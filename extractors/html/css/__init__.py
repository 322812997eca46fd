"""Style sheets of web pages: parsed by tinycss2, matched by cssselect2, weighed here as browsers do."""
