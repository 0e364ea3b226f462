"""piaoju: a self-hosted reader of Chinese invoices and tickets."""
