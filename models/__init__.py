"""Defines a plan, an action, a mention, a finding and the neutral document. Imports none of the other folders."""
