"""`python -m piaoju` is the command `piaoju`."""

from piaoju.cli import main

main()
