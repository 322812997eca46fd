"""Opens mails and archives, which contain documents."""
