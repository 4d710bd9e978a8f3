"""What is asked of whoever takes or decides a referral."""
