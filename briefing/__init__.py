"""From a French article to a podcast.

The data's way is the table of contents:

    source -> Article -> Script -> clips -> mix -> Episode -> feed
"""

__version__ = "0.1.0"
