"""How well the numbers of official prose are read, and how quickly: corpus, generator, peers."""
