"""Ranking tables of every layout, total rule and rank rule: invented notices with their truth."""
