"""Reads Word documents (.docx): `extractors.docx.docx_reader.read`."""
