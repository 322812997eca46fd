"""The letter of feedback on a plan. What other parts of the tool call is in `pipeline.letters.desk`."""
