"""Institutions: bodies that were set up, and what they are.

``statements.read`` gives them all; the other modules hold what it is put together from.
"""
