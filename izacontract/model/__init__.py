"""The frozen types of a contract: values, request, sector, clause, proposal and contract."""
