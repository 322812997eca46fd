"""Opens what holds documents: mails and archives."""
