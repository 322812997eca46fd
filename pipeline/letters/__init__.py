"""The letter of feedback on a plan. Other parts of the tool call `pipeline.letters.desk`."""
