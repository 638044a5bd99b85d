"""The invented notices: what they say, and how they are set as text and as PDF."""
