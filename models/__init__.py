"""What a plan, an action, a mention, a finding and a neutral document are. Imports nothing else of ours."""
