"""DECIDE what is the same text: case, accents, scripts and widths folded, pinyin, the nearest right word."""
