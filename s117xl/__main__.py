"""`python -m s117xl` opens the window; with anything after it, it is the command line."""

import sys

if len(sys.argv) > 1:
    from s117xl.cli import main

    main()
else:
    from s117xl.companion import open_window

    sys.exit(open_window())
