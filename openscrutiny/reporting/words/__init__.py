"""Sentences and notes written from gated figures, and prose bound to them."""
