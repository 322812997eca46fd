"""`python -m vvrap` is the command `vvrap`."""

from pipeline.cli.app import main

if __name__ == "__main__":
    main()
