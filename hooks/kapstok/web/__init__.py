"""Addresses on the web: do they still answer?

``uses``     catalogue to every external address, with the files that name it
``network``  connections that refuse private networks
``visitor``  one polite visit of one address
``rounds``   visits of many addresses, a few hosts at once
``results``  what a visit says beside earlier ones; the file that remembers it

Nothing here is part of a build or of the check: an address of somebody else may fail at any time.
"""
