"""Where articles come from: one small module for each format, one registry that is the door to all.

Nothing is imported here: what a window shows at its start comes from the library, and the patterns of all formats take longer
to compile than a page to paint.
"""
