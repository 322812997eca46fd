"""People's corrections of what was read. Other parts of the tool call `pipeline.corrections.ledger`."""
