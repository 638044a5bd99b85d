"""Tables in plain text: by tabs, pipes and spaces, also where lines broke."""
