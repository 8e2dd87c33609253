"""`python -m s117xl` is the command line."""

from s117xl.cli import main

main()
