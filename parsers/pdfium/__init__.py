"""The home of pypdfium2: what stands on the pages of a PDF, and how they look."""
