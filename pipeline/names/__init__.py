"""Names met in plans, decided by people. What other parts of the tool call is in `pipeline.names.desk`."""
