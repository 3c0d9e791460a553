"""Price lists as purchasers have them: read into a request, and given back as Excel."""
