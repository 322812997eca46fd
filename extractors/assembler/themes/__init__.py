"""Finds the themes of a plan: their titles, headings and the heads of pages that name them, and their actions."""
