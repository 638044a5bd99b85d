"""Numbers in prose: their reading and its speed, measured."""
