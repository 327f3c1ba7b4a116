"""The wire: hosts, publishing, secrets and the connectors to CRMs, over httpx."""
