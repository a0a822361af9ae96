"""EXCHANGE: reads contacts from vCard 2.1, 3.0 and 4.0; cards in, drafts out."""
