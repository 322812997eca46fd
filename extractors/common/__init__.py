"""What readers of formats made of characters have in common: encodings, running text, scraps of markup, shapes."""
