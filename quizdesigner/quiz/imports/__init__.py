"""Catalogues as other programs write them, read into products. Bytes in, values out."""
