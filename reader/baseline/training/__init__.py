"""Training: makes weights for the shipped tagger's encoder from tagged articles. Needs the extra `train`; a CPU is enough."""
