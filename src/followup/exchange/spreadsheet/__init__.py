"""EXCHANGE: reads contacts and sales from CSV and Excel; tables in, drafts out."""
