"""The pages that `tongbao show` draws: what was taken, over the print."""
