"""Projects: titles and numbers, partners, payers and terms.

``statements.read`` gives them all; the other modules hold what it is put together from.
"""
