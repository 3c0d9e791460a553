"""What a new figure, text, ruling or accord touches in the contracts of a portfolio: which leden and which money."""
