"""`python -m openscrutiny` is the command line."""

from openscrutiny.cli import main

main()
