"""How the models are made from the annotations, and how good they are. Needs scipy; nothing here runs when plans are tagged."""
