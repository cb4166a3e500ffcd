"""Events: what took place, when, where and with whom.

``statements.read`` gives them all; the other modules hold what it is put together from.
"""
