"""What stands where in a notice: its elements after GB/T 9704, sections, paragraphs, annexes."""
