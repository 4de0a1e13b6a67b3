"""Benchmarks: catalogues of any size, and what search costs on them in bytes and in time."""
