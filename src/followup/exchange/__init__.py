"""EXCHANGE: one format a module; bytes in, drafts out."""
