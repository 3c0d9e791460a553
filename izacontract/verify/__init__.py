"""A returned Word document read against its seal: what the other side changed, clause by clause."""
