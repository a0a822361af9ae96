"""DECIDE what customers are worth: shares, segments, grades, and what came through referrals."""
