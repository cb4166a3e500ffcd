"""What a valid row is: columns (``fields``), pandera models, and the registry of tables."""
