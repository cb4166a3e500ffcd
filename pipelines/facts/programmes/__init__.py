"""Programmes: named schemes, their terms, their countries and bodies.

``statements.read`` gives them all; the other modules hold what it is put together from.
"""
