"""One module per program that draws the notices; they share the content and nothing else."""
