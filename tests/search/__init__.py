"""How good search is: judged queries, measures, and plain engines to compare with."""
