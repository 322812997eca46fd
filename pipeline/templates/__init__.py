"""Editions of the template that people add. Other parts of the tool call `pipeline.templates.desk`."""
