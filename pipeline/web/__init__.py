"""Serves the pages: routes, forms and their protection. The only package that may use the network."""
