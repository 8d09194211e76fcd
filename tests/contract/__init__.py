"""Contracts that the linters cannot say: addresses, sizes, names, words, locks and documents."""
