"""How the models are made from the annotations, and how good they are. Needs scipy; no part of tagging a plan."""
