"""What changed between plans: one borough's years, and boroughs side by side."""
