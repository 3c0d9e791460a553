"""What differs between two contracts, two days of the library, or what was sent and what came back, and why."""
