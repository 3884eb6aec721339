"""Photos in windows: thumbnails, one of them large, and what is done with them."""
