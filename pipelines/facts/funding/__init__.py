"""Funding: sums of money, who gives and who receives them.

``statements.read`` gives them all; the other modules hold what it is put together from.
"""
