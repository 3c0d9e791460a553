"""What falls due in a contract, when and by whom, computed from the duties that its texts declare."""
