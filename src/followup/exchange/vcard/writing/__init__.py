"""EXCHANGE: writes contacts as vCard 3.0, with the lines of their original card that the book has no field for."""
