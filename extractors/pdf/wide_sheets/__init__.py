"""Spreadsheets printed over several pages across, put together into the wide sheets that they were."""
