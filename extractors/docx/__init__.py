"""Word documents (.docx) in: the neutral document out. The way in is `extractors.docx.docx_reader.read`."""
