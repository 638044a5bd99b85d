"""A page of a paged source: lines and tables drafted from its print."""
