"""Benchmarks of table reading: a generated set of Chinese notices, scores, peers and speed."""
