"""Facts of tables and records: rows of cells and labelled lines.

``records.read`` gives them all; the other modules hold what it is put together from.
"""
