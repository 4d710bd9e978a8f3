"""Writing down a referral, and carrying it from the first look to a decision."""
