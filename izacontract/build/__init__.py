"""The builder: from request to contract in seven steps, one a module."""
