"""Pages that are pictures, read by recognition: the extra `ocr`."""
