"""Lesprogramma's: a lesson as one text, and what is made of it: page, draaiboek, slides, homework, a meeting."""
