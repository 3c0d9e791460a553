"""The preview in the browser: a form beside the contract that it makes, and drafts that a link shows."""
