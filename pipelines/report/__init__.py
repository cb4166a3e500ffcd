"""What people look at, made from one published snapshot: the page."""
