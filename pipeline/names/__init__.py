"""Names in plans that people decide about. Other parts of the tool call `pipeline.names.desk`."""
