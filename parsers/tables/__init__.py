"""Tables of a page: grids from rules, corridors and characters."""
