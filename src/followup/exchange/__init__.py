"""EXCHANGE: a package for each format; bytes in, drafts out, and contacts in, bytes out."""
