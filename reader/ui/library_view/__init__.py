"""The library view: the lists of articles, lines and names that stand in the page's place. Imported when first wanted."""
