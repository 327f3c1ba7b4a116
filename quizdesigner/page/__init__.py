"""The shopper's page: a published quiz as HTML, CSS and a small script."""
