"""What is asked of a plan as a whole, from the outside: does it make sense as a plan?"""
