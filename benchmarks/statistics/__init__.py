"""How well the numbers of official prose are read: an annotated corpus, a generator, peers."""
