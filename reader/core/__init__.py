"""The model: articles, spans, judgements and the one door they change through. Standard library only."""
