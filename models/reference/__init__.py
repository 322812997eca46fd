"""Reference data that people edit, and the code that checks it when it is loaded.

Each data file stands beside the module that reads it. A fault in one is a `ReferenceDataError` that names file, entry
and reason.
"""
