"""Shops whose products can be asked for, one module each."""
