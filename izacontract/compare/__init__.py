"""Was and now: what differs between two contracts or two days of the library, and because of what."""
