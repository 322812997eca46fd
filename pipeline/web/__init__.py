"""The pages served: routes, forms and what guards them. The only package that may reach for the network."""
