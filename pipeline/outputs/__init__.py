"""What an outputs folder holds beside the plans: its lock, its manifest, kept copies and corrections."""
