"""stub"""
from __future__ import annotations
def rest_nodes(text): return ()
