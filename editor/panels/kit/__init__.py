"""The look: tokens, style sheet, icons, glyphs and small widgets that panels are made of."""
