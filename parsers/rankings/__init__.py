"""The tables of a notice as rankings: roles, units, scores, totals, and what proves them."""
