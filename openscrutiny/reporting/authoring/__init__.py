"""For whoever writes the words: drafts of a section, and a preview at each save."""
