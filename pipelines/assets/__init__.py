"""The assets, one module a group: each reads Parquet, calls a room's function, writes, returns row counts.

No module here has ``from __future__ import annotations``: Dagster looks at the annotations themselves.
"""
