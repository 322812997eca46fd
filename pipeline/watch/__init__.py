"""A folder that is watched: documents dropped into it are read, moved aside, and a note is left beside each."""
