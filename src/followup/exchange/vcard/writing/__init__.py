"""EXCHANGE contacts as vCard 3.0, with what their first card said that the book has no field for."""
