"""Editions of the template that people add. What other parts of the tool call is in `pipeline.templates.desk`."""
