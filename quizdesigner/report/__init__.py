"""The client report: everything a quiz does to shoppers, tags, products and CRMs, as one document to sign."""
