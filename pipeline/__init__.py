"""What happens to plans: tag, check, write, compare; and the command line."""
