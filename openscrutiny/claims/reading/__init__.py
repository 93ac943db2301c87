"""A document read once: lines, sentences, figures, tables, and the words about them. No judgement is made here."""
