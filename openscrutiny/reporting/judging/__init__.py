"""What is held of each figure before anything is hidden: changes, limits, signals, aims."""
