"""What each part of the page shows: a function from a snapshot to what its template needs."""
