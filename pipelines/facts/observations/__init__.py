"""Observations: every other figure, what it counts and of what it is said.

``statements.read`` gives them all; the other modules hold what it is put together from.
"""
