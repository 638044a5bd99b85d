"""Tongbao's public API: read, parse, check, build, load."""
