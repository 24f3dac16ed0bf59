"""Measures what DESIGN §8 promises, and prints one JSON line for each figure: `python -m tests.benchmarks`, or `make bench`.

Nothing here asserts a time. What is measured is the product itself: real windows (on the offscreen platform unless
`QT_QPA_PLATFORM` says otherwise), real library files, the real worker. Each module says what its figures mean and how they are
taken.
"""
