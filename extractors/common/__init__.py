"""What several readers share: encodings, running text, scraps of markup, limits."""
