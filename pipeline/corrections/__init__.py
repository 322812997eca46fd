"""People's corrections of what was read. What other parts of the tool call is in `pipeline.corrections.ledger`."""
