"""Tables told by the white between words: lines vote for gaps, and runs of lines that agree are tables."""
