"""Memberships: who belongs to what, since when.

``statements.read`` gives them all; the other modules hold what it is put together from.
"""
