"""The folder of a library on the disk: its originals with their descriptions, and the files beside them."""
