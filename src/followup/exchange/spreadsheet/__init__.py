"""EXCHANGE contacts and sales as CSV and Excel: tables in, drafts out."""
