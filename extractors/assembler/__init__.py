"""One assembler for all formats: neutral document in, plan out. Knows nothing of PDF or Word."""
