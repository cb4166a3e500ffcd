"""Agreements: formal instruments, between whom, and when they were signed and are in force.

``statements.read`` gives them all; the other modules hold what it is put together from.
"""
