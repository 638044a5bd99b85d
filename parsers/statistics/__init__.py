"""The numbers of the prose: lexed, bound to what they count, linked and checked by arithmetic."""

from parsers.statistics.engine import read_statistics

__all__ = ["read_statistics"]
